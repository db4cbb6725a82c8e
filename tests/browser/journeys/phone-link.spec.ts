/** A phone with a browser and nothing else is linked: its page, its camera, its face. */
import { Handset } from "../support/puppet/handset.ts";
import { expect, test } from "../support/puppet/fixtures.ts";
import { stillFilm } from "../support/puppet/film.ts";
import { NOBODY, OWNER } from "../support/puppet/stage.ts";
import { PATIENCE_MS, enrolFace, shownDigits } from "../support/puppet/steps.ts";
import { beginLink, enter, shownCodes, typeDigits, wrongDigits } from "../support/second-step.ts";
import { expectFits, expectSoundInBothThemes } from "../support/steps.ts";

test("a phone learns a face and is linked", async ({ page, office, handset }) => {
  test.slow();
  const phone = handset.page;
  await enter(page, office, office.newcomer());
  await phone.goto(await beginLink(page, office));
  await expect(await handset.at("link")).toContainText(new URL(office.appliance.issuer).host);
  // Nothing of the code stays where a history would keep it.
  expect(phone.url()).toBe(`${office.appliance.issuer}/phone/link`);
  await expectSoundInBothThemes(phone, "phone-link");
  await handset.press("start");
  await handset.at("consent");
  await expectSoundInBothThemes(phone, "phone-consent");
  await handset.show(NOBODY);
  await handset.press("agree");
  const enrol = await handset.at("enrol");
  await expect(enrol).toHaveAttribute("data-guidance", "no_face", { timeout: PATIENCE_MS });
  await expectFits(phone, "phone-enrol-no-face");
  await handset.show({ roles: [{ face: "owner", rest: { size: 0.14 } }] });
  await expect(enrol).toHaveAttribute("data-guidance", "closer");
  await handset.show({
    roles: [
      { face: "owner", rest: { x: 0.32, size: 0.3 } },
      { face: "somebody else", rest: { x: 0.7, size: 0.3 } },
    ],
  });
  await expect(enrol).toHaveAttribute("data-guidance", "one_face");
  await handset.show({ ...OWNER, room: 0.15 });
  await expect(enrol).toHaveAttribute("data-guidance", "more_light");
  await handset.show(OWNER);
  const begun = Date.now();
  await expect(enrol).toHaveAttribute("data-gesture", /turn|look/, { timeout: PATIENCE_MS });
  await expectSoundInBothThemes(phone, "phone-enrol");
  await handset.at("review", PATIENCE_MS);
  // Under half a minute, the pictures of this test included.
  expect(Date.now() - begun).toBeLessThan(30_000);
  await expectSoundInBothThemes(phone, "phone-review");
  await handset.press("use");
  const digits = await shownDigits(handset);
  expect(digits).toMatch(/^\d{6}$/);
  await expectSoundInBothThemes(phone, "phone-digits");

  await expect(page.locator("[data-state=claimed]")).toBeVisible();
  await typeDigits(page, wrongDigits(digits));
  await expect(page.getByRole("alert")).toContainText("4");
  await handset.at("digits");
  await typeDigits(page, digits);
  await shownCodes(page);
  await page.locator("#continue").click();
  await handset.at("linked");
  await expectSoundInBothThemes(phone, "phone-linked");
  await handset.press("done");
  await handset.at("home");
  await expect(page.locator(".devices li")).toHaveCount(1);
});

test("digits that were wrong five times link nothing, and the phone says so", async ({
  page,
  office,
  handset,
}) => {
  test.slow();
  await enter(page, office, office.newcomer());
  const digits = await enrolFace(handset, await beginLink(page, office));
  await expect(page.locator("[data-state=claimed]")).toBeVisible();
  for (let tries = 0; tries < 5; tries += 1) await typeDigits(page, wrongDigits(digits));
  await expect(page.getByRole("alert")).toContainText("Five wrong tries ended this link");
  await handset.at("link-failed");
  await expectSoundInBothThemes(handset.page, "phone-link-failed");
  await handset.press("home");
  await page.goto(`${office.appliance.issuer}/account/devices`);
  await expect(page.locator(".devices li")).toHaveCount(0);
});

test("two phones that use one code link neither", async ({ page, office, handset }) => {
  test.slow();
  const second = await Handset.open({ ca: office.ca });
  try {
    await enter(page, office, office.newcomer());
    const code = await beginLink(page, office);
    await enrolFace(handset, code);
    await second.page.goto(code);
    await second.press("start");
    await second.press("agree");
    await second.at("review", PATIENCE_MS);
    await second.press("use");
    await second.at("link-failed");
    await handset.at("link-failed");
    await expect(page.getByRole("alert")).toContainText("Two phones used this code");
  } finally {
    await second.close();
  }
});

test("the camera is refused: the phone says where to allow it, and that it goes without", async ({
  page,
  office,
}) => {
  const handset = await Handset.open({ ca: office.ca, camera: "refused" });
  try {
    await enter(page, office, office.newcomer());
    await handset.page.goto(await beginLink(page, office));
    await handset.press("start");
    await handset.press("agree");
    await handset.at("camera-refused", PATIENCE_MS);
    await expectSoundInBothThemes(handset.page, "phone-camera-refused");
    await handset.press("without-face");
    await handset.at("without-face");
    await expectSoundInBothThemes(handset.page, "phone-without-face");
    await expect(page.locator("[data-state=offered]")).toBeVisible();
  } finally {
    await handset.close();
  }
});

test("whoever would rather not is led to an authenticator app, and no picture was taken", async ({
  page,
  office,
  handset,
}) => {
  await enter(page, office, office.newcomer());
  await handset.page.goto(await beginLink(page, office));
  await handset.press("start");
  await handset.press("without-face");
  await handset.at("without-face");
  expect((await handset.page.evaluate(() => window.puppetDrawn))?.frames).toBe(0);
  await handset.press("with-face");
  await handset.at("consent");
});

test("a photo before a real camera is not learnt", async ({ page, office, browser }) => {
  test.slow();
  const film = await stillFilm(browser);
  const handset = await Handset.open({ ca: office.ca, camera: { file: film.path } });
  try {
    await enter(page, office, office.newcomer());
    await handset.page.goto(await beginLink(page, office));
    await handset.press("start");
    await handset.press("agree");
    const enrol = await handset.at("enrol");
    // It is found, and asked to move; it never does.
    await expect(enrol).toHaveAttribute("data-gesture", /turn|look/, { timeout: PATIENCE_MS });
    await expect(handset.page.locator("[data-screen=enrol] [data-do=again]")).toBeVisible({
      timeout: 90_000,
    });
    await expectSoundInBothThemes(handset.page, "phone-enrol-failed");
    await expect(page.locator("[data-state=offered]")).toBeVisible();
  } finally {
    await handset.close();
    film.remove();
  }
});

test("a sign-in's code, opened in a browser without a key", async ({ page, office, handset, owner }) => {
  await enter(page, office, owner.person);
  const code = (await page.locator("[data-qr]").getAttribute("data-qr")) ?? "";
  await handset.page.goto(code);
  await handset.at("no-key");
  await expectSoundInBothThemes(handset.page, "phone-no-key");
  await owner.handset.at("incoming");
  await owner.handset.press("deny");
  await owner.handset.press("done");
});

test("a phone that does not trust the office yet makes no key, and goes on once it does", async ({
  page,
  office,
}) => {
  test.slow();
  let handset = await Handset.open();
  try {
    await enter(page, office, office.newcomer());
    const code = await beginLink(page, office);
    await expect(handset.page.goto(code)).rejects.toThrow(/ERR_CERT_AUTHORITY_INVALID/);
    await handset.page.locator("#details-button").click();
    await handset.page.locator("#proceed-link").click();
    await handset.at("trust");
    await expectSoundInBothThemes(handset.page, "phone-trust");
    await handset.press("again");
    await handset.at("trust");
    const keys = await handset.page.evaluate(async () => (await indexedDB.databases()).length);
    expect(keys).toBeLessThanOrEqual(1);
    // Desktop Chromium looks at its store when it starts; Android's looks at once.
    handset.trust(office.ca);
    handset = await handset.restart();
    await linkHandsetAgain(page, handset, code);
  } finally {
    await handset.close();
  }

  async function linkHandsetAgain(browserPage: typeof page, phone: Handset, code: string): Promise<void> {
    const digits = await enrolFace(phone, code);
    await expect(browserPage.locator("[data-state=claimed]")).toBeVisible();
    await typeDigits(browserPage, digits);
    await shownCodes(browserPage);
    await phone.at("linked");
  }
});

test.describe("in German", () => {
  test.use({ locale: "de-DE" });

  test("the phone speaks German, and everything fits on a narrow screen", async ({ page, office }) => {
    test.slow();
    const handset = await Handset.open({ ca: office.ca, locale: "de-DE", width: 320 });
    try {
      await enter(page, office, office.newcomer());
      await handset.page.goto(await beginLink(page, office));
      await handset.at("link");
      await expect(handset.page.locator("html")).toHaveAttribute("lang", "de");
      await expectSoundInBothThemes(handset.page, "phone-german-link");
      await handset.press("start");
      await expectSoundInBothThemes(handset.page, "phone-german-consent");
      await handset.press("agree");
      await handset.at("review", PATIENCE_MS);
      await expectSoundInBothThemes(handset.page, "phone-german-review");
      await handset.press("use");
      const digits = await shownDigits(handset);
      await expectSoundInBothThemes(handset.page, "phone-german-digits");
      await typeDigits(page, digits);
      await shownCodes(page);
      await handset.at("linked");
      await expectSoundInBothThemes(handset.page, "phone-german-linked");
      await handset.press("done");
      await handset.at("home");
      await expectSoundInBothThemes(handset.page, "phone-german-home");
    } finally {
      await handset.close();
    }
  });
});
