/** The ticks of dial and ring: a circle, from the top, clockwise. */
import type { Gesture } from "@donelogin/face";

export const TICKS = 60;

/** Degrees of each tick. */
export function degrees(count = TICKS): number[] {
  return Array.from({ length: count }, (_, index) => (index * 360) / count);
}

/** Ticks that are still lit of a time that runs out; the last to go out is the one on top. */
export function lit(leftS: number, wholeS: number, count = TICKS): number {
  return Math.max(0, Math.min(count, Math.ceil((leftS / wholeS) * count)));
}

/** Minutes and seconds. */
export function time(leftS: number): string {
  return `${Math.floor(leftS / 60)}:${String(leftS % 60).padStart(2, "0")}`;
}

/** Where on the ring a movement fills ticks, in a picture that is mirrored: the person's left is on the left. */
const MIDDLE: Record<Exclude<Gesture, "center">, number> = {
  look_up: 0,
  turn_right: 15,
  look_down: 30,
  turn_left: 45,
};

const HALF = 7;

/** The ticks of a movement in the order in which they fill: from its middle to both ends. */
export function arc(gesture: Gesture): number[] {
  if (gesture === "center") return Array.from({ length: TICKS }, (_, index) => index);
  const middle = MIDDLE[gesture];
  const order = [middle];
  for (let step = 1; step <= HALF; step += 1) order.push(middle + step, middle - step);
  return order.map((tick) => (tick + TICKS) % TICKS);
}

/** So much of the ticks of a movement, 0..1. */
export function filled(gesture: Gesture, share: number): number[] {
  const order = arc(gesture);
  return order.slice(0, Math.round(order.length * Math.max(0, Math.min(1, share))));
}
