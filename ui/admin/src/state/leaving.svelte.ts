/** Something stands on the page this once and was not copied yet: whoever leaves is asked first. */

class Leaving {
  /** What was about to be done; somebody is asked about it. */
  next = $state.raw<(() => void) | null>(null);
  private isHeld = false;

  /** Whoever closes or reloads the page is asked by the browser, in its own words. */
  private readonly warn = (event: Event): void => {
    event.preventDefault();
  };

  hold(): void {
    this.isHeld = true;
    addEventListener("beforeunload", this.warn);
  }

  release(): void {
    this.isHeld = false;
    this.next = null;
    removeEventListener("beforeunload", this.warn);
  }

  /** Whether somebody who leaves is asked now. */
  isAsking(): boolean {
    return this.isHeld;
  }

  /** Does it, or asks before. */
  go(act: () => void): void {
    if (this.isHeld) this.next = act;
    else act();
  }

  anyway(): void {
    const act = this.next;
    this.release();
    act?.();
  }

  stay(): void {
    this.next = null;
  }
}

export const leaving = new Leaving();
