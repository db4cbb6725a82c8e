/** A row of the audit log in plain words: what happened, and how it ended. */
import type { AuditRow } from "@donelogin/client/types.ts";

import { words } from "../../words/words.ts";

export type Outcome = "let_in" | "refused" | "noted";

/** Rows that say that somebody was let in, or was not. */
const LET_IN = new Set(["session.created", "session.step_up", "authorization.issued", "approval.approved"]);
const REFUSED = new Set([
  "approval.denied",
  "approval.face_not_passed",
  "approval.not_me",
  "approval.taken_back",
  "approval.wrong_transfer",
  "client.refused",
  "code.replayed",
  "device_code.replayed",
  "device_grant.denied",
  "device.copied",
  "device.suspended",
  "link.claim_refused",
  "link.confirm_refused",
  "login.failed",
  "login.passkey_failed",
  "login.second_factor_failed",
  "passkey.copied",
  "passkey.suspended",
  "request.refused",
]);

export function outcomeOf(event: string): Outcome {
  if (LET_IN.has(event)) return "let_in";
  return REFUSED.has(event) ? "refused" : "noted";
}

/** The message that tells of an event; of one that has no words, its own name is told. */
export function messageOf(event: string): string {
  const id = `event-${event.replace(/[._]/g, "-")}`;
  return words.has(id) ? id : "event-other";
}

/** Who did it: the person by name, or what else acts here. */
export function actorOf(row: AuditRow): {
  kind: "person" | "app" | "other";
  id: string;
} {
  const [kind = "", id = ""] = row.actor.split(":", 2);
  if (kind === "user") return { kind: "person", id };
  if (kind === "client") return { kind: "app", id };
  return { kind: "other", id: kind };
}

/** Facts of a row, as they are shown: a name and a text. */
export function factsOf(row: AuditRow): { name: string; text: string }[] {
  return Object.entries(row.detail ?? {}).map(([name, value]) => ({
    name: name.replaceAll("_", " "),
    text: textOf(value),
  }));
}

function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return value.map(textOf).join(", ");
  return JSON.stringify(value);
}
