/** The fixtures of journeys in the window: a machine for each, and a browser that is furnished as its window. */
import { type Browser, type Page, chromium, test as base } from "@playwright/test";

import { Machine } from "./window.ts";

interface Fixtures {
  machine: Machine;
  /** The window's page, not opened yet. */
  window: Page;
}

interface WorkerFixtures {
  own: Browser;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  own: [
    async ({}, use) => {
      const args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"];
      const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args });
      await use(browser);
      await browser.close();
    },
    { scope: "worker", timeout: 60_000 },
  ],
  machine: async ({}, use) => {
    const machine = await Machine.start();
    await use(machine);
    await machine.stop();
  },
  window: async ({ machine, own, viewport, locale }, use) => {
    const context = await own.newContext({ viewport, locale: locale ?? "en-US", acceptDownloads: true });
    await machine.furnish(context);
    await use(await context.newPage());
    await context.close();
  },
});

export { expect } from "@playwright/test";
