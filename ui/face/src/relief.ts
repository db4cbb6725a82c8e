/** Both tests for a solid head together: the nose against eyes and mouth, and all pixels against one plane. */
import { Plane } from "./plane.ts";
import type { Neutral, Turn } from "./pose.ts";
import type { Picture } from "./picture.ts";
import { depth, foreshortening, parallax } from "./solid.ts";
import type { Face, Gesture } from "./types.ts";

/** Correlation under the best homography down to which a turned head has to fall. Flat pictures stay above 0.99. */
const HEAD = 0.94;
/** From here on it is one plane, if it was turned at all. */
const FLAT = 0.975;
/** What counts as turned: a face that has become so narrow, a whole turn to a side, or far up or down. */
const NARROW = 0.85;
/** No head that follows a gesture looks so narrow, and a picture that does cannot be judged. */
const EXTREME = 0.6;
/** Looks at which it was flat, in a row, and milliseconds between them. */
const LOOKS = 3;
const EVERY = 200;

export class Relief {
  readonly #neutral: Neutral;
  readonly #plane: Plane;
  #flat = 0;
  #lookedAt = -Infinity;

  /** By a straight look and the landmarks of several. */
  constructor(neutral: Neutral, picture: Picture, face: Face) {
    this.#neutral = neutral;
    this.#plane = new Plane(picture, face);
  }

  /** 1 and more is a solid head that is turned towards the gesture. */
  depth(gesture: Gesture, picture: Picture, face: Face): number {
    if (gesture === "center") return 1;
    const off = parallax(this.#neutral.landmarks, face.landmarks);
    if (!off) return 0;
    const narrowed = foreshortening(this.#neutral.landmarks, face.landmarks);
    if (narrowed < EXTREME) return 0;
    const nose = depth(gesture, off, narrowed);
    return nose < 1 ? nose : Math.min(nose, (1 - this.#plane.explains(picture, face)) / (1 - HEAD));
  }

  /** Whether a flat picture is being turned, whatever was asked. */
  flat(turn: Turn, picture: Picture, face: Face, at: number): boolean {
    const narrow = foreshortening(this.#neutral.landmarks, face.landmarks) < NARROW;
    const turned = narrow || Math.max(Math.abs(turn.side), Math.abs(turn.up) / 2) >= 1;
    if (!turned || at - this.#lookedAt < EVERY) return false;
    this.#lookedAt = at;
    this.#flat = this.#plane.explains(picture, face) >= FLAT ? this.#flat + 1 : 0;
    return this.#flat >= LOOKS;
  }
}
