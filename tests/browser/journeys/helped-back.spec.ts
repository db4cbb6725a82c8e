/** Everything is lost: an administrator gives a link or links a phone; the owner is told of it, and can stop it. */
import type { Browser, Page } from "@playwright/test";

import { administer, openPerson, press } from "../support/admin.ts";
import type { Person } from "../support/appliance.ts";
import { type Office, expect, test } from "../support/office.ts";
import { Phone } from "../support/phone.ts";
import { enter, enterWithPhone, leave, linkHere, linkedNewcomer, qrText } from "../support/second-step.ts";
import { enterPassword, expectSoundWideAndSmall } from "../support/steps.ts";

/** An administrator at another computer, who looks at this person. */
async function administrator(browser: Browser, office: Office, person: Person): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 860 } });
  const page = await context.newPage();
  await administer(page, office, "people");
  await openPerson(page, person.username);
  return page;
}

/** Takes the second factors away, and returns the link that is handed over. */
async function resetSecondStep(page: Page): Promise<string> {
  await press(page, "reset-mfa");
  await expect(page.locator("dialog [data-do=keep]")).toBeFocused();
  await expectSoundWideAndSmall(page, "admin-reset-second-step");
  await press(page, "go");
  const link = await page.locator("[data-once-link]").innerText();
  expect(await qrText(page)).toBe(link);
  await expectSoundWideAndSmall(page, "admin-second-step-link");
  await press(page, "done");
  return link;
}

test("by a link of an administrator another phone is linked, and the lost one is worth nothing", async ({
  page,
  office,
  browser,
}) => {
  test.setTimeout(300_000);
  const { person, phone: lost, codes } = await linkedNewcomer(page, office);
  const admin = await administrator(browser, office, person);
  const link = await resetSecondStep(admin);
  await expect(lost.device()).rejects.toThrow();
  await page.goto(link);
  await expectSoundWideAndSmall(page, "second-step-link");
  await page.locator("#submit").click();
  await enterPassword(page, person);
  // Who did it stands on the way.
  await expect(page.locator("main")).toContainText("Ada Lovelace");
  await expectSoundWideAndSmall(page, "resets");
  await page.locator("button[value=go_on]").click();
  await expectSoundWideAndSmall(page, "second-step-link-choose");
  await page.locator("button[value=phone]").click();
  const next = await Phone.unpack(office.ca, "Grace’s new one");
  await linkHere(page, next);
  await expect(page.locator(".codes li")).toHaveCount(10);
  expect(await page.locator(".codes code").allTextContents()).not.toContain(codes[0]);
  await page.locator("#continue").click();
  await leave(page);
  await enter(page, office, person);
  await expect(page.locator("[data-transfer-code]")).toBeVisible();
  expect(await next.approvals()).toHaveLength(1);
  await expect(lost.approvals()).rejects.toThrow();
  // The link opened once.
  await page.goto(link);
  await expect(page.locator("#error")).toContainText("no longer opens");
  await admin.context().close();
});

test("an owner who asked for nothing stops it, and the link opens no more", async ({
  page,
  office,
  browser,
}) => {
  test.setTimeout(240_000);
  const { person } = await linkedNewcomer(page, office);
  const admin = await administrator(browser, office, person);
  const link = await resetSecondStep(admin);
  await enter(page, office, person);
  await expect(page.locator("h1")).toHaveText("Did you ask for this?");
  await page.locator("button[value=stop]").click();
  await expect(page.locator("h1")).toHaveText("It is stopped");
  await expectSoundWideAndSmall(page, "resets-stopped");
  await page.goto(link);
  await expect(page.locator("#error")).toContainText("no longer opens");
  // Nor does the same administrator make another one.
  await press(admin, "reset-mfa");
  await press(admin, "go");
  await expect(admin.locator("[data-notice=bad]")).toBeVisible();
  await expectSoundWideAndSmall(admin, "admin-reset-was-stopped");
  await admin.context().close();
});

for (const scripts of [true, false]) {
  test.describe(scripts ? "a phone that an administrator links" : "the same without JavaScript", () => {
    test.use({ javaScriptEnabled: scripts });

    test("waits, and its owner stops it meanwhile", async ({ page, office, browser }) => {
      test.setTimeout(300_000);
      const { person, phone, codes } = await linkedNewcomer(page, office, scripts);
      const context = await browser.newContext({ javaScriptEnabled: true });
      const admin = await context.newPage();
      await administer(admin, office, "people");
      await openPerson(admin, person.username);
      await press(admin, "link");
      const panel = admin.locator("[data-link-panel]");
      await expect(panel).toHaveAttribute("data-state", "offered");
      const other = await Phone.unpack(office.ca, "Another phone");
      await panel.locator("input[name=code]").fill(await other.scan(await qrText(admin)));
      await expect(panel).toHaveAttribute("data-state", "claimed");
      await press(admin, "confirm");
      await expect(panel).toHaveAttribute("data-state", "linked");
      await expect(admin.locator("[data-device='Another phone'] [data-pill=waiting]")).toBeVisible();
      await expectSoundWideAndSmall(admin, `admin-phone-waits-${scripts ? "live" : "plain"}`);
      await context.close();

      // What waits is not asked.
      if (scripts) await enterWithPhone(page, office, { person, phone });
      else {
        await enter(page, office, person);
        await page.locator("details.other-way summary").click();
        await page.locator("#code").fill(codes[0] ?? "");
        await page.locator("details.other-way button[type=submit]").click();
      }
      await page.goto(`${office.appliance.issuer}/`);
      const told = page.locator(".notice.first");
      await expect(told).toContainText("Another phone");
      await expect(told).toContainText("Ada Lovelace");
      if (scripts) await expectSoundWideAndSmall(page, "home-phone-waits");
      await page.goto(`${office.appliance.issuer}/account/devices`);
      if (scripts) await expectSoundWideAndSmall(page, "devices-phone-waits");
      await page.goto(`${office.appliance.issuer}/`);
      await told.getByRole("link").click();
      if (scripts) await expectSoundWideAndSmall(page, "phone-stop");
      await page.locator("main button[type=submit]").click();
      await expect(other.device()).rejects.toThrow();
      await page.goto(`${office.appliance.issuer}/`);
      await expect(told).toHaveCount(0);
      expect((await phone.device()).status).not.toBe("");
    });
  });
}
