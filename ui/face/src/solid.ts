/**
 * Whether a turn was that of a solid head. Eyes and corners of the mouth lie nearly in one plane; the nose stands out
 * of it. Any picture on a flat thing, however it is turned, tilted or sheared before the camera, moves by a
 * homography, and so the four points foretell where its nose is. A head's nose leaves that place, towards the turn.
 */
import { homography, project } from "./homography.ts";
import { dot, middle, minus } from "./pose.ts";
import type { Gesture, Landmarks } from "./types.ts";

/** How far the nose left the plane, in distances between the eyes (to the side) or from eyes to mouth (up). */
export interface Parallax {
  /** Positive is the person's own left. */
  side: number;
  up: number;
}

/** Null where the landmarks are no face. */
export function parallax(neutral: Landmarks, turned: Landmarks): Parallax | null {
  const corners = ({ eyeA, eyeB, mouthA, mouthB }: Landmarks) => [eyeA, eyeB, mouthA, mouthB];
  const map = homography(corners(neutral), corners(turned));
  if (!map) return null;
  const off = minus(turned.nose, project(map, neutral.nose));
  const along = minus(turned.eyeB, turned.eyeA);
  const width = Math.hypot(along.x, along.y);
  const across = { x: -along.y / width, y: along.x / width };
  const eyes = middle(turned.eyeA, turned.eyeB);
  const height = dot(minus(middle(turned.mouthA, turned.mouthB), eyes), across);
  return { side: dot(off, along) / (width * width), up: -dot(off, across) / height };
}

/** What a turned head shows at least; little, since landmarks err, and the pixels (plane.ts) tell the rest. */
export const SIDE = 0.1;
export const UP = 0.02;

/**
 * The nose of a head that is turned by an angle leaves the plane by more than this, times the angle's tangent; that
 * of paper bent round a tube leaves it by less.
 */
const RELIEF = 0.22;
/** The angle is known from how narrow the face has become, less what landmarks err by. */
const DOUBT = 0.06;

/**
 * How far the nose left the plane towards a gesture, in units of what is asked of a head: 1 and more is solid.
 * `narrowed`: see `foreshortening`.
 */
export function depth(gesture: Gesture, off: Parallax, narrowed: number): number {
  if (gesture === "center") return 1;
  const least = Math.tan(Math.acos(Math.min(1, narrowed + DOUBT))) * RELIEF;
  switch (gesture) {
    case "turn_left":
      return off.side / Math.max(SIDE, least);
    case "turn_right":
      return -off.side / Math.max(SIDE, least);
    case "look_up":
      return off.up / Math.max(UP, least);
    case "look_down":
      return -off.up / Math.max(UP, least);
  }
}

/** How much narrower or lower the plane of the face has become: 1 is as before, 0.5 is half. */
export function foreshortening(neutral: Landmarks, turned: Landmarks): number {
  const change = aspect(turned) / aspect(neutral);
  return Math.min(change, 1 / change);
}

/** Distance of the eyes by that from eyes to mouth; not the mouth's width, since a smile changes it. */
function aspect({ eyeA, eyeB, mouthA, mouthB }: Landmarks): number {
  const down = minus(middle(mouthA, mouthB), middle(eyeA, eyeB));
  return Math.hypot(eyeB.x - eyeA.x, eyeB.y - eyeA.y) / Math.hypot(down.x, down.y);
}
