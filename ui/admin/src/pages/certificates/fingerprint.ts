/** A fingerprint as certificate programs show it: pairs in capitals with colons between. */
export function shownFingerprint(hex: string): string {
  return (hex.toUpperCase().match(/../g) ?? []).join(":");
}

const DAY_S = 86_400;

/** Whole days until then; fewer than none when it is over. */
export function daysLeft(until: number, now = Date.now() / 1000): number {
  return Math.floor((until - now) / DAY_S);
}
