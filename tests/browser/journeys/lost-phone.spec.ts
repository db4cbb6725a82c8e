/** A phone is lost: in by a recovery code, the old one is worth nothing, the new one is linked. */
import { expect, test } from "../support/office.ts";
import { VirtualAuthenticator } from "../support/passkeys.ts";
import { Phone } from "../support/phone.ts";
import {
  enter,
  enterWithPhone,
  leave,
  linkHere,
  linkedNewcomer,
  qrText,
  shownCodes,
  typeDigits,
} from "../support/second-step.ts";
import { expectSoundInBothThemes, expectSoundWideAndSmall } from "../support/steps.ts";

test("codes stay until they are kept, and are had as a file", async ({ page, office }) => {
  const person = office.newcomer();
  const phone = await Phone.unpack(office.ca);
  await enter(page, office, person);
  const { issuer } = office.appliance;
  await page.goto(`${issuer}/account/devices/link`);
  await page.locator("#submit").click();
  await expect(page.locator("[data-state=offered]")).toBeVisible();
  const digits = await phone.scan(await qrText(page));
  await expect(page.locator("[data-state=claimed]")).toBeVisible();
  await typeDigits(page, digits);
  const codes = await shownCodes(page);
  await expectSoundInBothThemes(page, "codes-new");
  // Away before they were written down.
  await page.goto(`${issuer}/account/profile`);
  await page.goto(`${issuer}/account/recovery-codes`);
  expect(await shownCodes(page)).toEqual(codes);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download as a file" }).click(),
  ]);
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  for (const code of codes) expect(text).toContain(code);
  await page.locator("#continue").click();
  await page.goto(`${issuer}/account/recovery-codes`);
  await expect(page.locator(".codes")).toHaveCount(0);
});

test("a lost phone is worth nothing once its owner is in by a recovery code", async ({ page, office }) => {
  const { person, phone, codes } = await linkedNewcomer(page, office);
  await enter(page, office, person);
  await page.locator("details.other-way summary").click();
  await expectSoundInBothThemes(page, "approval-other-way");
  await page.locator("#code").fill(codes[0] ?? "");
  await page.locator("input[name=lost]").check();
  await page.locator("#code").press("Enter");
  await expect(page).toHaveURL(/account\/devices\/lost/);
  await expectSoundInBothThemes(page, "lost-phone");
  await page.getByRole("button", { name: /is lost/ }).click();
  // From the same moment on the old phone is nobody's, before there is a new one.
  await expect(page).toHaveURL(/account\/devices\/link/);
  await expect(phone.device()).rejects.toThrow();
  const next = await Phone.unpack(office.ca, "Grace’s new one");
  await linkHere(page, next);
  await expect(page.locator("main")).toContainText("Grace’s new one");
  await leave(page);
  await enter(page, office, person);
  expect(await next.approvals()).toHaveLength(1);
  await expect(phone.approvals()).rejects.toThrow();
});

test("whoever has two phones says with the one that the other is lost", async ({ page, office }) => {
  test.slow();
  const { person, phone: first } = await linkedNewcomer(page, office);
  const second = await Phone.unpack(office.ca, "Grace’s tablet");
  await enterWithPhone(page, office, { person, phone: first });
  await page.goto(`${office.appliance.issuer}/account/devices/link`);
  await linkHere(page, second);
  await expect(page.locator("main")).toContainText("Grace’s tablet");
  await leave(page);
  await enterWithPhone(page, office, { person, phone: second });
  await page.goto(`${office.appliance.issuer}/account/devices`);
  await page.getByRole("link", { name: "I lost a phone" }).click();
  await expect(page.locator(".devices li")).toHaveCount(2);
  await expectSoundWideAndSmall(page, "lost-phone-two");
  await page.getByRole("button", { name: /Pixel is lost/ }).click();
  await expect(page).toHaveURL(/account\/devices\/link/);
  await expect(first.device()).rejects.toThrow();
  // The other one goes on as before.
  await leave(page);
  await enterWithPhone(page, office, { person, phone: second });
  await expect(first.approvals()).rejects.toThrow();
});

test("whoever has a passkey says with it that the phone is lost", async ({ page, office }) => {
  test.slow();
  const { person, phone } = await linkedNewcomer(page, office);
  await enterWithPhone(page, office, { person, phone });
  const key = await VirtualAuthenticator.plugIn(page);
  await page.goto(`${office.appliance.issuer}/account/passkeys`);
  await page.locator("[data-passkey-go]").click();
  await expect(page.locator(".rows li")).toHaveCount(1);
  await leave(page);
  await key.touched(false);
  await enter(page, office, person);
  await expect(page.locator("[data-transfer-code]")).toBeVisible();
  await key.touched(true);
  await page.locator("[data-passkey-go]").click();
  await expect(page.locator(".side-body")).toBeVisible();
  await page.goto(`${office.appliance.issuer}/account/devices/lost`);
  await page.getByRole("button", { name: /is lost/ }).click();
  await expect(page).toHaveURL(/account\/devices\/link/);
  await expect(phone.device()).rejects.toThrow();
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the phone is removed on its page in the account", async ({ page, office }) => {
    const { person, phone, codes } = await linkedNewcomer(page, office, false);
    await enter(page, office, person);
    await page.locator("details.other-way summary").click();
    await page.locator("#code").fill(codes[0] ?? "");
    await page.locator("details.other-way button[type=submit]").click();
    await page.goto(`${office.appliance.issuer}/account/devices`);
    await page.getByRole("link", { name: "I lost a phone" }).click();
    await page.getByRole("button", { name: /is lost/ }).click();
    await expect(page).toHaveURL(/account\/devices\/link/);
    await expect(phone.device()).rejects.toThrow();
  });
});
