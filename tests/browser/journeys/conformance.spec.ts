/** What the conformance suite's browser is told to do leads through our pages, without a script, to where it should. */
import { type Page, expect } from "@playwright/test";
import * as client from "openid-client";

import { test as base } from "../support/office.ts";
import { trusting } from "../support/relying-party.ts";
import { Suite, visit } from "../support/suite.ts";

const test = base.extend<object, { suite: Suite }>({
  suite: [
    async ({ office }, use) => {
      const suite = await Suite.open(office.appliance);
      await use(suite);
      suite.close();
    },
    { scope: "worker", timeout: 60_000 },
  ],
});

// Scripts are nothing that the suite's browser can be relied on for.
test.use({ javaScriptEnabled: false, locale: "en-US" });

function request(issuer: string, suite: Suite, clientId: string, more: Record<string, string> = {}): string {
  const url = new URL(`${issuer}/oauth2/authorize`);
  const parameters = {
    response_type: "code",
    client_id: clientId,
    redirect_uri: suite.at("callback"),
    scope: "openid",
    state: "a-state",
    ...more,
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url.href;
}

function came(page: Page): URLSearchParams {
  return new URL(page.url()).searchParams;
}

test("a person signs in and agrees, and the second time does neither", async ({ office, suite, page }) => {
  const plan = suite.read("basic");
  const url = request(office.appliance.issuer, suite, plan.client.client_id);
  expect(await visit(page, url, plan.browser)).toContain("Sign in");
  expect(came(page).get("state")).toBe("a-state");
  expect(came(page).get("code")).toBeTruthy();
  expect(await visit(page, url, plan.browser)).toEqual(["Back at the client"]);
});

test("an answer as a form is sent on by its button", async ({ office, suite, page }) => {
  const plan = suite.read("form-post-basic");
  const url = request(office.appliance.issuer, suite, plan.client.client_id, { response_mode: "form_post" });
  expect(await visit(page, url, plan.browser)).toContain("Send the answer, where no script does");
  expect(page.url()).toBe(suite.at("callback"));
});

test("prompt=login shows the page for the picture once more", async ({ office, suite, page }) => {
  const plan = suite.read("basic");
  const { browser } = plan.override["oidcc-prompt-login"] ?? { browser: [] };
  const id = plan.client2.client_id;
  await visit(page, request(office.appliance.issuer, suite, id), browser);
  const again = request(office.appliance.issuer, suite, id, { prompt: "login" });
  expect(await visit(page, again, browser)).toContain("Sign in");
  expect(came(page).get("code")).toBeTruthy();
});

test("an address that is not registered ends on a page that says so", async ({ office, suite, page }) => {
  const plan = suite.read("basic");
  const { browser } = plan.override["oidcc-ensure-registered-redirect-uri"] ?? { browser: [] };
  const url = request(office.appliance.issuer, suite, plan.client.client_id, {
    redirect_uri: suite.at("elsewhere"),
  });
  expect(await visit(page, url, browser)).toEqual(["Error page"]);
  expect(page.url()).toBe(url);
});

test("a request without a response type comes back with its error", async ({ office, suite, page }) => {
  const plan = suite.read("basic");
  const url = request(office.appliance.issuer, suite, plan.client.client_id, { response_type: "" });
  await visit(page, url, plan.browser);
  expect(came(page).get("error")).toBe("invalid_request");
});

test("a person who does not agree", async ({ office, suite, page }) => {
  const { override } = suite.read("fapi2-security-profile");
  const { browser } = override["fapi2-security-profile-final-user-rejects-authentication"] ?? { browser: [] };
  const id = suite.read("basic").client_secret_post.client_id;
  expect(await visit(page, request(office.appliance.issuer, suite, id), browser)).toContain("Refuse");
  expect(came(page).get("error")).toBe("access_denied");
});

test("the sign-in page is looked at without signing in", async ({ office, suite, page }) => {
  const { override } = suite.read("dynamic");
  const { browser } = override["oidcc-registration-logo-uri"] ?? { browser: [] };
  const id = suite.read("basic").client.client_id;
  expect(await visit(page, request(office.appliance.issuer, suite, id), browser)).toEqual(["Sign-in page"]);
});

test.describe("signing out", () => {
  /** An ID token of the first client, with the session that it is of. */
  async function signedIn(page: Page, issuer: string, ca: string, suite: Suite): Promise<string> {
    const plan = suite.read("rp-initiated-logout");
    const { client_id, client_secret } = plan.client;
    await visit(page, request(issuer, suite, client_id), plan.browser);
    const proof = client.ClientSecretBasic(client_secret);
    const options = { [client.customFetch]: trusting(ca) };
    const config = await client.discovery(new URL(issuer), client_id, {}, proof, options);
    const checks = { expectedState: "a-state" };
    const tokens = await client.authorizationCodeGrant(config, new URL(page.url()), checks);
    return tokens.id_token ?? "";
  }

  function logout(issuer: string, parameters: Record<string, string>): string {
    return `${issuer}/oauth2/logout?${new URLSearchParams(parameters).toString()}`;
  }

  test("with a hint and an address leads back to the client", async ({ office, suite, page }) => {
    const { issuer } = office.appliance;
    const id_token_hint = await signedIn(page, issuer, office.ca, suite);
    const post_logout_redirect_uri = suite.at("post_logout_redirect");
    const url = logout(issuer, { id_token_hint, post_logout_redirect_uri, state: "bye" });
    await visit(page, url, suite.read("rp-initiated-logout").browser);
    expect(page.url()).toBe(`${post_logout_redirect_uri}?state=bye`);
  });

  test("without anything stays with us, and the session is over", async ({ office, suite, page }) => {
    const { issuer } = office.appliance;
    await signedIn(page, issuer, office.ca, suite);
    const plan = suite.read("rp-initiated-logout");
    const { browser } = plan.override["oidcc-rp-initiated-logout-no-params"] ?? { browser: [] };
    await visit(page, logout(issuer, {}), browser);
    const silent = request(issuer, suite, plan.client.client_id, { prompt: "none" });
    await visit(page, silent, browser);
    expect(came(page).get("error")).toBe("login_required");
  });

  for (const [module, parameters] of Object.entries({
    "bad-post-logout-redirect-uri": { post_logout_redirect_uri: "elsewhere", hint: "whole" },
    "no-id-token-hint": { post_logout_redirect_uri: "post_logout_redirect", hint: "none" },
    "modified-id-token-hint": { post_logout_redirect_uri: "post_logout_redirect", hint: "cut" },
  })) {
    test(`${module} never leads back`, async ({ office, suite, page }) => {
      const { issuer } = office.appliance;
      const token = await signedIn(page, issuer, office.ca, suite);
      const hint = { whole: token, cut: token.slice(0, -4), none: "" }[parameters.hint] ?? "";
      const { override } = suite.read("rp-initiated-logout");
      const { browser } = override[`oidcc-rp-initiated-logout-${module}`] ?? { browser: [] };
      const url = logout(issuer, {
        ...(hint ? { id_token_hint: hint } : {}),
        post_logout_redirect_uri: suite.at(parameters.post_logout_redirect_uri),
      });
      await visit(page, url, browser);
      expect(new URL(page.url()).origin).toBe(issuer);
    });
  }
});
