/** A browser with a home of its own, in whose store the office's CA lies or does not. */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
  chromium,
} from "@playwright/test";

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
export async function openBrowser(ca: string | undefined, flags: string[] = []): Promise<OwnBrowser> {
  const home = new Home();
  if (ca !== undefined) home.trust(ca);
  const browser = await chromium.launch({ ...home.launch(), args: [...FLAGS, ...flags] });
  const close = async () => {
    await browser.close();
    home.remove();
  };
  return { browser, close };
}

/** What a browser keeps on the disk: its data, and the certificates that its owner trusts. */
export class Home {
  private readonly folder = mkdtempSync(join(tmpdir(), "donelogin-home-"));

  constructor() {
    mkdirSync(this.store, { recursive: true });
    run("certutil", ["-d", `sql:${this.store}`, "-N", "--empty-password"]);
  }

  private get store(): string {
    return join(this.folder, ".pki", "nssdb");
  }

  /** Puts the CA in the file into the store. */
  trust(ca: string): void {
    run("certutil", ["-d", `sql:${this.store}`, "-A", "-t", "C,,", "-n", "office", "-i", ca]);
  }

  /** A browser with this home, which keeps its data from one start to the next. */
  open(options: BrowserContextOptions, flags: string[] = []): Promise<BrowserContext> {
    const profile = join(this.folder, "profile");
    return chromium.launchPersistentContext(profile, {
      ...this.launch(),
      ...options,
      args: [...FLAGS, ...flags],
    });
  }

  launch() {
    return { executablePath: "/usr/bin/chromium", env: { ...definedOnly(process.env), HOME: this.folder } };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function definedOnly(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter((pair): pair is [string, string] => pair[1] !== undefined),
  );
}

/** Another person at another computer, who trusts this office too. */
export async function elsewhere(browser: Browser, javaScriptEnabled = true): Promise<Page> {
  const context = await browser.newContext({ javaScriptEnabled, viewport: { width: 1280, height: 860 } });
  return context.newPage();
}
