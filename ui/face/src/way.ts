/**
 * Whether a head was seen on its way to a gesture. Photos that are shown one after the other are never in between, or
 * only as mixtures of each other.
 */
import { mixed, type View } from "./blend.ts";

/**
 * Extents of a gesture, to either side of straight, that are neither straight nor the gesture itself. A photo that shakes
 * before a noisy camera showed up to 0.33 where it was straight.
 */
const LEFT_STRAIGHT = 0.35;
const NOT_THERE = 0.95;
/** A head that still goes on inside of the gesture by so much was on its way as well. */
const GOES_ON = 0.25;
/** Extent between two places on the way at least. */
const APART = 0.1;
/**
 * Milliseconds that the fastest turns (400 ms altogether) take for the part of the way that counts, less a margin: who
 * gives more frames has to show more of it, a slow phone one place.
 */
const LASTS = 100;
const PLACES_MOST = 3;
/** Places that are kept. */
const KEPT = 40;

interface Seen {
  extent: number;
  view: View | null;
}

export class Way {
  /** Where the head was when the gesture was asked. */
  #start: Seen | null = null;
  /** Straight, seen last. */
  #straight: Seen | null = null;
  #places: Seen[] = [];
  #at: number | null = null;
  #interval = LASTS;

  /** Another gesture is asked. */
  restart(): void {
    this.#start = this.#straight = null;
    this.#places = [];
  }

  /** Takes how far the head is in the gesture (below 0: the other way) at a time in milliseconds. */
  take(extent: number, view: View | null, at: number): void {
    if (this.#at !== null) this.#interval += 0.3 * (at - this.#at - this.#interval);
    this.#at = at;
    const seen = { extent, view };
    this.#start ??= seen;
    if (Math.abs(extent) < LEFT_STRAIGHT) this.#straight = seen;
    else if (Math.abs(extent - this.#start.extent) >= LEFT_STRAIGHT && extent > -NOT_THERE) {
      this.#places = [...this.#places, seen].slice(-KEPT);
    }
  }

  /** Whether the head came to where it is now as heads do. */
  seen(extent: number, view: View | null): boolean {
    const most = Math.max(NOT_THERE, extent - GOES_ON);
    const ends = [this.#start?.view, this.#straight?.view, view].filter((each) => !!each);
    const places = this.#places
      .filter((place) => place.extent <= most && !faded(place.view, ends))
      .map((place) => place.extent)
      .sort((one, other) => one - other);
    let count = 0;
    let last = -Infinity;
    for (const place of places) {
      if (place - last < APART) continue;
      count++;
      last = place;
    }
    return count >= Math.min(PLACES_MOST, Math.max(1, Math.floor(LASTS / this.#interval)));
  }
}

/** Whether a view is a mixture of any two of the others. */
function faded(view: View | null, ends: readonly View[]): boolean {
  if (!view) return false;
  return ends.some((one, n) => ends.slice(n + 1).some((other) => mixed(view, one, other)));
}
