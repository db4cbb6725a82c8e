/** How an app proves itself, chosen in the administrators' app; and whether it gets tokens by that, and by nothing else. */
import { type Page } from "@playwright/test";
import * as client from "openid-client";

import { administer, press } from "../support/admin.ts";
import { Appliance, type Client } from "../support/appliance.ts";
import { openBrowser } from "../support/browser.ts";
import { KeyServer } from "../support/key-server.ts";
import { ADA, expect, test } from "../support/office.ts";
import { freePort } from "../support/program.ts";
import { type Identity, trusting } from "../support/relying-party.ts";
import { expectSoundInBothThemes } from "../support/steps.ts";

/** A report that runs at night, with a secret. */
function addReport(appliance: Appliance, name: string): Client {
  const grant = ["--grant", "client_credentials", "--scope", "reports:read"];
  return JSON.parse(appliance.command(["client", "add", name, ...grant, "--json"])) as Client;
}

/** What the app's library makes of a proof: a token, or the error that the server names. */
async function attempt(
  appliance: Appliance,
  { client_id }: Client,
  proof: client.ClientAuth,
  identity?: Identity,
): Promise<string> {
  const options = { [client.customFetch]: trusting(appliance.exportCa(), identity) };
  const metadata = identity ? { use_mtls_endpoint_aliases: true } : {};
  const config = await client.discovery(new URL(appliance.issuer), client_id, metadata, proof, options);
  try {
    await client.clientCredentialsGrant(config, { scope: "reports:read" });
    return "token";
  } catch (error) {
    if (error instanceof client.ResponseBodyError) return error.error;
    // Of whoever sent a secret in the header the library reads no more than that it was asked for one (RFC 6749 5.2).
    if (error instanceof client.WWWAuthenticateChallengeError && error.status === 401)
      return "invalid_client";
    throw error;
  }
}

async function makeKey(kid: string) {
  const pair = await client.randomDPoPKeyPair("ES256", { extractable: true });
  const { kty, crv, x, y } = await crypto.subtle.exportKey("jwk", pair.publicKey);
  const whole = await crypto.subtle.exportKey("jwk", pair.privateKey);
  return { proof: client.PrivateKeyJwt({ key: pair.privateKey, kid }), jwk: { kty, crv, x, y, kid }, whole };
}

async function choose(page: Page, method: string): Promise<void> {
  await press(page, "choose-proof");
  await page.locator("select[name=token_endpoint_auth_method]").selectOption(method);
}

async function save(page: Page, method: string): Promise<void> {
  await press(page, "save-proof");
  await expect(page.locator("[data-dialog=proof]")).toHaveCount(0);
  await expect(page.locator("[data-method]")).toHaveText(method);
}

test("keys that are pasted, keys at an address, and a certificate of the office", async () => {
  const keys = await KeyServer.open();
  const appliance = await Appliance.start({
    DONELOGIN_NET_MTLS_PORT: String(await freePort()),
    DONELOGIN_NET_EXTRA_CA_FILE: keys.ca,
  });
  appliance.addUser(ADA, ["--admin"]);
  const own = await openBrowser(appliance.exportCa());
  const page = await (await own.browser.newContext()).newPage();
  try {
    const report = addReport(appliance, "Night report");
    const bySecret = client.ClientSecretBasic(report.client_secret);
    expect(await attempt(appliance, report, bySecret)).toBe("token");
    await administer(page, { appliance }, `apps/${report.client_id}`);

    await choose(page, "private_key_jwt");
    await expect(page.locator("[data-dialog=proof] [data-notice=warn]")).toBeVisible();
    const [first, second] = [await makeKey("first"), await makeKey("second")];
    // What cannot be a key set is said in words, and nothing is sent.
    for (const [pasted, word] of [
      ["", "Paste"],
      ["-----BEGIN PUBLIC KEY-----", "PEM"],
      ['{"keys": [', "brace"],
      ['{"key": 1}', "keys"],
      [JSON.stringify({ keys: [first.whole] }), "private"],
    ] as const) {
      await page.locator("textarea[name=jwks]").fill(pasted);
      await press(page, "save-proof");
      await expect(page.locator("[data-dialog=proof] .field-error")).toContainText(word);
    }
    // What only the server sees stands at the field as well.
    await page.locator("textarea[name=jwks]").fill(JSON.stringify({ keys: [{ ...first.jwk, x: "AA" }] }));
    await press(page, "save-proof");
    await expect(page.locator("[data-dialog=proof] .field-error")).toContainText("key");
    await expectSoundInBothThemes(page, "admin-proof-keys");
    await page.locator("textarea[name=jwks]").fill(JSON.stringify(first.jwk));
    await save(page, "private_key_jwt");
    await expect(page.locator("[data-keys]")).toHaveText("One key");
    expect(await attempt(appliance, report, first.proof)).toBe("token");
    expect(await attempt(appliance, report, second.proof)).toBe("invalid_client");
    expect(await attempt(appliance, report, bySecret)).toBe("invalid_client");
    // The test of the app says what mends this way, and nothing of a secret.
    await press(page, "test");
    await expect(page.locator("[data-check=key][data-state=fail]")).toContainText("public key");

    await choose(page, "private_key_jwt");
    await page.locator("input[name=keys][value=uri]").check();
    await page.locator("input[name=jwks_uri]").fill("http://localhost/jwks.json");
    await press(page, "save-proof");
    await expect(page.locator("[data-dialog=proof] .field-error")).toContainText("https");
    await page.locator("input[name=jwks_uri]").fill(keys.uri);
    keys.keys = { keys: [second.jwk] };
    await save(page, "private_key_jwt");
    await expect(page.locator("[data-keys]")).toHaveText(keys.uri);
    expect(await attempt(appliance, report, second.proof)).toBe("token");

    // The office issues a certificate, which is the proof from then on.
    await press(page, "certificate");
    await press(page, "go");
    const issued = {
      key: await page.locator("[data-key]").innerText(),
      cert: await page.locator("[data-certificate]").innerText(),
    };
    await expectSoundInBothThemes(page, "admin-proof-certificate");
    await page.locator("[data-dialog=certificate] button").first().click();
    await press(page, "done");
    await expect(page.locator("[data-method]")).toHaveText("tls_client_auth");
    expect(await attempt(appliance, report, client.TlsClientAuth(), issued)).toBe("token");
    expect(await attempt(appliance, report, second.proof)).toBe("invalid_client");
    await choose(page, "tls_client_auth");
    await page.locator("input[name=tls_client_auth_subject_dn]").fill("");
    await press(page, "save-proof");
    await expect(page.locator("[data-dialog=proof] .field-error")).toContainText("CN=");
    await press(page, "keep");

    // Back to a secret: there is none until one is made.
    await choose(page, "client_secret_basic");
    await save(page, "client_secret_basic");
    await expect(page.locator("[data-no-secret]")).toBeVisible();
    await expectSoundInBothThemes(page, "admin-proof-no-secret");
  } finally {
    await own.close();
    await appliance.stop();
    keys.close();
  }
});

test("two secrets work at once until the old one is ended", async ({ page, office }) => {
  const { appliance } = office;
  const report = addReport(appliance, "Morning report");
  const old = client.ClientSecretBasic(report.client_secret);
  await administer(page, office, `apps/${report.client_id}`);
  await press(page, "rotate");
  await press(page, "go");
  const secret = await page.locator("[data-client-secret]").innerText();
  await page.locator("[data-dialog=secret] button").first().click();
  await press(page, "done");
  await expect(page.locator("[data-old-secret]")).toBeVisible();
  const fresh = client.ClientSecretBasic(secret);
  expect(await attempt(appliance, report, fresh)).toBe("token");
  expect(await attempt(appliance, report, old)).toBe("token");
  // Whoever looks learns that the old one is still in use.
  await page.reload();
  await expect(page.locator("[data-old-secret]")).toContainText("still");
  await expectSoundInBothThemes(page, "admin-two-secrets");
  await press(page, "end-old");
  await press(page, "go");
  await expect(page.locator("[data-old-secret]")).toHaveCount(0);
  expect(await attempt(appliance, report, old)).toBe("invalid_client");
  expect(await attempt(appliance, report, fresh)).toBe("token");
});
