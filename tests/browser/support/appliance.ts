/** A fresh appliance in a folder of its own. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { Program, built, freePort, run } from "./program.ts";

export interface Person {
  name: string;
  email: string;
  username: string;
  password: string;
}

export interface Client {
  client_id: string;
  client_secret: string;
}

export class Appliance {
  private constructor(
    readonly issuer: string,
    readonly folder: string,
    private readonly program: Program,
    private readonly env: NodeJS.ProcessEnv,
  ) {}

  /** On this machine alone. `extra`: settings of the environment; `host`: a name that a browser has to be told about. */
  static async start(extra: NodeJS.ProcessEnv = {}, host = "localhost"): Promise<Appliance> {
    const folder = mkdtempSync(join(tmpdir(), "donelogin-"));
    const port = await freePort();
    const issuer = `https://${host}:${port}`;
    const env = { ...extra, DONELOGIN_NET_CA_PORT: String(await freePort()) };
    const serve = ["serve", "--data-dir", join(folder, "data"), "--issuer", issuer];
    const listen = ["--listen", `127.0.0.1:${port}`, "--no-mdns"];
    const program = await Program.start(built("donelogin"), [...serve, ...listen], env);
    return new Appliance(issuer, folder, program, env);
  }

  /** The link behind which the first administrator is made. */
  firstRun(): Promise<string> {
    return this.program.line("first-run ");
  }

  /** A command beside the running server. */
  command(args: string[], input = ""): string {
    return run(built("donelogin"), ["--data-dir", join(this.folder, "data"), ...args], input, this.env);
  }

  addUser(person: Person, extra: string[] = []): void {
    const who = [person.email, "--name", person.name, "--username", person.username];
    this.command(["user", "add", ...who, ...extra, "--password-stdin", "--json"], `${person.password}\n`);
  }

  addClient(name: string, baseUrl: string, extra: string[] = []): Client {
    const uris = [
      "--redirect-uri",
      `${baseUrl}/callback`,
      "--post-logout-redirect-uri",
      `${baseUrl}/signed-out`,
    ];
    const grants = ["--grant", "authorization_code", "--grant", "refresh_token"];
    const scopes = ["openid", "profile", "email", "groups", "offline_access"].flatMap((scope) => [
      "--scope",
      scope,
    ]);
    const answer = this.command(["client", "add", name, ...uris, ...grants, ...scopes, ...extra, "--json"]);
    return JSON.parse(answer) as Client;
  }

  /** Writes the CA's certificate to a file and returns its path. */
  exportCa(): string {
    const file = join(this.folder, "ca.pem");
    writeFileSync(file, this.command(["ca", "export", "--format", "pem"]));
    return file;
  }

  async stop(): Promise<void> {
    await this.program.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
