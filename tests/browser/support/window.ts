/** The administration as the window on the machine shows it: a real server behind its control socket, a browser before it. */
import { execFile } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { type IncomingMessage, type Server, type ServerResponse, createServer, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { BrowserContext } from "@playwright/test";

import { Program, built, freePort, run } from "./program.ts";
import { standIn } from "./shell.ts";

/** What a window asks of its machine, and the command that does the same. */
const VERBS: Partial<Record<string, string[]>> = {
  trust_status: ["status"],
  trust_install: ["install", "--yes"],
  trust_remove: ["uninstall", "--yes"],
};

/** A process of its own view of the disk, in which the system's stores are two folders of the test: the real ones stay as they are. */
const APART = [
  "--map-root-user",
  "--mount",
  "sh",
  "-ec",
  'mount --bind "$1" /usr/local/share/ca-certificates; mount --bind "$2" /etc/ssl/certs; shift 2; exec "$@"',
];

/** A machine with a server that nobody has set up, and what a window on it would show. */
export class Machine {
  /** What the person at this machine owns; the stores of their browsers lie in it. */
  readonly home: string;

  private constructor(
    readonly folder: string,
    readonly address: string,
    private readonly program: Program,
    private readonly server: Server,
  ) {
    this.home = join(folder, "home");
  }

  static async start(): Promise<Machine> {
    const folder = mkdtempSync(join(tmpdir(), "donelogin-window-"));
    const store = join(folder, "home", ".pki", "nssdb");
    mkdirSync(store, { recursive: true });
    for (const own of ["authorities", "certificates"]) mkdirSync(join(folder, own));
    run("certutil", ["-d", `sql:${store}`, "-N", "--empty-password"]);
    const port = await freePort();
    const where = ["--data-dir", join(folder, "data")];
    const listen = ["--listen", `127.0.0.1:${port}`, "--no-mdns"];
    const env = { DONELOGIN_NET_CA_PORT: String(await freePort()) };
    // The address is where the directory was made, and not a configured one, which the first run could not change.
    run(built("donelogin"), [...where, "ca", "export", "--format", "pem"], "", {
      ...env,
      DONELOGIN_ISSUER: `https://localhost:${port}`,
    });
    const program = await Program.start(built("donelogin"), ["serve", ...where, ...listen], env);
    let answer: (asked: IncomingMessage, given: ServerResponse) => void = () => undefined;
    const server = createServer((asked, given) => {
      answer(asked, given);
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const bound = server.address();
    const own = bound !== null && typeof bound === "object" ? bound.port : 0;
    const machine = new Machine(folder, `http://127.0.0.1:${own}`, program, server);
    answer = machine.answer.bind(machine);
    return machine;
  }

  /** Whatever a page asks of its window is asked of this machine. */
  async furnish(context: BrowserContext): Promise<void> {
    await context.addInitScript(standIn);
  }

  /** A command beside the running server. */
  command(args: string[], input = ""): string {
    return run(built("donelogin"), ["--data-dir", join(this.folder, "data"), ...args], input, {
      HOME: this.home,
    });
  }

  /** Writes the CA's certificate to a file and returns its path. */
  exportCa(): string {
    const file = join(this.folder, "ca.pem");
    writeFileSync(file, this.command(["ca", "export", "--format", "pem"]));
    return file;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await this.program.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private answer(asked: IncomingMessage, given: ServerResponse): void {
    const path = asked.url ?? "/";
    if (path.startsWith("/shell/")) this.do(path.slice("/shell/".length), given);
    else this.forward(asked, given);
  }

  private forward(asked: IncomingMessage, given: ServerResponse): void {
    const way = request(
      {
        socketPath: join(this.folder, "data", "control.sock"),
        path: asked.url,
        method: asked.method,
        headers: { ...asked.headers, host: "control" },
      },
      (answer) => {
        given.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(given);
      },
    );
    way.on("error", () => {
      given.destroy();
    });
    given.on("close", () => {
      way.destroy();
    });
    asked.pipe(way);
  }

  /** What reaches into the machine, by the command that does the same as the window. */
  private do(name: string, given: ServerResponse): void {
    const verb = VERBS[name];
    if (verb === undefined) {
      given.writeHead(404).end();
      return;
    }
    const args = ["--data-dir", join(this.folder, "data"), "ca", ...verb, "--json"];
    const own = [join(this.folder, "authorities"), join(this.folder, "certificates")];
    const command = [...APART, "sh", ...own, built("donelogin"), ...args];
    const env = { ...process.env, HOME: this.home };
    execFile("unshare", command, { env }, (_error, said, complaint) => {
      if (said.trim() === "") given.writeHead(500).end(complaint);
      else given.writeHead(200, { "content-type": "application/json" }).end(said);
    });
  }
}
