/** The server's time. The phone's own clock may be wrong: it only counts how long something lasts. */

/** Milliseconds on a clock that nobody sets. */
export function now(): number {
  return performance.now();
}

/** Seconds of something that ends, counted from when the server said how long. */
export class Deadline {
  private readonly at: number;

  constructor(
    readonly wholeS: number,
    leftS = wholeS,
    private readonly clock: () => number = now,
  ) {
    this.at = clock() + leftS * 1000;
  }

  /** Whole seconds, never below 0. */
  get leftS(): number {
    return Math.max(0, Math.ceil(this.leftMs / 1000));
  }

  get leftMs(): number {
    return Math.max(0, this.at - this.clock());
  }

  get isOver(): boolean {
    return this.leftMs === 0;
  }
}

/** How many seconds the phone's clock is ahead of the server's, by an answer's `Date`. */
export function skewS(date: string | null, phoneMs = Date.now()): number | null {
  const server = Date.parse(date ?? "");
  return Number.isNaN(server) ? null : Math.round((phoneMs - server) / 1000);
}
