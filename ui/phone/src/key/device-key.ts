/** The phone's own key: P-256, made by WebCrypto, never to be read out. */
import { type PublicJwk, type Signer, thumbprint } from "../client/jws.ts";

/** Makes a key. Only after the browser trusts the server (see `trust/`). */
export async function makeDeviceKey(): Promise<Signer> {
  const algorithm = { name: "ECDSA", namedCurve: "P-256" };
  const { publicKey, privateKey } = await crypto.subtle.generateKey(algorithm, false, ["sign", "verify"]);
  const { x = "", y = "" } = await crypto.subtle.exportKey("jwk", publicKey);
  const publicJwk: PublicJwk = { kty: "EC", crv: "P-256", x, y };
  return { privateKey, publicJwk, thumbprint: await thumbprint(publicJwk) };
}
