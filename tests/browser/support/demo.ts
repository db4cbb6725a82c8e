/** The demo app beside an appliance. */
import type { Appliance, Client } from "./appliance.ts";
import { Program, built, freePort } from "./program.ts";

export interface DemoOptions {
  /** Start with this secret instead of the right one. */
  secret?: string;
  /** Start without the office's CA. */
  withoutCa?: boolean;
  /** Register this base address instead of the one that the app has. */
  registeredUrl?: string;
  /** Who signs in here, if not the appliance itself. */
  issuer?: string;
}

export class Demo {
  private constructor(
    readonly url: string,
    readonly client: Client,
    private readonly program: Program,
  ) {}

  static async start(appliance: Appliance, name: string, options: DemoOptions = {}): Promise<Demo> {
    const port = await freePort();
    const url = `http://localhost:${port}`;
    const client = appliance.addClient(name, options.registeredUrl ?? url);
    const args = ["--issuer", options.issuer ?? appliance.issuer, "--client-id", client.client_id];
    args.push("--listen", `127.0.0.1:${port}`, "--base-url", url);
    if (!options.withoutCa) args.push("--ca", appliance.exportCa());
    const secret = options.secret ?? client.client_secret;
    return new Demo(
      url,
      client,
      await Program.start(built("demo-rp"), args, { DEMO_RP_CLIENT_SECRET: secret }),
    );
  }

  stop(): Promise<void> {
    return this.program.stop();
  }
}
