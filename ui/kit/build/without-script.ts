/** Says in every language that an app needs JavaScript: before it runs nobody can know which one. */
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

import type { Plugin } from "vite";

/** The words are `app-no-script` and `app-no-script-link` of a catalogue; the link leads to pages that need none. */
export function withoutScript(locales: string, catalogue: string, pages: string): Plugin {
  const sentence = (tag: string): string => {
    const text = readFileSync(join(locales, tag, catalogue), "utf8");
    const word = (id: string): string => new RegExp(`^${id} = (.+)$`, "m").exec(text)?.[1] ?? "";
    const link = `<a href="${pages}">${word("app-no-script-link")}</a>`;
    return `<p lang="${tag}">${word("app-no-script")} ${link}</p>`;
  };
  return {
    name: "donelogin-without-script",
    transformIndexHtml: (html) =>
      html.replace("<!-- without script -->", readdirSync(locales).map(sentence).join("")),
  };
}
