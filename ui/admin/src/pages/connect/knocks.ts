/** Handshakes as the page tells them: equal ones as one line, and refusals that a later success hides. */
import type { Attempt } from "@donelogin/client/types.ts";

/** A refusal counts for so long though another program of the same machine was let in since, in seconds. */
const RECENT_S = 600;

/** Equal lines as one with their number; the latest stands first. */
export function folded(attempts: readonly Attempt[]): Attempt[] {
  const lines = new Map<string, Attempt>();
  for (const attempt of attempts) {
    const key = JSON.stringify([attempt.ip, attempt.outcome, attempt.server_name ?? null]);
    const line = lines.get(key);
    lines.set(
      key,
      line
        ? { ...line, at: Math.max(line.at, attempt.at), count: line.count + attempt.count }
        : { ...attempt },
    );
  }
  return [...lines.values()].sort((one, other) => other.at - one.at);
}

/** The latest handshake of an address that was not refused. */
export function acceptedOf(attempts: readonly Attempt[], ip: string): Attempt | undefined {
  return folded(attempts).find((one) => one.ip === ip && one.outcome === "ok");
}

/** The latest refusal of our certificate by that address within the last ten minutes. */
export function refusedOf(
  attempts: readonly Attempt[],
  ip: string,
  now = Date.now() / 1000,
): Attempt | undefined {
  return folded(attempts).find(
    (one) =>
      one.ip === ip &&
      (one.outcome === "unknown_ca" || one.outcome === "certificate_refused") &&
      now - one.at <= RECENT_S,
  );
}
