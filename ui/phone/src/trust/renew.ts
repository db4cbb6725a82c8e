/** A new build takes over: the app loads itself anew as soon as nothing is under way. */

/** Milliseconds between two looks whether the app is idle. */
const EVERY_MS = 1000;

export function renewByWorker(isIdle: () => boolean): void {
  const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined;
  // The first worker of a phone takes over as well, and brings nothing new.
  if (!workers?.controller) return;
  workers.addEventListener("controllerchange", () => {
    const timer = setInterval(() => {
      if (!isIdle()) return;
      clearInterval(timer);
      location.reload();
    }, EVERY_MS);
  });
}
