import { expect, test } from "vitest";

import { bent, head, noise, photo, seen } from "../test/head.ts";
import { poseOf, YAW } from "./pose.ts";
import { foreshortening, parallax } from "./solid.ts";

test.each([20, 27, 34])("a nose of %d mm leaves the plane of the face towards the turn", (nose) => {
  const neutral = seen(head(nose));
  for (const yaw of [20, 30, 40]) {
    expect(parallax(neutral, seen(head(nose), { yaw }))).toBeGreaterThan(0.1);
    expect(parallax(neutral, seen(head(nose), { yaw: -yaw }))).toBeLessThan(-0.1);
  }
});

test("a photo in any attitude and distance leaves nothing, also where its nose seems to turn", () => {
  const neutral = seen(photo(), { distance: 400 });
  for (const yaw of [-60, -30, 30, 60]) {
    for (const pitch of [-40, 0, 40]) {
      const turned = seen(photo(), { yaw, pitch, roll: 15, distance: 300 });
      expect(Math.abs(parallax(neutral, turned))).toBeLessThan(1e-9);
    }
  }
  const slanted = poseOf(seen(photo(), { yaw: 50, pitch: 40, roll: 10 }));
  expect(Math.abs(slanted.yaw - poseOf(neutral).yaw)).toBeGreaterThan(YAW);
});

test("a pixel of noise does not make a photo solid", () => {
  const random = noise(1);
  const neutral = seen(photo());
  const found = Array.from({ length: 200 }, () => parallax(neutral, seen(photo(), { yaw: 40 }, random)));
  found.sort((one, other) => one - other);
  expect(found[198]).toBeLessThan(0.1);
});

test("bent paper shows less than a head that is turned as far", () => {
  for (const radius of [40, 60, 80]) {
    const paper = parallax(seen(bent(radius)), seen(bent(radius), { yaw: 25 }));
    expect(paper).toBeLessThan(0.1);
  }
});

test("a plane becomes narrow by the cosine of its angle", () => {
  const neutral = seen(photo(), { distance: 5000 });
  expect(foreshortening(neutral, seen(photo(), { yaw: 60, distance: 5000 }))).toBeCloseTo(0.5, 2);
  expect(foreshortening(neutral, seen(photo(), { pitch: 60, distance: 5000 }))).toBeCloseTo(0.5, 1);
});
