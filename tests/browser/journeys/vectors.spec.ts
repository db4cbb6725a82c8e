/** The phone and the authenticator of these tests against vectors; no browser is started. */
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { expect, test } from "@playwright/test";

import { Authenticator } from "../support/authenticator.ts";
import { DeviceKey, type PublicKey, sha256 } from "../support/jose.ts";
import { linkDigits, readOffer, readScan } from "../support/qr.ts";

const VECTORS = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "..", "core", "domain", "vectors");

interface Codes {
  key: PublicKey & { d: string; thumbprint: string };
  link_digits: { issuer: string; private_code: string; thumbprint: string; digits: string }[];
  context_hash: { context: string; context_hash: string }[];
  link_qr: { text: string; private_code: string; issuer: string; ca: string; at: string[] }[];
  approve_qr: { text: string; approval_id: string; secret: string }[];
}

interface Message {
  type: "link" | "device" | "approval";
  /** Absent where the vector is about the message alone. */
  header?: string;
  message: string;
}

function read(name: string): unknown {
  return JSON.parse(readFileSync(join(VECTORS, name), "utf8"));
}

test("digits, hashes and codes are those of the vectors", () => {
  const codes = read("codes.json") as Codes;
  for (const { issuer, private_code, thumbprint, digits } of codes.link_digits) {
    expect(linkDigits(issuer, private_code, thumbprint)).toBe(digits);
  }
  for (const { context, context_hash } of codes.context_hash) expect(sha256(context)).toBe(context_hash);
  for (const { text, private_code, ...rest } of codes.link_qr) {
    expect(readOffer(text)).toEqual({ privateCode: private_code, ...rest });
  }
  for (const { text, approval_id, secret } of codes.approve_qr) {
    expect(readScan(text)).toEqual({ approvalId: approval_id, secret });
  }
});

test("the key, its headers and its signatures are those of the vectors", async () => {
  const codes = read("codes.json") as Codes;
  const key = await DeviceKey.known(codes.key);
  expect(key.thumbprint).toBe(codes.key.thumbprint);
  for (const { type, header, message } of read("messages.json") as Message[]) {
    if (header !== undefined) expect(key.header(type)).toEqual(JSON.parse(header));
    expect(await key.signed(message)).toBe(true);
  }
  const stranger = await DeviceKey.generate();
  const message = await stranger.sign("link", { aud: "https://office.local:8443" });
  expect(await stranger.signed(message)).toBe(true);
  expect(await key.signed(message)).toBe(false);
});

test("the authenticator shows the codes of RFC 6238", () => {
  const authenticator = Authenticator.fromBytes(Buffer.from("12345678901234567890"));
  // Its appendix B has eight digits; ours are the last six.
  for (const [seconds, code] of [
    [59, "287082"],
    [1111111109, "081804"],
    [20000000000, "353130"],
  ] as const) {
    expect(authenticator.at(Math.floor(seconds / 30))).toBe(code);
  }
  const uri = "otpauth://totp/Office:ada?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Office";
  expect(Authenticator.fromUri(uri).at(1)).toBe("287082");
});
