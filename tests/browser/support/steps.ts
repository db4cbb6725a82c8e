/** What a person does on our pages, and what a test looks at. */
import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { AxeBuilder } from "@axe-core/playwright";
import { type Page, expect } from "@playwright/test";

import type { Person } from "./appliance.ts";

const SCREENSHOTS = join(dirname(fileURLToPath(import.meta.url)), "..", "results", "screenshots");

export async function enterPassword(page: Page, person: Person, password = person.password): Promise<void> {
  await page.locator("#username").fill(person.username);
  await page.locator("#password").fill(password);
  await page.locator("#submit").click();
}

/** From the demo app's start page to its page of claims. */
export async function signIn(page: Page, demoUrl: string, person: Person): Promise<void> {
  await page.goto(demoUrl);
  await page.locator("#sign-in").click();
  await enterPassword(page, person);
  await page.locator("#consent-allow").click();
  await expect(page.locator("#signed-in")).toBeVisible();
}

/** From the demo app's page of claims to its farewell, whether or not the server asks first. */
export async function signOut(page: Page): Promise<void> {
  await page.locator("#sign-out").click();
  const asked = page.locator("#logout-yes");
  await expect(asked.or(page.locator("#signed-out"))).toBeVisible();
  if (await asked.isVisible()) await asked.click();
  await expect(page.locator("#signed-out")).toBeVisible();
}

/** Presses Tab until the element has the focus, as somebody without a mouse would. */
export async function tabTo(page: Page, selector: string): Promise<void> {
  const isFocused = () =>
    page.evaluate((wanted) => document.activeElement?.matches(wanted) === true, selector);
  for (let presses = 0; presses < 40; presses += 1) {
    if (await isFocused()) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`the Tab key does not reach ${selector} on ${page.url()}`);
}

/** What holds on every page: axe has nothing to say, and what `expectFits` asks. */
export async function expectSound(page: Page, name: string): Promise<void> {
  await expectFits(page, name);
  await expectAxeFindsNothing(page, new AxeBuilder({ page }));
}

async function expectAxeFindsNothing(page: Page, axe: AxeBuilder): Promise<void> {
  const report = await axe.analyze();
  const found = report.violations.flatMap((rule) =>
    rule.nodes.map((node) => `${rule.id}: ${rule.help}: ${node.target.join(" ")}`),
  );
  expect(found, `axe on ${page.url()}`).toEqual([]);
}

/** A screenshot to look at, with transitions at their end. */
export async function screenshot(page: Page, name: string): Promise<void> {
  mkdirSync(SCREENSHOTS, { recursive: true });
  const path = join(SCREENSHOTS, `${name}.png`);
  await page.screenshot({ path, fullPage: true, animations: "disabled" });
}

/** One heading, a main part, nothing that scrolls sideways; and a screenshot to look at. */
export async function expectFits(page: Page, name: string): Promise<void> {
  await screenshot(page, name);
  await expect(page.locator("h1")).toHaveCount(1);
  await expect(page.locator("main")).toHaveCount(1);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow, `${page.url()} scrolls sideways`).toBeLessThanOrEqual(0);
}

/** The same in light and in dark: what the theme decides is looked at in both, the rest once. */
export async function expectSoundInBothThemes(page: Page, name: string): Promise<void> {
  await page.emulateMedia({ colorScheme: "dark" });
  await expectFits(page, `${name}-dark`);
  await expectAxeFindsNothing(page, new AxeBuilder({ page }).withRules("color-contrast"));
  await page.emulateMedia({ colorScheme: "light" });
  await expectSound(page, `${name}-light`);
  await page.emulateMedia({ colorScheme: null });
}

/** The same on a desktop and on a phone; the page is as wide as before when it is done. */
export async function expectSoundWideAndSmall(page: Page, name: string): Promise<void> {
  const before = page.viewportSize();
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 860 });
    await expectSoundInBothThemes(page, `${name}-${width}`);
  }
  if (before) await page.setViewportSize(before);
}
