/**
 * Whether a turn was that of a solid head, by the landmarks alone. Eyes and corners of the mouth lie nearly in one plane; the nose stands out
 * of it. Any picture on a flat thing, however it is turned, tilted or sheared before the camera, moves by a
 * homography, and so the four points foretell where its nose is. A head's nose leaves that place, towards the turn.
 */
import { homography, project } from "./homography.ts";
import { dot, minus } from "./pose.ts";
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
