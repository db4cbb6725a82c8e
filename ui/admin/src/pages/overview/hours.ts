/** Sign-ins by the hour: who was let in, and who was not. */
import type { AuditRow } from "@donelogin/client/types.ts";

import { outcomeOf } from "../activity/told.ts";

export interface Hour {
  /** 0 to 23, in the browser's own time. */
  hour: number;
  letIn: number;
  refused: number;
}

/** When this day began, in seconds since 1970. */
export function midnight(nowMs = Date.now()): number {
  const day = new Date(nowMs);
  day.setHours(0, 0, 0, 0);
  return Math.floor(day.getTime() / 1000);
}

/** The hours of a day. One sign-in has several rows; only the one that made a session counts as let in. */
export function hoursOf(rows: readonly AuditRow[]): Hour[] {
  const hours = Array.from({ length: 24 }, (_, hour) => ({ hour, letIn: 0, refused: 0 }));
  for (const row of rows) {
    const hour = hours[new Date(row.at * 1000).getHours()];
    if (!hour) continue;
    if (row.event === "session.created") hour.letIn += 1;
    else if (outcomeOf(row.event) === "refused") hour.refused += 1;
  }
  return hours;
}

/** The hour in which most were let in; nothing on a day without any. */
export function peakOf(hours: readonly Hour[]): Hour | null {
  const peak = hours.reduce<Hour | null>((best, one) => (one.letIn > (best?.letIn ?? 0) ? one : best), null);
  return peak;
}
