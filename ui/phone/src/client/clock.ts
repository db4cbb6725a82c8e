/** How far the phone's clock is off. */

/** How many seconds the phone's clock is ahead of the server's, by an answer's `Date`. */
export function skewS(date: string | null, phoneMs = Date.now()): number | null {
  const server = Date.parse(date ?? "");
  return Number.isNaN(server) ? null : Math.round((phoneMs - server) / 1000);
}
