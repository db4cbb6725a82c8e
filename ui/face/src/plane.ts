/**
 * Whether one plane explains the whole face. A picture of a face, however it is turned, is the former picture under a
 * homography, pixel by pixel; a head is not, since nose, cheeks and brow move against each other and light falls
 * anew. The homography is first taken from the landmarks and then refined on the pixels (inverse compositional
 * Lucas–Kanade; S. Baker and I. Matthews, 2004), so that errors of the landmarks do not matter.
 */
import { align, apply, inverse } from "./align.ts";
import { type Homography, homography, project } from "./homography.ts";
import { halve, luma, type Picture, type Similarity } from "./picture.ts";
import type { Face, Landmarks, Point } from "./types.ts";

/** The face from brow to chin, in pixels of the aligned face of 112. */
const LEFT = 22;
const TOP = 34;
const SIDE = 68;
/** Pixels of the patch that are compared, a side. */
const PATCH = 48;
const STEP = SIDE / PATCH;
const ROUNDS = 30;
/** Gain of the correlation below which refining is over. */
const SETTLED = 1e-4;
/** Correlation that no second attempt is needed for. */
const FOUND = 0.9;

/** A straight look, prepared for comparing. */
export class Plane {
  readonly #values: Float64Array;
  /** Derivatives by the eight numbers of a homography, one after the other. */
  readonly #descent: Float64Array;
  readonly #hessian: Float64Array;
  readonly #landmarks: Landmarks;
  readonly #map: Similarity;

  constructor(picture: Picture, face: Face) {
    this.#landmarks = face.landmarks;
    this.#map = align(face.landmarks);
    const grey = greys(picture, this.#step);
    this.#values = normal(patch((at) => bilinear(grey, apply(this.#map, at))));
    this.#descent = descent(this.#values);
    this.#hessian = hessian(this.#descent);
  }

  /** Correlation of the straight look with another one under the best homography, -1..1. */
  explains(picture: Picture, face: Face): number {
    const grey = greys(picture, this.#step);
    let best = -1;
    // From a second place, if the first led nowhere: landmarks of a strongly tilted picture are far off.
    for (const start of [this.#corners(face.landmarks), this.#upright(face.landmarks)]) {
      if (start && best < FOUND) best = Math.max(best, this.#refine(grey, start));
    }
    return best;
  }

  #refine(grey: Grey, start: Homography): number {
    let map = start;
    let best = -1;
    for (let round = 0; round < ROUNDS; round++) {
      const values = normal(patch((at) => bilinear(grey, project(map, local(at)))));
      const found = correlation(values, this.#values);
      if (round > 4 && found < best + SETTLED) break;
      best = Math.max(best, found);
      const step = solve(this.#hessian, gradient(this.#descent, values, this.#values));
      if (!step) break;
      map = compose(map, step);
    }
    return best;
  }

  /** The similarity that brings all landmarks together. */
  #upright(turned: Landmarks): Homography {
    const { a, b, tx, ty } = align(turned);
    const half = SIDE / 2;
    const middle = apply({ a, b, tx, ty }, { x: LEFT + half, y: TOP + half });
    return [a * half, -b * half, middle.x, b * half, a * half, middle.y, 0, 0, 1];
  }

  /** By eyes and mouth, from the patch into the picture. */
  #corners(turned: Landmarks): Homography | null {
    const corners = ({ eyeA, eyeB, mouthA, mouthB }: Landmarks): Point[] => [eyeA, eyeB, mouthA, mouthB];
    const back = inverse(this.#map);
    const from = corners(this.#landmarks).map((point) => local(apply(back, point)));
    return homography(from, corners(turned));
  }

  get #step(): number {
    return Math.hypot(this.#map.a, this.#map.b) * STEP;
  }
}

/** Aligned pixels to -1..1, where the equations are well conditioned. */
function local({ x, y }: Point): Point {
  return { x: (2 * (x - LEFT)) / SIDE - 1, y: (2 * (y - TOP)) / SIDE - 1 };
}

function patch(value: (at: Point) => number): Float64Array {
  const out = new Float64Array(PATCH * PATCH);
  for (let row = 0, i = 0; row < PATCH; row++) {
    for (let column = 0; column < PATCH; column++, i++) {
      out[i] = value({ x: LEFT + (column + 0.5) * STEP, y: TOP + (row + 0.5) * STEP });
    }
  }
  return out;
}

/** Luma of a picture that was made smaller by `scale`. */
interface Grey {
  width: number;
  height: number;
  data: Float32Array;
  scale: number;
}

/** `step`: pixels of the picture from one sample to the next; finer things would only be noise. */
function greys(picture: Picture, step: number): Grey {
  let small = picture;
  let scale = 1;
  for (; step / scale >= 2; scale *= 2) small = halve(small);
  const size = small.width * small.height;
  const data = new Float32Array(size);
  for (let i = 0, from = 0; i < size; i++, from += 4) {
    data[i] = luma(small.data[from]!, small.data[from + 1]!, small.data[from + 2]!);
  }
  return { width: small.width, height: small.height, data, scale };
}

/** At a place in the picture's own pixels. */
function bilinear({ width, height, data, scale }: Grey, { x, y }: Point): number {
  const sx = (x + 0.5) / scale - 0.5;
  const sy = (y + 0.5) / scale - 0.5;
  const u = Math.min(width - 2, Math.max(0, Math.floor(sx)));
  const v = Math.min(height - 2, Math.max(0, Math.floor(sy)));
  const fx = Math.min(1, Math.max(0, sx - u));
  const fy = Math.min(1, Math.max(0, sy - v));
  const i = v * width + u;
  const above = data[i]! * (1 - fx) + data[i + 1]! * fx;
  const below = data[i + width]! * (1 - fx) + data[i + width + 1]! * fx;
  return above * (1 - fy) + below * fy;
}

/** Mean 0, length 1. */
function normal(values: Float64Array): Float64Array {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const length = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0)) || 1;
  return values.map((value) => (value - mean) / length);
}

function correlation(one: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < one.length; i++) sum += one[i]! * other[i]!;
  return sum;
}

function descent(values: Float64Array): Float64Array {
  const size = PATCH * PATCH;
  const out = new Float64Array(8 * size);
  for (let row = 1; row < PATCH - 1; row++) {
    for (let column = 1; column < PATCH - 1; column++) {
      const i = row * PATCH + column;
      // By local units, of which a pixel is 2 / PATCH.
      const gx = ((values[i + 1]! - values[i - 1]!) * PATCH) / 4;
      const gy = ((values[i + PATCH]! - values[i - PATCH]!) * PATCH) / 4;
      const { x, y } = local({ x: LEFT + (column + 0.5) * STEP, y: TOP + (row + 0.5) * STEP });
      const along = gx * x + gy * y;
      const all = [gx * x, gx * y, gx, gy * x, gy * y, gy, -along * x, -along * y];
      for (let k = 0; k < 8; k++) out[k * size + i] = all[k]!;
    }
  }
  return out;
}

function hessian(by: Float64Array): Float64Array {
  const size = PATCH * PATCH;
  const out = new Float64Array(64);
  for (let j = 0; j < 8; j++) {
    for (let k = 0; k <= j; k++) {
      let sum = 0;
      for (let i = 0; i < size; i++) sum += by[j * size + i]! * by[k * size + i]!;
      out[j * 8 + k] = out[k * 8 + j] = sum;
    }
  }
  return out;
}

function gradient(by: Float64Array, seen: Float64Array, wanted: Float64Array): Float64Array {
  const size = PATCH * PATCH;
  const out = new Float64Array(8);
  for (let k = 0; k < 8; k++) {
    let sum = 0;
    for (let i = 0; i < size; i++) sum += by[k * size + i]! * (seen[i]! - wanted[i]!);
    out[k] = sum;
  }
  return out;
}

/** The symmetric equations by Gauss; null where the patch is bare. */
function solve(matrix: Float64Array, right: Float64Array): Float64Array | null {
  const n = 8;
  const m = Array.from({ length: n }, (_, row) => [...matrix.subarray(row * n, row * n + n), right[row]!]);
  for (let column = 0; column < n; column++) {
    // A little more on the diagonal keeps bare cheeks from running away.
    m[column]![column]! *= 1.001;
    const pivot = m[column]![column]!;
    if (Math.abs(pivot) < 1e-12) return null;
    for (let row = 0; row < n; row++) {
      if (row === column) continue;
      const factor = m[row]![column]! / pivot;
      for (let i = column; i <= n; i++) m[row]![i]! -= factor * m[column]![i]!;
    }
  }
  return Float64Array.from(m, (row, i) => row[n]! / row[i]!);
}

/** The map after the inverse of a small one. */
function compose(map: Homography, step: Float64Array): Homography {
  const [a, b, c, d, e, f, g, h] = step as unknown as number[];
  const small = [1 + a!, b!, c!, d!, 1 + e!, f!, g!, h!, 1];
  const out = multiply(map, invert(small));
  return out.map((value) => value / out[8]!);
}

function multiply(one: readonly number[], other: readonly number[]): number[] {
  return Array.from({ length: 9 }, (_, i) => {
    const row = Math.floor(i / 3) * 3;
    const column = i % 3;
    return one[row]! * other[column]! + one[row + 1]! * other[column + 3]! + one[row + 2]! * other[column + 6]!;
  });
}

/** Up to a factor. */
function invert(m: readonly number[]): number[] {
  const [a, b, c, d, e, f, g, h, i] = m as [number, number, number, number, number, number, number, number, number];
  return [e * i - f * h, c * h - b * i, b * f - c * e, f * g - d * i, a * i - c * g, c * d - a * f, d * h - e * g, b * g - a * h, a * e - b * d];
}
