/** Every text of the app, from `ui/locales/<language>/admin.ftl`. */
import type { FluentVariable } from "@fluent/bundle";

import { Words, tagOf } from "@donelogin/kit/words.ts";

export const SOURCES: Record<string, string> = import.meta.glob("../../../locales/*/admin.ftl", {
  query: "?raw",
  import: "default",
  eager: true,
});

export const LANGUAGES = Object.keys(SOURCES).map(tagOf);

const CHOSEN = "language";

function chosen(): string | null {
  // Not there in tests, and refused where a browser keeps nothing.
  try {
    const tag = localStorage.getItem(CHOSEN);
    return tag !== null && LANGUAGES.includes(tag) ? tag : null;
  } catch {
    return null;
  }
}

const own = chosen();

/** The words of this person. */
export const words: Words = own === null ? Words.ofBrowser(SOURCES) : new Words(SOURCES, own);

/** From now on in this browser; all words are formed anew. */
export function chooseLanguage(tag: string): void {
  localStorage.setItem(CHOSEN, tag);
  location.reload();
}

/** What a language calls itself. */
export function nameOf(tag: string): string {
  const name = new Intl.DisplayNames([tag], { type: "language" }).of(tag) ?? tag;
  return name.charAt(0).toLocaleUpperCase(tag) + name.slice(1);
}

/** Shorthand for components. */
export function t(id: string, args?: Record<string, FluentVariable>): string {
  return words.get(id, args);
}
