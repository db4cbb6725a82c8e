/** What people see and change of their own account. */
import { expect, test } from "../support/office.ts";
import { enterPassword, expectFits, expectSound, signIn } from "../support/steps.ts";

test("access that is taken back is asked for again", async ({ page, office }) => {
  const person = office.newcomer();
  await signIn(page, office.demo.url, person);
  await page.goto(`${office.appliance.issuer}/account/apps`);
  await expect(page.getByRole("region", { name: "Demo app" })).toContainText(person.email);
  await page.locator(".grant .button.danger").click();
  // Nothing is gone before the question is answered.
  await expect(page.locator("h1")).toContainText("Demo app");
  await expectSound(page, "account-take-back");
  await page.locator("#submit").click();
  await expect(page.getByRole("status")).toContainText("Demo app");
  await expect(page.locator(".grant")).toHaveCount(0);
  await expectSound(page, "account-apps-empty");

  // The app's refresh token is worth nothing any more, and the next sign-in asks for consent.
  await page.goto(office.demo.url);
  await page.locator("#refresh").click();
  await expect(page.locator("#error[data-code=invalid_grant]")).toBeVisible();
  await page.context().clearCookies({ name: "demo_rp_session" });
  await page.goto(office.demo.url);
  await page.locator("#sign-in").click();
  await expect(page.locator("#consent-allow")).toBeVisible();
});

test("ending the other sessions leaves this one alone", async ({ page, browser, office }) => {
  const person = office.newcomer();
  const account = `${office.appliance.issuer}/account/sessions`;
  const elsewhere = await browser.newContext();
  try {
    const other = await elsewhere.newPage();
    for (const one of [other, page]) {
      await one.goto(`${office.appliance.issuer}/login`);
      await enterPassword(one, person);
      await one.goto(account);
    }
    await expect(page.locator(".sessions li")).toHaveCount(2);
    await expectSound(page, "account-two-sessions");
    await page.locator("button[value=others]").click();
    await expect(page.getByRole("status")).toBeVisible();
    await expect(page.locator(".sessions li")).toHaveCount(1);
    await page.reload();
    await expect(page.locator(".sessions li")).toHaveCount(1);
    await other.reload();
    await expect(other.locator("#username")).toBeVisible();
  } finally {
    await elsewhere.close();
  }
});

test("signing out of the account ends what the browser had", async ({ page, office }) => {
  await page.goto(`${office.appliance.issuer}/login`);
  await enterPassword(page, office.newcomer());
  await page.locator(".side-body .sign-out").click();
  await expect(page).toHaveURL(/logout/);
  await expect(page.locator("h1")).toHaveText("You are signed out");
  await page.goto(`${office.appliance.issuer}/account/profile`);
  await expect(page.locator("#username")).toBeVisible();
});

test.describe("at 320 pixels", () => {
  test.use({ viewport: { width: 320, height: 640 }, isMobile: true, hasTouch: true });

  test("every page of the account fits, and the menu opens", async ({ page, office }) => {
    const issuer = office.appliance.issuer;
    await signIn(page, office.demo.url, office.newcomer());
    await page.goto(issuer);
    await expectFits(page, "small-home");
    await page.locator(".side-menu summary").click();
    await expect(page.locator(".side-menu nav")).toBeVisible();
    await expectFits(page, "small-menu");
    for (const path of ["account/profile", "account/sessions", "account/apps", "trust", "no-such-page"]) {
      await page.goto(`${issuer}/${path}`);
      await expectFits(page, `small-${path.replaceAll("/", "-")}`);
    }
  });
});
