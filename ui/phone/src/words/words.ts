/** Every text of the app, from `ui/locales/<language>/phone.ftl`. */
import type { FluentVariable } from "@fluent/bundle";

import { Words, tagOf } from "@donelogin/kit/words.ts";

export const SOURCES: Record<string, string> = import.meta.glob("../../../locales/*/phone.ftl", {
  query: "?raw",
  import: "default",
  eager: true,
});

export const LANGUAGES = Object.keys(SOURCES).map(tagOf);

/** The words of this person. */
export const words: Words = Words.ofBrowser(SOURCES);

/** Shorthand for components. */
export function t(id: string, args?: Record<string, FluentVariable>): string {
  return words.get(id, args);
}
