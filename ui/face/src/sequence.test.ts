import { describe, expect, test } from "vitest";

import { Sequence } from "./sequence.ts";
import type { Turn } from "./pose.ts";
import type { Gesture, Reason } from "./types.ts";

const LEFT: Turn = { side: 1.4, up: 0.1 };
const RIGHT: Turn = { side: -1.4, up: 0 };
const UP: Turn = { side: 0.1, up: 1.3 };
const STRAIGHT: Turn = { side: 0.05, up: -0.05 };

/** A head that goes some way, and is held there, for some milliseconds. */
type Held = [turn: Turn, milliseconds: number];

/** How a head moves: whole turns take so many milliseconds (0: photos are exchanged), frames come in between. */
interface Manner {
  moves?: number;
  interval?: number;
  /** Milliseconds by which the frames come later. */
  phase?: number;
  depth?: number;
}

/** Plays what a head does; every gesture that is ripe is the owner's. */
function run(
  gestures: Gesture[],
  held: Held[],
  { moves = 500, interval = 66, phase = 0, depth = 1.2 }: Manner = {},
) {
  const sequence = new Sequence(gestures, 0);
  const asked: Gesture[] = [];
  let reason: Reason | null = null;
  let at = phase;
  let begins = 0;
  let from = held[0]![0];
  for (const [to, milliseconds] of held) {
    const lasts = Math.min(moves, milliseconds);
    for (const end = begins + milliseconds; at < end && !reason && !sequence.over; at += interval) {
      const turn = between(from, to, lasts ? (at - begins) / lasts : 1);
      reason = sequence.step({ at, turn, depth: () => depth, view: null });
      if (asked.at(-1) !== sequence.asked) asked.push(sequence.asked);
      if (sequence.ripe(at)) sequence.advance(at);
    }
    begins += milliseconds;
    from = to;
  }
  return { reason, done: sequence.done, over: sequence.over, asked };
}

/** The path of least jerk. */
function between(from: Turn, to: Turn, share: number): Turn {
  const t = Math.min(1, Math.max(0, share));
  const way = t * t * t * (10 - 15 * t + 6 * t * t);
  return { side: from.side + way * (to.side - from.side), up: from.up + way * (to.up - from.up) };
}

/** Somebody who does what is asked, a moment later, in moves of so many milliseconds; ends with the sequence. */
function follow(gestures: Gesture[], { moves = 500, interval = 66, phase = 0 }: Manner) {
  const aims: Record<Gesture, Turn> = {
    turn_left: LEFT,
    turn_right: RIGHT,
    look_up: UP,
    look_down: { side: 0, up: -1.3 },
    center: STRAIGHT,
  };
  const sequence = new Sequence(gestures, 0);
  const path = [{ begins: -Infinity, from: STRAIGHT, to: STRAIGHT }];
  const pose = (at: number): Turn => {
    const { begins, from, to } = path.findLast((each) => each.begins <= at)!;
    if (begins === -Infinity) return to;
    return between(from, to, moves ? (at - begins) / moves : 1);
  };
  let heard: Gesture = "center";
  let backs = 0;
  let at = phase;
  for (; at < 30_000 && !sequence.over; at += interval) {
    if (sequence.asked !== heard) {
      heard = sequence.asked;
      if (heard === "center" && !gestures.includes("center")) backs++;
      const begins = at + 250 + ((path.length * 67) % 150);
      path.push({ begins, from: pose(begins), to: aims[heard] });
    }
    const reason = sequence.step({ at, turn: pose(at), depth: () => 1.2, view: null });
    if (reason) return { reason, over: false, backs, took: at };
    if (sequence.ripe(at)) sequence.advance(at);
  }
  return { reason: null, over: sequence.over, backs, took: at };
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
    expect(run(["turn_left", "turn_right"], held, { interval })).toMatchObject({ reason: null, over: true });
  });

  test("refuses another order", () => {
    const found = run(
      ["turn_left", "look_up"],
      [
        [STRAIGHT, 400],
        [UP, 1000],
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
        [RIGHT, 900],
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
      { depth: 0.1 },
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

  describe.each([4, 5, 10, 15, 30])("at %d frames a second", (rate) => {
    const interval = 1000 / rate;
    const sequences: Gesture[][] = [
      ["turn_left", "look_up", "turn_right"],
      ["turn_right", "turn_left", "look_down"],
      ["look_up", "look_down", "turn_left"],
    ];

    test.each([400, 500, 650, 800])("sees turns of %d ms on their way", (moves) => {
      let [backs, tries] = [0, 0];
      for (const gestures of sequences) {
        for (let phase = 0; phase < 1; phase += 0.1) {
          const found = follow(gestures, { moves, interval, phase: phase * interval });
          expect(found).toMatchObject({ reason: null, over: true });
          backs += found.backs;
          tries += gestures.length;
        }
      }
      // Who turns as fast as one can is sent back now and then, and by a slow phone others are.
      if (rate > 10 || (rate === 10 && moves > 400)) expect(backs).toBe(0);
      else expect(backs / tries).toBeLessThan(moves > 400 ? 0.6 : 1.1);
    });

    test("sees no photos that are exchanged", () => {
      for (const gestures of sequences) {
        expect(follow(gestures, { moves: 0, interval })).toMatchObject({ reason: null, over: false });
      }
    });
  });

  test("sends what came from nowhere back to straight, and takes it when it is seen", () => {
    const jumps = run(
      ["turn_left"],
      [
        [STRAIGHT, 400],
        [LEFT, 1200],
      ],
      { moves: 0 },
    );
    expect(jumps).toMatchObject({ reason: null, over: false, asked: ["turn_left", "center"] });
  });
});
