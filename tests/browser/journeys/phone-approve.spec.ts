/** A sign-in in the office's browser, answered on a phone that is linked. */
import { test as base, expect } from "../support/office.ts";
import { Handset } from "../support/puppet/handset.ts";
import { test } from "../support/puppet/fixtures.ts";
import { OWNER } from "../support/puppet/stage.ts";
import {
  ask,
  expectAfterCheck,
  expectApproved,
  expectIn,
  linkHandset,
  newcomerWith,
  pictureOfCode,
  typeAndApprove,
} from "../support/puppet/steps.ts";
import { askPhone, enter, leave, qrText, transferCode, wrongDigits } from "../support/second-step.ts";
import { expectSoundInBothThemes } from "../support/steps.ts";

test("digits are typed, the face is shown, the office's page goes on", async ({ page, office, owner }) => {
  const { handset, person } = owner;
  const code = await ask(page, office, handset, person);
  await expect(await handset.at("incoming")).toContainText("Demo app");
  await expectSoundInBothThemes(handset.page, "phone-incoming");
  await handset.press("approve");
  await expect(handset.page.locator("#code-error")).toBeVisible();
  await typeAndApprove(handset, code);
  const check = await handset.at("face");
  await expect(check).toHaveAttribute("data-face", "verify");
  await expectApproved(handset);
  await expectSoundInBothThemes(handset.page, "phone-approved");
  await expectIn(page);
  await handset.press("done");
  await expect(await handset.at("home")).toContainText("Demo app");
  await expectSoundInBothThemes(handset.page, "phone-home");
  await leave(page);
});

test("the code is opened as a link, and the phone asks whether its screen is there", async ({
  page,
  office,
  owner,
}) => {
  const { handset, person } = owner;
  await askPhone(page, office, person);
  await handset.page.goto(await qrText(page));
  await handset.at("ask");
  await expectSoundInBothThemes(handset.page, "phone-ask");
  expect(handset.page.url()).not.toContain("#");
  await handset.press("in-front");
  await handset.at("incoming");
  await expect(handset.page.locator("input[name=code]")).toHaveCount(0);
  await handset.press("approve");
  await expectApproved(handset);
  await expectIn(page);
  await handset.press("done");
  await leave(page);
});

test("the code is scanned by the app itself", async ({ page, office, owner }) => {
  const { handset, person } = owner;
  await ask(page, office, handset, person);
  await handset.show({ ...OWNER, rear: await pictureOfCode(page) });
  await handset.press("scan");
  await handset.at("incoming");
  await expect(handset.page.locator("input[name=code]")).toHaveCount(0);
  await handset.press("approve");
  await expectApproved(handset);
  await expectIn(page);
  await handset.press("done");
  await leave(page);
});

test("denied, and asked again", async ({ page, office, owner }) => {
  const { handset, person } = owner;
  await ask(page, office, handset, person);
  await handset.press("deny");
  await handset.at("denied");
  await expectSoundInBothThemes(handset.page, "phone-denied");
  await expect(page.locator("main .notice")).toContainText("You denied this on your phone");
  await handset.press("done");
  await handset.at("home");
  await page.locator("#submit").click();
  await handset.at("incoming");
  await handset.press("deny");
  await handset.at("denied");
  await handset.press("done");
});

test("three wrong codes end the question", async ({ page, office, owner }) => {
  const { handset, person } = owner;
  const code = await ask(page, office, handset, person);
  const wrong = wrongDigits(code);
  for (const left of ["2", "One"]) {
    await typeAndApprove(handset, wrong);
    await expectAfterCheck(handset, handset.page.locator("#code-error").filter({ hasText: left }));
  }
  await expectSoundInBothThemes(handset.page, "phone-wrong-digits");
  await typeAndApprove(handset, wrong);
  await expectAfterCheck(handset, handset.page.locator("main[data-screen=wrong-codes]"));
  await expectSoundInBothThemes(handset.page, "phone-wrong-codes");
  await expect(page.locator("#error")).toContainText("Three wrong codes ended this request");
  await handset.press("done");
});

test("a newer question takes the place of the older", async ({ page, office, owner }) => {
  const { handset, person } = owner;
  const before = await ask(page, office, handset, person);
  await page.locator("form[action='/login/mfa/ask'] input[type=submit]").click();
  await expect(page.locator("[data-transfer-code]")).not.toHaveAttribute("data-transfer-code", before);
  await handset.at("superseded");
  await expectSoundInBothThemes(handset.page, "phone-superseded");
  await handset.press("done");
  await handset.at("incoming");
  await typeAndApprove(handset, await transferCode(page));
  await expectApproved(handset);
  await expectIn(page);
  await handset.press("done");
  await leave(page);
});

test("nobody answers for two minutes", async ({ page, office, owner }) => {
  test.setTimeout(200_000);
  const { handset, person } = owner;
  await ask(page, office, handset, person);
  await handset.at("over", 130_000);
  await expectSoundInBothThemes(handset.page, "phone-over");
  await expect(page.locator("main")).toContainText("The two minutes are over", { timeout: 15_000 });
  await handset.press("done");
});

test("a mistake is taken back: the session that was opened ends", async ({ page, office, owner }) => {
  const { handset, person } = owner;
  await typeAndApprove(handset, await ask(page, office, handset, person));
  await expectApproved(handset);
  await expectIn(page);
  await handset.press("mistake");
  await handset.at("undone");
  await expectSoundInBothThemes(handset.page, "phone-undone");
  await page.goto(`${office.appliance.issuer}/account/devices`);
  await expect(page.locator("#password")).toBeVisible();
  await handset.press("done");
});

base("not me stops it", async ({ page, office }) => {
  const handset = await Handset.open({ ca: office.ca });
  try {
    const person = await newcomerWith(page, office, handset);
    await ask(page, office, handset, person);
    await handset.press("not-me");
    await expectSoundInBothThemes(handset.page, "phone-not-me");
    await handset.press("confirm-not-me");
    await handset.at("blocked");
    await expectSoundInBothThemes(handset.page, "phone-blocked");
    await expect(page.locator("main .notice")).toContainText("Stopped");
  } finally {
    await handset.close();
  }
});

base(
  "two phones of one account: either answers, the other sees that it is over",
  async ({ page, office }) => {
    base.slow();
    const [first, second] = [await Handset.open({ ca: office.ca }), await Handset.open({ ca: office.ca })];
    try {
      const person = await newcomerWith(page, office, first);
      await enter(page, office, person);
      await first.at("incoming");
      await typeAndApprove(first, await transferCode(page));
      await expectApproved(first);
      await first.press("done");
      await expect(page.locator(".side-body")).toBeVisible();
      await linkHandset(page, office, second, false);
      await second.press("done");
      await leave(page);

      const code = await ask(page, office, first, person);
      await second.at("incoming");
      await typeAndApprove(second, code);
      await expectApproved(second);
      await first.at("decided");
      await expectIn(page);
    } finally {
      await first.close();
      await second.close();
    }
  },
);
