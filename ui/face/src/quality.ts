/** Whether a picture is good enough to decide on, and what would mend it. */
import { align } from "./align.ts";
import { affine, luma, type Picture, sample } from "./picture.ts";
import type { Face, Guidance, Thresholds } from "./types.ts";

/** What is measured on the face alone, aligned to 112 x 112. */
export interface Texture {
  /** Mean luma, 0..255. */
  light: number;
  /** Standard deviation of luma. */
  contrast: number;
  /** Share of pixels that are burnt out. */
  burnt: number;
  /** Variance of the Laplacian by that of luma: small is blurred. */
  detail: number;
  /** Difference of the two halves' light by the mean of both, 0..2. */
  slant: number;
}

const SIDE = 112;
/** The part of the aligned face that is skin, eyes and mouth in every attitude. */
const INSIDE = { left: 26, right: 86, top: 36, bottom: 102 };

const DARK = 42;
const BRIGHT = 215;
const BURNT = 0.2;
const FLAT_LIGHT = 12;
const DETAIL = 0.014;
/** Below this score something is before the face. */
const COVERED = 0.75;
/** A second face that is smaller than this share of the first stands behind and does not count. */
const BEHIND = 0.35;
/** How far the middle of the face may be from that of the picture, in shares of its shorter side. */
const OFF_SIDE = 0.2;
const OFF_UP = 0.22;

export function texture(picture: Picture, face: Face): Texture {
  const size = SIDE * SIDE;
  const map = affine(align(face.landmarks));
  const planes = sample(picture, map, { width: SIDE, height: SIDE, order: "rgb", scale: 1 });
  const grey = new Float32Array(size);
  for (let i = 0; i < size; i++) grey[i] = luma(planes[i]!, planes[i + size]!, planes[i + 2 * size]!);
  let count = 0;
  let sum = 0;
  let squares = 0;
  let burnt = 0;
  let edges = 0;
  let left = 0;
  const half = (INSIDE.left + INSIDE.right) / 2;
  for (let y = INSIDE.top; y < INSIDE.bottom; y++) {
    for (let x = INSIDE.left; x < INSIDE.right; x++) {
      const i = y * SIDE + x;
      const value = grey[i]!;
      const edge = grey[i - 1]! + grey[i + 1]! + grey[i - SIDE]! + grey[i + SIDE]! - 4 * value;
      count++;
      sum += value;
      squares += value * value;
      edges += edge * edge;
      if (value > 250) burnt++;
      if (x < half) left += value;
    }
  }
  const light = sum / count;
  const variance = Math.max(1, squares / count - light * light);
  return {
    light,
    contrast: Math.sqrt(variance),
    burnt: burnt / count,
    detail: edges / count / variance,
    slant: Math.abs(2 * left - sum) / Math.max(1, sum / 2),
  };
}

/** The faces that count: people far behind do not. */
export function near(faces: readonly Face[]): Face[] {
  const [first] = faces;
  return first ? faces.filter((face) => face.width >= BEHIND * first.width) : [];
}

/** Distance and place; null is well. Left is the person's own, which is the right of the picture. */
export function framing(picture: Picture, face: Face, bounds: Thresholds): Guidance | null {
  const { width, height } = picture;
  const room = Math.min(width, height);
  const share = face.width / room;
  if (share < bounds.face_width_min) return "closer";
  if (share > bounds.face_width_max) return "back";
  const x = (face.x + face.width / 2 - width / 2) / room;
  const y = (face.y + face.height / 2 - height / 2) / room;
  if (x < -OFF_SIDE) return "to_left";
  if (x > OFF_SIDE) return "to_right";
  if (y > OFF_UP) return "higher";
  if (y < -OFF_UP) return "lower";
  return whole(picture, face);
}

/** Whether chin, ears and most of the forehead are in the picture. */
function whole({ width, height }: Picture, face: Face): Guidance | null {
  const side = face.width * 0.06;
  if (face.x < side) return "to_left";
  if (face.x + face.width > width - side) return "to_right";
  if (face.y < face.height * 0.04) return "lower";
  if (face.y + face.height > height - face.height * 0.02) return "higher";
  return null;
}

export function lighting({ light, contrast, burnt }: Texture): Guidance | null {
  if (light > BRIGHT || burnt > BURNT) return "less_light";
  if (light < DARK || contrast < FLAT_LIGHT) return "more_light";
  return null;
}

/** Everything that a frame has to be before it is matched; null is well. */
export function judge(
  picture: Picture,
  faces: readonly Face[],
  found: Texture | null,
  bounds: Thresholds,
): Guidance | null {
  const [face, second] = near(faces);
  if (!face) return "no_face";
  if (second) return "one_face";
  const place = framing(picture, face, bounds);
  if (place) return place;
  if (face.score < COVERED) return "uncover";
  if (!found) return null;
  return lighting(found) ?? (found.detail < DETAIL ? "blurred" : null);
}
