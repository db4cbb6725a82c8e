/** Every language has every message with the same arguments; every message is used, and every used one is there. */
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

import { FluentResource } from "@fluent/bundle";
import { describe, expect, it } from "vitest";

import { Words, negotiate } from "@donelogin/kit/words.ts";

import { LANGUAGES, SOURCES } from "./words.ts";

const LOCALES = new URL("../../../locales/", import.meta.url).pathname;
const SOURCE = new URL("../", import.meta.url).pathname;

/** Each message with the arguments that it names. */
function catalogue(tag: string): Map<string, string[]> {
  const resource = new FluentResource(readFileSync(join(LOCALES, tag, "admin.ftl"), "utf8"));
  return new Map(resource.body.map(({ id, value }) => [id, argumentsOf(value)]));
}

function argumentsOf(pattern: unknown): string[] {
  const names = new Set<string>();
  JSON.stringify(pattern, (_, value: unknown) => {
    const part = value as { type?: string; name?: string } | null;
    if (part?.type === "var" && part.name) names.add(part.name);
    return value;
  });
  return [...names].sort();
}

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sources(path);
    return /\.(ts|svelte)$/.test(entry.name) && !entry.name.endsWith(".test.ts")
      ? [readFileSync(path, "utf8")]
      : [];
  });
}

const english = catalogue("en");
/** Put together from a part that the server or a choice names. */
const MADE = [
  /^(actor|choice|event|health|preset|scope|setting|subject|tries|wait)-/,
  /^first-run-(office|address|you|trust|phone|(host|your-name|email|password)-[a-z-]+)$/,
  /^(store|trust|check|knock|hue|mail-step|mail-cause|name)-/,
  /^import-(email|username|not)-[a-z-]+$/,
  /^(person|office)-[a-z]+-wrong$/,
  /^bulk-(disable|enable)-done$/,
  /^(invite|reset-password|reset-mfa|delete|rotate|remove-app)-(title|text|go|done|lead)$/,
];
/** Used by the build, in the page that stands there without script. */
const OF_THE_PAGE = ["app-no-script", "app-no-script-link"];

describe("languages", () => {
  it("has English and German", () => {
    expect(LANGUAGES).toEqual(expect.arrayContaining(["de", "en"]));
  });

  it.each(LANGUAGES)("%s is complete", (tag) => {
    const own = catalogue(tag);
    expect([...own.keys()].sort()).toEqual([...english.keys()].sort());
    for (const [id, names] of english) expect([id, own.get(id)]).toEqual([id, names]);
  });

  it.each(LANGUAGES)("%s says nothing in markup, and begs for nothing", (tag) => {
    const text = readFileSync(join(LOCALES, tag, "admin.ftl"), "utf8");
    expect(text).not.toMatch(/<\w|\bplease\b|\bbitte\b/i);
  });

  it.each(LANGUAGES)("%s forms every message", (tag) => {
    const words = new Words(SOURCES, tag);
    for (const [id, names] of english) {
      const args = Object.fromEntries(
        names.map((name) => [
          name,
          ["count", "number", "line", "all", "letIn", "refused", "without", "seq"].includes(name) ? 2 : "x",
        ]),
      );
      expect(words.get(id, args)).not.toMatch(/\{|\?\?\?/);
    }
  });

  it("counts", () => {
    const words = new Words(SOURCES, "de");
    expect(words.get("people-count", { count: 1 })).toBe("Eine Person");
    expect(words.get("people-count", { count: 10_000 })).toBe("10.000 Personen");
  });

  it("takes the first language that is there", () => {
    expect(negotiate(["fr-FR", "de-AT", "en"], ["de", "en"])).toBe("de");
    expect(negotiate(["pt-BR"], ["pt", "pt-BR", "en"])).toBe("pt-BR");
    expect(negotiate(["xx"], ["de", "en"])).toBe("en");
    expect(negotiate([], ["de", "en"])).toBe("en");
  });
});

describe("messages", () => {
  const all = sources(SOURCE).join("\n");

  it("are all used", () => {
    const isMade = (id: string) => MADE.some((form) => form.test(id));
    const unused = [...english.keys()].filter(
      (id) => !all.includes(`"${id}"`) && !OF_THE_PAGE.includes(id) && !isMade(id),
    );
    expect(unused).toEqual([]);
  });

  it("are all there", () => {
    const called = [...all.matchAll(/\bt\(\s*"([\w-]+)"/g)].map(([, id]) => id ?? "");
    // Whatever else looks like one: all begin with the first word of some message and a hyphen.
    expect(called.filter((id) => !english.has(id))).toEqual([]);
  });
});
