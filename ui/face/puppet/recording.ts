/** Frames of an earlier answer, played again as somebody would from a screen or a patched driver. */
import type { Picture } from "./picture.ts";

interface Take {
  at: number;
  frame: Picture;
}

export class Recording {
  private readonly takes: Take[] = [];

  /** Keeps a copy of a frame, at a time in milliseconds. */
  add(frame: Picture, now: number): void {
    this.takes.push({ at: now, frame: { ...frame, data: frame.data.slice() } });
  }

  get frames(): number {
    return this.takes.length;
  }

  /** How long it lasts, in milliseconds. */
  get lasts(): number {
    const last = this.takes.at(-1);
    return last === undefined ? 0 : last.at - (this.takes[0]?.at ?? 0);
  }

  /** What it shows so many milliseconds after its start; from its end on it starts again. */
  at(since: number): Picture {
    const [first] = this.takes;
    if (first === undefined) throw new Error("nothing was recorded");
    const time = first.at + (this.lasts > 0 ? since % this.lasts : 0);
    return (this.takes.findLast(({ at }) => at <= time) ?? first).frame;
  }
}
