/** A browser with a home of its own, in whose store the office's CA lies or does not. */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { type Browser, chromium } from "@playwright/test";

import { run } from "./program.ts";

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export interface OwnBrowser {
  browser: Browser;
  close(): Promise<void>;
}

/** Trusts the CA in the file by the store that a person would use; without one it trusts no office. */
export async function openBrowser(ca: string | undefined): Promise<OwnBrowser> {
  const home = mkdtempSync(join(tmpdir(), "donelogin-home-"));
  const store = join(home, ".pki", "nssdb");
  mkdirSync(store, { recursive: true });
  run("certutil", ["-d", `sql:${store}`, "-N", "--empty-password"]);
  if (ca !== undefined) run("certutil", ["-d", `sql:${store}`, "-A", "-t", "C,,", "-n", "office", "-i", ca]);
  const browser = await chromium.launch({
    executablePath: "/usr/bin/chromium",
    args: FLAGS,
    env: { ...definedOnly(process.env), HOME: home },
  });
  const close = async () => {
    await browser.close();
    rmSync(home, { recursive: true, force: true });
  };
  return { browser, close };
}

function definedOnly(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter((pair): pair is [string, string] => pair[1] !== undefined),
  );
}
