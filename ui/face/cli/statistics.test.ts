import { expect, test } from "vitest";

import { equalError, falseAccepts, falseRejects, thresholdAt, wilson } from "./statistics.ts";

test("Wilson's interval", () => {
  const [low, high] = wilson({ errors: 1, of: 10 });
  expect(low).toBeCloseTo(0.018, 3);
  expect(high).toBeCloseTo(0.404, 3);
  // Without errors the upper end is near the rule of three, 3/n.
  expect(wilson({ errors: 0, of: 1000 })[1]).toBeCloseTo(0.0038, 4);
  expect(wilson({ errors: 0, of: 0 })).toEqual([0, 1]);
});

const SCORES = { genuine: [0.4, 0.6, 0.7, 0.8], impostor: Array.from({ length: 100 }, (_, i) => i / 200) };

test("errors on both sides of a threshold", () => {
  expect(falseRejects(SCORES, 0.5)).toEqual({ errors: 1, of: 4 });
  expect(falseAccepts(SCORES, 0.45)).toEqual({ errors: 10, of: 100 });
});

test("a threshold for a rate that can be seen, and none for one that cannot", () => {
  const threshold = thresholdAt(SCORES, 0.05);
  expect(falseAccepts(SCORES, threshold ?? 0).errors).toBe(5);
  expect(thresholdAt(SCORES, 0.001)).toBeNull();
});

test("where both errors are alike", () => {
  const { threshold, rate } = equalError(SCORES);
  expect(threshold).toBeGreaterThan(0.35);
  expect(rate).toBeLessThan(0.25);
});
