/** Five-point alignment to the template that ArcFace and SFace were trained with (112 x 112). */
import type { Similarity } from "./picture.ts";
import type { Landmarks, Point } from "./types.ts";

const TEMPLATE: readonly Point[] = [
  { x: 38.2946, y: 51.6963 },
  { x: 73.5318, y: 51.5014 },
  { x: 56.0252, y: 71.7366 },
  { x: 41.5493, y: 92.3655 },
  { x: 70.7299, y: 92.2041 },
];

/** In the order of the template. */
export function points(landmarks: Landmarks): Point[] {
  const { eyeA, eyeB, nose, mouthA, mouthB } = landmarks;
  return [eyeA, eyeB, nose, mouthA, mouthB];
}

/**
 * The similarity that brings the landmarks closest to the template (least squares, Umeyama 1991), as the map from
 * the aligned face into the picture.
 */
export function align(landmarks: Landmarks): Similarity {
  return inverse(fit(points(landmarks), TEMPLATE));
}

/** The best turn, scale and shift from one set of points to another. */
export function fit(from: readonly Point[], to: readonly Point[]): Similarity {
  const f = centre(from);
  const t = centre(to);
  let dot = 0;
  let cross = 0;
  let norm = 0;
  for (let i = 0; i < from.length; i++) {
    const fx = from[i]!.x - f.x;
    const fy = from[i]!.y - f.y;
    const x = to[i]!.x - t.x;
    const y = to[i]!.y - t.y;
    dot += fx * x + fy * y;
    cross += fx * y - fy * x;
    norm += fx * fx + fy * fy;
  }
  const a = dot / norm;
  const b = cross / norm;
  return { a, b, tx: t.x - a * f.x + b * f.y, ty: t.y - b * f.x - a * f.y };
}

export function inverse({ a, b, tx, ty }: Similarity): Similarity {
  const norm = a * a + b * b;
  const ia = a / norm;
  const ib = -b / norm;
  return { a: ia, b: ib, tx: -(ia * tx - ib * ty), ty: -(ib * tx + ia * ty) };
}

export function apply({ a, b, tx, ty }: Similarity, { x, y }: Point): Point {
  return { x: a * x - b * y + tx, y: b * x + a * y + ty };
}

function centre(all: readonly Point[]): Point {
  const sum = all.reduce((one, { x, y }) => ({ x: one.x + x, y: one.y + y }), { x: 0, y: 0 });
  return { x: sum.x / all.length, y: sum.y / all.length };
}
