/** A fingerprint as certificate programs show it: pairs in capitals with colons between. */
export function shownFingerprint(hex: string): string {
  return (hex.toUpperCase().match(/../g) ?? []).join(":");
}
