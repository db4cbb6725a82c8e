/** Which of our languages somebody reads. */

export const FALLBACK = "en";

/** The language alone: `fr` of `fr-CA`. */
export function primary(tag: string): string {
  return tag.toLowerCase().split(/[-_]/)[0] ?? "";
}

/** The first language that the person reads and we have; `fr` for `fr-CA`. */
export function negotiate(wanted: readonly string[], offered: readonly string[]): string {
  for (const tag of wanted) {
    const found =
      offered.find((one) => one.toLowerCase() === tag.toLowerCase()) ??
      offered.find((one) => one === primary(tag));
    if (found) return found;
  }
  return FALLBACK;
}
