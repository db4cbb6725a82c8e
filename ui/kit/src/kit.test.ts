/** Rows of long lists, words, times, toasts. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { Deadline } from "./clock.ts";
import { negotiate } from "./negotiate.ts";
import { inSight, pagesOf } from "./rows.ts";
import { lit, time } from "./ticks.ts";
import { SHOWN_MS, toasts } from "./toasts.svelte.ts";
import { Words } from "./words.ts";

describe("rows in sight", () => {
  it("are few, however long the list is", () => {
    const rows = inSight(255_000, 900, 51, 10_000);
    expect(rows.from).toBeGreaterThan(4_900);
    expect(rows.to - rows.from).toBeLessThan(40);
    expect(inSight(0, 900, 51, 10_000).from).toBe(0);
    expect(inSight(510_000, 900, 51, 10_000).to).toBe(10_000);
  });

  it("are none of an empty list, and never before its beginning", () => {
    expect(inSight(4_000, 900, 51, 0)).toEqual({ from: 0, to: 0 });
    expect(inSight(4_000, 900, 51, 3)).toEqual({ from: 3, to: 3 });
  });

  it("name the pages that hold them", () => {
    expect(pagesOf({ from: 95, to: 201 }, 100)).toEqual([0, 1, 2]);
    expect(pagesOf({ from: 100, to: 200 }, 100)).toEqual([1]);
    expect(pagesOf({ from: 5, to: 5 }, 100)).toEqual([]);
  });
});

describe("words", () => {
  const german = new Words("hello = Hallo { $name }", "de", "de-DE");

  it("form messages, and name the one that is missing", () => {
    expect(german.get("hello", { name: "Mira" })).toBe("Hallo Mira");
    expect(german.get("nothing")).toBe("nothing");
    expect(german.has("hello")).toBe(true);
  });

  it("are fetched in the language that is asked for, or in any that is there", async () => {
    const gone = () => Promise.reject(new Error("no server"));
    const catalogues = {
      "../locales/de/x.ftl": () => Promise.resolve("hello = Hallo"),
      "../locales/en/x.ftl": gone,
      "../locales/fr/x.ftl": () => Promise.resolve("hello = Bonjour"),
    };
    vi.stubGlobal("navigator", { languages: ["xx", "fr-CA", "de"] });
    const french = await Words.ofBrowser(catalogues);
    expect([french.tag, french.locale, french.get("hello")]).toEqual(["fr", "fr-CA", "Bonjour"]);
    vi.stubGlobal("navigator", { languages: ["en"] });
    expect((await Words.ofBrowser(catalogues)).tag).toBe("de");
    vi.unstubAllGlobals();
  });

  it("count by the rules of each language", () => {
    const catalogue = "left = { $count ->\n    [one] one\n   *[other] many\n}";
    const counted = (tag: string, count: number) => new Words(catalogue, tag).get("left", { count });
    expect(["en", "de", "fr", "es"].map((tag) => counted(tag, 1))).toEqual(["one", "one", "one", "one"]);
    // None is one in French; a million has a form of its own in French and Spanish, which falls to the last.
    expect([counted("fr", 0), counted("en", 0), counted("fr", 1_000_000)]).toEqual(["one", "many", "many"]);
    expect(["vi", "ja"].map((tag) => counted(tag, 1))).toEqual(["many", "many"]);
  });

  it("choose by the first part of a tag", () => {
    expect(negotiate(["xx", "de-AT"], ["de", "en"])).toBe("de");
  });

  it("form numbers, lists and dates", () => {
    expect(german.number(10_000)).toBe("10.000");
    expect(german.list(["a", "b", "c"])).toBe("a, b und c");
    expect(german.date(0)).toContain("1970");
  });
});

describe("a time that runs out", () => {
  it("counts by a clock that nobody sets", () => {
    let now = 0;
    const deadline = new Deadline(300, 300, () => now);
    now = 79_000;
    expect(deadline.leftS).toBe(221);
    expect(time(deadline.leftS)).toBe("3:41");
    expect(lit(221, 300)).toBe(45);
    now = 999_000;
    expect(deadline.isOver).toBe(true);
  });
});

describe("toasts", () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it("go by themselves, but not while somebody reads", () => {
    toasts.say("Noah was switched off");
    const id = toasts.list[0]?.id ?? 0;
    toasts.hold(id);
    vi.advanceTimersByTime(SHOWN_MS * 3);
    expect(toasts.list).toHaveLength(1);
    toasts.resume(id);
    vi.advanceTimersByTime(SHOWN_MS + 1);
    expect(toasts.list).toHaveLength(0);
  });

  it("are three at most", () => {
    for (const text of ["a", "b", "c", "d"]) toasts.say(text);
    expect(toasts.list.map((toast) => toast.text)).toEqual(["b", "c", "d"]);
  });
});
