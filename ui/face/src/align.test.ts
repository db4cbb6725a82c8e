import { expect, test } from "vitest";

import { align, apply, points } from "./align.ts";
import { letterbox } from "./detector.ts";
import { affine, sample } from "./picture.ts";
import type { Landmarks } from "./types.ts";

const AT: Landmarks = {
  eyeA: { x: 138.2946, y: 151.6963 },
  eyeB: { x: 173.5318, y: 151.5014 },
  nose: { x: 156.0252, y: 171.7366 },
  mouthA: { x: 141.5493, y: 192.3655 },
  mouthB: { x: 170.7299, y: 192.2041 },
};

test("landmarks that stand as in the template are only shifted", () => {
  const map = align(AT);
  expect(map.a).toBeCloseTo(1, 6);
  expect(apply(map, { x: 38.2946, y: 51.6963 }).x).toBeCloseTo(138.2946, 3);
});

test("a turned and larger face is brought upright", () => {
  const turned = points(AT).map(({ x, y }) => ({ x: 2 * y, y: -2 * x + 900 }));
  const [eyeA, eyeB, nose, mouthA, mouthB] = turned as [never, never, never, never, never];
  const map = align({ eyeA, eyeB, nose, mouthA, mouthB });
  expect(Math.hypot(map.a, map.b)).toBeCloseTo(2, 6);
  expect(apply(map, { x: 56.0252, y: 71.7366 }).x).toBeCloseTo(2 * AT.nose.y, 2);
});

test("the detector's input keeps the picture's shape", () => {
  expect(letterbox(640, 480, 320)).toMatchObject({ width: 320, height: 256 });
  expect(letterbox(480, 640, 320)).toMatchObject({ width: 256, height: 320 });
  expect(letterbox(250, 250, 320)).toMatchObject({ width: 320, height: 320, map: { a: 250 / 320 } });
});

test("samples are laid plane by plane in the order asked for, black outside", () => {
  const data = new Uint8ClampedArray([10, 20, 30, 255, 50, 60, 70, 255]);
  const picture = { width: 2, height: 1, data };
  const map = affine({ a: 1, b: 0, tx: 0, ty: 0 });
  const bgr = sample(picture, map, { width: 3, height: 1, order: "bgr", scale: 1 });
  expect([...bgr]).toEqual([30, 70, 0, 20, 60, 0, 10, 50, 0]);
  const half = sample(picture, { ...map, tx: 0.5 }, { width: 1, height: 1, order: "rgb", scale: 1 });
  expect([...half]).toEqual([30, 40, 50]);
});
