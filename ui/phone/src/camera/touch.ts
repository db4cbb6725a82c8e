/** A short touch at each finished movement, where the phone can and may. */

const SHORT_MS = 40;

export function touch(): void {
  if ("vibrate" in navigator) navigator.vibrate(SHORT_MS);
}
