/** Logos that can be taken, and tokens for a picture of a page. */
import { readFileSync } from "node:fs";

import { describe, expect, it } from "vitest";

import { MOST_BYTES, logoFault } from "./logo.ts";
import { tokensFor } from "./tokens.ts";

describe("a logo", () => {
  it("is a picture of pixels, and small", () => {
    expect(logoFault({ type: "image/png", size: 10 })).toBeNull();
    expect(logoFault({ type: "image/svg+xml", size: 10 })).toBe("logo-kind");
    expect(logoFault({ type: "image/webp", size: 0 })).toBe("logo-empty");
    expect(logoFault({ type: "image/jpeg", size: MOST_BYTES + 1 })).toBe("logo-large");
  });
});

describe("the tokens of a picture of a page", () => {
  it("hang on the picture, in each theme and hue", () => {
    const sheet = readFileSync(new URL("../../../../design/tokens.css", import.meta.url), "utf8");
    const own = tokensFor(sheet, ".look");
    expect(own).not.toContain(":root");
    expect(own).toContain(".look.hue-blue.theme-dark");
    expect(own).toContain(".look.theme-dark");
  });
});
