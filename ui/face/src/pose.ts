/** How a head is turned, from five landmarks. */
import { apply, fit, points } from "./align.ts";
import { median } from "./match.ts";
import type { Gesture, Landmarks, Point } from "./types.ts";

export interface Pose {
  /**
   * Twice the nose's distance from the middle between the eyes, along the line of the eyes and in its length: 0 is
   * straight, positive is the person's own left. About 0.9 times the tangent of the angle.
   */
  yaw: number;
  /** Where the nose stands between the line of the eyes (0) and that of the mouth (1). */
  pitch: number;
}

/** Change of `yaw` that counts as turned: about 20 degrees. */
export const YAW = 0.36;
/** Share of a whole turn within which a head is straight. */
const STRAIGHT = 0.5;

export function poseOf(landmarks: Landmarks): Pose {
  const { eyeA, eyeB, nose, mouthA, mouthB } = landmarks;
  const along = minus(eyeB, eyeA);
  const length = dot(along, along);
  const across = { x: -along.y, y: along.x };
  const eyes = middle(eyeA, eyeB);
  const mouth = minus(middle(mouthA, mouthB), eyes);
  return {
    yaw: 2 * (dot(minus(nose, eyeA), along) / length - 0.5),
    pitch: dot(minus(nose, eyes), across) / dot(mouth, across),
  };
}

/** How far a head is turned from its own straight, in units of what counts as turned. */
export interface Turn {
  /** 1 and more is the person's own left, -1 and less the right. */
  side: number;
  /** 1 and more is up, -1 and less down. */
  up: number;
}

/** How far the head is in a gesture; 1 is done. For `center` it is 1 within the straight and falls outside. */
export function extent(gesture: Gesture, { side, up }: Turn): number {
  switch (gesture) {
    case "turn_left":
      return side;
    case "turn_right":
      return -side;
    case "look_up":
      return up;
    case "look_down":
      return -up;
    case "center": {
      const away = Math.max(Math.abs(side), Math.abs(up));
      return away <= STRAIGHT ? 1 : STRAIGHT / away;
    }
  }
}

/** The gesture that a head shows, null on the way between two. */
export function shown(turn: Turn): Gesture | null {
  const { side, up } = turn;
  if (extent("center", turn) >= 1) return "center";
  if (Math.max(Math.abs(side), Math.abs(up)) < 1) return null;
  if (Math.abs(side) >= Math.abs(up)) return side > 0 ? "turn_left" : "turn_right";
  return up > 0 ? "look_up" : "look_down";
}

/** A person's own straight look: landmarks of several frames, laid over each other, and their pose. */
export interface Neutral {
  landmarks: Landmarks;
  pose: Pose;
}

export function neutralOf(frames: readonly Landmarks[]): Neutral {
  const first = points(frames[0]!);
  const laid = frames.map((each) => {
    const all = points(each);
    const map = fit(all, first);
    return all.map((point) => apply(map, point));
  });
  const point = (n: number): Point => ({
    x: median(laid.map((each) => each[n]!.x)),
    y: median(laid.map((each) => each[n]!.y)),
  });
  const poses = frames.map(poseOf);
  return {
    landmarks: { eyeA: point(0), eyeB: point(1), nose: point(2), mouthA: point(3), mouthB: point(4) },
    pose: { yaw: median(poses.map(({ yaw }) => yaw)), pitch: median(poses.map(({ pitch }) => pitch)) },
  };
}

export function minus(one: Point, other: Point): Point {
  return { x: one.x - other.x, y: one.y - other.y };
}

export function dot(one: Point, other: Point): number {
  return one.x * other.x + one.y * other.y;
}

export function middle(one: Point, other: Point): Point {
  return { x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 };
}
