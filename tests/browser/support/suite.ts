/**
 * The conformance suite's side, as far as its browser goes: the commands of a configuration, followed as the suite follows
 * them, and its own pages.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { type Server, createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { type Page, expect } from "@playwright/test";

import type { Appliance } from "./appliance.ts";
import { built, freePort, run } from "./program.ts";

type Command = (string | number)[];

interface Task {
  task: string;
  match: string;
  optional?: boolean;
  commands?: Command[];
}

export interface Entry {
  match: string;
  "match-limit"?: number;
  tasks: Task[];
}

interface Named {
  client_id: string;
  client_secret: string;
}

export interface Configuration {
  alias: string;
  client: Named;
  client2: Named;
  client_secret_post: Named;
  browser: Entry[];
  override: Record<string, { browser: Entry[] }>;
}

export class Suite {
  private constructor(
    readonly base: string,
    private readonly folder: string,
    private readonly server: Server,
  ) {}

  /** Configurations for this appliance, which knows the person and the clients of theirs afterwards. */
  static async open(appliance: Appliance): Promise<Suite> {
    const port = await freePort();
    const base = `http://localhost:${port}`;
    const folder = mkdtempSync(join(tmpdir(), "donelogin-suite-"));
    run(built("conformance"), ["--issuer", appliance.issuer, "--suite", base, "--write", folder]);
    appliance.command(["user", "import", join(folder, "people.json")]);
    appliance.command(["client", "import", join(folder, "clients.json")]);
    const server = createServer((_, response) => {
      response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
      response.end(
        "<!doctype html><html lang='en'><title>Suite</title><p id='submission_complete'>Done</p></html>",
      );
    });
    await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
    return new Suite(base, folder, server);
  }

  read(plan: string): Configuration {
    return JSON.parse(readFileSync(join(this.folder, `${plan}.json`), "utf8")) as Configuration;
  }

  /** An address of its clients. */
  at(path: string): string {
    return `${this.base}/test/a/donelogin/${path}`;
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Visits an address as the suite would: by the first entry for it. Returns the tasks that were done. */
export async function visit(page: Page, url: string, entries: Entry[]): Promise<string[]> {
  const entry = entries.find((one) => matches(one.match, url) && one["match-limit"] !== 0);
  if (!entry) throw new Error(`nobody knows what to do at ${url}`);
  if (entry["match-limit"] !== undefined) entry["match-limit"] -= 1;
  await page.goto(url);
  const done: string[] = [];
  for (const task of entry.tasks) {
    if (!matches(task.match, page.url())) {
      if (task.optional) continue;
      throw new Error(`${task.task} is not for ${page.url()}`);
    }
    for (const command of task.commands ?? []) await follow(page, command);
    done.push(task.task);
  }
  return done;
}

/** A star stands for anything; the whole address has to match. */
function matches(pattern: string, url: string): boolean {
  const parts = pattern.split("*").map((part) => part.replace(/[.*+?^${}()|[\]\\]/gu, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`, "su").test(url);
}

async function follow(page: Page, [verb, kind, target, ...rest]: Command): Promise<void> {
  const element = page.locator(kind === "id" ? `#${target}` : String(target)).first();
  const isThere = (await element.count()) > 0;
  if (verb === "text") await element.fill(String(rest[0]));
  else if (verb === "click") {
    if (!isThere && rest[0] === "optional") return;
    await element.click();
    await page.waitForLoadState();
  } else if (verb === "wait") {
    const [seconds, words] = rest;
    const timeout = Number(seconds) * 1000;
    await expect(element).toHaveText(new RegExp(String(words ?? ""), "u"), { timeout });
  } else throw new Error(`no command ${verb}`);
}
