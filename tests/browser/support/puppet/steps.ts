/** What a person does with the phone app, on both sides: the phone in the hand, and the office's pages. */
import type { Locator, Page } from "@playwright/test";

import type { Person } from "../appliance.ts";
import { type Office, expect } from "../office.ts";
import {
  askPhone,
  beginLink,
  enter,
  leave,
  qrText,
  shownCodes,
  transferCode,
  typeDigits,
} from "../second-step.ts";
import type { Handset } from "./handset.ts";

/** Loading models and learning a face on a busy machine. */
export const PATIENCE_MS = 60_000;

/** From the code on the office's page to the digits on the phone. */
export async function enrolFace(handset: Handset, code: string): Promise<string> {
  await handset.page.goto(code);
  await handset.at("link");
  await handset.press("start");
  await handset.at("consent");
  await handset.press("agree");
  await handset.at("enrol");
  await handset.at("review", PATIENCE_MS);
  await handset.press("use");
  return shownDigits(handset);
}

export async function shownDigits(handset: Handset): Promise<string> {
  const digits = handset.page.locator("[data-link-digits]");
  await expect(digits).toBeVisible();
  return (await digits.getAttribute("data-link-digits")) ?? "";
}

/** Links a phone with its owner's face; the office's page ends at the list of phones. */
export async function linkHandset(
  page: Page,
  office: Office,
  handset: Handset,
  isFirst = true,
): Promise<void> {
  const digits = await enrolFace(handset, await beginLink(page, office));
  expect(digits).toMatch(/^\d{6}$/);
  await expect(page.locator("[data-state=claimed]")).toBeVisible();
  await typeDigits(page, digits);
  if (isFirst) {
    await shownCodes(page);
    await page.locator("#continue").click();
  }
  await handset.at("linked");
}

/** A newcomer whose phone is linked and open, and who is signed out again. */
export async function newcomerWith(page: Page, office: Office, handset: Handset): Promise<Person> {
  const person = office.newcomer();
  await enter(page, office, person);
  await linkHandset(page, office, handset);
  await handset.press("done");
  await handset.at("home");
  await leave(page);
  return person;
}

/** Begins a sign-in to the demo app; the phone, which is open, shows it by itself. */
export async function ask(page: Page, office: Office, handset: Handset, person: Person): Promise<string> {
  await askPhone(page, office, person);
  await handset.at("incoming");
  return transferCode(page);
}

/** Types what the screen shows and presses the button. */
export async function typeAndApprove(handset: Handset, code: string): Promise<void> {
  await handset.page.locator("input[name=code]").fill(code);
  await handset.press("approve");
}

/** A check takes 30 seconds at most, and its models may have to be loaded first. */
const CHECK_MS = 60_000;
/** A busy machine loses frames; a person tries again then, which the phone offers. */
const TRIES = 3;

/** The face check that is on the screen ends well. */
export async function expectApproved(handset: Handset): Promise<void> {
  await expectAfterCheck(handset, handset.page.locator("main[data-screen=approved]"));
}

/** The face passes, and the phone then shows this. */
export async function expectAfterCheck(handset: Handset, there: Locator): Promise<void> {
  const failed = handset.page.locator("main[data-screen=face-failed]");
  for (let tries = 1; tries < TRIES; tries += 1) {
    await expect(there.or(failed)).toBeVisible({ timeout: CHECK_MS });
    if (await there.isVisible()) return;
    await handset.press("done");
  }
  await expect(there).toBeVisible({ timeout: CHECK_MS });
}

/** The office's page goes on by itself, and the app opens. */
export async function expectIn(page: Page): Promise<void> {
  const allow = page.locator("#consent-allow");
  const inside = page.locator("#signed-in");
  await expect(allow.or(inside)).toBeVisible({ timeout: 15_000 });
  if (await allow.isVisible()) await allow.click();
  await expect(inside).toBeVisible();
  await expect(page.locator("#id-token [data-claim=amr]")).toHaveText(/face/);
}

/** The office's page still waits: nothing was opened. */
export async function expectWaiting(page: Page): Promise<void> {
  await expect(page.locator("[data-transfer-code]")).toBeVisible();
}

/** Signed out of app and office, as the next test wants it. */
export async function away(page: Page): Promise<void> {
  await page.context().clearCookies({ name: "__Host-session" });
  await page.goto("about:blank");
}

/** A code as the other camera of a phone sees it on the office's screen: PNG, base64. */
export async function pictureOfCode(page: Page): Promise<string> {
  return (await page.locator("[data-qr]").screenshot({ animations: "disabled" })).toString("base64");
}

export { qrText };
