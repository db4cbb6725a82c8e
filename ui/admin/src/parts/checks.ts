/** What was found about an app, in words: the server names it and gives the values. */
import type { Check } from "@donelogin/client/types.ts";

import { words } from "../words/words.ts";

/** What is told with a time, or with what else was found. */
const TIMED = new Set(["asked", "secret", "told", "used"]);

/** Ways of proving oneself that are told by the same words as a secret, and mended otherwise. */
const PROOFS = new Set(["client_certificate", "key", "no_secret", "unserved"]);

const idOf = (check: Check): string => check.name.replaceAll("_", "-");

/** What was found, in one sentence. */
export function sentenceOf(check: Check): string {
  return words.get(`check-${PROOFS.has(check.name) ? "secret" : idOf(check)}-${check.state}`);
}

/** The values that were found; times are told as people tell them. */
export function detailOf(check: Check): string {
  // The words say it already.
  if (check.name === "state") return "";
  if (TIMED.has(check.name) || PROOFS.has(check.name)) {
    const at = Number(check.detail);
    if (check.detail !== "" && Number.isInteger(at)) return words.moment(at);
    return check.name === "used" ? "" : check.detail;
  }
  if (check.name === "certificate" && /^\d+$/.test(check.detail)) {
    return words.get("check-days", { count: Number(check.detail) });
  }
  return check.detail;
}

/** What mends it: our own words where there are some, the server's English ones else. */
export function mendOf(check: Check): string {
  // What the protocol says of a refusal is English, and names its mend.
  if (check.state === "fail" && (check.name === "asked" || check.name === "exchanged"))
    return check.mend ?? "";
  const ids = [`check-${idOf(check)}-${check.state}-mend`, `check-${idOf(check)}-mend`];
  const id = ids.find((one) => words.has(one));
  return id === undefined ? (check.mend ?? "") : words.get(id);
}
