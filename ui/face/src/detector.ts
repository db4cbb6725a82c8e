/** YuNet (W. Wu and others, "YuNet: a tiny millisecond-level face detector", 2023): its input and what it says. */
import type { Similarity } from "./picture.ts";
import type { Face, Point } from "./types.ts";

const STRIDES = [8, 16, 32] as const;
/** Below this nothing is a face. */
const SCORE = 0.65;
/** Two boxes that share more than this are one face. */
const OVERLAP = 0.3;

/** How a picture stands in the detector's input: scaled to the top left, black where it does not reach. */
export interface Letterbox {
  width: number;
  height: number;
  /** From a pixel of the input to one of the picture. */
  map: Similarity;
}

/** Both sides multiples of 32, the longer one `side`. */
export function letterbox(width: number, height: number, side: number): Letterbox {
  const scale = Math.max(width, height) / side;
  const round = (length: number): number => Math.max(32, Math.ceil(Math.round(length / scale) / 32) * 32);
  const shift = scale / 2 - 0.5;
  return { width: round(width), height: round(height), map: { a: scale, b: 0, tx: shift, ty: shift } };
}

/** Faces in pixels of the picture, largest first. `output` gives an output of the network by name. */
export function findFaces(output: (name: string) => Float32Array, box: Letterbox): Face[] {
  const found: Face[] = [];
  for (const stride of STRIDES) {
    const cls = output(`cls_${stride}`);
    const obj = output(`obj_${stride}`);
    const bbox = output(`bbox_${stride}`);
    const kps = output(`kps_${stride}`);
    const columns = box.width / stride;
    for (let i = 0; i < cls.length; i++) {
      const score = Math.sqrt(Math.max(0, cls[i]!) * Math.max(0, obj[i]!));
      if (score < SCORE) continue;
      found.push(toPicture(decode(bbox, kps, i, columns, stride, score), box.map));
    }
  }
  return suppress(found).sort((one, other) => other.width - one.width);
}

function decode(
  bbox: Float32Array,
  kps: Float32Array,
  i: number,
  columns: number,
  stride: number,
  score: number,
): Face {
  const column = i % columns;
  const row = Math.floor(i / columns);
  const width = Math.exp(bbox[4 * i + 2]!) * stride;
  const height = Math.exp(bbox[4 * i + 3]!) * stride;
  const point = (n: number): Point => ({
    x: (kps[10 * i + 2 * n]! + column) * stride,
    y: (kps[10 * i + 2 * n + 1]! + row) * stride,
  });
  return {
    x: (column + bbox[4 * i]!) * stride - width / 2,
    y: (row + bbox[4 * i + 1]!) * stride - height / 2,
    width,
    height,
    score,
    landmarks: { eyeA: point(0), eyeB: point(1), nose: point(2), mouthA: point(3), mouthB: point(4) },
  };
}

function toPicture(face: Face, map: Similarity): Face {
  const point = ({ x, y }: Point): Point => ({ x: map.a * x + map.tx, y: map.a * y + map.ty });
  const { eyeA, eyeB, nose, mouthA, mouthB } = face.landmarks;
  return {
    ...point(face),
    width: face.width * map.a,
    height: face.height * map.a,
    score: face.score,
    landmarks: {
      eyeA: point(eyeA),
      eyeB: point(eyeB),
      nose: point(nose),
      mouthA: point(mouthA),
      mouthB: point(mouthB),
    },
  };
}

/** Of boxes that overlap only the surest stays. */
function suppress(faces: Face[]): Face[] {
  const kept: Face[] = [];
  for (const face of faces.sort((one, other) => other.score - one.score)) {
    if (kept.every((other) => overlap(face, other) < OVERLAP)) kept.push(face);
  }
  return kept;
}

/** Intersection over union. */
function overlap(one: Face, other: Face): number {
  const width = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x);
  const height = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y);
  if (width <= 0 || height <= 0) return 0;
  const shared = width * height;
  return shared / (one.width * one.height + other.width * other.height - shared);
}
