/** The administration as the window on the machine shows it: its files, and the control socket of a real server behind them. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { type IncomingMessage, type Server, type ServerResponse, createServer, request } from "node:http";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";

import type { BrowserContext } from "@playwright/test";

import { Program, built, freePort, project } from "./program.ts";
import { standIn } from "./shell.ts";

const TYPES: Partial<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".woff2": "font/woff2",
  ".svg": "image/svg+xml",
};
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data: blob:; connect-src 'self'";

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

  static async start(more: string[] = []): Promise<Machine> {
    const folder = mkdtempSync(join(tmpdir(), "donelogin-window-"));
    mkdirSync(join(folder, "home", ".pki", "nssdb"), { recursive: true });
    const store = ["-d", `sql:${join(folder, "home", ".pki", "nssdb")}`, "-N", "--empty-password"];
    spawnSync("certutil", store);
    const port = await freePort();
    const data = join(folder, "data");
    const where = ["--data-dir", data, "--listen", `127.0.0.1:${port}`, "--no-mdns"];
    const env = { DONELOGIN_NET_CA_PORT: String(await freePort()) };
    const program = await Program.start(built("donelogin"), ["serve", ...where, ...more], env);
    let machine: Machine | undefined;
    const server = createServer((asked, answer) => {
      machine?.answer(asked, answer);
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const bound = server.address();
    const own = bound !== null && typeof bound === "object" ? bound.port : 0;
    machine = new Machine(folder, `http://127.0.0.1:${own}`, program, server);
    return machine;
  }

  /** Whatever the page asks of its window is asked of this machine. */
  async furnish(context: BrowserContext): Promise<void> {
    await context.addInitScript(standIn);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await this.program.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private answer(asked: IncomingMessage, answer: ServerResponse): void {
    const path = asked.url ?? "/";
    if (path.startsWith("/api/")) this.forward(asked, answer);
    else if (path.startsWith("/shell/")) this.command(path.slice("/shell/".length), answer);
    else file(path, answer);
  }

  private forward(asked: IncomingMessage, answer: ServerResponse): void {
    const way = request(
      {
        socketPath: join(this.folder, "data", "control.sock"),
        path: asked.url,
        method: asked.method,
        headers: { ...asked.headers, host: "control" },
      },
      (given) => {
        answer.writeHead(given.statusCode ?? 502, given.headers);
        given.pipe(answer);
      },
    );
    way.on("error", () => {
      answer.destroy();
    });
    asked.pipe(way);
  }

  /** The window's own commands that reach into the machine: the stores of whoever sits there. */
  private command(name: string, answer: ServerResponse): void {
    const verbs: Partial<Record<string, string>> = {
      trust_status: "status",
      trust_install: "install",
      trust_remove: "uninstall",
    };
    const verb = verbs[name];
    if (verb === undefined) {
      answer.writeHead(404).end();
      return;
    }
    const args = ["--data-dir", join(this.folder, "data"), "ca", verb, "--json"];
    const done = spawnSync(built("donelogin"), args, {
      encoding: "utf8",
      env: { ...process.env, HOME: this.home },
    });
    if (done.stdout.trim() === "") answer.writeHead(500).end(done.stderr);
    else answer.writeHead(200, { "content-type": "application/json" }).end(done.stdout);
  }
}

/** Big files lie there compressed only; a screen of the app is any address without a file behind it. */
function file(path: string, answer: ServerResponse): void {
  const name = new URL(path, "http://window").pathname.replace(/^\/admin\/?/, "");
  const dist = project("ui/admin/dist");
  const found = extname(name) === "" ? "index.html" : name;
  const way = [found, `${found}.br`].find((one) => existsSync(join(dist, one)));
  if (way === undefined) {
    answer.writeHead(404).end();
    return;
  }
  answer.writeHead(200, {
    "content-type": TYPES[extname(found)] ?? "application/octet-stream",
    "content-security-policy": POLICY,
    ...(way.endsWith(".br") ? { "content-encoding": "br" } : {}),
  });
  answer.end(readFileSync(join(dist, way)));
}
