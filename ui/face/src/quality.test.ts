import { describe, expect, test } from "vitest";

import { head, seen } from "../test/head.ts";
import { judge, type Texture, texture } from "./quality.ts";
import type { Picture } from "./picture.ts";
import { Steady } from "./steady.ts";
import type { Face, Thresholds } from "./types.ts";

const BOUNDS: Thresholds = {
  match: 0.45,
  frames: 5,
  turned: 0.3,
  face_width_min: 0.25,
  face_width_max: 0.55,
};
const ROOM = { width: 640, height: 480, data: new Uint8ClampedArray() };
const GOOD: Texture = { light: 130, contrast: 35, burnt: 0, detail: 0.15, slant: 0.1 };

function face(change: Partial<Face> = {}): Face {
  return { x: 240, y: 130, width: 160, height: 210, score: 0.93, landmarks: seen(head()), ...change };
}

describe("what is asked of a person", () => {
  test.each([
    ["no_face", []],
    ["one_face", [face(), face({ x: 20, width: 100 })]],
    ["closer", [face({ width: 100 })]],
    ["back", [face({ width: 300, x: 170 })]],
    ["to_left", [face({ x: 90 })]],
    ["to_right", [face({ x: 400 })]],
    ["higher", [face({ y: 260 })]],
    ["lower", [face({ y: 10 })]],
    ["uncover", [face({ score: 0.7 })]],
    [null, [face()]],
    [null, [face(), face({ x: 20, width: 40 })]],
  ] as const)("%s", (guidance, faces) => {
    expect(judge(ROOM, faces, GOOD, BOUNDS)).toBe(guidance);
  });

  test.each([
    ["more_light", { light: 20 }],
    ["more_light", { contrast: 5 }],
    ["less_light", { light: 230 }],
    ["less_light", { burnt: 0.5 }],
    ["blurred", { detail: 0.004 }],
  ] as const)("%s for %o", (guidance, change) => {
    expect(judge(ROOM, [face()], { ...GOOD, ...change }, BOUNDS)).toBe(guidance);
  });
});

/** Stripes that are `period` pixels wide, of a mean light. */
function stripes(period: number, light: number, depth: number): Picture {
  const data = new Uint8ClampedArray(640 * 480 * 4);
  for (let i = 0; i < 640 * 480; i++) {
    const value = light + depth * Math.sin((2 * Math.PI * (i % 640)) / period);
    data.set([value, value, value, 255], 4 * i);
  }
  return { width: 640, height: 480, data };
}

test("texture tells light, contrast and blur", () => {
  const fine = texture(stripes(8, 120, 40), face());
  const coarse = texture(stripes(60, 60, 40), face());
  expect(fine.light).toBeCloseTo(120, -1);
  expect(coarse.light).toBeLessThan(80);
  expect(fine.detail).toBeGreaterThan(10 * coarse.detail);
});

test("words do not flicker", () => {
  const steady = new Steady();
  expect(steady.offer("closer", 0)).toBeNull();
  expect(steady.offer("closer", 300)).toBe("closer");
  expect(steady.offer(null, 400)).toBe("closer");
  expect(steady.offer("back", 500)).toBe("closer");
  expect(steady.offer("back", 760)).toBe("closer");
  expect(steady.offer("back", 1100)).toBe("back");
  expect(steady.offer(null, 1900)).toBe("back");
  expect(steady.offer(null, 2200)).toBeNull();
});
