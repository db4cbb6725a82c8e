/** An app's server with its public keys, encrypted by a certificate that it made itself. */
import { type Server, createServer } from "node:https";

import { freePort } from "./program.ts";
import { SelfSigned } from "./self-signed.ts";

export class KeyServer {
  /** What stands there now. */
  keys: unknown = { keys: [] };

  private constructor(
    readonly uri: string,
    private readonly own: SelfSigned,
    private readonly server: Server,
  ) {}

  static async open(): Promise<KeyServer> {
    const own = new SelfSigned();
    const port = await freePort();
    const server = createServer({ key: own.key, cert: own.cert });
    const here = new KeyServer(`https://localhost:${port}/jwks.json`, own, server);
    server.on("request", (_, answer) => {
      answer.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(here.keys));
    });
    await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
    return here;
  }

  /** The file of its certificate, which is its own authority. */
  get ca(): string {
    return this.own.ca;
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
    this.own.remove();
  }
}
