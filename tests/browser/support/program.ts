/** Starting a program, waiting for its line, stopping it. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "..");

/** Where cargo builds to. */
export function target(): string {
  return process.env.CARGO_TARGET_DIR ?? join(ROOT, "target");
}

/** Where cargo has put a program in the dev profile, or in the one that a benchmark names. */
export function built(name: string): string {
  return join(target(), process.env.DONELOGIN_PROFILE ?? "debug", name);
}

/** A file of the project, by its path from the root. */
export function project(path: string): string {
  return join(ROOT, path);
}

export class Program {
  private readonly said: string[] = [];

  private constructor(private readonly child: ChildProcess) {}

  /** Resolves when a line of stdout begins with `ready `. */
  static async start(path: string, args: string[], env: NodeJS.ProcessEnv = {}): Promise<Program> {
    const child = spawn(path, args, { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
    const program = new Program(child);
    createInterface({ input: child.stderr }).on("line", (line) => program.said.push(line));
    const lines = createInterface({ input: child.stdout });
    await new Promise<void>((resolve, reject) => {
      const fail = (why: string) => {
        reject(new Error(`${path} ${args.join(" ")} ${why}:\n${program.said.join("\n")}`));
      };
      const patience = setTimeout(() => {
        fail("was not ready in 30 s");
      }, 30_000);
      lines.on("line", (line) => {
        program.said.push(line);
        if (line.startsWith("ready ")) {
          clearTimeout(patience);
          resolve();
        }
      });
      child.once("error", (error) => {
        fail(String(error));
      });
      child.once("exit", () => {
        fail("has ended");
      });
    });
    return program;
  }

  /** What followed this prefix in a line that it printed; waits a moment, since lines come one by one. */
  async line(prefix: string): Promise<string> {
    for (let tries = 0; tries < 100; tries += 1) {
      const found = this.said.find((line) => line.startsWith(prefix));
      if (found !== undefined) return found.slice(prefix.length).trim();
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`no line with ${prefix} in:\n${this.said.join("\n")}`);
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, "exit");
    this.child.kill("SIGTERM");
    const patience = setTimeout(() => this.child.kill("SIGKILL"), 15_000);
    await ended;
    clearTimeout(patience);
  }
}

/** Runs a command to its end and returns its stdout. */
export function run(path: string, args: string[], input = "", env: NodeJS.ProcessEnv = {}): string {
  const done = spawnSync(path, args, { input, encoding: "utf8", env: { ...process.env, ...env } });
  if (done.error) throw done.error;
  if (done.status !== 0) {
    throw new Error(`${path} ${args.join(" ")} ended with ${done.status ?? -1}:\n${done.stderr}`);
  }
  return done.stdout;
}

/** A port that nobody has at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}
