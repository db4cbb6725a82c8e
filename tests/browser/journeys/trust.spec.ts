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

test("a browser that knows nothing of the office warns, and whoever goes on is told what is missing", async ({
  office,
}) => {
  const stranger = await openBrowser(undefined);
  try {
    const page = await (await stranger.browser.newContext()).newPage();
    const trust = `${office.appliance.issuer}/trust`;
    await expect(page.goto(trust)).rejects.toThrow(/ERR_CERT_AUTHORITY_INVALID/);
    // The browser's own warning, and the way past it.
    await page.locator("#details-button").click();
    await page.locator("#proceed-link").click();
    await expect(page).toHaveURL(trust);
    await expect(page.locator("[data-trust=not-yet]")).toBeVisible();
    await expect(page.locator("[data-trust=yes]")).toBeHidden();
    await expectSound(page, "trust-not-yet");
  } finally {
    await stranger.close();
  }
});

test("the certificate can be had, and it is the one that the command exports", async ({ page, office }) => {
  await page.goto(`${office.appliance.issuer}/trust`);
  const download = page.waitForEvent("download");
  await page.locator("a[href='/ca.crt']").first().click();
  expect((await (await download).createReadStream()).readable).toBe(true);
  const shown = await page.locator(".print code").textContent();
  const fingerprint = office.appliance
    .command(["ca", "show", "--json"])
    .replaceAll(/[^0-9a-f]/gi, "")
    .toLowerCase();
  expect(fingerprint).toContain((shown ?? "").replaceAll(/[^0-9a-f]/gi, "").toLowerCase());
});
