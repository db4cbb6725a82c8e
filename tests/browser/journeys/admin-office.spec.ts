/** The office itself: overview, activity, settings, certificates; and what stands in the way at times. */
import { administer, open, press } from "../support/admin.ts";
import { expect, test } from "../support/office.ts";
import { Phone } from "../support/phone.ts";
import { beginLink, enter, shownCodes, transferCode, typeDigits } from "../support/second-step.ts";
import { expectSoundInBothThemes } from "../support/steps.ts";

const AREAS = [
  "overview",
  "people",
  "groups",
  "apps",
  "connect",
  "activity",
  "mail",
  "certificates",
  "settings",
  "about",
];

test("every page is sound in both themes, in a wide window and in the smallest", async ({ page, office }) => {
  test.setTimeout(240_000);
  await administer(page, office);
  for (const area of AREAS) {
    await open(page, area);
    await expect(page.locator(".skeleton")).toHaveCount(0);
    await expectSoundInBothThemes(page, `admin-${area}`);
  }
  await page.setViewportSize({ width: 880, height: 600 });
  for (const area of AREAS) {
    await open(page, area);
    await expect(page.locator(".skeleton")).toHaveCount(0);
    await expectSoundInBothThemes(page, `admin-${area}-small`);
  }
});

test("a setting is saved, seen by everybody, and taken back", async ({ page, office, browser }) => {
  await administer(page, office, "settings");
  const row = page.locator("[data-setting='office.name']");
  await row.locator("input").fill("Analytical Engines");
  await row.locator("[data-do=save]").click();
  await expect(page.locator("[data-office]")).toHaveText("Analytical Engines");
  const context = await browser.newContext();
  const other = await context.newPage();
  await other.goto(`${office.appliance.issuer}/login`);
  await expect(other.locator("body")).toContainText("Analytical Engines");
  await context.close();
  await press(page, "undo");
  await expect(page.locator("[data-office]")).toHaveText("DOneLogin");
  const wait = page.locator("[data-setting='lifetime.code_s']");
  await wait.locator("input").fill("5");
  await wait.locator("[data-do=save]").click();
  await expect(wait.locator(".field-error")).toContainText("10");
});

test("the office's look is seen in both themes before it is everybody's", async ({
  page,
  office,
  browser,
}) => {
  await administer(page, office, "settings");
  const look = page.locator("[data-branding]");
  const accent = () =>
    page
      .locator("[data-look=dark]")
      .evaluate((element) => getComputedStyle(element).getPropertyValue("--rail").trim());
  const before = await accent();
  await look.locator("[data-hue=violet] input").check();
  await expect.poll(accent).not.toBe(before);
  await look.locator("input[name=logo]").setInputFiles({
    name: "logo.png",
    mimeType: "image/png",
    // Sixteen grey pixels.
    buffer: Buffer.from(
      "iVBORw0KGgoAAAANSUhEUgAAAAQAAAAECAAAAACMmsGiAAAADklEQVR4nGOoAAIGVAIASxQHgTy0zT4AAAAASUVORK5CYII=",
      "base64",
    ),
  });
  await expect(look.locator("[data-look=light] canvas")).toBeVisible();
  await expectSoundInBothThemes(page, "admin-branding");
  await press(page, "save-branding");
  await expect(page.locator("html")).toHaveClass(/hue-violet/);
  const context = await browser.newContext();
  const other = await context.newPage();
  await other.goto(`${office.appliance.issuer}/login`);
  await expect(other.locator("html")).toHaveClass(/hue-violet/);
  await expect(other.locator(".rail img")).toBeVisible();
  await context.close();
  await press(page, "remove-logo");
  await look.locator("[data-hue=petrol] input").check();
  await press(page, "save-branding");
  await expect(page.locator("html")).toHaveClass(/hue-petrol/);
});

test("a test message says where mail stops, and what mends it", async ({ page, office }) => {
  await administer(page, office, "settings");
  const test = page.locator("[data-mail-test]");
  await test.locator("[data-do=send-test]").click();
  await expect(test.locator("[data-notice=bad]")).toContainText("settings are not complete");
  await expectSoundInBothThemes(page, "admin-mail-test");
});

test("the certificate is seen, made anew and saved", async ({ page, office }) => {
  await administer(page, office, "certificates");
  const served = page.locator("[data-served]");
  await expect(served).toContainText("localhost");
  const fingerprint = () => served.locator("dd code").last().innerText();
  const before = await fingerprint();
  await press(page, "renew");
  await expect.poll(fingerprint).not.toBe(before);
  const download = page.waitForEvent("download");
  await press(page, "export-der");
  expect((await download).suggestedFilename()).toBe("donelogin-ca.der");
});

test("what happens is seen as it happens, held, filtered, looked into and taken along", async ({
  page,
  office,
  browser,
}) => {
  await administer(page, office, "activity");
  const failed = page.locator("tr[data-event='login.failed']");
  await expect(page.locator("[data-pill=information]")).toHaveText("Live");
  const person = office.newcomer();
  const context = await browser.newContext();
  const theirs = await context.newPage();
  await enter(theirs, office, { ...person, password: "not the right one" });
  // Nobody reloads.
  await expect(failed.first()).toContainText(person.username);

  await press(page, "pause");
  await enter(theirs, office, { ...person, password: "nor this one" });
  await press(page, "show-new");
  await expect(page.locator("[data-pill=information]")).toBeVisible();
  await context.close();

  await page.getByText("Refused", { exact: true }).first().click();
  await page.locator("input[name=search]").fill(person.username);
  await expect(failed).toHaveCount(2);
  await failed.first().locator("button").click();
  await expect(page.locator("[data-row-detail]")).toContainText("login.failed");
  await expectSoundInBothThemes(page, "admin-activity-detail");

  const download = page.waitForEvent("download");
  await press(page, "export-csv");
  expect(await (await download).failure()).toBeNull();
});

test("a dangerous act asks for a fresh sign-in and comes back", async ({ page, office }) => {
  await administer(page, office, "certificates");
  // The sign-in of this test is a fresh one; the server's own answer to an old one stands in for the wait.
  const document = {
    type: "urn:donelogin:problem:not_fresh",
    status: 403,
    detail: "sign in again to do this",
  };
  await page.route("**/api/admin/v1/keys/rotate", (route) =>
    route.fulfill({ status: 403, contentType: "application/problem+json", body: JSON.stringify(document) }),
  );
  await press(page, "rotate");
  await press(page, "go");
  await expect(page.locator("[data-dialog=confirm]")).toBeVisible();
  await press(page, "sign-in-again");
  await expect(page).toHaveURL(/return_to|\/login|\/admin\/certificates/);
});

test("what changes something asks for the second step that was set up meanwhile, and comes back", async ({
  page,
  browser,
  office,
}) => {
  const person = office.newcomer(["--admin"]);
  const phone = await Phone.unpack(office.ca);
  // Signed in before there was a phone, and so by the password alone.
  await enter(page, office, person);
  await expect(page.locator(".side-body")).toBeVisible();
  const context = await browser.newContext();
  const other = await context.newPage();
  await enter(other, office, person);
  await typeDigits(other, await phone.scan(await beginLink(other, office)));
  await shownCodes(other);
  await context.close();

  await page.goto(`${office.appliance.issuer}/admin/groups`);
  const add = async () => {
    await press(page, "add");
    await page.locator("dialog input[name=name]").fill("Night shift");
    await press(page, "save");
  };
  await add();
  await press(page, "sign-in-again");
  await page.locator("main #submit").click();
  await expect(page.locator("[data-transfer-code]")).toBeVisible();
  await phone.approve(await transferCode(page));
  await expect(page.locator("main[data-page=groups]")).toBeVisible();
  await add();
  await expect(page.locator("main")).toContainText("Night shift");
});

test("a server that does not answer is said, and holds back what writes", async ({
  page,
  office,
  context,
}) => {
  await administer(page, office, "groups");
  await context.setOffline(true);
  await open(page, "people");
  await expect(page.locator("[data-offline]")).toBeVisible();
  await expect(page.locator("[data-do=add]")).toHaveAttribute("aria-disabled", "true");
  await context.setOffline(false);
  await press(page, "try-again");
  await expect(page.locator("tbody tr[data-person]").first()).toBeVisible();
  await expect(page.locator("[data-offline]")).toHaveCount(0);
});

test("a session that ended is said, and leads to the sign-in", async ({ page, office, context }) => {
  await administer(page, office, "groups");
  await context.clearCookies({ name: "__Host-session" });
  await open(page, "people");
  await expect(page.locator("[data-dialog=signed-out]")).toBeVisible();
  await page.locator("[data-do=sign-in]").click();
  await expect(page).toHaveURL(/\/login\?next=%2Fadmin%2Fpeople/);
});

test.describe("in German", () => {
  test.use({ locale: "de-DE" });

  test("the app speaks the browser's language", async ({ page, office }) => {
    await administer(page, office, "people");
    await expect(page.locator("html")).toHaveAttribute("lang", "de");
    await expect(page.locator("h1")).toHaveText("Personen");
    await expectSoundInBothThemes(page, "admin-people-german");
    await open(page, "settings");
    await expectSoundInBothThemes(page, "admin-settings-german");
  });
});
