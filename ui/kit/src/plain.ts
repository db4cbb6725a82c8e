/** Names come from outside: a character that turns the direction of writing could make a name read as our own words. */

/** Embeddings, overrides, isolates and marks of the bidirectional algorithm (UAX 9). */
const DIRECTION = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;
/** Letters that are written from right to left. */
const RIGHT_TO_LEFT =
  /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFF]|[\u{10800}-\u{10FFF}]|[\u{1E800}-\u{1EFFF}]/u;
const FIRST_STRONG_ISOLATE = "\u2068";
const POP_ISOLATE = "\u2069";

/** The same text without them. */
export function plain(text: string): string {
  return text.replace(DIRECTION, "");
}

/** As part of a sentence: what is written from right to left must not pull the words beside it along. */
export function inSentence(text: string): string {
  const safe = plain(text);
  return RIGHT_TO_LEFT.test(safe) ? FIRST_STRONG_ISOLATE + safe + POP_ISOLATE : safe;
}
