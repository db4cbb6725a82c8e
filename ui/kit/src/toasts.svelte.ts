/** What was done, said once at the window's edge, with a way back for a while. Errors never stand here. */

export const SHOWN_MS = 8000;

export interface Toast {
  id: number;
  text: string;
  undo?: { label: string; run: () => unknown };
}

class Toasts {
  list = $state<Toast[]>([]);
  private last = 0;
  private timers = new Map<number, ReturnType<typeof setTimeout>>();

  say(text: string, undo?: Toast["undo"]): void {
    this.last += 1;
    const toast: Toast = { id: this.last, text, ...(undo ? { undo } : {}) };
    this.list = [...this.list.slice(-2), toast];
    this.resume(toast.id);
  }

  close(id: number): void {
    this.hold(id);
    this.list = this.list.filter((toast) => toast.id !== id);
  }

  /** Whoever points at it or reads it has time. */
  hold(id: number): void {
    clearTimeout(this.timers.get(id));
    this.timers.delete(id);
  }

  resume(id: number): void {
    this.hold(id);
    this.timers.set(
      id,
      setTimeout(() => {
        this.close(id);
      }, SHOWN_MS),
    );
  }
}

export const toasts = new Toasts();
