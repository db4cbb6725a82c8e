/** Which rows of a long list are drawn, and which pages of it have to be read for that. */

export interface Window {
  /** First row drawn. */
  from: number;
  /** Behind the last one. */
  to: number;
}

/** Rows drawn above and below what is seen, so that a quick scroll shows no gap. */
const SPARE = 8;

/** The rows in sight, all of the same height in pixels. */
export function inSight(scrolled: number, height: number, row: number, total: number): Window {
  const from = Math.max(0, Math.floor(scrolled / row) - SPARE);
  const to = Math.min(total, Math.ceil((scrolled + height) / row) + SPARE);
  return { from: Math.min(from, Math.max(0, to)), to: Math.max(0, to) };
}

/** Numbers of the pages that hold these rows. */
export function pagesOf({ from, to }: Window, size: number): number[] {
  if (to <= from) return [];
  const first = Math.floor(from / size);
  const last = Math.floor((to - 1) / size);
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
