/** An enrolment: straight looks and small turns to all sides, one person's, a solid head's. Fed frame by frame. */
import { blend, cosine } from "./match.ts";
import { extent, neutralOf } from "./pose.ts";
import { framing, judge, lighting, near, type Texture, texture } from "./quality.ts";
import { type Look, Relief } from "./relief.ts";
import { Steady } from "./steady.ts";
import { still, straight } from "./straight.ts";
import { Track } from "./track.ts";
import {
  type EnrolState,
  type Eyes,
  type Face,
  FaceError,
  type Frame,
  type Gesture,
  type Guidance,
  type Landmarks,
  type Template,
  type Thresholds,
} from "./types.ts";

const POSES: readonly Gesture[] = ["center", "turn_left", "turn_right", "look_up", "look_down"];
/** Straight frames; of each turn one is kept. */
const STRAIGHT = 3;
/** Milliseconds between two frames that are kept, so that they differ. */
const APART = 150;
/** Share of a whole turn that is enough here. */
const SMALL = 0.6;
/** Cosine to the straight frames: of the same minute, so far more alike than on another day; less when turned. */
const ALIKE = 0.5;
const ALIKE_TURNED = 0.4;
/** Frames that are another person's, in a row, before it is believed. */
const STRANGE = 4;
/** Share of the depth that a whole turn has to show, for a small one. */
const SOLID = 0.5;
/** Frames in a row that are turned and show no depth. */
const FLAT = 15;
/** Milliseconds. */
const MOST = 90_000;

export class Enrolment {
  /** The end, once there is one. */
  template: Template | null = null;
  readonly #eyes: Eyes;
  readonly #policy: string;
  readonly #bounds: Thresholds;
  readonly #begun: number;
  #track = new Track();
  readonly #steady = new Steady();
  #kept: Float32Array[] = [];
  #straight: Landmarks[] = [];
  #relief: Relief | null = null;
  #done = 0;
  #keptAt = -Infinity;
  #strange = 0;
  #flat = 0;
  #state: EnrolState = {
    guidance: null,
    checks: { distance: false, oneFace: false, light: false },
    pose: "center",
    done: 0,
    total: POSES.length,
    turn: 0,
  };

  constructor(eyes: Eyes, policy: string, bounds: Thresholds, at: number) {
    this.#eyes = eyes;
    this.#policy = policy;
    this.#bounds = bounds;
    this.#begun = at;
  }

  get state(): EnrolState {
    return this.#state;
  }

  /** Looks at the clock. Throws a `FaceError` when it takes too long. */
  tick(at: number): void {
    if (!this.template && at - this.#begun > MOST) throw new FaceError("too_slow");
  }

  /** Frames have to come one after the other; `template` is set when no more are needed. Throws a `FaceError`. */
  async take(frame: Frame): Promise<EnrolState> {
    this.tick(frame.at);
    if (this.template) return this.#state;
    const faces = await this.#eyes.detect(frame);
    const step = this.#track.step(faces, frame.at);
    // Whoever comes back may be somebody else.
    if (step.broken) this.#restart();
    const face = step.face;
    const found = face && texture(frame, face);
    const guidance = judge(frame, faces, found, this.#bounds) ?? (still(step.speed) ? null : "hold_still");
    const turn = face && !step.broken ? await this.#pose(frame, face, guidance) : 0;
    this.#report(frame, faces, found, guidance, turn);
    return this.#state;
  }

  /** Gives how far the head is in the pose that is asked. */
  async #pose(frame: Frame, face: Face, guidance: Guidance | null): Promise<number> {
    const pose = POSES[this.#done]!;
    if (pose === "center") {
      const good = !guidance && straight(face) && frame.at - this.#keptAt >= APART;
      if (good && (await this.#keep(frame, face))) {
        this.#straight.push(face.landmarks);
        if (this.#straight.length === STRAIGHT) {
          this.#relief = new Relief(neutralOf(this.#straight), frame, face);
          this.#done++;
        }
      }
      return this.#straight.length / STRAIGHT;
    }
    const look = this.#relief!.look(frame, face, frame.at);
    const turned = extent(pose, look.turn) / SMALL;
    if (look.flat) throw new FaceError("flat");
    if (turned >= 1 && !guidance && this.#solid(pose, look)) {
      if (frame.at - this.#keptAt >= APART && (await this.#keep(frame, face))) this.#next();
    }
    return Math.max(0, Math.min(1, turned));
  }

  #solid(pose: Gesture, look: Look): boolean {
    if (look.depth(pose) >= SOLID) {
      this.#flat = 0;
      return true;
    }
    if (++this.#flat >= FLAT) throw new FaceError("flat");
    return false;
  }

  /** Keeps a frame if it is of the same person as the others. */
  async #keep(frame: Frame, face: Face): Promise<boolean> {
    const embedding = await this.#eyes.embed(frame, face);
    const first = this.#kept.slice(0, STRAIGHT);
    if (first.length > 0) {
      const found = cosine(embedding, blend(first));
      // A turn that went far is like nobody; only what is like another is counted.
      if (found >= this.#bounds.turned) this.#strange = 0;
      else if (++this.#strange >= STRANGE) throw new FaceError("face_changed");
      if (found < (this.#relief ? ALIKE_TURNED : ALIKE)) return false;
    }
    this.#kept.push(embedding);
    this.#keptAt = frame.at;
    return true;
  }

  #next(): void {
    this.#done++;
    if (this.#done === POSES.length) this.template = { policy: this.#policy, embeddings: this.#kept };
  }

  #restart(): void {
    this.#kept = [];
    this.#straight = [];
    this.#relief = null;
    this.#done = 0;
    this.#strange = 0;
    this.#flat = 0;
  }

  #report(frame: Frame, faces: Face[], found: Texture | null, guidance: Guidance | null, turn: number): void {
    const [face, second] = near(faces);
    const place = face ? framing(frame, face, this.#bounds) : null;
    this.#state = {
      guidance: this.#steady.offer(guidance, frame.at),
      checks: {
        distance: face !== undefined && place !== "closer" && place !== "back",
        oneFace: face !== undefined && second === undefined,
        light: found !== null && lighting(found) === null,
      },
      pose: POSES[Math.min(this.#done, POSES.length - 1)]!,
      done: this.#done,
      total: POSES.length,
      turn: this.template ? 1 : turn,
    };
  }
}
