/** The wire between a phone and the office, on which every byte is counted, TLS and headers included. */
import { once } from "node:events";
import { type Server, connect, createServer } from "node:net";

export class Wire {
  /** Bytes that came from the office. */
  down = 0;

  private constructor(
    private readonly server: Server,
    readonly port: number,
  ) {}

  /** Leads to a port of this machine. */
  static async lay(to: number): Promise<Wire> {
    const server = createServer();
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("no port");
    const wire = new Wire(server, address.port);
    server.on("connection", (phone) => {
      const office = connect(to, "127.0.0.1");
      office.on("data", (chunk) => (wire.down += chunk.length));
      phone.pipe(office).pipe(phone);
      for (const [one, other] of [
        [phone, office],
        [office, phone],
      ] as const) {
        one.on("error", () => other.destroy());
        one.on("close", () => other.destroy());
      }
    });
    return wire;
  }

  cut(): void {
    this.server.close();
  }
}
