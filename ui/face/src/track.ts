/** One face, continuously: it neither jumps, nor goes away, nor gets company. */
import { near } from "./quality.ts";
import type { Face, Reason } from "./types.ts";

/** Largest move of the box's middle between two frames, in widths of the face; a slow phone's frames lie further apart. */
const JUMP = 0.4;
const JUMP_MOST = 0.8;
/** Milliseconds between two frames of a phone that is not slow. */
const USUAL = 150;
/** Largest change of the box's width between two frames. */
const GROWTH = 1.5;
/** Milliseconds without a face; a slow phone gets two of its frames more. */
const GAP = 500;
const SLOW_FRAME = 400;
/** Milliseconds that a second face has to be there, in two frames at least. */
const COMPANY = 120;

export interface Step {
  /** The one face; null where there is none or more than one. */
  face: Face | null;
  /** Why the continuity is broken. */
  broken: Reason | null;
  /** How fast the face moves, in its widths a second. */
  speed: number;
}

export class Track {
  #last: Face | null = null;
  #seenAt = -Infinity;
  #frameAt = -Infinity;
  #interval = 100;
  #companySince: number | null = null;

  /** Takes the faces of the frame of a time, in milliseconds. */
  step(faces: readonly Face[], at: number): Step {
    if (Number.isFinite(this.#frameAt)) {
      this.#interval += 0.2 * (Math.min(SLOW_FRAME, at - this.#frameAt) - this.#interval);
    }
    this.#frameAt = at;
    const [face, second] = near(faces);
    if (second) return this.#crowded(at);
    this.#companySince = null;
    const away = Number.isFinite(this.#seenAt) ? at - this.#seenAt : 0;
    const late = away > GAP + 2 * this.#interval;
    if (!face) return { face: null, broken: late ? "no_face" : null, speed: 0 };
    const speed = this.#last ? distance(this.#last, face) / Math.max(0.001, away / 1000) : 0;
    const broken = late ? "no_face" : this.#last && jumped(this.#last, face, away) ? "face_changed" : null;
    this.#last = face;
    this.#seenAt = at;
    return { face, broken, speed };
  }

  #crowded(at: number): Step {
    const since = (this.#companySince ??= at);
    return { face: null, broken: at > since && at - since >= COMPANY ? "two_faces" : null, speed: 0 };
  }
}

/** Between the middles, in widths of the former. */
function distance(from: Face, to: Face): number {
  const x = to.x + to.width / 2 - from.x - from.width / 2;
  const y = to.y + to.height / 2 - from.y - from.height / 2;
  return Math.hypot(x, y) / from.width;
}

/** `away`: milliseconds between the two. */
function jumped(from: Face, to: Face, away: number): boolean {
  const growth = to.width / from.width;
  const jump = Math.min(JUMP_MOST, JUMP * Math.max(1, away / USUAL));
  return distance(from, to) > jump || growth > GROWTH || growth < 1 / GROWTH;
}
