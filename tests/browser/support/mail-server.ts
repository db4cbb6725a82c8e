/** A mail server of the office, by a library of others: STARTTLS, a certificate of its own, and a mailbox that tests read. */
import type { AddressInfo } from "node:net";

import PostalMime, { type Email } from "postal-mime";
import { SMTPServer } from "smtp-server";

import { SelfSigned } from "./self-signed.ts";

/** What the sender gave it. */
export interface Received {
  to: string;
  mail: Email;
}

export class MailServer {
  readonly received: Received[] = [];
  /** With what it answers to recipients whose address holds this; nobody where it is empty. */
  refuses = "";
  private server: SMTPServer | null = null;
  private port = 0;

  private readonly own = new SelfSigned();

  /** A certificate for `localhost`, and nobody listening yet. */
  static make(): MailServer {
    return new MailServer();
  }

  /** The file of its certificate, which is its own authority. */
  get ca(): string {
    return this.own.ca;
  }

  /** Listens; at the same port as before, if it did before. */
  async start(): Promise<void> {
    const server = new SMTPServer({
      authOptional: true,
      key: this.own.key,
      cert: this.own.cert,
      onRcptTo: ({ address }, _session, answer) => {
        const isRefused = this.refuses !== "" && address.includes(this.refuses);
        answer(isRefused ? Object.assign(new Error("nobody here"), { responseCode: 550 }) : null);
      },
      onData: (stream, session, answer) => {
        const parts: Buffer[] = [];
        stream.on("data", (part: Buffer) => parts.push(part));
        stream.on("end", () => {
          void PostalMime.parse(Buffer.concat(parts)).then((mail) => {
            this.received.push({ to: session.envelope.rcptTo[0]?.address ?? "", mail });
            answer();
          });
        });
      },
    });
    await new Promise<void>((resolve) => server.listen(this.port, "127.0.0.1", resolve));
    this.port = (server.server.address() as AddressInfo).port;
    this.server = server;
  }

  /** The setting that names it. */
  get url(): string {
    return `smtp://localhost:${this.port}`;
  }

  async stop(): Promise<void> {
    const { server } = this;
    this.server = null;
    if (server) {
      await new Promise<void>((resolve) => {
        server.close(resolve);
      });
    }
  }

  remove(): void {
    this.own.remove();
  }
}
