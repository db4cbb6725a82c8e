/** What screen readers are told: at most one message in two seconds, and always the newest. */

const EVERY_MS = 2000;

class Announcer {
  text = $state("");
  private next: string | null = null;
  private timer: ReturnType<typeof setTimeout> | null = null;

  say(text: string): void {
    if (text === "" || text === this.text) {
      this.next = null;
      return;
    }
    if (this.timer !== null) {
      this.next = text;
      return;
    }
    this.text = text;
    this.timer = setTimeout(() => {
      this.release();
    }, EVERY_MS);
  }

  private release(): void {
    this.timer = null;
    const { next } = this;
    this.next = null;
    if (next !== null) this.say(next);
  }
}

export const announcer = new Announcer();
