import { describe, expect, test } from "vitest";

import { Identity } from "./identity.ts";
import { unit } from "./match.ts";
import type { Thresholds } from "./types.ts";

const BOUNDS: Thresholds = {
  match: 0.45,
  frames: 5,
  turned: 0.3,
  face_width_min: 0.25,
  face_width_max: 0.55,
};
const OWNER = unit([1, 0, 0, 0]);

/** A face whose cosine to the owner's is so much. */
function like(cosine: number, side = 1): Float32Array {
  return unit([cosine, side * Math.sqrt(1 - cosine * cosine), 0, 0]);
}

function first(cosines: number[]) {
  const identity = new Identity([OWNER], BOUNDS);
  return { identity, answers: cosines.map((cosine, i) => identity.frontal(like(cosine), 100 * i)) };
}

describe("whose face it is", () => {
  test("says the median of five", () => {
    expect(first([0.1, 0.6, 0.6, 0.2, 0.6]).answers.at(-1)).toBe("same");
    expect(first([0.9, 0.9, 0.2, 0.2, 0.2]).answers.at(-1)).toBe("other");
  });

  test("is asked once more after a near miss, not twice", () => {
    const near = [0.4, 0.4, 0.4, 0.4, 0.4];
    expect(first(near).answers.at(-1)).toBe("unsure");
    expect(first([...near, ...near]).answers.at(-1)).toBe("other");
    expect(first([...near, 0.5, 0.5, 0.5, 0.5, 0.5]).answers.at(-1)).toBe("same");
  });

  test("may be missed once in between, not twice", () => {
    const { identity } = first([0.6, 0.6, 0.6, 0.6, 0.6]);
    expect(identity.due(500)).toBe(false);
    expect(identity.due(900)).toBe(true);
    expect(identity.look(like(0.1), false, 900)).toBe("unsure");
    expect(identity.due(910)).toBe(true);
    expect(identity.look(like(0.1), false, 910)).toBe("other");
  });

  test("has to be that of the same minute, also if both are like the owner", () => {
    const { identity } = first([0.6, 0.6, 0.6, 0.6, 0.6]);
    expect(identity.look(like(0.6, -1), true, 900)).toBe("unsure");
  });

  test("is asked again at the end", () => {
    const { identity } = first([0.6, 0.6, 0.6, 0.6, 0.6]);
    expect([0.5, 0.2, 0.5].map((cosine) => identity.closing(like(cosine)))).toEqual([
      "unsure",
      "unsure",
      "same",
    ]);
  });
});
