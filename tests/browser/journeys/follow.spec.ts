/** A sign-in to an app is followed step by step, and a refusal names its mend. */
import { administer } from "../support/admin.ts";
import { Demo } from "../support/demo.ts";
import { expect, test } from "../support/office.ts";
import { enterPassword, expectSoundInBothThemes } from "../support/steps.ts";

test("a wrong secret and then the right one are seen as they happen", async ({ page, office, browser }) => {
  const wrong = await Demo.start(office.appliance, "Night shift", { secret: "not-the-secret" });
  const person = office.newcomer();
  await administer(page, office, "apps");
  await page.locator('tr[data-app="Night shift"] a').click();
  await page.locator("[data-do=follow]").click();
  await expect(page.locator("[data-stage=asked]")).toHaveAttribute("data-state", "waiting");
  const context = await browser.newContext();
  try {
    const theirs = await context.newPage();
    await theirs.goto(wrong.url);
    await theirs.locator("#sign-in").click();
    await enterPassword(theirs, person);
    await theirs.locator("#consent-allow").click();
    await expect(page.locator("[data-stage=answered]")).toHaveAttribute("data-state", "ok");
    const exchanged = page.locator("[data-stage=exchanged]");
    await expect(exchanged).toHaveAttribute("data-state", "fail");
    await expect(exchanged).toContainText("make a new secret");
    await expectSoundInBothThemes(page, "admin-follow-refused");
    const help = await exchanged.locator("a").getAttribute("href");
    await wrong.stop();
    const right = await Demo.as(wrong.client, wrong.url, office.appliance);
    try {
      await theirs.goto(right.url);
      await theirs.locator("#sign-in").click();
      await expect(exchanged).toHaveAttribute("data-state", "ok");
      await expect(page.locator("[data-stage=told]")).toHaveAttribute("data-state", "ok");
      await expectSoundInBothThemes(page, "admin-follow-through");
    } finally {
      await right.stop();
    }
    await theirs.goto(office.appliance.issuer + String(help));
    await expect(theirs.locator("#client-authentication-failed")).toContainText("make a new secret");
    await expectSoundInBothThemes(theirs, "help-error");
    await theirs.goto(`${office.appliance.issuer}/help/errors`);
    await expectSoundInBothThemes(theirs, "help-errors");
  } finally {
    await wrong.stop();
    await context.close();
  }
});
