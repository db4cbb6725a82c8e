/** What a person does with a phone in the hand: link it, and carry over what the screen shows. */
import type { Page } from "@playwright/test";

import type { Person } from "./appliance.ts";
import { type Office, type Place, expect } from "./office.ts";
import { Phone } from "./phone.ts";
import { enterPassword } from "./steps.ts";

/** A person with a phone that is linked, and the recovery codes that were shown on the way. */
export interface Linked {
  person: Person;
  phone: Phone;
  codes: string[];
}

/** Signs in at the office itself. */
export async function enter(page: Page, office: Place, person: Person): Promise<void> {
  await page.goto(`${office.appliance.issuer}/login`);
  await enterPassword(page, person);
}

/** The text of the QR code on the page. */
export async function qrText(page: Page): Promise<string> {
  return (await page.locator("[data-qr]").last().getAttribute("data-qr")) ?? "";
}

/** Makes a code to link a phone with, and returns what its picture says. */
export async function beginLink(page: Page, office: Place): Promise<string> {
  await page.goto(`${office.appliance.issuer}/account/devices/link`);
  await page.locator("#submit").click();
  await expect(page.locator("[data-state=offered]")).toBeVisible();
  return qrText(page);
}

export async function typeDigits(page: Page, digits: string): Promise<void> {
  await page.locator("#code").fill(digits);
  await page.locator("#submit").click();
}

/** The ten recovery codes that the page shows until somebody says that they are kept. */
export async function shownCodes(page: Page): Promise<string[]> {
  await expect(page.locator(".codes li")).toHaveCount(10);
  return page.locator(".codes code").allTextContents();
}

/** A newcomer who signs in, links a phone, keeps the codes and leaves; the office knows this browser then. */
export async function linkedNewcomer(page: Page, office: Office, scripts = true): Promise<Linked> {
  const person = office.newcomer();
  const phone = await Phone.unpack(office.ca);
  await enter(page, office, person);
  const digits = await phone.scan(await beginLink(page, office));
  // By itself where scripts run; without them the digits are typed below the code.
  if (scripts) await expect(page.locator("[data-state=claimed]")).toBeVisible();
  await typeDigits(page, digits);
  const codes = await shownCodes(page);
  await page.locator("#continue").click();
  await leave(page);
  return { person, phone, codes };
}

/** Ends the session in this browser, which the office goes on to know. */
export async function leave(page: Page): Promise<void> {
  await page.context().clearCookies({ name: "__Host-session" });
}

/** From the demo app past the password, to the page that waits for the phone. */
export async function askPhone(page: Page, office: Office, person: Person): Promise<void> {
  await page.goto(office.demo.url);
  await page.locator("#sign-in").click();
  await enterPassword(page, person);
  await expect(page.locator("[data-transfer-code]")).toBeVisible();
}

/** The digits that the page shows. */
export async function transferCode(page: Page): Promise<string> {
  return (await page.locator("[data-transfer-code]").getAttribute("data-transfer-code")) ?? "";
}

/** Past the password and the phone, at the office itself. */
export async function enterWithPhone(
  page: Page,
  office: Place,
  { person, phone }: Pick<Linked, "person" | "phone">,
): Promise<void> {
  await enter(page, office, person);
  await expect(page.locator("[data-transfer-code]")).toBeVisible();
  await phone.approve(await transferCode(page));
  await expect(page.locator(".side-body")).toBeVisible();
}

/** Links another phone on the page that the browser shows, which has a code or makes one. */
export async function linkHere(page: Page, phone: Phone): Promise<void> {
  await page.locator("#submit").click();
  await expect(page.locator("[data-state=offered]")).toBeVisible();
  const digits = await phone.scan(await qrText(page));
  await expect(page.locator("[data-state=claimed]")).toBeVisible();
  await typeDigits(page, digits);
}

/** Other digits than those. */
export function wrongDigits(right: string): string {
  return right === "000000" ? "000001" : "000000";
}
