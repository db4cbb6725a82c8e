/** One second hand for all countdowns on the screen. */

let beats = $state(0);

setInterval(() => (beats += 1), 1000);

/** Reads a value that changes with the time, and reads it again each second. */
export function each<T>(read: () => T): T {
  void beats;
  return read();
}
