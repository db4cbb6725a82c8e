/** Signing in to an app: consent, claims, refresh, sign-out of both. */
import type { Page } from "@playwright/test";

import type { Person } from "../support/appliance.ts";
import { type Office, expect, test } from "../support/office.ts";
import { enterPassword, expectSound, signIn, signOut } from "../support/steps.ts";

async function wholeJourney(page: Page, office: Office, person: Person, name: string): Promise<void> {
  await page.goto(office.demo.url);
  await page.locator("#sign-in").click();
  await expect(page).toHaveURL(new RegExp(`^${office.appliance.issuer}/login`));
  await expectSound(page, `${name}-sign-in`);
  await enterPassword(page, person);
  await expect(page.locator("h1")).toContainText("Demo app");
  await expect(page.locator("main")).toContainText(person.email);
  await expectSound(page, `${name}-consent`);
  await page.locator("#consent-allow").click();

  await expect(page.locator("#signed-in")).toContainText(person.name);
  await expect(page.locator("#userinfo [data-claim=email]")).toHaveText(person.email);
  await expect(page.locator("#userinfo [data-claim=preferred_username]")).toHaveText(person.username);
  await expect(page.locator("#id-token [data-claim=iss]")).toHaveText(office.appliance.issuer);
  await expect(page.locator("#id-token [data-claim=aud]")).toHaveText(office.demo.client.client_id);
  await expect(page.locator("#refresh-token")).toContainText("Present");
  await expectSound(page, `${name}-claims`);

  const before = await page.locator("#access-token").textContent();
  await page.locator("#refresh").click();
  await expect(page.locator("#refreshed")).toBeVisible();
  expect(await page.locator("#access-token").textContent()).not.toBe(before);

  await signOut(page);
  await expectSound(page, `${name}-signed-out`);
  // The server has forgotten the session too: it asks for the password again, but not for consent.
  await page.locator("#sign-in").click();
  await enterPassword(page, person);
  await expect(page.locator("#signed-in")).toBeVisible();
}

test("a clerk signs in, sees the claims, refreshes and signs out of both", async ({ page, office }) => {
  await wholeJourney(page, office, office.newcomer(), "desktop");
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the same journey works by forms alone", async ({ page, office }) => {
    const person = office.newcomer();
    await page.goto(office.demo.url);
    await page.locator("#sign-in").click();
    await enterPassword(page, person);
    await page.locator("#consent-allow").click();
    await expect(page.locator("#signed-in")).toContainText(person.name);
    await page.locator("#refresh").click();
    await expect(page.locator("#refreshed")).toBeVisible();
    await signOut(page);
  });
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 });

  test("the same journey fits the small screen", async ({ page, office }) => {
    await wholeJourney(page, office, office.newcomer(), "phone");
  });
});

test("a wrong password is refused, the name stays, and nothing is opened", async ({ page, office }) => {
  const person = office.newcomer();
  await page.goto(office.demo.url);
  await page.locator("#sign-in").click();
  await enterPassword(page, person, "not the password at all");
  await expect(page.getByRole("alert")).toBeVisible();
  await expect(page.locator("#error")).toContainText("do not match");
  await expect(page.locator("#username")).toHaveValue(person.username);
  await expect(page.locator("#password")).toHaveValue("");
  await expectSound(page, "sign-in-error");
  await page.goto(office.demo.url);
  await expect(page.locator("#signed-in")).toHaveCount(0);
});

test("an unknown name gets the same words as a wrong password", async ({ page, office }) => {
  const words: (string | null)[] = [];
  for (const username of [office.newcomer().username, "nobody"]) {
    await page.goto(office.demo.url);
    await page.locator("#sign-in").click();
    await page.locator("#username").fill(username);
    await page.locator("#password").fill("not the password at all");
    await page.locator("#submit").click();
    words.push(await page.locator("#error").textContent());
  }
  expect(words[0]).toBe(words[1]);
});

test("who denies consent goes back to the app, which learns nothing", async ({ page, office }) => {
  await page.goto(office.demo.url);
  await page.locator("#sign-in").click();
  await enterPassword(page, office.newcomer());
  await page.locator("#consent-deny").click();
  await expect(page.locator("#error[data-code=access_denied]")).toBeVisible();
  await expectSound(page, "demo-denied");
});

test("whoever is signed in already is not asked for a password again", async ({ page, office }) => {
  const person = office.newcomer();
  await signIn(page, office.demo.url, person);
  await page.context().clearCookies({ name: "demo_rp_session" });
  await page.goto(office.demo.url);
  await page.locator("#sign-in").click();
  await expect(page.locator("#signed-in")).toContainText(person.name);
});
