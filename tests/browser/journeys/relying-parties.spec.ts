/** Libraries that others wrote, as apps use them: what they accept, other apps will accept too. */
import type { Page } from "@playwright/test";

import { BrowserApp } from "../support/oidc-client-ts.ts";
import { type Office, expect, test } from "../support/office.ts";
import type { Way } from "../support/openid-client.ts";
import * as ways from "../support/openid-client-ways.ts";
import { PassportApp } from "../support/passport.ts";
import { Return } from "../support/relying-party.ts";
import { enterPassword } from "../support/steps.ts";

/** What `openid-client` does with this server; every line is a journey. */
const WAYS: [string, (way: Way) => Promise<void>][] = [
  ["a secret in the header, and PKCE", ways.basic],
  ["a secret in the form, and no PKCE", ways.post],
  ["a public client, whose refresh tokens rotate", ways.publicClient],
  ["ID tokens of ES256", ways.signedBy("ES256")],
  ["ID tokens of EdDSA", ways.signedBy("EdDSA")],
  ["ID tokens of PS256", ways.signedBy("PS256")],
  ["introspection and revocation", ways.introspectAndRevoke],
  ["new signing keys in the middle", ways.keysChange],
  ["a key instead of a secret, ES256", ways.privateKeyJwt("ES256")],
  ["a key instead of a secret, PS256", ways.privateKeyJwt("PS256")],
  ["a key instead of a secret, EdDSA", ways.privateKeyJwt("EdDSA")],
  ["a secret that is proved and not sent", ways.secretJwt],
  ["a request that is pushed", ways.pushed],
  ["a request that is signed", ways.signedRequest],
  ["an answer as a form", ways.formPost],
  ["an answer that is signed", ways.jarm],
  ["tokens that only the holder of a key can use", ways.dpop],
  ["all that FAPI 2.0 demands", ways.fapi2],
  ["an app that registers itself", ways.registersItself],
  ["a program in its own name", ways.clientCredentials],
  ["a device without a browser", ways.device],
  ["a person who does not agree", ways.refused],
];

for (const [name, walk] of WAYS) {
  test(`openid-client: ${name}`, async ({ office, page }) => {
    const back = await Return.open();
    await walk({ office, page, back, person: office.newcomer() });
    back.close();
  });
}

test("passport-openidconnect: an app of the older kind, without PKCE, signs a person in", async ({
  office,
  page,
}) => {
  const app = await PassportApp.start(office);
  const person = office.newcomer();
  await page.goto(app.base);
  await enterPassword(page, person);
  await page.locator("#consent-allow").click();
  await page.waitForURL(`${app.base}/callback**`);
  const told = JSON.parse((await page.locator("body").textContent()) ?? "") as Record<string, string>;
  expect(told).toMatchObject({
    issuer: office.appliance.issuer,
    displayName: person.name,
    email: person.email,
  });
  expect(told["refreshToken"]).toBeTruthy();
  app.close();
});

/** What the page of the app in the browser says. */
async function said(page: Page): Promise<unknown> {
  const line = page.locator("#said");
  await expect(line).not.toBeEmpty();
  return JSON.parse((await line.textContent()) ?? "");
}

/** Has the library act in the page, and says how it ended. */
async function act(page: Page, call: string): Promise<unknown> {
  const script = `${call}.then((it) => ({ ok: it === null || it === undefined ? null : told(it) }),
    (error) => ({ error: String(error.error ?? error.message) }))`;
  return page.evaluate(script);
}

async function signedIn(office: Office, page: Page, app: BrowserApp) {
  const person = office.newcomer();
  await page.goto(app.base);
  expect(await said(page)).toBe("ready");
  await page.evaluate("void manager.signinRedirect()");
  await enterPassword(page, person);
  await page.locator("#consent-allow").click();
  await page.waitForURL(`${app.base}/callback**`);
  expect(await said(page)).toMatchObject({ name: person.name, email: person.email });
  return person;
}

test("oidc-client-ts: an app in the browser signs in, refreshes, revokes and signs out", async ({
  office,
  page,
}) => {
  const app = await BrowserApp.start(office);
  const person = await signedIn(office, page, app);
  // With a refresh token nothing is framed: the token endpoint answers across origins.
  expect(await act(page, "manager.signinSilent()")).toMatchObject({ ok: { email: person.email } });
  expect(await act(page, "manager.revokeTokens()")).toEqual({ ok: null });
  await page.evaluate("void manager.signoutRedirect()");
  const asked = page.locator("#logout-yes");
  await expect(asked.or(page.locator("#said"))).toBeVisible();
  if (await asked.isVisible()) await asked.click();
  await page.waitForURL(`${app.base}/signed-out**`);
  expect(await said(page)).toBe("signed out");
  app.close();
});

test("oidc-client-ts: a frame of another site has no cookie of ours, so a silent sign-in says login_required", async ({
  office,
  page,
}) => {
  const app = await BrowserApp.start(office);
  await signedIn(office, page, app);
  await page.evaluate(
    "manager.getUser().then((user) => { user.refresh_token = undefined; return manager.storeUser(user); })",
  );
  expect(await act(page, "manager.signinSilent()")).toEqual({ error: "login_required" });
  app.close();
});

test("oidc-client-ts: what the token endpoint refuses can be read across origins", async ({
  office,
  page,
}) => {
  const app = await BrowserApp.start(office);
  await signedIn(office, page, app);
  await page.evaluate(
    "manager.getUser().then((user) => { user.refresh_token = 'never issued'; return manager.storeUser(user); })",
  );
  expect(await act(page, "manager.signinSilent()")).toEqual({ error: "invalid_grant" });
  app.close();
});
