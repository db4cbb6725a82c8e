/** Something stands on the page this once and was not copied yet: whoever leaves is asked first. */

class Leaving {
  /** What was about to be done; somebody is asked about it. */
  next = $state.raw<(() => void) | null>(null);
  private isHeld = false;

  hold(): void {
    this.isHeld = true;
  }

  release(): void {
    this.isHeld = false;
    this.next = null;
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
