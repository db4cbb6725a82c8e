/** Ways of signing in with `openid-client`, each a journey of its own; the journeys name those that the server offers. */
import { expect } from "@playwright/test";
import * as client from "openid-client";

import {
  type Way,
  configure,
  refresh,
  register,
  signIn,
  signOut,
  userinfo,
  wholeWay,
} from "./openid-client.ts";
import { trusting } from "./relying-party.ts";
import { enterPassword } from "./steps.ts";

/** A secret in the header, and PKCE. */
export async function basic(way: Way): Promise<void> {
  const made = register(way);
  await wholeWay(way, await configure(way, made, client.ClientSecretBasic(made.client_secret)));
}

/** A secret in the form, and no PKCE, as many older apps do. */
export async function post(way: Way): Promise<void> {
  const made = register(way, { token_endpoint_auth_method: "client_secret_post" });
  const config = await configure(way, made, client.ClientSecretPost(made.client_secret));
  await wholeWay(way, config, { pkce: false });
}

/** No secret at all: PKCE alone. Its refresh tokens rotate. */
export async function publicClient(way: Way): Promise<void> {
  const config = await configure(way, register(way, { token_endpoint_auth_method: "none" }), client.None());
  const tokens = await signIn(way, config);
  await userinfo(way, config, tokens);
  const next = await refresh(way, config, tokens);
  expect(next.refresh_token).not.toBe(tokens.refresh_token);
  await signOut(way, config, tokens);
}

/** ID tokens of another signature than RS256. */
export function signedBy(algorithm: string): (way: Way) => Promise<void> {
  return async (way) => {
    const metadata = { id_token_signed_response_alg: algorithm };
    const made = register(way, metadata);
    await wholeWay(way, await configure(way, made, client.ClientSecretBasic(made.client_secret), metadata));
  };
}

/** A token is alive, is revoked, and is dead. */
export async function introspectAndRevoke(way: Way): Promise<void> {
  const made = register(way);
  const config = await configure(way, made, client.ClientSecretBasic(made.client_secret));
  const tokens = await signIn(way, config);
  const alive = await client.tokenIntrospection(config, tokens.access_token);
  expect(alive).toMatchObject({ active: true, client_id: made.client_id, sub: tokens.claims()?.sub });
  await client.tokenRevocation(config, tokens.access_token);
  expect(await client.tokenIntrospection(config, tokens.access_token)).toEqual({ active: false });
  const dead = client.fetchUserInfo(config, tokens.access_token, tokens.claims()?.sub ?? "");
  await expect(dead).rejects.toThrow();
}

/** The person does not agree: the app learns that, by the library's own error. */
export async function refused(way: Way): Promise<void> {
  const made = register(way);
  const config = await configure(way, made, client.ClientSecretBasic(made.client_secret));
  const state = client.randomState();
  const url = client.buildAuthorizationUrl(config, {
    redirect_uri: way.back.callback,
    scope: "openid",
    state,
  });
  await way.page.goto(url.href);
  await enterPassword(way.page, way.person);
  await way.page.locator("#consent-deny").click();
  const came = await way.back.next();
  const answer = client.authorizationCodeGrant(config, came, { expectedState: state });
  await expect(answer).rejects.toMatchObject({ error: "access_denied" });
}

/** New signing keys between two sign-ins, while the library remembers the old ones. */
export async function keysChange(way: Way): Promise<void> {
  const made = register(way);
  const config = await configure(way, made, client.ClientSecretBasic(made.client_secret));
  const before = await signIn(way, config);
  way.office.appliance.command(["keys", "rotate"]);
  await refresh(way, config, before);
  const after = await signIn(way, config);
  await userinfo(way, config, after);
  // The first ID token was signed by a key that is old by now, and is still a hint.
  await signOut(way, config, before);
}

type KeyAlgorithm = "ES256" | "PS256" | "EdDSA";

/** A key of the client's own: its private half, and the key set to register. */
async function ownKey(algorithm: KeyAlgorithm) {
  const name = algorithm === "EdDSA" ? "Ed25519" : algorithm;
  const pair = await client.randomDPoPKeyPair(name, { extractable: true });
  const jwk = await crypto.subtle.exportKey("jwk", pair.publicKey);
  const jwks = { keys: [{ ...plain(jwk), kid: "k", use: "sig" }] };
  return { key: { key: pair.privateKey, kid: "k" }, jwks };
}

/** A key instead of a secret (RFC 7523). */
export function privateKeyJwt(algorithm: KeyAlgorithm): (way: Way) => Promise<void> {
  return async (way) => {
    const { key, jwks } = await ownKey(algorithm);
    const made = register(way, { token_endpoint_auth_method: "private_key_jwt", jwks });
    await wholeWay(way, await configure(way, made, client.PrivateKeyJwt(key)));
  };
}

/** The request is signed (RFC 9101). */
export async function signedRequest(way: Way): Promise<void> {
  const { key, jwks } = await ownKey("ES256");
  const made = register(way, { jwks, require_signed_request_object: true });
  const config = await configure(way, made, client.ClientSecretBasic(made.client_secret));
  await wholeWay(way, config, { jar: key });
}

/** All that FAPI 2.0 demands at once: a key, a pushed request, tokens of one key. */
export async function fapi2(way: Way): Promise<void> {
  const { key, jwks } = await ownKey("PS256");
  const metadata = { id_token_signed_response_alg: "PS256" };
  const made = register(way, {
    ...metadata,
    jwks,
    token_endpoint_auth_method: "private_key_jwt",
    security_profile: "fapi2",
    dpop_bound_access_tokens: true,
  });
  const config = await configure(way, made, client.PrivateKeyJwt(key), metadata);
  const handle = client.getDPoPHandle(config, await client.randomDPoPKeyPair("ES256"));
  await wholeWay(way, config, { par: true, dpop: handle });
}

/** Only what a public key is made of. */
function plain({ kty, crv, x, y, n, e }: JsonWebKey): JsonWebKey {
  return JSON.parse(JSON.stringify({ kty, crv, x, y, n, e })) as JsonWebKey;
}

/** A secret that is proved and not sent. */
export async function secretJwt(way: Way): Promise<void> {
  const made = register(way, { token_endpoint_auth_method: "client_secret_jwt" });
  await wholeWay(way, await configure(way, made, client.ClientSecretJwt(made.client_secret)));
}

/** The request is pushed (RFC 9126). */
export async function pushed(way: Way): Promise<void> {
  const made = register(way, { require_pushed_authorization_requests: true });
  const config = await configure(way, made, client.ClientSecretBasic(made.client_secret));
  await wholeWay(way, config, { par: true });
}

/** Tokens that only the holder of a key can use (RFC 9449). */
export async function dpop(way: Way): Promise<void> {
  const made = register(way, { dpop_bound_access_tokens: true });
  const config = await configure(way, made, client.ClientSecretBasic(made.client_secret));
  const handle = client.getDPoPHandle(config, await client.randomDPoPKeyPair("ES256"));
  const tokens = await signIn(way, config, { dpop: handle });
  expect(tokens.token_type).toBe("dpop");
  await userinfo(way, config, tokens, handle);
  await refresh(way, config, tokens, handle);
  // Without the key the token is worth nothing.
  await expect(
    client.fetchUserInfo(config, tokens.access_token, tokens.claims()?.sub ?? ""),
  ).rejects.toThrow();
  await signOut(way, config, tokens);
}

/** The answer comes as a form. */
export async function formPost(way: Way): Promise<void> {
  const made = register(way);
  const config = await configure(way, made, client.ClientSecretBasic(made.client_secret));
  await wholeWay(way, config, { parameters: { response_mode: "form_post" } });
}

/** The answer comes signed (JARM). */
export async function jarm(way: Way): Promise<void> {
  const metadata = { authorization_signed_response_alg: "RS256" };
  const made = register(way, metadata);
  const config = await configure(way, made, client.ClientSecretBasic(made.client_secret), metadata);
  client.useJwtResponseMode(config);
  await wholeWay(way, config);
}

/** A program in its own name (RFC 6749 4.4). */
export async function clientCredentials(way: Way): Promise<void> {
  const made = register(way, {
    redirect_uris: [],
    grant_types: ["client_credentials"],
    response_types: [],
    scope: "reports:read",
  });
  const config = await configure(way, made, client.ClientSecretBasic(made.client_secret));
  const tokens = await client.clientCredentialsGrant(config, { scope: "reports:read" });
  expect(tokens.refresh_token).toBeUndefined();
  expect(tokens.id_token).toBeUndefined();
  const alive = await client.tokenIntrospection(config, tokens.access_token);
  expect(alive).toMatchObject({ active: true, client_id: made.client_id });
}

/** A device without a browser (RFC 8628). */
export async function device(way: Way): Promise<void> {
  const made = register(way, {
    redirect_uris: [],
    response_types: [],
    grant_types: ["urn:ietf:params:oauth:grant-type:device_code", "refresh_token"],
  });
  const config = await configure(way, made, client.ClientSecretBasic(made.client_secret));
  const asked = await client.initiateDeviceAuthorization(config, {
    scope: "openid profile email offline_access",
  });
  const waits = client.pollDeviceAuthorizationGrant(config, asked);
  await way.page.goto(asked.verification_uri_complete ?? "");
  await allowDevice(way);
  const tokens = await waits;
  await userinfo(way, config, tokens);
  await refresh(way, config, tokens);
}

async function allowDevice({ page, person }: Way): Promise<void> {
  await enterPassword(page, person);
  await expect(page.locator("#user_code")).not.toHaveValue("");
  await page.locator("#submit").click();
  await page.locator("#consent-allow").click();
  await page.waitForURL("**/oauth2/device/done**");
}

/** The app registers itself (RFC 7591). */
export async function registersItself(way: Way): Promise<void> {
  const { office, back } = way;
  office.appliance.command(["settings", "set", "registration.mode", "open"]);
  const config = await client.dynamicClientRegistration(
    new URL(office.appliance.issuer),
    {
      client_name: "Registered by itself",
      redirect_uris: [back.callback],
      post_logout_redirect_uris: [back.signedOut],
      grant_types: ["authorization_code", "refresh_token"],
    },
    undefined,
    { [client.customFetch]: trusting(office.ca) },
  );
  client.enableNonRepudiationChecks(config);
  await wholeWay(way, config);
  office.appliance.command(["settings", "set", "registration.mode", ""]);
}
