/** The library `openid-client` against an office, one way of signing in after the other. */
import { type Page, expect } from "@playwright/test";
import * as client from "openid-client";

import type { Client, Person } from "./appliance.ts";
import type { Office } from "./office.ts";
import { Return, trusting } from "./relying-party.ts";
import { enterPassword } from "./steps.ts";

/** What every way needs. */
export interface Way {
  office: Office;
  page: Page;
  /** Where browsers come back to. */
  back: Return;
  /** Somebody who has not agreed to anything yet. */
  person: Person;
}

/** How one sign-in goes. */
export interface Flow {
  pkce?: boolean;
  parameters?: Record<string, string>;
  /** The request is pushed. */
  par?: boolean;
  /** The request is signed by this key. */
  jar?: client.PrivateKey;
  dpop?: client.DPoPHandle;
}

type Tokens = client.TokenEndpointResponse & client.TokenEndpointResponseHelpers;

let registered = 0;

/** Registers a client as an administrator would, by its metadata (RFC 7591). */
export function register({ office, back }: Way, metadata: Record<string, unknown> = {}): Client {
  registered += 1;
  const whole = {
    client_name: `Library ${registered}`,
    redirect_uris: [back.callback],
    post_logout_redirect_uris: [back.signedOut],
    grant_types: ["authorization_code", "refresh_token"],
    scope: "openid profile email offline_access",
    ...metadata,
  };
  const answer = office.appliance.command(["client", "import", "-", "--json"], JSON.stringify([whole]));
  const [made] = (JSON.parse(answer) as { clients: Client[] }).clients;
  if (!made) throw new Error(`nobody was registered: ${answer}`);
  return made;
}

/** What the library knows of the server and the client; it verifies every signature. */
export async function configure(
  { office }: Way,
  { client_id }: Client,
  proof: client.ClientAuth,
  metadata: Partial<client.ClientMetadata> = {},
): Promise<client.Configuration> {
  const options = { [client.customFetch]: trusting(office.ca) };
  const server = new URL(office.appliance.issuer);
  const config = await client.discovery(server, client_id, metadata, proof, options);
  client.enableNonRepudiationChecks(config);
  return config;
}

/** A sign-in from the request to verified tokens. */
export async function signIn(way: Way, config: client.Configuration, flow: Flow = {}): Promise<Tokens> {
  const checks: client.AuthorizationCodeGrantChecks = {
    expectedNonce: client.randomNonce(),
    expectedState: client.randomState(),
    idTokenExpected: true,
  };
  const parameters: Record<string, string> = {
    redirect_uri: way.back.callback,
    scope: "openid profile email offline_access",
    state: checks.expectedState as string,
    nonce: checks.expectedNonce ?? "",
    ...flow.parameters,
  };
  if (flow.pkce !== false) {
    checks.pkceCodeVerifier = client.randomPKCECodeVerifier();
    parameters["code_challenge"] = await client.calculatePKCECodeChallenge(checks.pkceCodeVerifier);
    parameters["code_challenge_method"] = "S256";
  }
  const proof = flow.dpop ? { DPoP: flow.dpop } : {};
  const url = await destination(config, parameters, flow);
  await way.page.goto(url.href);
  await agree(way);
  const came = await way.back.next();
  return client.authorizationCodeGrant(config, came, checks, undefined, proof);
}

function destination(
  config: client.Configuration,
  parameters: Record<string, string>,
  { par, jar, dpop }: Flow,
): URL | Promise<URL> {
  if (par) return client.buildAuthorizationUrlWithPAR(config, parameters, dpop ? { DPoP: dpop } : {});
  if (jar) return client.buildAuthorizationUrlWithJAR(config, parameters, jar);
  return client.buildAuthorizationUrl(config, parameters);
}

/** On our pages, whatever of them comes, until the browser is back. */
async function agree({ page, person }: Way): Promise<void> {
  const [username, allow, back] = ["#username", "#consent-allow", "#back"].map((id) => page.locator(id));
  if (!username || !allow || !back) throw new Error("three of them");
  await expect(username.or(allow).or(back)).toBeVisible();
  if (await username.isVisible()) await enterPassword(page, person);
  await expect(allow.or(back)).toBeVisible();
  if (await allow.isVisible()) await allow.click();
  await expect(back).toBeVisible();
}

/** What userinfo says of whom the ID token names. */
export async function userinfo(
  way: Way,
  config: client.Configuration,
  tokens: Tokens,
  dpop?: client.DPoPHandle,
): Promise<void> {
  const subject = tokens.claims()?.sub ?? "";
  const proof = dpop ? { DPoP: dpop } : {};
  const info = await client.fetchUserInfo(config, tokens.access_token, subject, proof);
  expect(info.email).toBe(way.person.email);
  expect(info.name).toBe(way.person.name);
}

/** Other tokens for the refresh token, which work. */
export async function refresh(
  way: Way,
  config: client.Configuration,
  tokens: Tokens,
  dpop?: client.DPoPHandle,
): Promise<Tokens> {
  expect(tokens.refresh_token).toBeDefined();
  const proof = dpop ? { DPoP: dpop } : {};
  const next = await client.refreshTokenGrant(config, tokens.refresh_token ?? "", undefined, proof);
  expect(next.access_token).not.toBe(tokens.access_token);
  const info = await client.fetchUserInfo(config, next.access_token, tokens.claims()?.sub ?? "", proof);
  expect(info.email).toBe(way.person.email);
  return next;
}

/** Out at the server, and back at the app with its state. */
export async function signOut(
  { page, back }: Way,
  config: client.Configuration,
  tokens: Tokens,
): Promise<void> {
  const state = client.randomState();
  const url = client.buildEndSessionUrl(config, {
    id_token_hint: tokens.id_token ?? "",
    post_logout_redirect_uri: back.signedOut,
    state,
  });
  await page.goto(url.href);
  const asked = page.locator("#logout-yes");
  await expect(asked.or(page.locator("#back"))).toBeVisible();
  if (await asked.isVisible()) await asked.click();
  const came = new URL((await back.next()).url);
  expect(came.href).toBe(`${back.signedOut}?state=${state}`);
}

/** All of it: sign-in, userinfo, refresh, logout. */
export async function wholeWay(way: Way, config: client.Configuration, flow: Flow = {}): Promise<void> {
  const tokens = await signIn(way, config, flow);
  expect(tokens.token_type).toBe(flow.dpop ? "dpop" : "bearer");
  await userinfo(way, config, tokens, flow.dpop);
  await refresh(way, config, tokens, flow.dpop);
  await signOut(way, config, tokens);
}
