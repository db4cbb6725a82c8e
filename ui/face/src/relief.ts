/** How a head is turned against its own straight look, and whether it is a head that is turned and not a picture. */
import { type Compared, Plane } from "./plane.ts";
import { type Neutral, poseOf, type Turn, YAW } from "./pose.ts";
import type { Picture } from "./picture.ts";
import { foreshortening, parallax } from "./solid.ts";
import type { Face, Gesture } from "./types.ts";

/** How far the nose moves against the plane of the face in a whole turn, in distances between the eyes. */
const RELIEF = 0.17;
/** The same by the landmarks, which err by more. */
const NOSE = 0.1;
/** On a head that is turned so far to a side, up and down cannot be told. */
const ASIDE = 1.2;
/** A plane explains a flat picture so well, and no nose moves. */
const PLANE = 0.97;
const STILL = 0.06;
/** What counts as turned: a face that has become so narrow, or a whole turn to a side. */
const NARROW = 0.85;
/** Tilted at all, for a sequence that came to nothing. */
const TILTED = 0.87;
/** Looks at which it was flat, in a row, and milliseconds between them. */
const LOOKS = 3;
const EVERY = 150;

export interface Look {
  turn: Turn;
  /** How solid a turn towards a gesture is; 1 and more is a head's. */
  depth: (gesture: Gesture) => number;
  /** A flat picture is being turned, whatever was asked. */
  flat: boolean;
}

export class Relief {
  readonly #neutral: Neutral;
  readonly #plane: Plane;
  #flat = 0;
  #lookedAt = -Infinity;
  #most = 0;
  #narrowest = 1;

  /** By a straight look and the landmarks of several. */
  constructor(neutral: Neutral, picture: Picture, face: Face) {
    this.#neutral = neutral;
    this.#plane = new Plane(picture, face);
  }

  look(picture: Picture, face: Face, at: number): Look {
    const { landmarks, pose } = this.#neutral;
    const side = (poseOf(face.landmarks).yaw - pose.yaw) / YAW;
    const nose = parallax(landmarks, face.landmarks);
    const compared = this.#plane.compare(picture, face, nose);
    const narrowed = foreshortening(landmarks, face.landmarks);
    this.#most = Math.max(this.#most, Math.abs(compared.aside), Math.abs(compared.up));
    this.#narrowest = Math.min(this.#narrowest, narrowed);
    return {
      turn: { side, up: Math.abs(side) > ASIDE ? 0 : compared.up / RELIEF },
      depth: (gesture) => depth(gesture, compared, nose),
      flat: this.#isFlat(narrowed < NARROW || Math.abs(side) >= 1, compared, at),
    };
  }

  /** All that was shown so far was a picture, tilted this way and that. */
  get neverSolid(): boolean {
    return this.#most < STILL && this.#narrowest < TILTED;
  }

  #isFlat(turned: boolean, { plane, aside, up }: Compared, at: number): boolean {
    if (at - this.#lookedAt < EVERY) return false;
    this.#lookedAt = at;
    const flat = turned && plane >= PLANE && Math.max(Math.abs(aside), Math.abs(up)) < STILL;
    this.#flat = flat ? this.#flat + 1 : 0;
    return this.#flat >= LOOKS;
  }
}

function depth(gesture: Gesture, { aside, up }: Compared, nose: number): number {
  switch (gesture) {
    case "turn_left":
      return Math.min(aside / RELIEF, nose / NOSE);
    case "turn_right":
      return Math.min(-aside / RELIEF, -nose / NOSE);
    case "look_up":
      return up / RELIEF;
    case "look_down":
      return -up / RELIEF;
    case "center":
      return 1;
  }
}
