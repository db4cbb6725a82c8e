/** Settings by subject, in the order in which an office needs them; and how their values are shown. */
import type { Setting } from "@donelogin/client/types.ts";

import { nameOf, words } from "../../words/words.ts";

export interface Subject {
  id: string;
  title: string;
  settings: Setting[];
}

const SUBJECTS = [
  "office",
  "branding",
  "signup",
  "account",
  "apps",
  "registration",
  "captcha",
  "mfa",
  "phone",
  "face",
  "push",
  "smtp",
  "updates",
  "lifetime",
  "keys",
  "oidc",
] as const;
/** Changed by a part of its own, which shows what comes of it. */
const SHOWN_ELSEWHERE = ["branding.hue"];

/** Keys that begin alike belong together; a subject that this page does not know comes last. */
export function subjectsOf(all: readonly Setting[]): Subject[] {
  const settings = all.filter((one) => !SHOWN_ELSEWHERE.includes(one.key));
  const of = (key: string) => key.split(".")[0] ?? "";
  const known = SUBJECTS.map((id) => ({
    id,
    title: `subject-${id}`,
    settings: settings.filter((one) => of(one.key) === id),
  }));
  const others = settings.filter((one) => !SUBJECTS.some((id) => id === of(one.key)));
  return [...known, { id: "others", title: "subject-others", settings: others }].filter(
    (subject) => subject.settings.length > 0 || subject.id === "branding",
  );
}

const idOf = (key: string): string => key.replace(/[._]/g, "-");

/** What a setting is called; its key where it has no words yet. */
export function labelOf(setting: Setting): string {
  const id = `setting-${idOf(setting.key)}`;
  return words.has(id) ? words.get(id) : setting.key;
}

/** What it does. */
export function aboutOf(setting: Setting): string {
  const id = `setting-${idOf(setting.key)}-about`;
  return words.has(id) ? words.get(id) : setting.about;
}

/** One of its values in words. */
export function choiceOf(setting: Setting, value: string): string {
  if (setting.key === "office.language") return nameOf(value);
  const own = `setting-${idOf(setting.key)}-${idOf(value)}`;
  if (words.has(own)) return words.get(own);
  const common = `choice-${idOf(value)}`;
  return words.has(common) ? words.get(common) : value;
}

/** Whether a number counts seconds. */
export function isSeconds(key: string): boolean {
  return key.endsWith("_s");
}

/** Seconds as people say them. */
export function durationOf(seconds: number): string {
  const units = [
    ["day", 86_400],
    ["hour", 3_600],
    ["minute", 60],
    ["second", 1],
  ] as const;
  const [unit, size] = units.find(([, one]) => seconds >= one && seconds % one === 0) ?? ["second", 1];
  return new Intl.NumberFormat(words.locale, {
    style: "unit",
    unit,
    unitDisplay: "long",
  }).format(seconds / size);
}
