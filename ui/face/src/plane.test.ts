import { describe, expect, test } from "vitest";

import { type Five, head, photo, seen } from "../test/head.ts";
import { homography, project } from "./homography.ts";
import { Plane } from "./plane.ts";
import type { Picture } from "./picture.ts";
import type { Face, Landmarks } from "./types.ts";

const WIDTH = 640;
const HEIGHT = 480;

/** Waves of several lengths: what skin, brows and lips are to the test. */
function paint(x: number, y: number): number {
  const waves = Math.sin(x / 9) + Math.sin(y / 7 + 1) + Math.sin((x + y) / 13) + Math.cos((x - 2 * y) / 17);
  return 128 + 28 * waves;
}

/** The waves on a plane that is seen as these landmarks are; `nose` moves a bump in the middle, in pixels. */
function picture(neutral: Landmarks, turned: Landmarks, nose = { x: 0, y: 0 }): Picture {
  const corners = ({ eyeA, eyeB, mouthA, mouthB }: Landmarks) => [eyeA, eyeB, mouthA, mouthB];
  const back = homography(corners(turned), corners(neutral))!;
  const data = new Uint8ClampedArray(WIDTH * HEIGHT * 4);
  const tip = neutral.nose;
  for (let y = 120; y < 360; y++) {
    for (let x = 200; x < 440; x++) {
      const at = project(back, { x, y });
      const far = ((at.x - tip.x) / 14) ** 2 + ((at.y - tip.y + 4) / 18) ** 2;
      const height = Math.exp(-0.5 * far);
      const value = paint(at.x - height * nose.x, at.y - height * nose.y);
      data.set([value, value, value, 255], (y * WIDTH + x) * 4);
    }
  }
  return { width: WIDTH, height: HEIGHT, data };
}

function face(landmarks: Landmarks): Face {
  return { x: 0, y: 0, width: 100, height: 130, score: 0.9, landmarks };
}

function compare(five: Five, attitude: Parameters<typeof seen>[1], nose?: { x: number; y: number }) {
  const neutral = seen(five);
  const turned = seen(five, attitude);
  return new Plane(picture(neutral, neutral), face(neutral)).compare(
    picture(neutral, turned, nose),
    face(turned),
    0,
  );
}

describe("a plane with a nose", () => {
  test.each([{ yaw: 30 }, { yaw: -45 }, { pitch: 35 }, { pitch: -30, yaw: 20, roll: 10 }])(
    "is only a plane where a picture is turned: %o",
    (attitude) => {
      const found = compare(photo(), attitude);
      expect(found.plane).toBeGreaterThan(0.97);
      expect(Math.abs(found.aside)).toBeLessThan(0.03);
      expect(Math.abs(found.up)).toBeLessThan(0.03);
    },
  );

  test.each([
    [{ x: 10, y: 0 }, 1, 0],
    [{ x: -10, y: 0 }, -1, 0],
    [{ x: 0, y: -10 }, 0, 1],
    [{ x: 0, y: 10 }, 0, -1],
  ])("sees where the nose went: %o", (nose, aside, up) => {
    const found = compare(head(), {}, nose);
    expect(Math.sign(Math.round(found.aside * 20)) + 0).toBe(aside);
    expect(Math.sign(Math.round(found.up * 20)) + 0).toBe(up);
  });
});
