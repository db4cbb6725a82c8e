/** The texts of an app, from its Fluent catalogues in `ui/locales`: a language is a folder that holds one. */
import { FluentBundle, FluentResource, type FluentVariable } from "@fluent/bundle";

import { chosenLanguage } from "./language.ts";
import { FALLBACK, negotiate, primary } from "./negotiate.ts";
import { inSentence } from "./plain.ts";

/** How the text of each catalogue is fetched, by its path: only the one that is spoken ever comes. */
export type Catalogues = Record<string, () => Promise<string>>;

/** The folder's name of a catalogue. */
export function tagOf(path: string): string {
  return /locales\/([^/]+)\//.exec(path)?.[1] ?? FALLBACK;
}

export class Words {
  private readonly bundle: FluentBundle;

  constructor(
    /** The catalogue. */
    text: string,
    readonly tag: string,
    /** For dates and times: the person's own form of the language. */
    readonly locale: string = tag,
  ) {
    // No isolation marks around everything: names and numbers stand in texts that tests and people copy.
    this.bundle = new FluentBundle(tag, { useIsolating: false });
    this.bundle.addResource(new FluentResource(text));
  }

  /** The words of whoever uses this browser: in the language that they chose, else in the browser's. */
  static async ofBrowser(catalogues: Catalogues): Promise<Words> {
    const wanted = (globalThis.navigator as Navigator | undefined)?.languages ?? [];
    const offered = Object.keys(catalogues).map(tagOf);
    const chosen = chosenLanguage();
    const best = negotiate(chosen === null ? wanted : [chosen, ...wanted], offered);
    // Without the server a catalogue may be missing: then any that was kept says more than none.
    const order = [best, negotiate(wanted, offered), FALLBACK, ...offered];
    for (const tag of new Set(order)) {
      const path = Object.keys(catalogues).find((one) => tagOf(one) === tag) ?? "";
      const text = await catalogues[path]?.().catch(() => null);
      if (typeof text === "string")
        return new Words(text, tag, wanted.find((one) => primary(one) === primary(tag)) ?? tag);
    }
    throw new Error("no catalogue can be read");
  }

  /** One message with its arguments. A message that is missing is a fault of the build; its tests look for it. */
  get(id: string, args: Record<string, FluentVariable> = {}): string {
    const pattern = this.bundle.getMessage(id)?.value;
    const safe = Object.entries(args).map(([name, value]) => [
      name,
      typeof value === "string" ? inSentence(value) : value,
    ]);
    return pattern
      ? this.bundle.formatPattern(pattern, Object.fromEntries(safe) as Record<string, FluentVariable>)
      : id;
  }

  /** Whether there is such a message. */
  has(id: string): boolean {
    return this.bundle.hasMessage(id);
  }

  /** Time of day with seconds, of seconds since 1970. */
  clock(seconds: number): string {
    return new Intl.DateTimeFormat(this.locale, { timeStyle: "medium" }).format(seconds * 1000);
  }

  /** Time of day without seconds. */
  hour(seconds: number): string {
    return new Intl.DateTimeFormat(this.locale, { timeStyle: "short" }).format(seconds * 1000);
  }

  /** Day, month and year. */
  date(seconds: number): string {
    return new Intl.DateTimeFormat(this.locale, { dateStyle: "long" }).format(seconds * 1000);
  }

  /** Date and time of day. */
  moment(seconds: number): string {
    const form = new Intl.DateTimeFormat(this.locale, {
      dateStyle: "medium",
      timeStyle: "short",
    });
    return form.format(seconds * 1000);
  }

  /** A whole number, with its groups. */
  number(value: number): string {
    return new Intl.NumberFormat(this.locale).format(value);
  }

  /** Names in a row, with an "and" before the last. */
  list(names: readonly string[]): string {
    return new Intl.ListFormat(this.locale).format(names);
  }
}
