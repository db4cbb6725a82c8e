/** The texts of an app, from its Fluent catalogues in `ui/locales`: a language is a folder that holds one. */
import { FluentBundle, FluentResource, type FluentVariable } from "@fluent/bundle";

import { inSentence } from "./plain.ts";

export const FALLBACK = "en";

/** The text of each catalogue by its path. */
export type Sources = Record<string, string>;

/** The folder's name of a catalogue. */
export function tagOf(path: string): string {
  return /locales\/([^/]+)\//.exec(path)?.[1] ?? FALLBACK;
}

/** The first language that the person reads and we have. */
export function negotiate(wanted: readonly string[], offered: readonly string[]): string {
  for (const tag of wanted) {
    const base = tag.toLowerCase().split("-")[0] ?? "";
    const found =
      offered.find((one) => one.toLowerCase() === tag.toLowerCase()) ?? offered.find((one) => one === base);
    if (found) return found;
  }
  return FALLBACK;
}

export class Words {
  private readonly bundle: FluentBundle;

  constructor(
    sources: Sources,
    readonly tag: string,
    /** For dates and times: the person's own form of the language. */
    readonly locale: string = tag,
  ) {
    // No isolation marks around everything: names and numbers stand in texts that tests and people copy.
    this.bundle = new FluentBundle(tag, { useIsolating: false });
    const path = Object.keys(sources).find((one) => tagOf(one) === tag) ?? "";
    this.bundle.addResource(new FluentResource(sources[path] ?? ""));
  }

  /** The words of whoever uses this browser. */
  static ofBrowser(sources: Sources): Words {
    const wanted = (globalThis.navigator as Navigator | undefined)?.languages ?? [];
    const tag = negotiate(wanted, Object.keys(sources).map(tagOf));
    return new Words(sources, tag, wanted.find((one) => one.startsWith(tag)) ?? tag);
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
