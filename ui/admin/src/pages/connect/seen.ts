/** How far an app has come, by what the audit log says of it. */
import type { AuditRow } from "@donelogin/client/types.ts";

export type SeenId = "registered" | "code";

export interface Seen {
  id: SeenId;
  /** When it happened last, in seconds since 1970. */
  at: number | null;
}

const EVENTS: readonly { id: SeenId; event: string }[] = [
  { id: "registered", event: "client.created" },
  { id: "code", event: "authorization.issued" },
];

/** Of rows that are newest first. */
export function stepsOf(rows: readonly AuditRow[], clientId: string): Seen[] {
  const own = rows.filter((row) => row.client_id === clientId);
  return EVENTS.map(({ id, event }) => ({ id, at: own.find((row) => row.event === event)?.at ?? null }));
}
