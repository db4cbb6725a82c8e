/** The language that a person chose in this browser: one choice for the server's pages and for the apps. */

/** As the server's pages keep it: a tag, behind a "!" the request on whose way it was chosen, nothing of the person. */
const COOKIE = "__Host-language";
/** Where no cookie is kept: in the window, whose pages come by a scheme of its own. */
const KEPT = "language";
const YEAR_S = 31_536_000;

function cookie(): string | null {
  const pairs = globalThis.document.cookie.split(";").map((pair) => pair.trim().split("="));
  return pairs.find(([name]) => name === COOKIE)?.[1]?.split("!")[0] ?? null;
}

/** Its tag; null where nobody has chosen. */
export function chosenLanguage(): string | null {
  // Neither is there in tests, and both are refused where a browser keeps nothing.
  try {
    return cookie() ?? localStorage.getItem(KEPT);
  } catch {
    return null;
  }
}

/** From now on in this browser. Words that stand there already stay as they are: the page is loaded anew. */
export function keepLanguage(tag: string): void {
  document.cookie = `${COOKIE}=${tag}; Path=/; Max-Age=${YEAR_S}; Secure; SameSite=Lax`;
  if (cookie() !== tag) localStorage.setItem(KEPT, tag);
}

/** What a language calls itself. */
export function nameOf(tag: string): string {
  const name = new Intl.DisplayNames([tag], { type: "language" }).of(tag) ?? tag;
  return name.charAt(0).toLocaleUpperCase(tag) + name.slice(1);
}
