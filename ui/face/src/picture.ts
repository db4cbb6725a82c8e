/** Pictures as numbers: resampling and luma. Pure, since camera, tests and measurement must see the same. */
import type { Frame } from "./types.ts";

/** A map of the plane, x' = a·x − b·y + tx, y' = b·x + a·y + ty: turn, scale and shift. */
export interface Similarity {
  a: number;
  b: number;
  tx: number;
  ty: number;
}

/** The same with a stretch: x' = xx·x + xy·y + tx, y' = yx·x + yy·y + ty. */
export interface Affine {
  xx: number;
  xy: number;
  yx: number;
  yy: number;
  tx: number;
  ty: number;
}

export function affine({ a, b, tx, ty }: Similarity): Affine {
  return { xx: a, xy: -b, yx: b, yy: a, tx, ty };
}

/** Pixels without a time. */
export type Picture = Pick<Frame, "width" | "height" | "data">;

/** Rec. 601 luma of a pixel, 0..255. */
export function luma(r: number, g: number, b: number): number {
  return 0.299 * r + 0.587 * g + 0.114 * b;
}

/** Half the size by the mean of four, so that strong reductions do not alias. */
export function halve(picture: Picture): Picture {
  const width = picture.width >> 1;
  const height = picture.height >> 1;
  const data = new Uint8ClampedArray(width * height * 4);
  const row = picture.width * 4;
  const from = picture.data;
  let to = 0;
  for (let y = 0; y < height; y++) {
    let at = y * 2 * row;
    for (let x = 0; x < width; x++, at += 8, to += 4) {
      for (let c = 0; c < 3; c++) {
        const sum = from[at + c]! + from[at + c + 4]! + from[at + c + row]! + from[at + c + row + 4]!;
        data[to + c] = sum >> 2;
      }
      data[to + 3] = 255;
    }
  }
  return { width, height, data };
}

/** How samples are laid into a network's input. */
export interface Planes {
  width: number;
  height: number;
  order: "rgb" | "bgr";
  /** Factor for 0..255. */
  scale: number;
  /** Leaves out the smoothing of strong reductions, for networks that were trained without. */
  raw?: boolean;
}

/**
 * Samples `picture` where `map` sends each pixel of the output, bilinear, planes one after the other. Outside the
 * picture is black.
 */
export function sample(picture: Picture, map: Affine, planes: Planes): Float32Array {
  let source = picture;
  let at = map;
  const step = (): number => Math.min(Math.hypot(at.xx, at.yx), Math.hypot(at.xy, at.yy));
  while (!planes.raw && step() >= 2 && source.width >= 4 && source.height >= 4) {
    source = halve(source);
    const { xx, xy, yx, yy, tx, ty } = at;
    // Centres of pixels: u' = (u + 0.5) / 2 − 0.5.
    at = { xx: xx / 2, xy: xy / 2, yx: yx / 2, yy: yy / 2, tx: tx / 2 - 0.25, ty: ty / 2 - 0.25 };
  }
  return bilinear(source, at, planes);
}

function bilinear(source: Picture, map: Affine, planes: Planes): Float32Array {
  const { width, height, scale } = planes;
  const size = width * height;
  const out = new Float32Array(size * 3);
  const [first, last] = planes.order === "rgb" ? [0, 2 * size] : [2 * size, 0];
  const { data, width: sw, height: sh } = source;
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      const u = map.xx * x + map.xy * y + map.tx;
      const v = map.yx * x + map.yy * y + map.ty;
      if (u <= -1 || v <= -1 || u >= sw || v >= sh) continue;
      const u0 = Math.floor(u);
      const v0 = Math.floor(v);
      const fu = u - u0;
      const fv = v - v0;
      const left = u0 >= 0 ? 1 - fu : 0;
      const right = u0 + 1 < sw ? fu : 0;
      const top = v0 >= 0 ? 1 - fv : 0;
      const bottom = v0 + 1 < sh ? fv : 0;
      const i = (Math.max(v0, 0) * sw + Math.max(u0, 0)) * 4;
      const dx = u0 >= 0 && right > 0 ? 4 : 0;
      const dy = v0 >= 0 && bottom > 0 ? sw * 4 : 0;
      const w0 = left * top * scale;
      const w1 = right * top * scale;
      const w2 = left * bottom * scale;
      const w3 = right * bottom * scale;
      out[at + first] = data[i]! * w0 + data[i + dx]! * w1 + data[i + dy]! * w2 + data[i + dx + dy]! * w3;
      out[at + size] =
        data[i + 1]! * w0 + data[i + dx + 1]! * w1 + data[i + dy + 1]! * w2 + data[i + dx + dy + 1]! * w3;
      out[at + last] =
        data[i + 2]! * w0 + data[i + dx + 2]! * w1 + data[i + dy + 2]! * w2 + data[i + dx + dy + 2]! * w3;
    }
  }
  return out;
}
