/** Pages about one app and what it means for people, light and dark, wide and on a phone: into target/app-shots. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";

import { type Page, expect } from "@playwright/test";

import { administer, press } from "../support/admin.ts";
import { ADA, type Office, test } from "../support/office.ts";
import { target } from "../support/program.ts";
import { enterPassword } from "../support/steps.ts";

const SHOTS = join(target(), "app-shots");
const DEVICE = "urn:ietf:params:oauth:grant-type:device_code";

async function take(page: Page, name: string): Promise<void> {
  mkdirSync(SHOTS, { recursive: true });
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 900 });
    for (const theme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme: theme });
      const path = join(SHOTS, `${name}-${width}-${theme}.png`);
      await page.screenshot({ path, fullPage: true, animations: "disabled" });
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect.soft(overflow, `${name} at ${width} scrolls sideways`).toBeLessThanOrEqual(0);
    }
  }
  await page.setViewportSize({ width: 1280, height: 900 });
}

/** An app with all that can be registered about it, as it comes from another provider. */
function furnish(office: Office): string {
  const app = {
    client_id: "ledger",
    client_name: "Ledger",
    client_secret: "a secret of more than thirty-two characters",
    redirect_uris: ["https://ledger.kestrelrow.example/callback"],
    grant_types: ["authorization_code", "refresh_token", "client_credentials", DEVICE],
    scope: "openid profile email groups offline_access ledger:read",
    client_uri: "https://ledger.kestrelrow.example/",
    policy_uri: "https://ledger.kestrelrow.example/privacy",
    tos_uri: "https://ledger.kestrelrow.example/terms",
    logo_uri: `${office.demo.url}/logo.png`,
    backchannel_logout_uri: "https://ledger.kestrelrow.example/out",
    frontchannel_logout_uri: "https://ledger.kestrelrow.example/front",
  };
  office.appliance.command(["client", "import", "-"], JSON.stringify([app]));
  for (const group of ["Design", "Press"]) office.appliance.command(["group", "add", group]);
  return app.client_id;
}

for (const [tag, locale] of [
  ["en", "en-GB"],
  ["de", "de-DE"],
] as const) {
  test(`the administration of an app in ${tag}`, async ({ office, browser }) => {
    const id = tag === "en" ? furnish(office) : "ledger";
    const context = await browser.newContext({ locale, viewport: { width: 1280, height: 900 } });
    const page = await context.newPage();
    await administer(page, office);
    const open = async (path: string, name: string): Promise<void> => {
      await page.goto(`${office.appliance.issuer}/admin/${path}`);
      await expect(page.locator("main[data-page] h1")).toBeVisible();
      await expect(page.locator(".skeleton")).toHaveCount(0);
      await take(page, `${name}-${tag}`);
    };
    await open("claims", "claims");
    await open("registration", "registration");
    await open("certificates", "certificates");
    await open(`apps/${id}?tab=access`, "app-access");
    await open(`apps/${id}?tab=claims`, "app-claims");
    await page.locator("input[name=person]").fill(ADA.username);
    await press(page, "find-person");
    await page.locator(`[data-person=${ADA.username}]`).click();
    await expect(page.locator("[data-preview]")).toBeVisible();
    await take(page, `app-preview-${tag}`);
    await page.goto(`${office.appliance.issuer}/admin/apps/${id}`);
    await expect(page.locator("[data-protocol]")).toBeVisible();
    await page.locator("[data-protocol] summary").click();
    await take(page, `app-${tag}`);
    await press(page, "rotate");
    await take(page, `app-rotate-${tag}`);
    await page.keyboard.press("Escape");
    await press(page, "certificate");
    await take(page, `app-certificate-${tag}`);
    await context.close();
  });

  test(`what people see of an app in ${tag}`, async ({ office, browser }) => {
    if (tag === "en") office.appliance.command(["client", "list"]);
    const context = await browser.newContext({ locale, viewport: { width: 1280, height: 900 } });
    const page = await context.newPage();
    const at = (path: string): string => `${office.appliance.issuer}${path}`;
    const back = encodeURIComponent("https://ledger.kestrelrow.example/callback");
    await page.goto(
      at(`/oauth2/authorize?client_id=ledger&redirect_uri=${back}&response_type=code&scope=openid%20email`),
    );
    await expect(page.locator("#username")).toBeVisible();
    await take(page, `sign-in-${tag}`);
    await page.goto(at("/oauth2/authorize?client_id=ledger&redirect_uri=https%3A%2F%2Fx.example"));
    await take(page, `error-${tag}`);
    await page.goto(at("/help/errors"));
    await take(page, `help-errors-${tag}`);
    const shown = office.appliance.command(["client", "try-device", "ledger", "--json"]);
    const codes = JSON.parse(shown) as { user_code: string; verification_uri_complete: string };
    await page.goto(at("/oauth2/device"));
    await enterPassword(page, office.newcomer());
    await take(page, `device-${tag}`);
    await page.goto(codes.verification_uri_complete);
    await page.locator("#submit").click();
    await expect(page.locator("#user-code")).toBeVisible();
    await take(page, `device-question-${tag}`);
    await page.locator("#consent-allow").click();
    await take(page, `device-done-${tag}`);
    await page.goto(at("/oauth2/logout"));
    await take(page, `logout-${tag}`);
    await page.locator("#logout-yes").click();
    await take(page, `signed-out-${tag}`);
    await context.close();
  });
}
