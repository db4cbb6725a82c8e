/** Signing in to an app with the phone as the second step. */
import type { Page } from "@playwright/test";

import { expect, test } from "../support/office.ts";
import { Problem } from "../support/phone.ts";
import {
  askPhone,
  leave,
  linkedNewcomer,
  qrText,
  transferCode,
  wrongDigits,
} from "../support/second-step.ts";
import { enterPassword, expectFits, expectSoundInBothThemes, tabTo } from "../support/steps.ts";

/** The app shows how the sign-in was done. */
async function expectSignedIn(page: Page, amr: RegExp): Promise<void> {
  await page.locator("#consent-allow").click();
  await expect(page.locator("#signed-in")).toBeVisible();
  await expect(page.locator("#id-token [data-claim=amr]")).toHaveText(amr);
  await expect(page.locator("#id-token [data-claim=acr]")).not.toBeEmpty();
}

test("a clerk signs in by typing the digits into the phone", async ({ page, office }) => {
  const { person, phone } = await linkedNewcomer(page, office);
  await askPhone(page, office, person);
  await expect(page.locator("[data-qr]")).toBeVisible();
  const code = await transferCode(page);
  expect(code).toMatch(/^\d{6}$/);
  await expect(page.locator(".digits strong")).toHaveText(`${code.slice(0, 3)} ${code.slice(3)}`);
  // The countdown runs.
  const left = page.locator("[data-left] em");
  const before = await left.textContent();
  await expect(left).not.toHaveText(before ?? "");
  await expectSoundInBothThemes(page, "approval");
  await page.locator("details.other-way summary").click();
  await expectSoundInBothThemes(page, "approval-other-way");
  // The page without scripts, as far as it does not reload: axe is a script.
  const here = page.url();
  await page.goto(`${here}${here.includes("?") ? "&" : "?"}plain=1&still=1`);
  await expectSoundInBothThemes(page, "approval-plain");
  await page.goto(here);

  const asked = await phone.asked();
  expect(JSON.parse(asked.context)).toMatchObject({ app: { name: "Demo app" } });
  expect(await phone.approve(code)).toBe("approved");
  // The page goes on by itself.
  await expectSignedIn(page, /face.*mfa|mfa.*face/s);
  await expectSoundInBothThemes(page, "approval-claims");
});

test("a clerk signs in by scanning the code", async ({ page, office }) => {
  const { person, phone } = await linkedNewcomer(page, office);
  await askPhone(page, office, person);
  expect(await phone.approveScanned(await qrText(page))).toBe("approved");
  await expectSignedIn(page, /face/);
});

test("no opens nothing, and asking again asks anew", async ({ page, office }) => {
  const { person, phone } = await linkedNewcomer(page, office);
  await askPhone(page, office, person);
  const first = await transferCode(page);
  expect(await phone.refuse("deny")).toBe("denied");
  await expect(page.locator("main .notice")).toContainText("You denied this on your phone");
  await expect(page.locator("[data-transfer-code]")).toHaveCount(0);
  await expectSoundInBothThemes(page, "approval-denied");
  await page.locator("#submit").click();
  await expect(page.locator("[data-transfer-code]")).toBeVisible();
  expect(await transferCode(page)).not.toBe(first);
  // While it waits one may ask once more, and the older question is over.
  const asked = await phone.asked();
  await page.locator("form[action='/login/mfa/ask'] input[type=submit]").click();
  await expect(page.locator("[data-transfer-code]")).toBeVisible();
  expect((await phone.asked()).approval_id).not.toBe(asked.approval_id);
  await phone.approve(await transferCode(page));
  await expectSignedIn(page, /face/);
});

test("three wrong codes end the question", async ({ page, office }) => {
  const { person, phone } = await linkedNewcomer(page, office);
  await askPhone(page, office, person);
  const wrong = wrongDigits(await transferCode(page));
  for (const left of [2, 1, 0]) {
    const refused = await phone.approve(wrong).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Problem);
    expect((refused as Problem).triesLeft).toBe(left);
  }
  await expect(page.locator("#error")).toContainText("Three wrong codes ended this request");
  await expectSoundInBothThemes(page, "approval-wrong-codes");
});

test("not me stops it, and the next sign-in sets a new password", async ({ page, office }) => {
  const { person, phone } = await linkedNewcomer(page, office);
  await askPhone(page, office, person);
  expect(await phone.refuse("not_me")).toBe("blocked");
  await expect(page.locator("main .notice")).toContainText("Stopped");
  await expectSoundInBothThemes(page, "approval-blocked");

  await leave(page);
  await askPhone(page, office, person);
  await phone.approve(await transferCode(page));
  await expect(page.locator("input[autocomplete=new-password]")).toBeVisible();
  await expectSoundInBothThemes(page, "approval-new-password");
  await page.locator("#password").fill("another engine of analysis");
  await page.locator("#submit").click();
  await expectSignedIn(page, /face/);
});

test("a recovery code stands in for the phone once", async ({ page, office }) => {
  const { person, codes } = await linkedNewcomer(page, office);
  await askPhone(page, office, person);
  await page.locator("details.other-way summary").click();
  await page.locator("#code").fill("not-a-code");
  await page.locator("#code").press("Enter");
  await expect(page.locator("#error")).toContainText("This code does not fit");
  await expect(page.locator("#code")).toBeVisible();
  await expectSoundInBothThemes(page, "approval-code-wrong");
  await page.locator("#code").fill(codes[0] ?? "");
  await page.locator("#code").press("Enter");
  await expectSignedIn(page, /mfa/);
  await page.goto(`${office.appliance.issuer}/account/recovery-codes`);
  await expect(page.locator("main")).toContainText("9 left");
});

test("a clerk signs in by keyboard and phone alone", async ({ page, office }) => {
  const { person, phone } = await linkedNewcomer(page, office);
  await askPhone(page, office, person);
  // Every other way is reached without a mouse.
  await tabTo(page, "details.other-way summary");
  await page.keyboard.press("Enter");
  await tabTo(page, "#code");
  await tabTo(page, "form[action='/login/mfa/ask'] input[type=submit]");
  const before = await transferCode(page);
  await page.keyboard.press("Enter");
  await expect(page.locator("[data-transfer-code]")).not.toHaveAttribute("data-transfer-code", before);
  await phone.approve(await transferCode(page));
  await expect(page.locator("#consent-allow")).toBeVisible();
  await tabTo(page, "#consent-allow");
  await page.keyboard.press("Enter");
  await expect(page.locator("#signed-in")).toBeVisible();
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a plain page reloads itself and has a button to go on", async ({ page, office }) => {
    const { person, phone } = await linkedNewcomer(page, office, false);
    await page.goto(office.demo.url);
    await page.locator("#sign-in").click();
    // The page with scripts leads here at once.
    await enterPassword(page, person);
    await expect(page).toHaveURL(/plain=1/);
    const answer = await page.reload();
    expect(answer?.headers().refresh).toBe("5");
    await expectFits(page, "plain-approval");
    await page.locator("a[href*=still]").click();
    await expect(page).toHaveURL(/still=1/);
    expect((await page.reload())?.headers().refresh).toBeUndefined();
    await expectFits(page, "plain-approval-still");
    // Pressed early, it says how it stands.
    await page.locator("#continue #submit").click();
    await expect(page.locator("[data-transfer-code]")).toBeVisible();
    await phone.approve(await transferCode(page));
    await page.locator("#continue #submit").click();
    await expectSignedIn(page, /face/);
  });
});

test.describe("on a phone's screen", () => {
  test.use({ viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true });

  test("digits, code and other ways fit", async ({ page, office }) => {
    const { person, phone } = await linkedNewcomer(page, office);
    await askPhone(page, office, person);
    await expectSoundInBothThemes(page, "small-approval");
    await page.locator("details.other-way summary").click();
    await expectFits(page, "small-approval-other-way");
    await phone.refuse("deny");
    await expect(page.locator("main .notice")).toBeVisible();
    await expectSoundInBothThemes(page, "small-approval-denied");
  });
});

test.describe("in German", () => {
  test.use({ locale: "de-DE" });

  test("the question speaks German", async ({ page, office }) => {
    const { person, phone } = await linkedNewcomer(page, office);
    await askPhone(page, office, person);
    await expect(page.locator("html")).toHaveAttribute("lang", "de");
    await expectSoundInBothThemes(page, "german-approval");
    await phone.refuse("not_me");
    await expect(page.locator("main .notice")).toBeVisible();
    await expectSoundInBothThemes(page, "german-approval-blocked");
  });
});
