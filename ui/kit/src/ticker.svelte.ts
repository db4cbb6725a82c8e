/** One second hand for all countdowns on the screen. */

const hand = $state({ beats: 0 });

setInterval(() => (hand.beats += 1), 1000);

/** Reads a value that changes with the time, and reads it again each second. */
export function each<T>(read: () => T): T {
  return hand.beats >= 0 ? read() : read();
}
