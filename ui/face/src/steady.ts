/** Words that do not flicker: a hint is shown when it has held for a moment, and stays for a while. */
import type { Guidance } from "./types.ts";

/** Milliseconds that a hint has to hold before it is shown, and its absence before it goes. */
const HOLDS = 250;
/** Milliseconds that a hint stays at least once it is shown. */
const STAYS = 700;

export class Steady {
  #shown: Guidance | null = null;
  #shownAt = -Infinity;
  #offered: Guidance | null = null;
  #offeredAt = -Infinity;

  /** What was found in the frame of a time, in milliseconds; gives what to show. */
  offer(found: Guidance | null, at: number): Guidance | null {
    if (found !== this.#offered) {
      this.#offered = found;
      this.#offeredAt = at;
    }
    const held = at - this.#offeredAt >= HOLDS;
    const stayed = this.#shown === null || at - this.#shownAt >= STAYS;
    if (found !== this.#shown && held && stayed) {
      this.#shown = found;
      this.#shownAt = at;
    }
    return this.#shown;
  }
}
