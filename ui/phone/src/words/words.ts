/** Every text of the app, from the Fluent catalogues in `ui/locales`. A language is a folder with a `phone.ftl`. */
import { FluentBundle, FluentResource, type FluentVariable } from "@fluent/bundle";

const SOURCES: Record<string, string> = import.meta.glob("../../../locales/*/phone.ftl", {
  query: "?raw",
  import: "default",
  eager: true,
});

const FALLBACK = "en";

/** The folder's name of each catalogue. */
function tagOf(path: string): string {
  return /locales\/([^/]+)\//.exec(path)?.[1] ?? FALLBACK;
}

export const LANGUAGES = Object.keys(SOURCES).map(tagOf);

/** The first language that the person reads and we have. */
export function negotiate(wanted: readonly string[], offered: readonly string[] = LANGUAGES): string {
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
    readonly tag: string,
    /** For dates and times: the person's own form of the language. */
    readonly locale: string = tag,
  ) {
    // No isolation marks: names and numbers stand in texts that tests and people copy.
    this.bundle = new FluentBundle(tag, { useIsolating: false });
    const path = Object.keys(SOURCES).find((one) => tagOf(one) === tag) ?? "";
    this.bundle.addResource(new FluentResource(SOURCES[path] ?? ""));
  }

  /** One message with its arguments. A message that is missing is a fault of the build; its tests look for it. */
  get(id: string, args: Record<string, FluentVariable> = {}): string {
    const pattern = this.bundle.getMessage(id)?.value;
    return pattern ? this.bundle.formatPattern(pattern, args) : id;
  }

  /** Time of day with seconds, of seconds since 1970. */
  clock(seconds: number): string {
    return new Intl.DateTimeFormat(this.locale, { timeStyle: "medium" }).format(seconds * 1000);
  }

  /** Time of day without seconds. */
  hour(seconds: number): string {
    return new Intl.DateTimeFormat(this.locale, { timeStyle: "short" }).format(seconds * 1000);
  }

  /** Date and time of day. */
  moment(seconds: number): string {
    const form = new Intl.DateTimeFormat(this.locale, { dateStyle: "medium", timeStyle: "short" });
    return form.format(seconds * 1000);
  }
}

function ofBrowser(): Words {
  const wanted = (globalThis.navigator as Navigator | undefined)?.languages ?? [];
  const tag = negotiate(wanted);
  return new Words(tag, wanted.find((one) => one.startsWith(tag)) ?? tag);
}

/** The words of this person. */
export const words: Words = ofBrowser();

/** Shorthand for components. */
export function t(id: string, args?: Record<string, FluentVariable>): string {
  return words.get(id, args);
}
