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
    const url = `http://localhost:${await freePort()}`;
    const client = appliance.addClient(name, options.registeredUrl ?? url);
    return Demo.as(client, url, appliance, options);
  }

  /** The app as a client that was registered before, at this base address. */
  static async as(
    client: Client,
    url: string,
    appliance: Appliance,
    options: DemoOptions = {},
  ): Promise<Demo> {
    const args = ["--issuer", options.issuer ?? appliance.issuer, "--client-id", client.client_id];
    args.push("--listen", `127.0.0.1:${new URL(url).port}`, "--base-url", url);
    if (!options.withoutCa) args.push("--ca", appliance.exportCa());
    const secret = options.secret ?? client.client_secret;
    const env = { DEMO_RP_CLIENT_SECRET: secret };
    return new Demo(url, client, await Program.start(built("demo-rp"), args, env));
  }

  stop(): Promise<void> {
    return this.program.stop();
  }
}
