/** Something that is done at the server: whether it is under way, why it was refused, and the fresh sign-in it may need. */
import { Problem, Unreachable, isProblem } from "@donelogin/client/problem.ts";

import { t, words } from "../words/words.ts";
import { office } from "./office.svelte.ts";
import { shell } from "./shell.svelte.ts";
import { confirming } from "./confirming.svelte.ts";

export class Deed {
  isBusy = $state(false);
  problem = $state.raw<unknown>(undefined);

  /** Does it. Resolves with nothing where it was refused; then `problem` says why. */
  async run<T>(act: () => Promise<T>): Promise<T | undefined> {
    if (this.isBusy || !office.canWrite) return undefined;
    this.isBusy = true;
    this.problem = undefined;
    try {
      return await act();
    } catch (error) {
      if (isProblem(error, "not_fresh")) confirming.ask();
      else if (isProblem(error, "not_signed_in")) office.signedOut();
      else if (isProblem(error, "locked")) shell.lockIs(true);
      else this.problem = error;
      if (error instanceof Unreachable) office.lost();
      return undefined;
    } finally {
      this.isBusy = false;
    }
  }

  /** What is wrong with a field: in the person's language where the form has words for it, else in the server's. */
  of(field: string, form?: string): string | undefined {
    const said = this.problem instanceof Problem ? this.problem.of(field) : undefined;
    if (said === undefined) return undefined;
    const id = `${form ?? ""}-${field.replaceAll("_", "-")}-${said.taken ? "taken" : "wrong"}`;
    return form !== undefined && words.has(id) ? t(id) : said.message;
  }

  /** Why it was refused, unless that stands at a field. */
  get sentence(): string | null {
    const { problem } = this;
    if (problem === undefined) return null;
    if (problem instanceof Problem && problem.fields.length > 0) return null;
    return sentenceOf(problem);
  }
}

/** Refusals that have words of their own; others are told in the server's. */
const CODES: Partial<Record<string, string>> = {
  busy: "problem-busy",
  disk_full: "problem-disk-full",
  disabled: "problem-disabled",
  enough_phones: "problem-enough-phones",
  fixed_setting: "problem-fixed-setting",
  internal: "problem-internal",
  last_admin: "problem-last-admin",
  not_admin: "problem-not-admin",
  not_claimed: "problem-not-claimed",
  no_link: "problem-no-link",
  not_serving: "problem-not-serving",
  other_half: "problem-other-half",
  own_account: "problem-own-account",
  precondition_failed: "problem-changed-meanwhile",
  stopped: "problem-stopped",
  unknown_message: "problem-unknown-message",
};

export function sentenceOf(error: unknown): string {
  if (error instanceof Unreachable) return t("problem-unreachable");
  if (!(error instanceof Problem)) return t("problem-internal");
  const id = CODES[error.code];
  if (id !== undefined) return t(id);
  return error.detail === "" ? t("problem-internal") : t("problem-other", { detail: error.detail });
}
