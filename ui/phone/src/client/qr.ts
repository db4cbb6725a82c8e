/** The texts of our QR codes. All that matters is in the fragment, so that it reaches no log. */
import { hashText, sha256 } from "./base64url.ts";

/** The code of the link page. */
export interface LinkOffer {
  privateCode: string;
  issuer: string;
}

/** The code of a sign-in page. */
export interface ScreenCode {
  approvalId: string;
  secret: string;
}

export type Scanned =
  | { kind: "link"; offer: LinkOffer }
  | { kind: "approve"; screen: ScreenCode }
  | { kind: "other_server"; host: string }
  | { kind: "unknown" };

const CODE = /^[A-Za-z0-9]{48}$/;
const ID = /^[\w.~-]{1,64}$/;

function fields(fragment: string): URLSearchParams {
  return new URLSearchParams(fragment.replace(/^#/, ""));
}

/** What is behind the `#` of a link page's code. */
export function readLinkOffer(fragment: string): LinkOffer | null {
  const all = fields(fragment);
  const [privateCode, issuer] = [all.get("c") ?? "", all.get("iss") ?? ""];
  if (all.get("v") !== "1" || !CODE.test(privateCode) || !issuer.startsWith("https://")) return null;
  return { privateCode, issuer };
}

/** What is behind the `#` of a sign-in page's code. */
export function readScreenCode(fragment: string): ScreenCode | null {
  const all = fields(fragment);
  const [approvalId, secret] = [all.get("a") ?? "", all.get("s") ?? ""];
  if (all.get("v") !== "1" || !ID.test(approvalId) || !ID.test(secret)) return null;
  return { approvalId, secret };
}

/** What the app's own scanner saw, judged by the server that the app came from. */
export function readScanned(text: string, origin: string): Scanned {
  if (!URL.canParse(text)) return { kind: "unknown" };
  const url = new URL(text);
  const isOurs = url.pathname === "/phone/link" || url.pathname === "/phone/approve";
  if (!isOurs || url.protocol !== "https:") return { kind: "unknown" };
  if (url.origin !== origin) return { kind: "other_server", host: url.host };
  const offer = url.pathname === "/phone/link" ? readLinkOffer(url.hash) : null;
  if (offer) return { kind: "link", offer };
  const screen = url.pathname === "/phone/approve" ? readScreenCode(url.hash) : null;
  return screen ? { kind: "approve", screen } : { kind: "unknown" };
}

/** The six digits after a claim: they show the signed-in browser that this phone claimed. */
export async function linkDigits({ issuer, privateCode }: LinkOffer, thumbprint: string): Promise<string> {
  const text = ["donelogin-link", issuer, privateCode, thumbprint].join("\0");
  const hash = await sha256(new TextEncoder().encode(text));
  const number = new DataView(hash.buffer).getBigUint64(0) % 1_000_000n;
  return number.toString().padStart(6, "0");
}

export { hashText as contextHash };
