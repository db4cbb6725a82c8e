/** What is wrong with pasted keys is said before anything is sent; what is right is sent whole. */
import type { Client } from "@donelogin/client/types.ts";
import { describe, expect, it } from "vitest";

import { changesOfProof, faultOf, type Proof, proofOf } from "./proof.ts";

const client = {
  client_id: "files",
  client_name: "Files",
  redirect_uris: ["https://files.example/cb"],
  token_endpoint_auth_method: "client_secret_basic",
  token_endpoint_auth_signing_alg: "HS256",
  has_secret: true,
} as unknown as Client;
const key = { kty: "EC", crv: "P-256", x: "x", y: "y" };
const signed = (jwks: string, more: Partial<Proof> = {}): Proof => ({
  ...proofOf(client),
  method: "private_key_jwt",
  jwks,
  ...more,
});

describe("pasted keys", () => {
  it.each([
    ["", "empty"],
    ["-----BEGIN PUBLIC KEY-----", "pem"],
    ["-----BEGIN PRIVATE KEY-----", "private"],
    ["{keys", "json"],
    ["[]", "shape"],
    ['{"keys": {}}', "shape"],
    ['{"keys": ["x"]}', "shape"],
    ['{"keys": []}', "none"],
    [JSON.stringify({ keys: [{ ...key, d: "secret" }] }), "private"],
    [JSON.stringify({ kty: "oct", k: "secret" }), "private"],
    [JSON.stringify({ keys: [key] }), null],
    [JSON.stringify(key), null],
  ])("%s: %s", (jwks, fault) => {
    expect(faultOf(signed(jwks))).toBe(fault);
  });

  it("have a certificate where that is the proof", () => {
    const method = "self_signed_tls_client_auth";
    expect(faultOf(signed(JSON.stringify({ keys: [key] }), { method }))).toBe("certificate");
    expect(faultOf(signed(JSON.stringify({ keys: [{ ...key, x5c: ["MII"] }] }), { method }))).toBeNull();
  });

  it("stand at an address that is encrypted, or there is a subject", () => {
    expect(faultOf(signed("", { keysFrom: "uri", jwksUri: "http://files.example/jwks" }))).toBe("address");
    expect(faultOf(signed("", { keysFrom: "uri", jwksUri: "https://files.example/jwks" }))).toBeNull();
    expect(faultOf(signed("", { method: "tls_client_auth" }))).toBe("subject");
    expect(faultOf(signed("", { method: "none" }))).toBeNull();
  });
});

it("sends the chosen way and what belongs to it, and the metadata whole", () => {
  expect(changesOfProof(client, signed(JSON.stringify(key)))).toEqual({
    client_name: "Files",
    redirect_uris: ["https://files.example/cb"],
    token_endpoint_auth_method: "private_key_jwt",
    token_endpoint_auth_signing_alg: null,
    tls_client_auth_subject_dn: null,
    jwks: { keys: [key] },
    jwks_uri: null,
  });
  const byUri = signed("", { keysFrom: "uri", jwksUri: " https://files.example/jwks " });
  expect(changesOfProof(client, byUri)).toMatchObject({ jwks: null, jwks_uri: "https://files.example/jwks" });
});
