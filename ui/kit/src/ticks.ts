/** The ticks of a dial: a circle, from the top, clockwise. */

export const TICKS = 60;

/** Degrees of each tick. */
export function degrees(count = TICKS): number[] {
  return Array.from({ length: count }, (_, index) => (index * 360) / count);
}

/** Ticks that are still lit of a time that runs out; the last to go out is the one on top. */
export function lit(leftS: number, wholeS: number, count = TICKS): number {
  return Math.max(0, Math.min(count, Math.ceil((leftS / wholeS) * count)));
}

/** Minutes and seconds. */
export function time(leftS: number): string {
  return `${Math.floor(leftS / 60)}:${String(leftS % 60).padStart(2, "0")}`;
}
