/** A device without a browser is signed in by a person who types its code, on a phone as well as on a desktop. */
import { expect, test } from "../support/office.ts";
import { enterPassword, expectSound, screenshot } from "../support/steps.ts";

const GRANT = "urn:ietf:params:oauth:grant-type:device_code";

/** A screen in the meeting room, and what it shows. */
function screen(office: { appliance: { command(args: string[]): string } }): {
  code: string;
  there: string;
} {
  const added = office.appliance.command([
    "client",
    "add",
    "Meeting screen",
    "--public",
    "--grant",
    GRANT,
    "--json",
  ]);
  const { client_id: id } = JSON.parse(added) as { client_id: string };
  const shown = office.appliance.command(["client", "try-device", id, "--json"]);
  const codes = JSON.parse(shown) as { user_code: string; verification_uri_complete: string };
  return { code: codes.user_code, there: codes.verification_uri_complete };
}

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme, viewport: { width: 360, height: 740 }, javaScriptEnabled: true });

    test("a phone that scanned the code compares, allows, and signs the device out again", async ({
      office,
      page,
    }) => {
      const { code, there } = screen(office);
      await page.goto(there);
      await enterPassword(page, office.newcomer());
      await expect(page.locator("#user_code")).toHaveValue(code);
      await expectSound(page, `device-scanned-${colorScheme}`);
      await page.locator("#submit").click();
      await expect(page.locator("#user-code")).toHaveText(code);
      await expect(page.locator("#device-warning")).toBeVisible();
      await expectSound(page, `device-consent-${colorScheme}`);
      await page.locator("#consent-allow").click();
      await expect(page).toHaveURL(/\/oauth2\/device\/done\?outcome=connected$/);
      await expectSound(page, `device-connected-${colorScheme}`);
    });
  });
}

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a wrong code is said so, a right one in small letters is taken, and whoever refuses gives nothing", async ({
    office,
    page,
  }) => {
    const { code } = screen(office);
    await page.goto(`${office.appliance.issuer}/oauth2/device`);
    await enterPassword(page, office.newcomer());
    await page.locator("#user_code").fill("bbbb-bbbb");
    await page.locator("#submit").click();
    await expect(page.locator("#error")).toBeVisible();
    await screenshot(page, "device-wrong-plain");
    await page.locator("#user_code").fill(code.toLowerCase().replace("-", ""));
    await page.locator("#submit").click();
    await expect(page.locator("#user-code")).toHaveText(code);
    await page.locator("#consent-deny").click();
    await expect(page).toHaveURL(/outcome=refused$/);
    await screenshot(page, "device-refused-plain");
  });
});
