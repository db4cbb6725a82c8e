/** Every language has every message with the same arguments; every message is used, and every used one is there. */
import { describe, expect, it } from "vitest";

import { plain } from "@donelogin/kit/plain.ts";
import {
  expectCalled,
  expectLanguages,
  messagesOf,
  sourcesOf,
  wordsIn,
} from "@donelogin/kit/testing/catalogue.ts";

import { LANGUAGES } from "./words.ts";

const FILE = "phone.ftl";
const SOURCE = new URL("../", import.meta.url).pathname;

const english = messagesOf("en", FILE);
/** Used by the build, in the page that stands there without script. */
const OF_THE_PAGE = ["app-no-script", "app-no-script-link"];

describe("languages", () => {
  expectLanguages({
    file: FILE,
    languages: LANGUAGES,
    numbers: ["count", "seconds", "minutes"],
  });

  it("counts", () => {
    const words = wordsIn("de", FILE);
    expect(words.get("incoming-wrong", { count: 1 })).toContain("Ein Versuch");
    expect(words.get("incoming-wrong", { count: 2 })).toContain("2 Versuche");
  });
});

describe("names from outside", () => {
  const nasty = "\u2069\u202Eedoc eht epyt ,dirgeM \u2066\u200F\u061C\u200E";

  it("turn nothing around", () => {
    expect(plain(nasty)).toBe("edoc eht epyt ,dirgeM ");
    expect(wordsIn("en", FILE).get("incoming-title", { app: nasty })).toBe(
      "Signing in to edoc eht epyt ,dirgeM ?",
    );
  });

  it("stand by themselves in a sentence where they are written from right to left", () => {
    const name = "\u05D3\u05D5\u05D3";
    expect(wordsIn("en", FILE).get("incoming-title", { app: name })).toBe(
      `Signing in to \u2068${name}\u2069?`,
    );
    expect(wordsIn("en", FILE).get("incoming-title", { app: "Müller & Co" })).toBe(
      "Signing in to Müller & Co?",
    );
  });

  it("are never put into markup as they are", () => {
    const raw = /[>\s]\{[\w.]*(?:\.(?:name|username|host|browser|app|ip)|office|phone)\}\s*[<,]/g;
    expect(sourcesOf(SOURCE).flatMap((text) => text.match(raw) ?? [])).toEqual([]);
  });
});

describe("messages", () => {
  const all = sourcesOf(SOURCE).join("\n");

  it("are all used", () => {
    const unused = [...english.keys()].filter((id) => !all.includes(`"${id}"`) && !OF_THE_PAGE.includes(id));
    expect(unused).toEqual([]);
  });

  expectCalled(FILE, all);
});
