/** Tells our own work from what a person takes. */
export class Stopwatch {
  #working = true;
  #since: number;
  #sum = 0;

  /** Times in milliseconds; the work begins now. */
  constructor(at: number) {
    this.#since = at;
  }

  work(at: number): void {
    this.#book(at);
    this.#working = true;
  }

  wait(at: number): void {
    this.#book(at);
    this.#working = false;
  }

  /** Milliseconds of work until now. */
  worked(at: number): number {
    this.#book(at);
    return Math.round(this.#sum);
  }

  #book(at: number): void {
    if (this.#working) this.#sum += at - this.#since;
    this.#since = at;
  }
}
