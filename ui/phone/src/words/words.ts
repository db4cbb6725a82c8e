/** Every text of the app, from `ui/locales/<language>/phone.ftl`. */
import type { FluentVariable } from "@fluent/bundle";

import { keepLanguage } from "@donelogin/kit/language.ts";
import { Words, tagOf } from "@donelogin/kit/words.ts";

const CATALOGUES = import.meta.glob<string>("../../../locales/*/phone.ftl", {
  query: "?raw",
  import: "default",
});

export const LANGUAGES = Object.keys(CATALOGUES).map(tagOf);

/** The words of this person. */
export const words: Words = await Words.ofBrowser(CATALOGUES);

/** From now on in this browser; all words are formed anew. */
export function chooseLanguage(tag: string): void {
  keepLanguage(tag);
  location.reload();
}

/** Shorthand for components. */
export function t(id: string, args?: Record<string, FluentVariable>): string {
  return words.get(id, args);
}
