/**
 * Whether one plane explains the whole face. A picture of a face, however it is turned, is the former picture under a
 * homography, pixel by pixel; a head is not, since nose, cheeks and brow move against each other and light falls
 * anew. The homography is first taken from the landmarks and then refined on the pixels (inverse compositional
 * Lucas–Kanade; S. Baker and I. Matthews, 2004), so that errors of the landmarks do not matter.
 */
import { align, apply, inverse } from "./align.ts";
import { type Homography, homography, invert, multiply } from "./homography.ts";
import { halve, luma, type Picture, type Similarity } from "./picture.ts";
import type { Face, Landmarks, Point } from "./types.ts";

/** The face from brow to chin, in pixels of the aligned face of 112. */
const LEFT = 22;
const TOP = 34;
const SIDE = 68;
/** Where the nose stands out, in local units (see `local`): middle and breadth of a bump. */
const NOSE = { y: 0.06, width: 0.24, height: 0.3 };
/** Numbers of the map: eight of the homography, two of the bump. */
const N = 10;
/** Pixels of the patch that are compared, a side. */
const PATCH = 48;
const STEP = SIDE / PATCH;
const ROUNDS = 25;
/** Gain of the correlation below which refining is over. */
const SETTLED = 1e-4;
/** Correlation that no second attempt is needed for. */
const FOUND = 0.9;

/** What two looks have in common. */
export interface Compared {
  /** Correlation under the best homography, -1..1. */
  plane: number;
  /** How far the nose moved against the plane, in distances between the eyes; positive is the person's own left. */
  aside: number;
  /** The same upwards. */
  up: number;
  /** How narrow the plane has become: 1 as before, 0.5 at 60 degrees. */
  narrow: number;
}

interface Refined {
  map: Homography;
  aside: number;
  up: number;
  found: number;
}

/** A straight look, prepared for comparing. */
export class Plane {
  readonly #values: Float64Array;
  /** Derivatives by the numbers of the map, one after the other. */
  readonly #descent: Float64Array;
  readonly #hessian: Float64Array;
  readonly #landmarks: Landmarks;
  readonly #map: Similarity;

  constructor(picture: Picture, face: Face) {
    this.#landmarks = face.landmarks;
    this.#map = align(face.landmarks);
    const grey = greys(picture, this.#step);
    this.#values = normal(warped(grey, this.#upright(face.landmarks), 0, 0));
    this.#descent = descent(this.#values);
    this.#hessian = hessian(this.#descent);
  }

  /** Compares the straight look with another one; `aside`: a first guess at how far the nose moved. */
  compare(picture: Picture, face: Face, aside: number): Compared {
    const grey = greys(picture, this.#step);
    const upright = this.#upright(face.landmarks);
    let flat: Refined = { map: upright, aside: 0, up: 0, found: -1 };
    // From a second place, if the first led nowhere: landmarks of a strongly tilted picture are far off.
    for (const map of [this.#corners(face.landmarks), upright]) {
      if (!map || flat.found >= FOUND) continue;
      const found = this.#refine(grey, { map, aside: 0, up: 0, found: -1 }, 8);
      if (found.found > flat.found) flat = found;
    }
    let head = this.#refine(grey, flat, N);
    if (head.found < FOUND) {
      const guessed = this.#refine(grey, { ...flat, aside }, N);
      if (guessed.found > head.found) head = guessed;
    }
    return { plane: flat.found, aside: head.aside, up: head.up, narrow: narrowness(flat.map) };
  }

  /** `numbers`: 8 for a plane, 10 for one with a nose. */
  #refine(grey: Grey, start: Refined, numbers: 8 | 10): Refined {
    let now: Refined = { ...start, found: -1 };
    let best = now;
    for (let round = 0; round < ROUNDS; round++) {
      const { map, aside, up } = now;
      const values = normal(warped(grey, map, aside, up));
      const found = correlation(values, this.#values);
      if (round > 4 && found < best.found + SETTLED) break;
      if (found > best.found) best = { ...now, found };
      const step = solve(this.#hessian, gradient(this.#descent, values, this.#values), numbers);
      if (!step) break;
      now = { map: compose(map, step), aside: aside - (step[8] ?? 0), up: up + (step[9] ?? 0), found };
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

/** Each pixel of the patch in local units, and how far the nose stands out there, 0..1. */
const XS = Float64Array.from({ length: PATCH * PATCH }, (_, i) => (2 * ((i % PATCH) + 0.5)) / PATCH - 1);
const YS = Float64Array.from(
  { length: PATCH * PATCH },
  (_, i) => (2 * (Math.floor(i / PATCH) + 0.5)) / PATCH - 1,
);
const BUMP = XS.map((x, i) =>
  Math.exp(-0.5 * ((x / NOSE.width) ** 2 + ((YS[i]! - NOSE.y) / NOSE.height) ** 2)),
);

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

/** The patch under a map of local units into the picture, with the nose moved; bilinear. */
function warped(
  { width, height, data, scale }: Grey,
  map: Homography,
  aside: number,
  up: number,
): Float64Array {
  const out = new Float64Array(PATCH * PATCH);
  const [a, b, c, d, e, f, g, h, k] = map;
  for (let i = 0; i < out.length; i++) {
    const x = XS[i]! + BUMP[i]! * aside;
    const y = YS[i]! - BUMP[i]! * up;
    const w = (g * x + h * y + k) * scale;
    const sx = (a * x + b * y + c) / w + 0.5 / scale - 0.5;
    const sy = (d * x + e * y + f) / w + 0.5 / scale - 0.5;
    const u = Math.min(width - 2, Math.max(0, Math.floor(sx)));
    const v = Math.min(height - 2, Math.max(0, Math.floor(sy)));
    const fx = Math.min(1, Math.max(0, sx - u));
    const fy = Math.min(1, Math.max(0, sy - v));
    const at = v * width + u;
    const above = data[at]! * (1 - fx) + data[at + 1]! * fx;
    const below = data[at + width]! * (1 - fx) + data[at + width + 1]! * fx;
    out[i] = above * (1 - fy) + below * fy;
  }
  return out;
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
  const out = new Float64Array(N * size);
  for (let row = 1; row < PATCH - 1; row++) {
    for (let column = 1; column < PATCH - 1; column++) {
      const i = row * PATCH + column;
      // By local units, of which a pixel is 2 / PATCH.
      const gx = ((values[i + 1]! - values[i - 1]!) * PATCH) / 4;
      const gy = ((values[i + PATCH]! - values[i - PATCH]!) * PATCH) / 4;
      const x = XS[i]!;
      const y = YS[i]!;
      const height = BUMP[i]!;
      const along = gx * x + gy * y;
      const all = [gx * x, gx * y, gx, gy * x, gy * y, gy, -along * x, -along * y, gx * height, gy * height];
      for (let k = 0; k < N; k++) out[k * size + i] = all[k]!;
    }
  }
  return out;
}

function hessian(by: Float64Array): Float64Array {
  const size = PATCH * PATCH;
  const out = new Float64Array(N * N);
  for (let j = 0; j < N; j++) {
    for (let k = 0; k <= j; k++) {
      let sum = 0;
      for (let i = 0; i < size; i++) sum += by[j * size + i]! * by[k * size + i]!;
      out[j * N + k] = out[k * N + j] = sum;
    }
  }
  return out;
}

function gradient(by: Float64Array, seen: Float64Array, wanted: Float64Array): Float64Array {
  const size = PATCH * PATCH;
  const out = new Float64Array(N);
  for (let k = 0; k < N; k++) {
    let sum = 0;
    for (let i = 0; i < size; i++) sum += by[k * size + i]! * (seen[i]! - wanted[i]!);
    out[k] = sum;
  }
  return out;
}

/** The first `n` of the symmetric equations by Gauss; null where the patch is bare. */
function solve(matrix: Float64Array, right: Float64Array, n: number): Float64Array | null {
  const m = Array.from({ length: n }, (_, row) => [...matrix.subarray(row * N, row * N + n), right[row]!]);
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

/** Ratio of the two stretches in the middle of the patch. */
function narrowness(map: Homography): number {
  const [a, b, c, d, e, f, g, h] = map;
  const [xx, xy, yx, yy] = [a - c * g, b - c * h, d - f * g, e - f * h];
  const sum = xx * xx + xy * xy + yx * yx + yy * yy;
  const area = Math.abs(xx * yy - xy * yx);
  return area > 0 ? (sum - Math.sqrt(Math.max(0, sum * sum - 4 * area * area))) / (2 * area) : 0;
}

/** The map after the inverse of a small one. */
function compose(map: Homography, step: Float64Array): Homography {
  const [a, b, c, d, e, f, g, h] = step as unknown as number[];
  return multiply(map, invert([1 + a!, b!, c!, d!, 1 + e!, f!, g!, h!, 1]));
}
