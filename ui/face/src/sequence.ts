/**
 * The gestures of a challenge, in order and in time. What is played from a recording has the wrong order, or was
 * under way before it was asked.
 */
import { median } from "./match.ts";
import { extent, shown, type Turn } from "./pose.ts";
import type { Gesture, Reason } from "./types.ts";

/** Milliseconds before which nobody has reacted to what was asked (the fastest need some 180 to begin). */
export const REACTION = 120;
/** Milliseconds of a gesture at least, so that its colour has its time. */
export const GESTURE_LEAST = 700;
/** Milliseconds for a gesture at most. */
export const GESTURE_MOST = 9000;
/** A gesture is held for so many milliseconds, or frames where they come fast. */
const HELD_MS = 200;
const HELD_FRAMES = 3;
/** Milliseconds after which a turn that shows hardly any depth is a picture's; in between a head may turn further. */
const FLAT_MS = 900;
const FLAT_DEPTH = 0.4;
/** Milliseconds that a whole unasked gesture may be held, and how often one may be begun. */
const WRONG_MS = 350;
const WRONG_TIMES = 2;
/** An unasked gesture counts from this extent, and where it is clearly more than what was asked. */
const WRONG_EXTENT = 1.15;
/** On a head that is turned so much to a side, up and down cannot be told well. */
const TURNED = 0.6;
/** How far the other axis may go along. */
const ASIDE = 1.25;
/** Extent down to which a gesture goes on once it is held. */
const KEEPS = 0.85;

const TURNS: readonly Gesture[] = ["turn_left", "turn_right", "look_up", "look_down"];

export interface Moment {
  /** Milliseconds. */
  at: number;
  turn: Turn;
  /** Depth that the face shows towards a gesture, 1 and more is a head's. */
  depth: (gesture: Gesture) => number;
}

export class Sequence {
  readonly #gestures: readonly Gesture[];
  #index = 0;
  #askedAt: number;
  /** The head was seen outside of the gesture after a person could have begun to react. */
  #free = false;
  /** The gesture was there before it was asked; the head has to come back first. */
  #early = false;
  #heldSince: number | null = null;
  #depths: number[] = [];
  #leaving: Gesture | null = null;
  #wrong: { since: number; frames: number; gesture: Gesture } | null = null;
  #strayed = 0;
  #progress = 0;

  constructor(gestures: readonly Gesture[], at: number) {
    this.#gestures = gestures;
    this.#askedAt = at;
  }

  get index(): number {
    return Math.min(this.#index, this.#gestures.length - 1);
  }

  /** Gestures that are done. */
  get done(): Gesture[] {
    return this.#gestures.slice(0, this.#index);
  }

  get over(): boolean {
    return this.#index >= this.#gestures.length;
  }

  get asked(): Gesture {
    return this.#early || this.over ? "center" : this.#gestures[this.#index]!;
  }

  get progress(): number {
    return this.over ? 1 : this.#progress;
  }

  /** The gesture is held, so that now is the time to look whose it is. */
  get held(): boolean {
    return this.#heldSince !== null;
  }

  /** Whether the gesture could count now, if it is the owner's. */
  ripe(at: number): boolean {
    if (this.#heldSince === null || at - this.#askedAt < GESTURE_LEAST) return false;
    const frames = this.#depths.length;
    return (frames >= HELD_FRAMES || (frames >= 2 && at - this.#heldSince >= HELD_MS)) && this.#solid();
  }

  /** The gesture counts; the next one is asked. */
  advance(at: number): void {
    const gesture = this.#gestures[this.#index]!;
    this.#leaving = gesture === "center" ? null : gesture;
    this.#index++;
    this.#askedAt = at;
    this.#free = this.#early = false;
    this.#wrong = null;
    this.#progress = 0;
    this.#release();
  }

  /** Looks at a frame; gives why the sequence is over, if it is. */
  step(moment: Moment): Reason | null {
    const gesture = this.#gestures[this.#index];
    if (!gesture) return null;
    const { at, turn } = moment;
    if (at - this.#askedAt > GESTURE_MOST) return "too_slow";
    if (this.#strays(gesture, moment)) return "wrong_gesture";
    const now = extent(gesture, turn);
    const inside = fits(gesture, turn, this.held ? KEEPS : 1);
    if (gesture === "center") this.#free = at - this.#askedAt >= REACTION;
    else this.#watchStart(at, inside, now);
    this.#progress = Math.max(0, Math.min(1, now)) * (this.#early ? 0 : 1);
    if (!inside || !this.#free || this.#early) {
      this.#release();
      return null;
    }
    this.#heldSince ??= at;
    this.#depths.push(moment.depth(gesture));
    return at - this.#heldSince > FLAT_MS && median(this.#depths) < FLAT_DEPTH ? "flat" : null;
  }

  #watchStart(at: number, inside: boolean, now: number): void {
    if (this.#early) {
      if (now > 0.5) return;
      this.#early = false;
      this.#askedAt = at;
    } else if (inside && !this.#free) {
      this.#early = true;
    } else if (!inside && at - this.#askedAt >= REACTION) {
      this.#free = true;
    }
  }

  /** Whether the head makes a whole gesture that nobody asked for; the former one may be left in peace. */
  #strays(gesture: Gesture, { at, turn }: Moment): boolean {
    if (this.#leaving && extent(this.#leaving, turn) < 0.7) this.#leaving = null;
    const own = gesture === "center" ? 0 : extent(gesture, turn);
    const astray = TURNS.find((each) => {
      const other = extent(each, turn);
      if (each === gesture || each === this.#leaving || other < WRONG_EXTENT || other <= ASIDE * own)
        return false;
      return each.startsWith("turn") || Math.abs(turn.side) < TURNED;
    });
    if (!astray) {
      if (this.#wrong && shown(turn) !== this.#wrong.gesture) {
        if (this.#wrong.frames >= 2) this.#strayed++;
        this.#wrong = null;
      }
      return this.#strayed > WRONG_TIMES;
    }
    if (this.#wrong?.gesture !== astray) this.#wrong = { since: at, frames: 0, gesture: astray };
    this.#wrong.frames++;
    return this.#wrong.frames >= 3 && at - this.#wrong.since >= WRONG_MS;
  }

  #solid(): boolean {
    return this.#depths.filter((depth) => depth >= 1).length >= 2;
  }

  #release(): void {
    this.#heldSince = null;
    this.#depths = [];
  }
}

/** Whether a head is in a gesture, without going further some other way. */
function fits(gesture: Gesture, turn: Turn, least: number): boolean {
  const own = extent(gesture, turn);
  if (gesture === "center") return own >= 1;
  if (own < least) return false;
  return gesture.startsWith("turn") || Math.abs(turn.side) <= ASIDE * own;
}
