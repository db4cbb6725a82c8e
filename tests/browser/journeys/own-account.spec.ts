/** What people change of their own account: profile, picture, address, password, data; and leaving. */
import { readFileSync } from "node:fs";

import type { Page } from "@playwright/test";

import { expect, test, type Office } from "../support/office.ts";
import { enter } from "../support/second-step.ts";
import { enterPassword, expectFits, expectSoundInBothThemes, tabTo } from "../support/steps.ts";

/** A red square of eight pixels, as PNG. */
const PICTURE = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEUlEQVR42mM4ISeHFTEMLQkAkL9BAc9woTwAAAAASUVORK5CYII=",
  "base64",
);

async function open(page: Page, office: Office, path: string): Promise<void> {
  await page.goto(`${office.appliance.issuer}/account/${path}`);
}

test("a profile is filled in, a slip is named, and the page speaks the chosen language", async ({
  page,
  office,
}) => {
  await enter(page, office, office.newcomer());
  await open(page, office, "profile");
  await expectSoundInBothThemes(page, "own-profile");
  await page.getByRole("link", { name: "Change my profile" }).click();
  await expectSoundInBothThemes(page, "own-profile-edit");
  await page.locator("#birthdate").fill("30.2.1980");
  await page.locator("#nickname").fill("Amazing Grace");
  await page.locator("#submit").click();
  await expect(page.getByRole("alert")).toContainText("One thing to correct");
  await expect(page.locator("#birthdate")).toHaveAttribute("aria-invalid", "true");
  await expectSoundInBothThemes(page, "own-profile-wrong");
  await page.locator("#birthdate").fill("1906-12-09");
  await page.locator("#zoneinfo").selectOption("America/New_York");
  await page.locator("#locale").selectOption("de");
  await page.locator("#submit").click();
  await expect(page.locator("html")).toHaveAttribute("lang", "de");
  await expect(page.locator("h1")).toHaveText("Profil");
  await expect(page.locator("main")).toContainText("Amazing Grace");
  await expectSoundInBothThemes(page, "own-profile-german");
  for (const path of ["profile/edit", "password", "email", "activity", "data", "delete", "sessions"]) {
    await open(page, office, path);
    await expectFits(page, `own-german-${path.replaceAll("/", "-")}`);
  }
});

test("a picture is taken and removed", async ({ page, office }) => {
  await enter(page, office, office.newcomer());
  await open(page, office, "profile");
  await page.locator("#picture").setInputFiles({ name: "me.png", mimeType: "image/png", buffer: PICTURE });
  await page.locator("#picture-submit").click();
  await expect(page.getByRole("status")).toContainText("This is your picture now");
  const shown = page.locator("img.portrait");
  await expect(shown).toBeVisible();
  expect(await shown.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(8);
  await expectSoundInBothThemes(page, "own-picture");
  await page.locator("#picture").setInputFiles({
    name: "drawing.svg",
    mimeType: "image/svg+xml",
    buffer: Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'/>"),
  });
  await page.locator("#picture-submit").click();
  await expect(page.getByRole("alert")).toContainText("no picture that we can read");
  await page.locator("#picture-remove").click();
  await expect(page.locator("img.portrait")).toHaveCount(0);
});

test("another address waits, and is stopped", async ({ page, office }) => {
  await enter(page, office, office.newcomer());
  await open(page, office, "email");
  await expectSoundInBothThemes(page, "own-email");
  await page.locator("#email").fill("grace@elsewhere.example");
  await page.locator("#submit").click();
  await expect(page.getByRole("region", { name: "Another e-mail address waits" })).toContainText(
    "grace@elsewhere.example",
  );
  await expectSoundInBothThemes(page, "own-email-pending");
  await page.locator("#email-stop").click();
  await expect(page.getByRole("status")).toContainText("stopped");
});

test("a new password is set by keyboard alone, and the old one no longer opens", async ({
  page,
  browser,
  office,
}) => {
  const person = office.newcomer();
  await enter(page, office, person);
  await open(page, office, "password");
  await expectSoundInBothThemes(page, "own-password");
  await page.keyboard.type("not the password at all");
  await tabTo(page, "#password");
  await page.keyboard.type("amazing words in a row");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert")).toContainText("not your present password");
  await expectSoundInBothThemes(page, "own-password-wrong");
  await page.locator("#old").fill(person.password);
  await page.locator("#password").fill("amazing words in a row");
  await page.locator("#submit").click();
  await expect(page.getByRole("status")).toContainText("Your password is changed");
  await open(page, office, "activity");
  await expect(page.locator(".activity")).toContainText("A new password was set");
  await expectSoundInBothThemes(page, "own-activity");
  const elsewhere = await browser.newContext();
  try {
    const other = await elsewhere.newPage();
    await other.goto(`${office.appliance.issuer}/login`);
    await enterPassword(other, person);
    await expect(other.getByRole("alert")).toBeVisible();
    await enterPassword(other, person, "amazing words in a row");
    await expect(other.locator("h1")).toContainText("Grace");
  } finally {
    await elsewhere.close();
  }
});

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with scripts" : "without scripts", () => {
    test.use({ javaScriptEnabled });

    test("people take their data along and leave", async ({ page, office }) => {
      const person = office.newcomer();
      await enter(page, office, person);
      await open(page, office, "data");
      if (javaScriptEnabled) await expectSoundInBothThemes(page, "own-data");
      const file = page.waitForEvent("download");
      await page.locator("#export").click();
      const data = JSON.parse(readFileSync(await (await file).path(), "utf8")) as {
        profile: { email: string };
      };
      expect(data.profile.email).toBe(person.email);
      await open(page, office, "delete");
      if (javaScriptEnabled) await expectSoundInBothThemes(page, "own-delete");
      await page.locator("#username").fill("somebody");
      await page.locator("#submit").click();
      await expect(page.getByRole("alert")).toContainText("not your user name");
      await page.locator("#username").fill(person.username);
      await page.locator("#submit").click();
      await expect(page.locator("h1")).toHaveText("Your account is deleted");
      await page.goto(`${office.appliance.issuer}/login`);
      await enterPassword(page, person);
      await expect(page.getByRole("alert")).toBeVisible();
    });

    test("profile, picture and password need no scripts", async ({ page, office }) => {
      const person = office.newcomer();
      await enter(page, office, person);
      await open(page, office, "profile/edit");
      await page.locator("#nickname").fill("Grace");
      await page.locator("#submit").click();
      await expect(page.getByRole("status")).toContainText("saved");
      await page.locator("#picture").setInputFiles({ name: "a.png", mimeType: "image/png", buffer: PICTURE });
      await page.locator("#picture-submit").click();
      await expect(page.locator("img.portrait")).toBeVisible();
      await open(page, office, "password");
      await page.locator("#old").fill(person.password);
      await page.locator("#password").fill("amazing words in a row");
      await page.locator("#submit").click();
      await expect(page.getByRole("status")).toBeVisible();
    });
  });
}

test.describe("at 320 pixels", () => {
  test.use({ viewport: { width: 320, height: 640 }, isMobile: true, hasTouch: true });

  test("every page of the own account fits", async ({ page, office }) => {
    await enter(page, office, office.newcomer());
    await expectFits(page, "small-own-home");
    for (const path of ["profile", "profile/edit", "email", "password", "activity", "data", "delete"]) {
      await open(page, office, path);
      await expectFits(page, `small-own-${path.replaceAll("/", "-")}`);
    }
  });
});
