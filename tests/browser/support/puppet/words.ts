/** The phone app's own words, so that a test names a button as a person does, in either language. */
import { readFileSync } from "node:fs";

import { project } from "../program.ts";

/** The text of a message, with anything where it has an argument. */
export type Words = (message: string) => RegExp;

export function wordsOf(language: "en" | "de"): Words {
  const text = readFileSync(project(`ui/locales/${language}/phone.ftl`), "utf8");
  const messages = new Map<string, string>();
  for (const [, key, value] of text.matchAll(/^([a-z-]+) = (.+)$/gm)) {
    if (key !== undefined && value !== undefined) messages.set(key, value);
  }
  return (message) => {
    const value = messages.get(message);
    if (value === undefined) throw new Error(`no message ${message}`);
    const parts = value.split(/\{[^}]*\}/).map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    return new RegExp(`^\\s*${parts.join(".*")}\\s*$`);
  };
}
