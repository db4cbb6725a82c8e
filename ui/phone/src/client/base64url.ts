/** Base64url without padding, as everywhere in the protocol. */

export function encode(bytes: Uint8Array): string {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

export function encodeText(text: string): string {
  return encode(new TextEncoder().encode(text));
}

/** Throws on what is no base64url. */
export function decode(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (sign) => sign.charCodeAt(0));
}

export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
}

/** SHA-256 of the UTF-8 bytes of a text, in base64url. */
export async function hashText(text: string): Promise<string> {
  return encode(await sha256(new TextEncoder().encode(text)));
}

/** So many random bytes as base64url. */
export function random(bytes: number): string {
  return encode(crypto.getRandomValues(new Uint8Array(bytes)));
}
