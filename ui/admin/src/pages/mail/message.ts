/** A message in words: whom it is for, what it is; and whether any goes. */
import type { Outbox, OutboxMessage } from "@donelogin/client/types.ts";

import { words } from "../../words/words.ts";

/** The person's name; the address where nobody has an account under it. */
export function nameOf(message: OutboxMessage): string {
  return message.user_name ?? message.to;
}

/** What it is; the server's own word where there is none of ours. */
export function kindOf(message: OutboxMessage): string {
  const id = `outbox-kind-${message.kind.replaceAll("_", "-")}`;
  return words.has(id) ? words.get(id) : message.kind;
}

/** What whoever hands its link over should know. Without an account there is none whose other half somebody else would reset. */
export function leadOf(
  message: OutboxMessage,
): "mail-link-lead" | "mail-link-lead-address" | "mail-link-lead-invite" {
  if (message.kind === "invite") return "mail-link-lead-invite";
  return message.user_name ? "mail-link-lead" : "mail-link-lead-address";
}

/** Whether a mail server is set; taken for granted until the server has said. */
export function isMailSet(outbox: Outbox | null | undefined): boolean {
  return outbox?.stopped_by?.step !== "settings";
}
