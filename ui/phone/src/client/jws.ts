/** Signed messages: a JWS in compact form (RFC 7515), ES256 on P-256, exactly the header that the protocol names. */
import { encode, encodeText, hashText } from "./base64url.ts";

/** What a message is for; one of one type is refused anywhere else. */
export type MessageType = "link" | "device" | "approval";

/** The public key of a phone, with the members that RFC 7638 hashes and no other. */
export interface PublicJwk {
  kty: "EC";
  crv: "P-256";
  x: string;
  y: string;
}

/** What signs: the private key never leaves WebCrypto. */
export interface Signer {
  privateKey: CryptoKey;
  publicJwk: PublicJwk;
  thumbprint: string;
}

/** The longest message, in bytes. */
export const MAX_BYTES = 16 * 1024;

/** A message that the server would not read. */
export class TooLong extends Error {
  constructor() {
    super("a message has at most 16 KiB");
    this.name = "TooLong";
  }
}

/** RFC 7638: the hash of the required members in the order of their names. */
export function thumbprint({ crv, kty, x, y }: PublicJwk): Promise<string> {
  return hashText(JSON.stringify({ crv, kty, x, y }));
}

/** What is signed. `link` carries the key, since the server does not know it yet; the others name it. */
export function signingInput(type: MessageType, signer: Omit<Signer, "privateKey">, claims: object): string {
  const typ = `donelogin-${type}+jwt`;
  const { kty, crv, x, y } = signer.publicJwk;
  const header =
    type === "link"
      ? { alg: "ES256", typ, jwk: { kty, crv, x, y } }
      : { alg: "ES256", typ, kid: signer.thumbprint };
  return `${encodeText(JSON.stringify(header))}.${encodeText(JSON.stringify(claims))}`;
}

/** The whole message. */
export async function sign(type: MessageType, signer: Signer, claims: object): Promise<string> {
  const input = signingInput(type, signer, claims);
  const algorithm = { name: "ECDSA", hash: "SHA-256" };
  const bytes = await crypto.subtle.sign(algorithm, signer.privateKey, new TextEncoder().encode(input));
  const message = `${input}.${encode(new Uint8Array(bytes))}`;
  if (message.length > MAX_BYTES) throw new TooLong();
  return message;
}
