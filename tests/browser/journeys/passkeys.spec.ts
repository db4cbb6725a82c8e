/** Passkeys, in a browser that trusts the office by its own store: made, used alone, used as the second step, removed. */
import type { Page } from "@playwright/test";

import { administer, openPerson, press } from "../support/admin.ts";
import { Appliance, type Person } from "../support/appliance.ts";
import { openBrowser } from "../support/browser.ts";
import { ADA, type Office, expect, test } from "../support/office.ts";
import { VirtualAuthenticator } from "../support/passkeys.ts";
import { enter, leave, linkedNewcomer, shownCodes } from "../support/second-step.ts";
import {
  enterPassword,
  expectFits,
  expectSoundInBothThemes,
  expectSoundWideAndSmall,
} from "../support/steps.ts";

const ADD = "form[data-passkey=create] [data-passkey-go]";
const USE = "form[data-passkey=get] [data-passkey-go]";

/** Somebody with a passkey, who has left; the codes that were shown on the way. */
async function withPasskey(
  page: Page,
  office: Office,
): Promise<{ person: Person; key: VirtualAuthenticator; codes: string[] }> {
  const person = office.newcomer();
  await enter(page, office, person);
  const key = await VirtualAuthenticator.plugIn(page);
  await page.goto(`${office.appliance.issuer}/account/passkeys`);
  await page.locator(ADD).click();
  const codes = await shownCodes(page);
  await page.locator("#continue").click();
  await expect(page.getByRole("status").first()).toContainText("is added");
  await leave(page);
  // The sign-in page would take it by itself.
  await key.touched(false);
  return { person, key, codes };
}

/** Past the password and a recovery code, to the own passkeys. */
async function openByCode(page: Page, office: Office, person: Person, code = ""): Promise<void> {
  await enter(page, office, person);
  await page.locator("#code").fill(code);
  await page.locator("#code").press("Enter");
  await expect(page.locator(".side-body")).toBeVisible();
  await page.goto(`${office.appliance.issuer}/account/passkeys`);
}

/** The sign-in page, while nobody touches anything: else it would take what the authenticator proposes. */
async function openSignIn(page: Page, office: Office, key: VirtualAuthenticator): Promise<void> {
  await key.touched(false);
  await page.goto(`${office.appliance.issuer}/login`);
  await expect(page.locator(USE)).toBeVisible();
}

test("a passkey is made, signs in without a password, and is removed", async ({ page, office }) => {
  const person = office.newcomer();
  await enter(page, office, person);
  const key = await VirtualAuthenticator.plugIn(page, true);
  await page.goto(`${office.appliance.issuer}/account/passkeys`);
  await expect(page.locator(ADD)).toBeVisible();
  await expectSoundInBothThemes(page, "passkeys-empty");
  await page.locator(ADD).click();
  await shownCodes(page);
  await page.locator("#continue").click();
  await expect(page.locator(".rows li")).toHaveCount(1);
  await expect(page.locator(".rows li")).toContainText("Copied to your other devices");
  await expectSoundInBothThemes(page, "passkeys");
  const [held] = await key.holds();
  expect(held?.isResidentCredential).toBe(true);
  expect(held?.userHandle).not.toContain(person.username);

  await leave(page);
  await openSignIn(page, office, key);
  await expectSoundInBothThemes(page, "sign-in-passkey");
  await key.touched(true);
  await page.locator(USE).click();
  await expect(page.locator(".side-body")).toBeVisible();

  await page.goto(`${office.appliance.issuer}/account/passkeys`);
  await page.getByRole("link", { name: /^Remove / }).click();
  await page.locator("main button[type=submit]").click();
  await expect(page.getByRole("status").first()).toContainText("The passkey is removed.");
  await leave(page);
  await openSignIn(page, office, key);
  await key.touched(true);
  await page.locator(USE).click();
  await expect(page.locator("#error")).toContainText("No account here knows this passkey.");
  await expectSoundInBothThemes(page, "sign-in-passkey-unknown");
});

test("a passkey has a name that its owner chooses, and an administrator can take it away", async ({
  page,
  office,
  browser,
}) => {
  test.slow();
  const { person, key, codes } = await withPasskey(page, office);
  await openByCode(page, office, person, codes[0]);
  await page.getByRole("link", { name: /^Rename / }).click();
  await expectSoundWideAndSmall(page, "passkey-rename");
  await page.locator("#name").fill("   ");
  await page.locator("#submit").click();
  await expect(page.locator("#error")).toContainText("A name has 1 to");
  await expectSoundWideAndSmall(page, "passkey-rename-wrong");
  await page.locator("#name").fill("The blue key");
  await page.locator("#submit").click();
  await expect(page.getByRole("status").first()).toContainText("The blue key");
  await expect(page.locator(".rows li h2")).toHaveText("The blue key");
  await expectSoundWideAndSmall(page, "passkeys-named");
  await page.getByRole("link", { name: /^Remove / }).click();
  await expectSoundWideAndSmall(page, "passkey-remove");
  await leave(page);

  const admins = await browser.newContext();
  const admin = await admins.newPage();
  await administer(admin, office, "people");
  await openPerson(admin, person.username);
  const row = admin.locator("[data-passkey='The blue key']");
  await expect(row).toBeVisible();
  await expectSoundWideAndSmall(admin, "admin-person-passkey");
  await row.locator("[data-do=remove-passkey]").click();
  await expect(admin.locator("dialog [data-do=keep]")).toBeFocused();
  await expectSoundWideAndSmall(admin, "admin-passkey-remove");
  await press(admin, "go");
  await expect(row).toHaveCount(0);
  await admins.close();
  await openSignIn(page, office, key);
  await key.touched(true);
  await page.locator(USE).click();
  await expect(page.locator("#error")).toContainText("No account here knows this passkey.");
});

test("opened by its number, the office leads to its name, where passkeys work", async ({ page, office }) => {
  const { key } = await withPasskey(page, office);
  const { port } = new URL(office.appliance.issuer);
  await page.goto(`https://127.0.0.1:${port}/login`);
  await expect(page).toHaveURL(`${office.appliance.issuer}/login`);
  await key.touched(true);
  await page.locator(USE).click();
  await expect(page.locator(".side-body")).toBeVisible();
});

test("the field for the name proposes it, on the way to an app", async ({ page, office }) => {
  const { key } = await withPasskey(page, office);
  await key.touched(true);
  await page.goto(office.demo.url);
  await page.locator("#sign-in").click();
  await page.locator("#consent-allow").click();
  await expect(page.locator("#id-token [data-claim=amr]")).toHaveText(/pop.*user.*mfa.*hwk/);
  await expect(page.locator("#id-token [data-claim=acr]")).toHaveText("phr");
});

test("behind a password it is the second step", async ({ page, office }) => {
  const { person, key } = await withPasskey(page, office);
  await openSignIn(page, office, key);
  await enterPassword(page, person);
  await expect(page.locator(USE)).toBeVisible();
  await expectSoundInBothThemes(page, "second-step-passkey");
  // Somebody whom it does not know.
  await key.knows(false);
  await key.touched(true);
  await page.locator(USE).click();
  await expect(page.locator("[data-passkey-state=cancelled]")).toBeVisible();
  await expectSoundInBothThemes(page, "second-step-passkey-cancelled");
  await key.knows(true);
  await page.locator(USE).click();
  await expect(page.locator(".side-body")).toBeVisible();
});

test("beside a phone that is asked, a passkey is quicker", async ({ page, office }) => {
  const { person, phone } = await linkedNewcomer(page, office);
  await enter(page, office, person);
  await page.locator("[data-transfer-code]").waitFor();
  const code = await page.locator("[data-transfer-code]").getAttribute("data-transfer-code");
  await phone.approve(code ?? "");
  await expect(page.locator(".side-body")).toBeVisible();
  const key = await VirtualAuthenticator.plugIn(page);
  await page.goto(`${office.appliance.issuer}/account/passkeys`);
  await page.locator(ADD).click();
  await expect(page.locator(".rows li")).toHaveCount(1);
  await leave(page);
  await openSignIn(page, office, key);
  await enterPassword(page, person);
  await expect(page.locator("[data-transfer-code]")).toBeVisible();
  await expectSoundInBothThemes(page, "approval-passkey");
  await key.touched(true);
  await page.locator(USE).click();
  await expect(page.locator(".side-body")).toBeVisible();
  expect(await phone.approvals()).toHaveLength(0);
});

test("one authenticator holds one passkey of an account", async ({ page, office }) => {
  const { person, key, codes } = await withPasskey(page, office);
  await openByCode(page, office, person, codes[0]);
  await key.touched(true);
  await page.locator(ADD).click();
  await expect(page.locator("[data-passkey-state=known]")).toBeVisible();
  await expect(page.locator(".rows li")).toHaveCount(1);
});

test("a browser that does not trust the server says so, and leads to the mend", async () => {
  // Under a name of its own: at localhost a browser is less strict.
  const host = "sso.office.internal";
  const appliance = await Appliance.start({}, host);
  appliance.addUser(ADA, ["--admin"]);
  const stranger = await openBrowser(undefined, [`--host-resolver-rules=MAP ${host} 127.0.0.1`]);
  try {
    const page = await (await stranger.browser.newContext()).newPage();
    const login = `${appliance.issuer}/login`;
    await expect(page.goto(login)).rejects.toThrow(/ERR_CERT_AUTHORITY_INVALID/);
    // The browser's own warning, and the way past it.
    await page.locator("#details-button").click();
    await page.locator("#proceed-link").click();
    await expect(page).toHaveURL(login);
    // Without an authenticator of the test: with one, the browser looks away from certificates.
    await page.locator(USE).click();
    const words = page.locator("[data-passkey-state=untrusted]");
    await expect(words).toContainText("This browser does not trust the server yet");
    await expect(words.locator("a")).toHaveAttribute("href", "/trust");
    await expectFits(page, "sign-in-passkey-untrusted");
    await enterPassword(page, ADA);
    await expect(page.locator(".side-body")).toBeVisible();
    await page.goto(`${appliance.issuer}/account/passkeys`);
    await page.locator(ADD).click();
    await expect(words).toBeVisible();
    await expect(page.locator(".rows li")).toHaveCount(0);
    await expectFits(page, "passkeys-untrusted");
  } finally {
    await stranger.close();
    await appliance.stop();
  }
});

test("a browser that knows no passkeys says so, and shows no button where there is another way", async ({
  page,
  office,
}) => {
  await page.addInitScript(() => {
    Reflect.deleteProperty(window, "PublicKeyCredential");
  });
  const person = office.newcomer();
  await page.goto(`${office.appliance.issuer}/login`);
  await expect(page.locator("form.passkey")).toBeHidden();
  await enterPassword(page, person);
  await expect(page.locator(".side-body")).toBeVisible();
  await page.goto(`${office.appliance.issuer}/account/passkeys`);
  await expect(page.locator("[data-passkey-state=unsupported]")).toBeVisible();
  await expect(page.locator(ADD)).toBeHidden();
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("there is no passkey button, and the page says what it needs", async ({ page, office }) => {
    const person = office.newcomer();
    await page.goto(`${office.appliance.issuer}/login`);
    await expect(page.locator("form.passkey")).toBeHidden();
    await enterPassword(page, person);
    await expect(page.locator(".side-body")).toBeVisible();
    await page.goto(`${office.appliance.issuer}/account/passkeys`);
    await expect(page.locator("form.passkey")).toBeHidden();
    await expect(page.locator("noscript .hint")).toHaveText(/Adding a passkey needs JavaScript/);
  });
});

test.describe("small and in German", () => {
  test.use({ viewport: { width: 320, height: 640 }, locale: "de-DE" });

  test("the pages fit", async ({ page, office }) => {
    const person = office.newcomer();
    await enter(page, office, person);
    const key = await VirtualAuthenticator.plugIn(page);
    await page.goto(`${office.appliance.issuer}/account/passkeys`);
    await expectSoundInBothThemes(page, "passkeys-empty-small-de");
    await page.locator(ADD).click();
    await page.locator("#continue").click();
    await expect(page.locator(".rows li")).toHaveCount(1);
    await expectSoundInBothThemes(page, "passkeys-small-de");
    await leave(page);
    await openSignIn(page, office, key);
    await expectSoundInBothThemes(page, "sign-in-passkey-small-de");
    await enterPassword(page, person);
    await expect(page.locator(USE)).toBeVisible();
    await expectSoundInBothThemes(page, "second-step-passkey-small-de");
  });
});
