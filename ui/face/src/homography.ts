/** Maps of a plane onto a plane, as a camera sees them. */
import type { Point } from "./types.ts";

/** Rows first; a factor of all of them changes nothing. */
export type Homography = readonly [number, number, number, number, number, number, number, number, number];

/** The only projective map that sends four points to four others; null if three lie on a line. */
export function homography(from: readonly Point[], to: readonly Point[]): Homography | null {
  const rows: number[][] = [];
  for (let i = 0; i < 4; i++) {
    const { x, y } = from[i]!;
    const { x: u, y: v } = to[i]!;
    rows.push([x, y, 1, 0, 0, 0, -u * x, -u * y, u], [0, 0, 0, x, y, 1, -v * x, -v * y, v]);
  }
  const solved = solve(rows);
  return solved && ([...solved, 1] as unknown as Homography);
}

/** Where a point goes. */
export function project(map: Homography, { x, y }: Point): Point {
  const [a, b, c, d, e, f, g, h, i] = map;
  const w = g * x + h * y + i;
  return { x: (a * x + b * y + c) / w, y: (d * x + e * y + f) / w };
}

/** First the second map, then the first one. */
export function multiply(one: Homography, other: Homography): Homography {
  const out = Array.from({ length: 9 }, (_, i) => {
    const row = Math.floor(i / 3) * 3;
    const column = i % 3;
    return (
      one[row]! * other[column]! + one[row + 1]! * other[column + 3]! + one[row + 2]! * other[column + 6]!
    );
  });
  return out.map((value) => value / out[8]!) as unknown as Homography;
}

/** The way back; its last number is not 1, which `multiply` mends. */
export function invert([a, b, c, d, e, f, g, h, i]: Homography): Homography {
  return [
    e * i - f * h,
    c * h - b * i,
    b * f - c * e,
    f * g - d * i,
    a * i - c * g,
    c * d - a * f,
    d * h - e * g,
    b * g - a * h,
    a * e - b * d,
  ];
}

/** Gauss with pivots; each row ends with its right side. */
function solve(rows: number[][]): number[] | null {
  const n = rows.length;
  for (let column = 0; column < n; column++) {
    let best = column;
    for (let row = column + 1; row < n; row++) {
      if (Math.abs(rows[row]![column]!) > Math.abs(rows[best]![column]!)) best = row;
    }
    const pivot = rows[best]!;
    if (Math.abs(pivot[column]!) < 1e-9) return null;
    rows[best] = rows[column]!;
    rows[column] = pivot;
    for (let row = 0; row < n; row++) {
      if (row === column) continue;
      const factor = rows[row]![column]! / pivot[column]!;
      for (let i = column; i <= n; i++) rows[row]![i]! -= factor * pivot[i]!;
    }
  }
  return rows.map((row, i) => row[n]! / row[i]!);
}
