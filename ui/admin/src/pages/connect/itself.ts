/** What is set in a well-known app itself, as its own manual says; the CA's certificate lies beside it. */
import written from "../../../../presets/lines.json";
import { PRESETS, type PresetId } from "../apps/presets.ts";
import { type Facts, filled } from "./runtimes.ts";

export interface Itself {
  /** The file, or the shell. */
  into: string;
  lines: string;
}

/** Nothing for an app of somebody's own; Apache is a runtime by itself. */
export function itselfOf(id: PresetId, facts: Facts): Itself | null {
  const made = written.itself.find((one) => one.id === id);
  if (!made) return null;
  const returns = PRESETS.find((one) => one.id === id)?.redirect ?? "";
  const { redirectUri } = facts;
  const app = redirectUri.endsWith(returns)
    ? redirectUri.slice(0, redirectUri.length - returns.length)
    : redirectUri;
  return { into: made.into, lines: filled(made.lines, { ...facts, app }) };
}
