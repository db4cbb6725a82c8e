/** Which ticks of the ring a movement of the head fills. */
import type { Gesture } from "@donelogin/face";

import { TICKS } from "@donelogin/kit/ticks.ts";

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
