/**
 * Whether a frame is two others laid over each other, as when one photo fades into the next. A head that turns carries
 * eyes, nose and edges along; a fade leaves them where they are and only makes them fainter.
 */
import { luma, type Picture } from "./picture.ts";
import type { Face } from "./types.ts";

/** Samples a side of what is looked at, and how much more than the face that is. */
const SAMPLES = 48;
const AROUND = 1.2;
/** Share of the change that two other frames leave unexplained at least, where a head moved. */
const MOVED = 0.35;

/** Light of the place where the face was first seen; mean 0. */
export type View = Float32Array;

/** A place in the picture that does not follow the face. */
export class Place {
  readonly #left: number;
  readonly #top: number;
  readonly #x: number;
  readonly #y: number;

  constructor({ x, y, width, height }: Face) {
    this.#x = (AROUND * width) / SAMPLES;
    this.#y = (AROUND * height) / SAMPLES;
    this.#left = x + width / 2 - (AROUND * width) / 2;
    this.#top = y + height / 2 - (AROUND * height) / 2;
  }

  view(picture: Picture): View {
    const out = new Float32Array(SAMPLES * SAMPLES);
    for (let i = 0; i < out.length; i++) {
      const column = i % SAMPLES;
      const row = Math.floor(i / SAMPLES);
      for (const part of [0.25, 0.75]) {
        out[i]! += light(picture, this.#left + (column + part) * this.#x, this.#top + (row + 0.25) * this.#y);
        out[i]! += light(picture, this.#left + (column + part) * this.#x, this.#top + (row + 0.75) * this.#y);
      }
    }
    const mean = out.reduce((sum, value) => sum + value, 0) / out.length;
    return out.map((value) => value - mean);
  }
}

function light({ width, height, data }: Picture, x: number, y: number): number {
  const column = Math.min(width - 1, Math.max(0, Math.floor(x)));
  const row = Math.min(height - 1, Math.max(0, Math.floor(y)));
  const at = 4 * (row * width + column);
  return luma(data[at]!, data[at + 1]!, data[at + 2]!);
}

/** Whether a view is nothing but a mixture of two others. */
export function mixed(view: View, one: View, other: View): boolean {
  return unexplained(view, one, other) < MOVED;
}

/**
 * What the best mixture of two views leaves of a third (square of it), as a share of its change from the nearer one;
 * 1 where it is one of them.
 */
export function unexplained(view: View, one: View, other: View): number {
  let [aa, bb, ab, av, bv, vv] = [0, 0, 0, 0, 0, 0];
  for (let i = 0; i < view.length; i++) {
    const [v, a, b] = [view[i]!, one[i]!, other[i]!];
    aa += a * a;
    bb += b * b;
    ab += a * b;
    av += a * v;
    bv += b * v;
    vv += v * v;
  }
  const nearer = Math.min(vv + aa - 2 * av, vv + bb - 2 * bv);
  const area = aa * bb - ab * ab;
  if (nearer < 1e-6 * vv || area < 1e-6 * aa * bb) return 1;
  const explained = (bb * av * av - 2 * ab * av * bv + aa * bv * bv) / area;
  return Math.max(0, vv - explained) / nearer;
}
