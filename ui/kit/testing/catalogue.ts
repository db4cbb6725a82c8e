/** What holds of every app's words: each language has every message with the same arguments, and every used one is there. */
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

import { FluentResource } from "@fluent/bundle";
import { expect, it } from "vitest";

import { negotiate } from "../src/negotiate.ts";
import { Words } from "../src/words.ts";

const LOCALES = new URL("../../locales/", import.meta.url).pathname;

/** The words of one app. */
export interface Catalogue {
  /** Its file in each language's folder. */
  file: string;
  languages: readonly string[];
  /** Names of arguments that are numbers. */
  numbers: readonly string[];
}

function textOf(tag: string, file: string): string {
  return readFileSync(join(LOCALES, tag, file), "utf8");
}

/** The words of one language, as an app has them. */
export function wordsIn(tag: string, file: string): Words {
  return new Words(textOf(tag, file), tag);
}

/** Each message with the arguments that it names. */
export function messagesOf(tag: string, file: string): Map<string, string[]> {
  const resource = new FluentResource(textOf(tag, file));
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

/** The texts of all sources below a folder, but for tests. */
export function sourcesOf(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sourcesOf(path);
    return /\.(ts|svelte)$/.test(entry.name) && !entry.name.endsWith(".test.ts")
      ? [readFileSync(path, "utf8")]
      : [];
  });
}

/** Tests of the languages, to be called where tests are described. */
export function expectLanguages({ file, languages, numbers }: Catalogue): void {
  const english = messagesOf("en", file);

  it("are those of the folders", () => {
    expect([...languages].sort()).toEqual(readdirSync(LOCALES).sort());
  });

  it.each(languages)("%s is complete", (tag) => {
    const own = messagesOf(tag, file);
    expect([...own.keys()].sort()).toEqual([...english.keys()].sort());
    for (const [id, names] of english) expect([id, own.get(id)]).toEqual([id, names]);
  });

  it.each(languages)("%s says nothing in markup, and begs for nothing", (tag) => {
    expect(textOf(tag, file)).not.toMatch(/<\w|\bplease\b|\bbitte\b|s’il vous plaît|\bpor favor\b|[!¡！]/i);
  });

  it.each(languages)("%s forms every message", (tag) => {
    const words = wordsIn(tag, file);
    for (const [id, names] of english) {
      const args = Object.fromEntries(names.map((name) => [name, numbers.includes(name) ? 2 : "x"]));
      expect(words.get(id, args)).not.toMatch(/\{|\?\?\?/);
    }
  });

  it("takes the first language that is there", () => {
    expect(negotiate(["xx-XX", "de-AT", "en"], ["de", "en"])).toBe("de");
    expect(negotiate(["fr-CA", "en"], ["de", "en", "fr"])).toBe("fr");
    expect(negotiate(["pt-BR"], ["pt", "pt-BR", "en"])).toBe("pt-BR");
    expect(negotiate(["xx"], ["de", "en"])).toBe("en");
    expect(negotiate([], ["de", "en"])).toBe("en");
  });
}

/** A test that every message that is called by its name is there. */
export function expectCalled(file: string, all: string): void {
  it("are all there", () => {
    const english = messagesOf("en", file);
    const called = [...all.matchAll(/\bt\(\s*"([\w-]+)"/g)].map(([, id]) => id ?? "");
    // Whatever else looks like one: all begin with the first word of some message and a hyphen.
    expect(called.filter((id) => !english.has(id))).toEqual([]);
  });
}
