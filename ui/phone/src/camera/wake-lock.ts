/** Keeps the screen on while somebody looks at it without touching it. */

export function keepAwake(signal: AbortSignal): void {
  const take = (): void => {
    if (signal.aborted || document.visibilityState !== "visible") return;
    if (!("wakeLock" in navigator)) return;
    // A refusal (low battery) only means that the screen may go dark.
    navigator.wakeLock.request("screen").then(
      (lock) => {
        if (signal.aborted) void lock.release();
        else signal.addEventListener("abort", () => void lock.release(), { once: true });
      },
      () => undefined,
    );
  };
  take();
  document.addEventListener("visibilitychange", take, { signal });
}
