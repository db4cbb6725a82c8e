/** An authenticator app as the second step, and how somebody who has to have one gets it. */
import type { Page } from "@playwright/test";

import { Authenticator } from "../support/authenticator.ts";
import { expect, test } from "../support/office.ts";
import { enter, leave, linkedNewcomer, qrText, shownCodes } from "../support/second-step.ts";
import { enterPassword, expectSoundInBothThemes } from "../support/steps.ts";

/** Sets up an app on the page that offers it. */
async function setUp(page: Page): Promise<Authenticator> {
  await page.locator("#submit").click();
  const authenticator = Authenticator.fromUri(await qrText(page));
  await expectSoundInBothThemes(page, "authenticator-secret");
  await page.locator("#code").fill(authenticator.next());
  await page.locator("#submit").click();
  return authenticator;
}

test("codes of an app count as the second step", async ({ page, office }) => {
  const person = office.newcomer();
  await enter(page, office, person);
  await page.goto(`${office.appliance.issuer}/account/authenticator`);
  await expectSoundInBothThemes(page, "authenticator-begin");
  const authenticator = await setUp(page);
  await shownCodes(page);
  await page.locator("#continue").click();
  await expect(page.getByRole("status")).toBeVisible();
  await expectSoundInBothThemes(page, "authenticator-added");

  await leave(page);
  await page.goto(office.demo.url);
  await page.locator("#sign-in").click();
  await enterPassword(page, person);
  await expect(page.locator("#code")).toBeFocused();
  await expectSoundInBothThemes(page, "code");
  await page.locator("#code").fill("000000");
  await page.locator("#submit").click();
  await expect(page.locator("#error")).toBeVisible();
  await expectSoundInBothThemes(page, "code-wrong");
  await page.locator("#code").fill(authenticator.next());
  await page.locator("#submit").click();
  await page.locator("#consent-allow").click();
  await expect(page.locator("#id-token [data-claim=amr]")).toHaveText(/otp/);
});

test("somebody who has a phone adds an app, and signs in by either", async ({ page, office }) => {
  const { person, phone, codes } = await linkedNewcomer(page, office);
  await enter(page, office, person);
  await page.locator("details.other-way summary").click();
  await page.locator("#code").fill(codes[0] ?? "");
  await page.locator("#code").press("Enter");
  await expect(page.locator(".side-body")).toBeVisible();
  await page.goto(`${office.appliance.issuer}/account/authenticator`);
  const authenticator = await setUp(page);
  await expect(page.getByRole("status")).toBeVisible();
  await leave(page);
  await enter(page, office, person);
  expect(await phone.approvals()).toHaveLength(1);
  await page.locator("details.other-way summary").click();
  await page.locator("#code").fill(authenticator.next());
  await page.locator("#code").press("Enter");
  await expect(page.locator(".side-body")).toBeVisible();
});

test("whoever has to have a second step is led to link a phone, and may choose an app", async ({
  page,
  office,
}) => {
  const person = office.newcomer(["--mfa-policy", "required"]);
  await page.goto(office.demo.url);
  await page.locator("#sign-in").click();
  await enterPassword(page, person);
  await expect(page).toHaveURL(/account\/devices\/link\?i=/);
  await expectSoundInBothThemes(page, "required-link");
  await page.locator("main a[href*='account/authenticator']").click();
  await expectSoundInBothThemes(page, "required-authenticator");
  await setUp(page);
  await shownCodes(page);
  // From there the sign-in goes on.
  await page.locator("#continue").click();
  await page.locator("#consent-allow").click();
  await expect(page.locator("#signed-in")).toBeVisible();
});

test("somebody whose second step was taken away is told, and sets up another", async ({ page, office }) => {
  const { person } = await linkedNewcomer(page, office);
  const answer = office.appliance.command(["user", "reset-mfa", person.email, "--json"]);
  const [link] = /https:[^"]+/.exec(answer) ?? [];
  expect(link).toContain(office.appliance.issuer);
  await page.goto(link ?? "");
  await expectSoundInBothThemes(page, "reset-link");
  await page.locator("#submit").click();
  await enterPassword(page, person);
  await expect(page.locator("h1")).toHaveText("Did you ask for this?");
  await expectSoundInBothThemes(page, "reset-notice");
  await page.locator("#submit").click();
  await expect(page.locator("button[value=phone]")).toBeVisible();
  await expectSoundInBothThemes(page, "reset-choice");
  await page.locator("button[value=authenticator]").click();
  await setUp(page);
  await shownCodes(page);
});
