/** Time that runs out, by the server's word: a machine's own clock may be wrong and only counts how long something lasts. */

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
