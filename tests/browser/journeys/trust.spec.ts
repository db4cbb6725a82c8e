/** The page that explains how to trust the office knows whether this browser does. */
import { openBrowser } from "../support/browser.ts";
import { expect, test } from "../support/office.ts";
import { expectSound } from "../support/steps.ts";

test("a browser that trusts the office is told so", async ({ page, office }) => {
  await page.goto(`${office.appliance.issuer}/trust`);
  await expect(page.locator("[data-trust=yes]")).toBeVisible();
  await expect(page.locator("[data-trust=not-yet]")).toBeHidden();
  await expectSound(page, "trust-yes");
});

test("a browser that clicked past the warning is told that it does not trust yet", async ({ office }) => {
  const stranger = await openBrowser(undefined, ["--ignore-certificate-errors"]);
  try {
    const page = await stranger.browser.newPage();
    await page.goto(`${office.appliance.issuer}/trust`);
    await expect(page.locator("[data-trust=not-yet]")).toBeVisible();
    await expect(page.locator("[data-trust=yes]")).toBeHidden();
    await expectSound(page, "trust-not-yet");
  } finally {
    await stranger.close();
  }
});

test("a browser that knows nothing of the office refuses to connect", async ({ office }) => {
  const stranger = await openBrowser(undefined);
  try {
    const page = await stranger.browser.newPage();
    await expect(page.goto(`${office.appliance.issuer}/trust`)).rejects.toThrow(/ERR_CERT_AUTHORITY_INVALID/);
  } finally {
    await stranger.close();
  }
});

test("the certificate can be had, and it is the one that the command exports", async ({ page, office }) => {
  await page.goto(`${office.appliance.issuer}/trust`);
  const download = page.waitForEvent("download");
  await page.locator("a[href='/ca.crt']").first().click();
  expect((await (await download).createReadStream()).readable).toBe(true);
  const shown = await page.locator("main code").last().textContent();
  const fingerprint = office.appliance
    .command(["ca", "show", "--json"])
    .replaceAll(/[^0-9a-f]/gi, "")
    .toLowerCase();
  expect(fingerprint).toContain((shown ?? "").replaceAll(/[^0-9a-f]/gi, "").toLowerCase());
});
