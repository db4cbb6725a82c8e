import { expect, test } from "vitest";

import { head, seen } from "../test/head.ts";
import { Track } from "./track.ts";
import type { Face } from "./types.ts";

function face(x: number, width = 150): Face {
  return { x, y: 120, width, height: 1.3 * width, score: 0.9, landmarks: seen(head()) };
}

test("a face that moves stays the same", () => {
  const track = new Track();
  for (let i = 0; i < 20; i++) expect(track.step([face(200 + 10 * i)], 66 * i).broken).toBeNull();
});

test("one that jumps does not", () => {
  const track = new Track();
  track.step([face(100)], 0);
  expect(track.step([face(180)], 66).broken).toBe("face_changed");
});

test("one that is suddenly as large does not", () => {
  const track = new Track();
  track.step([face(200, 120)], 0);
  expect(track.step([face(160, 200)], 66).broken).toBe("face_changed");
});

test("one that is lost for a moment may come back, later not", () => {
  const track = new Track();
  track.step([face(200)], 0);
  expect(track.step([], 200).broken).toBeNull();
  expect(track.step([face(200)], 300)).toMatchObject({ broken: null });
  expect(track.step([], 600).broken).toBeNull();
  expect(track.step([], 1400).broken).toBe("no_face");
});

test("a second face breaks it when it stays; one far behind does not", () => {
  const track = new Track();
  track.step([face(200)], 0);
  expect(track.step([face(200), face(420, 40)], 66)).toMatchObject({ broken: null, face: { x: 200 } });
  expect(track.step([face(200), face(420, 120)], 132).broken).toBeNull();
  expect(track.step([face(200), face(420, 120)], 264).broken).toBe("two_faces");
});
