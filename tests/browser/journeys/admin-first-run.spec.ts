/** The first run in the window: from an empty machine to an office with an administrator, a trusted CA and a phone. */
import type { Page } from "@playwright/test";

import { expect, test } from "../support/at-machine.ts";
import { Phone } from "../support/phone.ts";
import { qrText } from "../support/second-step.ts";
import { expectSoundInBothThemes, tabTo } from "../support/steps.ts";
import type { Machine } from "../support/window.ts";

async function begin(page: Page, machine: Machine): Promise<void> {
  await page.goto(`${machine.address}/admin/`);
  await expect(page.locator("[data-step=office]")).toBeVisible();
}

async function press(page: Page, deed: string): Promise<void> {
  await page.locator(`main [data-do=${deed}]`).click();
}

async function fillYou(page: Page): Promise<void> {
  await page.locator("input[name=name]").fill("Hanna Kirschgrund");
  await page.locator("input[name=email]").fill("hanna@kestrelrow.example");
  await page.locator("input[name=password]").fill("a few words in a row");
}

test("an office is set up, this computer trusts it, and a phone is linked", async ({
  window: page,
  machine,
}) => {
  await begin(page, machine);
  await press(page, "continue");
  await expect(page.locator(".field-error")).toHaveText("Give the office a name.");
  await page.locator("input[name=office_name]").fill("Kestrel Row Architects");
  await expectSoundInBothThemes(page, "first-run-office");
  await press(page, "continue");

  // The name comes out of the office's, is looked for, and shown as people will open it.
  await expect(page.locator("input[name=host]")).toHaveValue("kestrelrow");
  await expect(page.locator("[data-name-check]")).not.toHaveAttribute("data-name-check", "looking");
  await expect(page.locator("[data-preview] code")).toHaveText(/^https:\/\/kestrelrow\.local:\d+$/);
  await page.locator("input[name=host]").fill("kestrel row");
  await expect(page.locator(".field-error")).toContainText("Letters, digits and hyphens");
  await page.locator("input[name=host]").fill("kestrel-row");
  await expectSoundInBothThemes(page, "first-run-address");
  await page.locator("input[value=own]").check();
  await press(page, "continue");
  await expect(page.locator(".field-error")).toHaveCount(3);
  await expectSoundInBothThemes(page, "first-run-own-name");
  await page.locator("input[value=local]").check();

  // Back and forward, and a reload: nothing that was typed is lost.
  await press(page, "back");
  await expect(page.locator("input[name=office_name]")).toHaveValue("Kestrel Row Architects");
  await press(page, "continue");
  await expect(page.locator("input[name=host]")).toHaveValue("kestrel-row");
  await page.reload();
  await expect(page.locator("[data-step=address]")).toBeVisible();
  await expect(page.locator("input[name=host]")).toHaveValue("kestrel-row");
  const before = await page.locator("[data-fingerprint]").innerText();
  await press(page, "continue");

  // The address is in force: another authority, whose fingerprint the rail shows.
  await expect(page.locator("[data-step=you]")).toBeVisible();
  expect(await page.locator("[data-fingerprint]").innerText()).not.toBe(before);
  await press(page, "continue");
  await expect(page.locator("[data-summary]")).toBeFocused();
  await expect(page.locator("[data-summary] li")).toHaveCount(3);
  await expectSoundInBothThemes(page, "first-run-you");
  await page.locator("[data-summary] a").last().click();
  await expect(page.locator("input[name=password]")).toBeFocused();
  await fillYou(page);
  await page.locator("input[name=password]").fill("Hanna Kirschgrund");
  await press(page, "continue");
  await expect(page.locator("[data-summary]")).toContainText("This is your name");
  await page.locator("input[name=password]").fill("a few words in a row");
  await press(page, "continue");

  // The stores of this home: before, after, and taken back.
  const store = page.locator("[data-store=nss]").first();
  await expect(store).toHaveAttribute("data-state", "absent");
  await expectSoundInBothThemes(page, "first-run-trust");
  await press(page, "trust");
  await expect(store).toHaveAttribute("data-state", "trusted");
  await press(page, "distrust");
  await expect(store).toHaveAttribute("data-state", "absent");
  await press(page, "continue");

  await expect(page.locator("[data-link-panel][data-state=offered]")).toBeVisible();
  await expectSoundInBothThemes(page, "first-run-phone");
  const phone = await Phone.unpack(machine.exportCa(), "Hanna’s Pixel");
  phone.at = "127.0.0.1";
  const digits = await phone.scan(await qrText(page));
  await expect(page.locator("[data-link-panel][data-state=claimed]")).toContainText("Hanna’s Pixel");
  await page.locator("input[name=code]").fill(digits);
  await press(page, "confirm");
  await expect(page.locator("[data-link-panel][data-state=linked]")).toBeVisible();
  await press(page, "finish");
  await expect(page.locator("main[data-page=overview] h1")).toBeVisible();
  await expect(page.locator("[data-office]")).toHaveText("Kestrel Row Architects");
  await expect(page.locator("[data-host]")).toHaveText(/^kestrel-row\.local:\d+$/);
  await page.reload();
  await expect(page.locator("main[data-page=overview]")).toBeVisible();
});

test("by keyboard alone, and both last steps can be left for later", async ({ window: page, machine }) => {
  await begin(page, machine);
  await tabTo(page, "input[name=office_name]");
  await page.keyboard.type("Kestrel Row");
  await page.keyboard.press("Enter");
  await expect(page.locator("input[name=host]")).toBeFocused();
  await tabTo(page, "input[name=host]");
  await page.keyboard.press("Enter");
  await expect(page.locator("input[name=name]")).toBeFocused();
  await tabTo(page, "input[name=name]");
  await page.keyboard.type("Hanna Kirschgrund");
  await tabTo(page, "input[name=email]");
  await page.keyboard.type("hanna@kestrelrow.example");
  await tabTo(page, "input[name=password]");
  await page.keyboard.type("a few words in a row");
  await tabTo(page, "[data-do=show-password]");
  await page.keyboard.press("Space");
  await expect(page.locator("input[name=password]")).toHaveAttribute("type", "text");
  await tabTo(page, "[data-do=continue]");
  await page.keyboard.press("Enter");
  await expect(page.locator("[data-step=trust]")).toBeFocused();
  await expect(page.locator("main")).toContainText("Settings, This computer");
  await tabTo(page, "[data-do=continue]");
  await page.keyboard.press("Enter");
  await expect(page.locator("[data-step=phone]")).toBeFocused();
  // A reload in between comes back to where one was.
  await page.reload();
  await expect(page.locator("[data-step=phone]")).toBeVisible();
  await tabTo(page, "[data-do=finish]");
  await page.keyboard.press("Enter");
  await expect(page.locator("main[data-page=overview]")).toBeVisible();
});

test.describe("in German, in a narrow window", () => {
  test.use({ locale: "de-DE", viewport: { width: 390, height: 800 } });

  test("the first run speaks the language that is chosen", async ({ window: page, machine }) => {
    await begin(page, machine);
    await expect(page.locator("h1")).toHaveText("Wie heißt Ihr Büro?");
    await page.locator("input[name=office_name]").fill("Architekturbüro Müller");
    await page.locator("select[name=language]").selectOption("en");
    await expect(page.locator("h1")).toHaveText("What is your office called?");
    await expect(page.locator("input[name=office_name]")).toHaveValue("Architekturbüro Müller");
    await page.locator("select[name=language]").selectOption("de");
    await press(page, "continue");
    await expect(page.locator("input[name=host]")).toHaveValue("architekturbuero");
    await expectSoundInBothThemes(page, "first-run-address-german");
  });
});
