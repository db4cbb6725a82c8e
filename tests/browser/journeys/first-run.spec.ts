/** The first administrator is made behind the first-run link, and nobody after that. */
import { Appliance } from "../support/appliance.ts";
import { openBrowser } from "../support/browser.ts";
import { Demo } from "../support/demo.ts";
import { ADA, expect, test } from "../support/office.ts";
import { expectSound } from "../support/steps.ts";

test("a newcomer makes the first administrator and signs in to an app", async () => {
  const appliance = await Appliance.start();
  const own = await openBrowser(appliance.exportCa());
  try {
    const link = await appliance.firstRun();
    const page = await (await own.browser.newContext()).newPage();
    await page.goto(link);
    await expectSound(page, "first-run");
    // Nothing is made from an incomplete or weak form.
    await page.locator("[name=office_name]").fill("Kontor Nord");
    await page.locator("[name=name]").fill(ADA.name);
    await page.locator("[name=email]").fill(ADA.email);
    await page.locator("[name=password]").fill("too short");
    await page.locator("#submit").click();
    await expect(page.getByRole("alert")).toBeVisible();
    await expectSound(page, "first-run-error");
    await expect(page.locator("[name=office_name]")).toHaveValue("Kontor Nord");
    await page.locator("[name=password]").fill(ADA.password);
    await page.locator("#submit").click();
    await expect(page.locator("#continue")).toBeVisible();
    await expectSound(page, "first-run-done");

    const users = JSON.parse(appliance.command(["user", "list", "--json"])) as { email: string }[];
    expect(users.map((user) => user.email)).toEqual([ADA.email]);
    const again = await page.goto(link);
    expect(again?.status()).toBeGreaterThanOrEqual(400);
    await expectSound(page, "first-run-gone");

    const demo = await Demo.start(appliance, "Demo app");
    try {
      // Whoever made the office is signed in to it: the app asks for consent alone.
      await page.goto(demo.url);
      await page.locator("#sign-in").click();
      await page.locator("#consent-allow").click();
      await expect(page.locator("#userinfo [data-claim=email]")).toHaveText(ADA.email);
    } finally {
      await demo.stop();
    }
  } finally {
    await own.close();
    await appliance.stop();
  }
});
