/** A device's key and what it signs: JWS in compact form, ES256. */
import { createHash } from "node:crypto";

import type { webcrypto } from "node:crypto";

type KeyPair = webcrypto.CryptoKeyPair;

export interface PublicKey {
  kty: "EC";
  crv: "P-256";
  x: string;
  y: string;
}

/** The purposes that `typ` keeps apart. */
export type Purpose = "link" | "device" | "approval";

const ALGORITHM = { name: "ECDSA", namedCurve: "P-256" };

/** SHA-256 as the protocol writes it: base64url without padding. */
export function sha256(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("base64url");
}

export class DeviceKey {
  private constructor(
    private readonly pair: KeyPair,
    readonly jwk: PublicKey,
  ) {}

  static async generate(): Promise<DeviceKey> {
    const pair = await crypto.subtle.generateKey(ALGORITHM, false, ["sign", "verify"]);
    const { x, y } = await crypto.subtle.exportKey("jwk", pair.publicKey);
    return new DeviceKey(pair, coordinates(x, y));
  }

  /** The key of a vector. */
  static async known(jwk: PublicKey & { d: string }): Promise<DeviceKey> {
    const { x, y, d } = jwk;
    const jwkPublic = coordinates(x, y);
    const privateKey = await crypto.subtle.importKey("jwk", { ...jwkPublic, d }, ALGORITHM, false, ["sign"]);
    const publicKey = await crypto.subtle.importKey("jwk", { ...jwkPublic }, ALGORITHM, true, ["verify"]);
    return new DeviceKey({ privateKey, publicKey }, jwkPublic);
  }

  /** RFC 7638. */
  get thumbprint(): string {
    const { crv, kty, x, y } = this.jwk;
    return sha256(JSON.stringify({ crv, kty, x, y }));
  }

  /** Link messages bring the key along, the others name it. */
  header(purpose: Purpose): Record<string, unknown> {
    const start = { alg: "ES256", typ: `donelogin-${purpose}+jwt` };
    return purpose === "link" ? { ...start, jwk: this.jwk } : { ...start, kid: this.thumbprint };
  }

  async sign(purpose: Purpose, claims: object): Promise<string> {
    const input = `${encode(this.header(purpose))}.${encode(claims)}`;
    const hash = { name: "ECDSA", hash: "SHA-256" };
    const signature = await crypto.subtle.sign(hash, this.pair.privateKey, Buffer.from(input));
    return `${input}.${Buffer.from(signature).toString("base64url")}`;
  }

  /** Whether this key made the signature of a message. */
  async signed(message: string): Promise<boolean> {
    const end = message.lastIndexOf(".");
    const signature = Buffer.from(message.slice(end + 1), "base64url");
    const hash = { name: "ECDSA", hash: "SHA-256" };
    return crypto.subtle.verify(hash, this.pair.publicKey, signature, Buffer.from(message.slice(0, end)));
  }
}

function coordinates(x: string | undefined, y: string | undefined): PublicKey {
  if (x === undefined || y === undefined) throw new Error("not a point of a curve");
  return { kty: "EC", crv: "P-256", x, y };
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}
