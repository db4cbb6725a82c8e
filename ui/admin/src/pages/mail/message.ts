/** A message in words: whom it is for, what it is. */
import type { OutboxMessage } from "@donelogin/client/types.ts";

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
