import { describe, expect, test } from "vitest";

import { Sequence } from "./sequence.ts";
import type { Turn } from "./pose.ts";
import type { Gesture, Reason } from "./types.ts";

const LEFT: Turn = { side: 1.4, up: 0.1 };
const RIGHT: Turn = { side: -1.4, up: 0 };
const UP: Turn = { side: 0.1, up: 1.3 };
const STRAIGHT: Turn = { side: 0.05, up: -0.05 };

/** A head that is held some way for some milliseconds. */
type Held = [turn: Turn, milliseconds: number];

/** Plays what a head does; every gesture that is ripe is the owner's. */
function run(gestures: Gesture[], held: Held[], depth = 1.2, interval = 66) {
  const sequence = new Sequence(gestures, 0);
  const asked: Gesture[] = [];
  let reason: Reason | null = null;
  let at = 0;
  for (const [turn, milliseconds] of held) {
    for (const end = at + milliseconds; at < end && !reason && !sequence.over; at += interval) {
      reason = sequence.step({ at, turn, depth: () => depth });
      if (asked.at(-1) !== sequence.asked) asked.push(sequence.asked);
      if (sequence.ripe(at)) sequence.advance(at);
    }
  }
  return { reason, done: sequence.done, over: sequence.over, asked };
}

describe("a sequence", () => {
  test("is done in order", () => {
    const found = run(
      ["turn_left", "center", "look_up"],
      [
        [STRAIGHT, 400],
        [LEFT, 600],
        [STRAIGHT, 900],
        [UP, 600],
      ],
    );
    expect(found).toMatchObject({ reason: null, over: true, done: ["turn_left", "center", "look_up"] });
  });

  test.each([66, 150, 250])("is done at a frame every %d ms", (interval) => {
    const held: Held[] = [
      [STRAIGHT, 500],
      [LEFT, 900],
      [STRAIGHT, 300],
      [RIGHT, 900],
    ];
    expect(run(["turn_left", "turn_right"], held, 1.2, interval)).toMatchObject({ reason: null, over: true });
  });

  test("refuses another order", () => {
    const found = run(
      ["turn_left", "look_up"],
      [
        [STRAIGHT, 400],
        [UP, 700],
      ],
    );
    expect(found).toMatchObject({ reason: "wrong_gesture", done: [] });
  });

  test("refuses a gesture that nobody asked for between two", () => {
    const found = run(
      ["turn_left", "look_up"],
      [
        [STRAIGHT, 400],
        [LEFT, 700],
        [STRAIGHT, 300],
        [RIGHT, 600],
      ],
    );
    expect(found).toMatchObject({ reason: "wrong_gesture", done: ["turn_left"] });
  });

  test("forgives a start to the wrong side", () => {
    const found = run(
      ["turn_left"],
      [
        [STRAIGHT, 300],
        [RIGHT, 200],
        [STRAIGHT, 200],
        [LEFT, 800],
      ],
    );
    expect(found).toMatchObject({ reason: null, over: true });
  });

  test("does not forgive trying all sides", () => {
    const swing: Held[] = [
      [RIGHT, 200],
      [STRAIGHT, 200],
    ];
    expect(run(["turn_left"], [[STRAIGHT, 300], ...swing, ...swing, ...swing, [LEFT, 800]]).reason).toBe(
      "wrong_gesture",
    );
  });

  test("does not take what was under way before it was asked", () => {
    const found = run(["turn_left"], [[LEFT, 3000]]);
    expect(found).toMatchObject({ done: [], over: false, reason: null });
    expect(found.asked).toContain("center");
  });

  test("takes it after the head came back", () => {
    const found = run(
      ["turn_left"],
      [
        [LEFT, 600],
        [STRAIGHT, 400],
        [LEFT, 1000],
      ],
    );
    expect(found).toMatchObject({ reason: null, over: true });
    expect(found.asked).toEqual(["center", "turn_left"]);
  });

  test("lets a head leave the former gesture in its own time", () => {
    const found = run(
      ["turn_left", "look_up"],
      [
        [STRAIGHT, 400],
        [LEFT, 2500],
        [STRAIGHT, 200],
        [UP, 900],
      ],
    );
    expect(found).toMatchObject({ reason: null, over: true });
  });

  test("wants depth", () => {
    const found = run(
      ["turn_left"],
      [
        [STRAIGHT, 400],
        [LEFT, 2000],
      ],
      0.1,
    );
    expect(found).toMatchObject({ reason: "flat", done: [] });
  });

  test("ends", () => {
    expect(run(["turn_left"], [[STRAIGHT, 20_000]]).reason).toBe("too_slow");
  });

  test("is not held by a jerk", () => {
    const found = run(
      ["turn_left"],
      [
        [STRAIGHT, 800],
        [LEFT, 66],
        [STRAIGHT, 200],
        [LEFT, 66],
        [STRAIGHT, 200],
      ],
    );
    expect(found).toMatchObject({ done: [], over: false });
  });
});
