/** What the window has beyond a browser: its lock, its server's state, this computer, links and files that leave it. */
import type { Page } from "@playwright/test";

import { AxeBuilder } from "@axe-core/playwright";

import { expect, test } from "../support/at-machine.ts";
import { ADA } from "../support/office.ts";
import type { Machine } from "../support/window.ts";

declare global {
  interface Window {
    /** What stands in for the shell (support/shell.ts). */
    standIn: { told: string[]; lock: () => Promise<unknown>; server: (state: unknown) => void };
  }
}

async function open(page: Page, machine: Machine, path = ""): Promise<void> {
  const who = [ADA.email, "--name", ADA.name, "--username", ADA.username, "--admin"];
  machine.command(["user", "add", ...who, "--password-stdin", "--json"], `${ADA.password}\n`);
  await page.goto(`${machine.address}/admin/${path}`);
  await expect(page.locator("main[data-page]")).toBeVisible();
}

test("the window is locked, says that serving goes on, and opens for an administrator", async ({
  window: page,
  machine,
}) => {
  await open(page, machine, "people");
  await page.locator("input[name=search]").fill("ada");
  await page.locator("[data-do=lock]").click();
  const lock = page.locator("[data-lock]");
  await expect(lock).toContainText("goes on working");
  await expect(page.locator("main[data-page=people]")).toBeHidden();
  await expect(page.locator("[data-lock] input[name=username]")).toBeFocused();
  await page.screenshot({ path: "results/screenshots/window-lock.png", fullPage: true });
  const report = await new AxeBuilder({ page }).analyze();
  expect(report.violations.map((rule) => rule.id)).toEqual([]);

  await page.locator("[data-do=unlock]").click();
  await expect(lock.locator("[role=alert]")).toContainText("Enter your user name");
  await page.locator("[data-lock] input[name=username]").fill(ADA.username);
  await page.locator("[data-lock] input[name=password]").fill("not the right one");
  await page.locator("[data-do=unlock]").click();
  await expect(lock.locator("[role=alert]")).toContainText("do not match");
  await page.locator("[data-lock] input[name=password]").fill(ADA.password);
  await page.keyboard.press("Enter");
  await expect(lock).toHaveCount(0);
  // What was typed before is still there.
  await expect(page.locator("input[name=search]")).toHaveValue("ada");
});

test("a server that stopped is said, with what to do", async ({ window: page, machine }) => {
  await open(page, machine);
  await page.evaluate(() => {
    window.standIn.server({
      mode: "embedded",
      state: "stopped",
      issuer: null,
      reason: "Port 8443 is taken by another program.",
      mend: "Stop that program, or choose another port in the settings file.",
    });
  });
  const bar = page.locator("[data-server=stopped]");
  await expect(bar).toContainText("Port 8443 is taken");
  await expect(bar).toContainText("Stop that program");
  await page.locator("[data-do=restart-server]").click();
  await expect(bar).toHaveCount(0);
});

test("this computer: what it does for the office, and whether it trusts it", async ({
  window: page,
  machine,
}) => {
  await open(page, machine, "settings");
  const here = page.locator("[data-subject=computer]");
  await here.locator("input[name=start_at_login]").check();
  await expect(page.locator("[data-toast]")).toContainText("This computer");
  await page.locator("[data-do=undo]").click();
  await expect(here.locator("input[name=start_at_login]")).not.toBeChecked();
  await here.locator("select[name=lock_after_minutes]").selectOption("30");
  const store = here.locator("[data-store=nss]").first();
  await expect(store).toHaveAttribute("data-state", "absent");
  await here.locator("[data-do=trust]").click();
  await expect(store).toHaveAttribute("data-state", "trusted");
  await here.locator("[data-do=distrust]").click();
  await expect(store).toHaveAttribute("data-state", "absent");
});

test("links that leave open in the system's browser, files by the dialog", async ({
  window: page,
  machine,
}) => {
  await open(page, machine, "certificates");
  await page.locator("[data-do=export-pem]").click();
  await expect(page.locator("html")).toHaveAttribute("data-saved", "1");
  await page.locator("a", { hasText: "How to trust it" }).click();
  await expect(page.locator("html")).toHaveAttribute("data-opened", /^https:\/\/localhost:\d+\/trust$/);
  await expect(page.locator("main[data-page=certificates]")).toBeVisible();
});

test("what happens is heard by the window's own channel", async ({ window: page, machine }) => {
  await open(page, machine, "activity");
  await expect(page.locator("[data-pill=information]")).toHaveText("Live");
  machine.command(["group", "add", "Partners"]);
  await expect(page.locator("tr[data-event='group.created']")).toContainText("Partners");
});
