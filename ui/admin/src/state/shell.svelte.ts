/** The window that the page stands in, where it stands in one: its lock, its server, its way to the system's browser. */
import { desktop, type ServerState } from "@donelogin/client/desktop.ts";

import { office } from "./office.svelte.ts";

/** Somebody who is there is told to the window at most so often, in milliseconds. */
const TOLD_MS = 10_000;

class Shell {
  isLocked = $state(false);
  /** Null in a browser, and until the window has said it. */
  server = $state.raw<ServerState | null>(null);
  private toldAt = -TOLD_MS;

  start(): void {
    if (desktop === null) return;
    const { lock, server } = desktop;
    void lock.locked().then((isLocked) => {
      this.lockIs(isLocked);
    });
    lock.onChange((isLocked) => {
      this.lockIs(isLocked);
    });
    void server.state().then((state) => {
      this.server = state;
    });
    server.onChange((state) => {
      const wasStopped = this.server?.state === "stopped";
      this.server = state;
      if (state.state === "serving" && wasStopped) office.again();
    });
    for (const name of ["pointerdown", "keydown", "wheel"]) {
      addEventListener(
        name,
        () => {
          this.used();
        },
        { passive: true },
      );
    }
  }

  lockIs(isLocked: boolean): void {
    const wasLocked = this.isLocked;
    this.isLocked = isLocked;
    if (wasLocked && !isLocked) office.again();
  }

  /** In a browser a link opens by itself; out of the window it goes to the system's browser. */
  open(address: string): void {
    if (desktop === null) window.open(address, "_blank", "noreferrer");
    else void desktop.open(address);
  }

  private used(): void {
    if (this.isLocked || performance.now() - this.toldAt < TOLD_MS) return;
    this.toldAt = performance.now();
    desktop?.lock.used();
  }
}

export const shell = new Shell();
