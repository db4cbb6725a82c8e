/** Every page in light and dark: axe, one heading, no sideways scrolling, and a screenshot to look at. */
import { expect, test } from "../support/office.ts";
import { enterPassword, expectSound, signIn } from "../support/steps.ts";

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test("pages that need no sign-in", async ({ page, office }) => {
      const issuer = office.appliance.issuer;
      await page.goto(office.demo.url);
      await expectSound(page, `demo-start-${colorScheme}`);
      for (const path of ["login", "reset", "trust"]) {
        await page.goto(`${issuer}/${path}`);
        await expectSound(page, `${path}-${colorScheme}`);
      }
      await page.goto(`${issuer}/no-such-page`);
      await expectSound(page, `not-found-${colorScheme}`);
      await page.goto(`${issuer}/oauth2/authorize?client_id=unknown`);
      await expectSound(page, `unknown-app-${colorScheme}`);
      await page.goto(`${office.demo.url}/callback?state=unknown`);
      await expectSound(page, `demo-error-${colorScheme}`);
    });

    test("pages of somebody who is signed in", async ({ page, office }) => {
      const person = office.newcomer();
      await page.goto(office.demo.url);
      await page.locator("#sign-in").click();
      await expectSound(page, `sign-in-${colorScheme}`);
      await enterPassword(page, person, "not the password at all");
      await expectSound(page, `sign-in-error-${colorScheme}`);
      await enterPassword(page, person);
      await expect(page.locator("#consent-allow")).toBeVisible();
      await expectSound(page, `consent-${colorScheme}`);
      await page.locator("#consent-allow").click();
      await expect(page.locator("#signed-in")).toBeVisible();
      await expectSound(page, `claims-${colorScheme}`);
      const issuer = office.appliance.issuer;
      await page.goto(issuer);
      await expectSound(page, `home-${colorScheme}`);
      for (const path of ["profile", "sessions", "apps"]) {
        await page.goto(`${issuer}/account/${path}`);
        await expectSound(page, `account-${path}-${colorScheme}`);
      }
      await page.goto(`${issuer}/oauth2/logout`);
      await expect(page.locator("#logout-yes")).toBeVisible();
      await expectSound(page, `logout-${colorScheme}`);
      await page.locator("#logout-yes").click();
      await expectSound(page, `signed-out-${colorScheme}`);
    });
  });
}

test.describe("in German", () => {
  test.use({ locale: "de-DE" });

  test("the pages speak the language that the browser asks for", async ({ page, office }) => {
    await page.goto(office.demo.url);
    await page.locator("#sign-in").click();
    await expect(page.locator("html")).toHaveAttribute("lang", "de");
    await expect(page.locator("h1")).toHaveText("Anmelden");
    await expectSound(page, "sign-in-german");
    const person = office.newcomer();
    await enterPassword(page, person);
    await expect(page.locator("#consent-allow")).toHaveText("Erlauben");
    await expectSound(page, "consent-german");
  });
});

test("a page asks nobody else for anything", async ({ page, office }) => {
  const hosts = new Set<string>();
  page.on("request", (request) => hosts.add(new URL(request.url()).host));
  await signIn(page, office.demo.url, office.newcomer());
  const ours = [office.appliance.issuer, office.demo.url].map((url) => new URL(url).host);
  expect([...hosts].filter((host) => !ours.includes(host))).toEqual([]);
});
