/** A mail server of the office, by a library of others: STARTTLS, a certificate of its own, and a mailbox that tests read. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import PostalMime, { type Email } from "postal-mime";
import { SMTPServer } from "smtp-server";

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

  private constructor(
    private readonly folder: string,
    readonly ca: string,
  ) {}

  /** A certificate for `localhost`, and nobody listening yet. */
  static make(): MailServer {
    const folder = mkdtempSync(join(tmpdir(), "mail-"));
    const [key, certificate] = [join(folder, "key.pem"), join(folder, "cert.pem")];
    const of = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"];
    const kind = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"];
    const files = ["-keyout", key, "-out", certificate];
    const leaf = ["-addext", "basicConstraints=critical,CA:FALSE"];
    execFileSync("openssl", ["req", "-x509", ...kind, ...of, ...leaf, ...files], { stdio: "ignore" });
    return new MailServer(folder, certificate);
  }

  /** Listens; at the same port as before, if it did before. */
  async start(): Promise<void> {
    const server = new SMTPServer({
      authOptional: true,
      key: readFileSync(join(this.folder, "key.pem")),
      cert: readFileSync(this.ca),
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
    rmSync(this.folder, { recursive: true, force: true });
  }
}
