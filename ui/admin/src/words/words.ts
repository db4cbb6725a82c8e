/** Every text of the app, from `ui/locales/<language>/admin.ftl`. */
import type { FluentVariable } from "@fluent/bundle";

import { desktop } from "@donelogin/client/desktop.ts";
import { keepLanguage } from "@donelogin/kit/language.ts";
import { Words, tagOf } from "@donelogin/kit/words.ts";

const CATALOGUES = import.meta.glob<string>("../../../locales/*/admin.ftl", {
  query: "?raw",
  import: "default",
});

export { nameOf } from "@donelogin/kit/language.ts";

export const LANGUAGES = Object.keys(CATALOGUES).map(tagOf);

/** The words of this person. */
export const words: Words = await Words.ofBrowser(CATALOGUES);

/** From now on in this browser, or in this window and its tray; all words are formed anew. */
export async function chooseLanguage(tag: string): Promise<void> {
  keepLanguage(tag);
  // A locked window does not tell its tray; the words of the page change all the same.
  await desktop?.preferences.set({ language: tag }).catch(() => undefined);
  location.reload();
}

/** Shorthand for components. */
export function t(id: string, args?: Record<string, FluentVariable>): string {
  return words.get(id, args);
}
