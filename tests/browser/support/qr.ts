/** What a phone reads off a screen. */
import { createHash } from "node:crypto";

/** The code of the page that links a phone. */
export interface Offer {
  privateCode: string;
  issuer: string;
  ca: string;
  at: string[];
}

/** The code of the page where a sign-in waits. */
export interface Scan {
  approvalId: string;
  secret: string;
}

/** Reads `https://<host>/phone/link#v=1&c=…&iss=…&ca=…&at=…`. */
export function readOffer(text: string): Offer {
  const take = fragment(text, "/phone/link");
  return { privateCode: take("c"), issuer: take("iss"), ca: take("ca"), at: take("at").split(",") };
}

/** Reads `https://<host>/phone/approve#v=1&a=…&s=…`. */
export function readScan(text: string): Scan {
  const take = fragment(text, "/phone/approve");
  return { approvalId: take("a"), secret: take("s") };
}

/** The six digits that a phone shows once it has claimed. */
export function linkDigits(issuer: string, privateCode: string, thumbprint: string): string {
  const message = ["donelogin-link", issuer, privateCode, thumbprint].join("\0");
  const first = createHash("sha256").update(message, "utf8").digest().readBigUInt64BE(0);
  return String(first % 1_000_000n).padStart(6, "0");
}

function fragment(text: string, path: string): (name: string) => string {
  const url = new URL(text);
  const fields = new URLSearchParams(url.hash.slice(1));
  // Nothing of it may reach a log: all of it stands behind the hash sign.
  if (url.pathname !== path || url.search !== "" || fields.get("v") !== "1")
    throw new Error(`not a code: ${text}`);
  return (name) => {
    const value = fields.get(name);
    if (value === null) throw new Error(`no ${name} in ${text}`);
    return value;
  };
}
