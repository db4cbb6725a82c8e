/** Linking a phone by its page, and what can be done with one that is linked. */
import { expect, test } from "../support/office.ts";
import { Phone, Problem } from "../support/phone.ts";
import {
  askPhone,
  beginLink,
  enter,
  leave,
  linkedNewcomer,
  shownCodes,
  transferCode,
  typeDigits,
  wrongDigits,
} from "../support/second-step.ts";
import { expectFits, expectSoundInBothThemes, tabTo } from "../support/steps.ts";

test("a phone is linked, renamed and removed", async ({ page, office }) => {
  const phone = await Phone.unpack(office.ca);
  await enter(page, office, office.newcomer());
  await page.goto(`${office.appliance.issuer}/account/devices`);
  await expectSoundInBothThemes(page, "devices-empty");
  await page.locator("main a[href='/account/devices/link']").click();
  await expectSoundInBothThemes(page, "link-begin");

  const text = await beginLink(page, office);
  await expectSoundInBothThemes(page, "link-offered");
  const digits = await phone.scan(text);
  // The page goes on by itself.
  await expect(page.locator("[data-state=claimed]")).toContainText("Grace’s Pixel");
  await expect(page.locator("#code")).toBeFocused();
  await expect(page.locator("[data-qr]")).toHaveCount(0);
  await expectSoundInBothThemes(page, "link-claimed");
  expect((await phone.device()).status).toBe("claimed");
  await typeDigits(page, wrongDigits(digits));
  await expect(page.getByRole("alert")).toContainText("4");
  await expectSoundInBothThemes(page, "link-wrong");
  // As a person types what stands in two groups.
  await typeDigits(page, `${digits.slice(0, 3)} ${digits.slice(3)}`);

  const codes = await shownCodes(page);
  expect(new Set(codes).size).toBe(10);
  await expectSoundInBothThemes(page, "link-codes");
  // On paper stand the codes and whose they are, nothing to press.
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  await expect(page.locator(".codes")).toBeVisible();
  await expect(page.locator(".side-body")).toBeHidden();
  await expect(page.locator("body")).toHaveCSS("background-color", "rgb(255, 255, 255)");
  await expectFits(page, "link-codes-print");
  await page.emulateMedia({ media: null, colorScheme: null });
  await page.locator("#continue").click();
  await expect(page.getByRole("status")).toContainText("Grace’s Pixel");
  await expect(page.locator(".devices li")).toHaveCount(1);
  await expectSoundInBothThemes(page, "devices-linked");
  expect((await phone.device()).status).toBe("active");
  await page.goto(`${office.appliance.issuer}/account/recovery-codes`);
  await expect(page.locator("main")).not.toContainText(codes[0] ?? "-");
  await expect(page.locator("main")).toContainText("10 left");
  await expect(page.locator("form[action='/account/recovery-codes'] #submit")).toBeVisible();
  await expectSoundInBothThemes(page, "codes-kept");

  await page.goto(`${office.appliance.issuer}/account/devices`);
  await page.locator(".devices a[href*=rename]").click();
  await expectSoundInBothThemes(page, "device-rename");
  await page.locator("#name").fill("The blue one");
  await page.locator("#submit").click();
  await expect(page.locator(".devices h2")).toHaveText("The blue one");
  expect((await phone.device()).name).toBe("The blue one");
});

test("the last phone goes only with the phone's own consent", async ({ page, office }) => {
  const { person, phone } = await linkedNewcomer(page, office);
  const devices = `${office.appliance.issuer}/account/devices`;
  await enter(page, office, person);
  await phone.approve(await transferCode(page));
  await expect(page.locator(".side-body")).toBeVisible();
  await page.goto(devices);
  await page.locator(".devices .button.danger").click();
  // Nothing is gone before the question is answered.
  await expect(page.locator("h1")).toContainText("Grace’s Pixel");
  await expectSoundInBothThemes(page, "device-remove");
  expect((await phone.device()).status).toBe("active");
  await page.locator("#submit").click();
  await expect(page.getByRole("status")).toContainText("is removed");
  await expect(page.locator(".devices li")).toHaveCount(0);
  const refused = await phone.device().catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(Problem);
  expect((refused as Problem).name).toBe("unknown_device");
});

test("whoever has to have a second step keeps the last phone", async ({ page, office }) => {
  await enter(page, office, office.newcomer(["--mfa-policy", "required"]));
  const phone = await Phone.unpack(office.ca);
  const digits = await phone.scan(await beginLink(page, office));
  await expect(page.locator("[data-state=claimed]")).toBeVisible();
  await typeDigits(page, digits);
  await shownCodes(page);
  await page.locator("#continue").click();
  await page.locator(".devices .button.danger").click();
  await page.locator("#submit").click();
  // Its session knows the password alone: the phone is asked first.
  await expectSoundInBothThemes(page, "device-step-up");
  await page.locator("#submit").click();
  await phone.approve(await transferCode(page));
  await expect(page.locator(".devices li")).toHaveCount(1);
  await page.locator(".devices .button.danger").click();
  await page.locator("#submit").click();
  await expect(page.getByRole("alert")).toContainText("This is your last second step");
  await expectSoundInBothThemes(page, "device-last");
  expect((await phone.device()).status).toBe("active");
});

test("a code that two phones used links neither", async ({ page, office }) => {
  await enter(page, office, office.newcomer());
  const text = await beginLink(page, office);
  await (await Phone.unpack(office.ca)).scan(text);
  const second = await (await Phone.unpack(office.ca)).scan(text).catch((error: unknown) => error);
  expect((second as Problem).name).toBe("link_claimed");
  await expect(page.getByRole("alert")).toContainText("Two phones used this code");
  await expectSoundInBothThemes(page, "link-used-twice");
  await page.locator("#submit").click();
  await expect(page.locator("[data-state=offered]")).toBeVisible();
});

test("five wrong tries end a link", async ({ page, office }) => {
  await enter(page, office, office.newcomer());
  const phone = await Phone.unpack(office.ca);
  const digits = await phone.scan(await beginLink(page, office));
  await expect(page.locator("[data-state=claimed]")).toBeVisible();
  for (let left = 4; left >= 0; left -= 1) {
    await typeDigits(page, wrongDigits(digits));
    if (left > 0) await expect(page.locator("#error")).toContainText(left > 1 ? String(left) : "One");
  }
  await expect(page.getByRole("alert")).toContainText("Five wrong tries ended this link");
  await expectSoundInBothThemes(page, "link-ended");
});

test("a phone is linked by keyboard alone", async ({ page, office }) => {
  await enter(page, office, office.newcomer());
  const phone = await Phone.unpack(office.ca);
  await page.goto(`${office.appliance.issuer}/account/devices/link`);
  await tabTo(page, "#submit");
  await page.keyboard.press("Enter");
  const code = page.locator("[data-qr]");
  const digits = await phone.scan((await code.getAttribute("data-qr")) ?? "");
  await expect(page.locator("#code")).toBeFocused();
  await page.keyboard.type(digits);
  await expect(page.locator("#code")).toHaveValue(`${digits.slice(0, 3)} ${digits.slice(3)}`);
  await page.keyboard.press("Enter");
  await shownCodes(page);
  await tabTo(page, "#continue");
  await page.keyboard.press("Enter");
  await expect(page.locator(".devices li")).toHaveCount(1);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("code, steps and digits stand on one page, and link all the same", async ({ page, office }) => {
    await enter(page, office, office.newcomer());
    const phone = await Phone.unpack(office.ca);
    const text = await beginLink(page, office);
    await expectFits(page, "plain-link");
    await typeDigits(page, "123 456");
    await expect(page.getByRole("alert")).toContainText("No phone has scanned the code yet");
    const digits = await phone.scan(text);
    await typeDigits(page, digits);
    await shownCodes(page);
    await page.locator("#continue").click();
    await expect(page.locator(".devices li")).toHaveCount(1);
  });
});

test.describe("on a phone's screen", () => {
  test.use({ viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true });

  test("every page of it fits", async ({ page, office }) => {
    await enter(page, office, office.newcomer());
    const phone = await Phone.unpack(office.ca);
    const text = await beginLink(page, office);
    await expectSoundInBothThemes(page, "small-link-offered");
    const digits = await phone.scan(text);
    await expect(page.locator("[data-state=claimed]")).toBeVisible();
    await expectFits(page, "small-link-claimed");
    await typeDigits(page, digits);
    await shownCodes(page);
    await expectFits(page, "small-link-codes");
    await page.locator("#continue").click();
    await expectSoundInBothThemes(page, "small-devices");
    await page.locator(".devices a[href*=rename]").click();
    await expectFits(page, "small-device-rename");
  });
});

test.describe("in German", () => {
  test.use({ locale: "de-DE" });

  test("linking speaks German", async ({ page, office }) => {
    await enter(page, office, office.newcomer());
    const phone = await Phone.unpack(office.ca);
    const text = await beginLink(page, office);
    await expect(page.locator("html")).toHaveAttribute("lang", "de");
    await expectSoundInBothThemes(page, "german-link-offered");
    const digits = await phone.scan(text);
    await expect(page.locator("[data-state=claimed]")).toBeVisible();
    await typeDigits(page, wrongDigits(digits));
    await expectSoundInBothThemes(page, "german-link-wrong");
    await typeDigits(page, digits);
    await shownCodes(page);
    await expectFits(page, "german-link-codes");
    await page.locator("#continue").click();
    await expectSoundInBothThemes(page, "german-devices");
  });
});

test("a second phone is linked, and the codes stay as they are", async ({ page, office }) => {
  const { person, phone } = await linkedNewcomer(page, office);
  await leave(page);
  await askPhone(page, office, person);
  await phone.approve(await transferCode(page));
  await expect(page.locator("#consent-allow")).toBeVisible();
  const another = await Phone.unpack(office.ca, "Spare");
  const digits = await another.scan(await beginLink(page, office));
  await expect(page.locator("[data-state=claimed]")).toBeVisible();
  await typeDigits(page, digits);
  // Codes exist already: none are shown.
  await expect(page.locator(".devices li")).toHaveCount(2);
});
