/** When a head looks straight and is still enough to be matched. */
import { minus, poseOf } from "./pose.ts";
import type { Face } from "./types.ts";

/** Bounds of a straight look for people who are not known yet, in the units of `Pose`. */
const YAW = 0.3;
const PITCH = { least: 0.3, most: 0.8 };
/** Degrees that the line of the eyes may lean. */
const LEAN = 22;
/** Widths of the face a second; faster is blurred. */
const SPEED = 1.2;

/** `speed` in widths of the face a second. */
export function still(speed: number): boolean {
  return speed < SPEED;
}

/** Whether the eyes look past the camera by little and the head leans by little. */
export function straight({ landmarks }: Face): boolean {
  const { yaw, pitch } = poseOf(landmarks);
  const along = minus(landmarks.eyeB, landmarks.eyeA);
  const lean = (Math.abs(Math.atan2(along.y, along.x)) * 180) / Math.PI;
  return Math.abs(yaw) < YAW && pitch > PITCH.least && pitch < PITCH.most && lean < LEAN;
}
