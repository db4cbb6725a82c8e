import { expect, test } from "vitest";

import { head, noise, seen } from "../test/head.ts";
import { COLOURS, Colours } from "./colours.ts";
import type { Colour, Face } from "./types.ts";

const FACE: Face = { x: 230, y: 140, width: 170, height: 220, score: 0.9, landmarks: seen(head()) };
const ORDER: Colour[] = ["white", "blue", "amber", "green"];

/** Frames of a grey room whose face takes on a share of the screen's colour. */
function run(share: number, grain: number, order = ORDER, shown = ORDER) {
  const colours = new Colours();
  const random = noise(grain);
  order.forEach((told, i) => {
    colours.show(told, 1000 * i);
    const light = COLOURS[shown[i]!];
    for (let at = 1000 * i; at < 1000 * (i + 1); at += 100) {
      const drift = random();
      const data = new Uint8ClampedArray(640 * 480 * 4);
      for (let p = 0; p < 640 * 480; p++) {
        const skin = p % 640 > 200 && p % 640 < 430;
        const base = skin ? [150, 115, 95] : [140, 140, 140];
        for (let c = 0; c < 3; c++)
          data[4 * p + c] = base[c]! * (skin ? 1 - share + (share * light[c]!) / 255 : 1) + drift;
      }
      colours.see({ width: 640, height: 480, data }, FACE, at);
    }
  });
  return colours.reflection();
}

test("a face that takes on the screen's colours is told", () => {
  expect(run(0.12, 0.5)).toBe("seen");
});

test("so is one that does not", () => {
  expect(run(0, 0.1)).toBe("not_seen");
});

test("or that takes on others", () => {
  expect(run(0.12, 0.5, ORDER, ["white", "amber", "green", "blue"])).not.toBe("seen");
});

test("too few colours tell nothing", () => {
  expect(run(0.12, 0.5, ["white", "blue"])).toBe("unclear");
});
