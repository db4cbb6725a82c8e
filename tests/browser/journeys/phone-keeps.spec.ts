/** What a phone keeps, what it forgets, and how it does without the server. */
import { type Owner, expect, test as base } from "../support/puppet/fixtures.ts";
import { OWNER } from "../support/puppet/stage.ts";
import {
  PATIENCE_MS,
  ask,
  expectAfterCheck,
  expectApproved,
  expectIn,
  newcomerWith,
  typeAndApprove,
} from "../support/puppet/steps.ts";
import { askPhone, enter, leave, qrText, transferCode } from "../support/second-step.ts";
import { expectSoundInBothThemes } from "../support/steps.ts";

const CHECK_MS = 45_000;

/** Each of these changes the phone for good, so each has its own. */
const test = base.extend<{ mine: Owner }>({
  mine: async ({ page, office, handset }, use) => {
    base.slow();
    await use({ handset, person: await newcomerWith(page, office, handset) });
  },
});

test("the server is away and comes back, and what is asked then arrives", async ({ page, office, mine }) => {
  const { handset, person } = mine;
  await handset.context.setOffline(true);
  await expect(handset.page.locator("[data-offline]")).toBeVisible({ timeout: 40_000 });
  await expectSoundInBothThemes(handset.page, "phone-away");
  await askPhone(page, office, person);
  await handset.context.setOffline(false);
  await handset.at("incoming");
  await typeAndApprove(handset, await transferCode(page));
  await expectApproved(handset);
  await expectIn(page);
});

test("an answer that could not be sent is kept and sent again", async ({ page, office, mine }) => {
  const { handset, person } = mine;
  await ask(page, office, handset, person);
  // The network goes just as the answer is sent.
  await handset.page.route(/approvals\/[^/]+$/, async (route) => {
    await handset.context.setOffline(true);
    await route.abort("internetdisconnected");
  });
  await handset.press("deny");
  await handset.at("kept");
  await expectSoundInBothThemes(handset.page, "phone-kept");
  await expect(page.locator("[data-transfer-code]")).toBeVisible();
  await handset.page.unroute(/approvals\/[^/]+$/);
  await handset.context.setOffline(false);
  await handset.at("denied");
  await expect(page.locator("main .notice")).toContainText("You denied this on your phone");
});

test("the phone is closed and opened again, and still knows its owner", async ({ page, office, mine }) => {
  const { person } = mine;
  const handset = await mine.handset.restart();
  try {
    await askPhone(page, office, person);
    await handset.page.goto(await qrText(page));
    await handset.press("in-front");
    await handset.press("approve");
    await expectApproved(handset);
    await expectIn(page);
  } finally {
    await handset.context.close();
  }
});

test("a face is deleted: the phone denies, and does not approve", async ({ page, office, mine }) => {
  const { handset, person } = mine;
  await handset.press("account");
  await handset.at("account");
  await expectSoundInBothThemes(handset.page, "phone-account");
  await handset.press("delete-face");
  await expectSoundInBothThemes(handset.page, "phone-delete-face");
  await handset.press("confirm-delete-face");
  await expectSoundInBothThemes(handset.page, "phone-account-no-face");
  await handset.press("back");
  await ask(page, office, handset, person);
  await expect(handset.page.locator("[data-do=approve]")).toHaveCount(0);
  await handset.press("deny");
  await handset.at("denied");
  await expect(page.locator("main .notice")).toContainText("You denied this on your phone");
});

test("a face is learnt anew, by its owner only", async ({ page, office, mine }) => {
  const { handset, person } = mine;
  await handset.press("account");
  await handset.show({ roles: [{ face: "somebody else" }] });
  await handset.press("relearn");
  await handset.at("face-failed", CHECK_MS);
  await handset.show(OWNER);
  await handset.press("done");
  await expectAfterCheck(handset, handset.page.locator("main[data-screen=enrol]"));
  await handset.at("review", PATIENCE_MS);
  await handset.press("use");
  await handset.at("relearned");
  await handset.press("done");
  await handset.press("back");
  await typeAndApprove(handset, await ask(page, office, handset, person));
  await expectApproved(handset);
  await expectIn(page);
});

test("the phone unlinks itself", async ({ page, office, mine }) => {
  const { handset, person } = mine;
  await handset.press("account");
  await handset.press("unlink");
  await expectSoundInBothThemes(handset.page, "phone-unlink");
  await handset.press("confirm-unlink");
  await handset.at("empty");
  await expectSoundInBothThemes(handset.page, "phone-home-empty");
  // The account goes on to ask for a second step.
  await enter(page, office, person);
  await expect(page.locator(".side-body")).toHaveCount(0);
});

test("the browser has cleared its data, and the key with it", async ({ page, office, mine }) => {
  const { handset, person } = mine;
  await handset.page.goto("about:blank");
  const cdp = await handset.context.newCDPSession(handset.page);
  await cdp.send("Storage.clearDataForOrigin", { origin: office.appliance.issuer, storageTypes: "all" });
  await askPhone(page, office, person);
  await handset.page.goto(await qrText(page));
  await handset.at("no-key");
  await leave(page);
});

test("the phone is removed on the computer", async ({ page, office, mine }) => {
  const { handset, person } = mine;
  await enter(page, office, person);
  await handset.at("incoming");
  await typeAndApprove(handset, await transferCode(page));
  await expectApproved(handset);
  await handset.press("done");
  await page.goto(`${office.appliance.issuer}/account/devices`);
  await page.locator(".devices .button.danger").click();
  await page.locator("#submit").click();
  await expect(page.locator(".devices li")).toHaveCount(0);
  await expect(handset.page.locator("[data-status=gone]")).toBeVisible({ timeout: 20_000 });
  await expectSoundInBothThemes(handset.page, "phone-home-gone");
});
