/**
 * Whether a turn was that of a solid head, by the landmarks alone. Eyes and corners of the mouth lie nearly in one plane; the nose stands out
 * of it. Any picture on a flat thing, however it is turned, tilted or sheared before the camera, moves by a
 * homography, and so the four points foretell where its nose is. A head's nose leaves that place, towards the turn.
 */
import { homography, project } from "./homography.ts";
import { dot, middle, minus } from "./pose.ts";
import type { Landmarks, Point } from "./types.ts";

/**
 * How far the nose left the plane sideways, in distances between the eyes; positive is the person's own left. 0 where
 * the landmarks are no face.
 */
export function parallax(neutral: Landmarks, turned: Landmarks): number {
  const corners = ({ eyeA, eyeB, mouthA, mouthB }: Landmarks): Point[] => [eyeA, eyeB, mouthA, mouthB];
  const map = homography(corners(neutral), corners(turned));
  if (!map) return 0;
  const off = minus(turned.nose, project(map, neutral.nose));
  const along = minus(turned.eyeB, turned.eyeA);
  return dot(off, along) / dot(along, along);
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
