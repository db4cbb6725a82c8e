/** A verification: a straight look that is matched, the gestures of the challenge, a last look. Fed frame by frame. */
import { Colours } from "./colours.ts";
import { type Answer, Identity } from "./identity.ts";
import { median } from "./match.ts";
import { neutralOf, shown, type Turn } from "./pose.ts";
import { judge, texture } from "./quality.ts";
import { Relief } from "./relief.ts";
import { Sequence } from "./sequence.ts";
import { Steady } from "./steady.ts";
import { Stopwatch } from "./stopwatch.ts";
import { still, straight } from "./straight.ts";
import { type Step, Track } from "./track.ts";
import type {
  Challenge,
  Eyes,
  Face,
  Frame,
  Guidance,
  Landmarks,
  Reason,
  Thresholds,
  Verdict,
  VerifyState,
} from "./types.ts";

/** Milliseconds that a missing or a second face is waited for before the first gesture. */
const PATIENCE = 8000;
const PATIENCE_COMPANY = 3000;
/** A head that is turned so much further than asked is not well matched: it is not accepted, but not accused. */
const FAR = 2.2;
/** Milliseconds for the last look. */
const CLOSING_MOST = 6000;
/** A passive model's single frame below this is no live face, whatever the others say. */
const PASSIVE_LEAST = 0.2;

const RESULTS: Readonly<Record<Reason, Verdict["result"]>> = {
  other_person: "no_match",
  wrong_gesture: "no_match",
  flat: "spoof",
  face_changed: "spoof",
  replay: "spoof",
  two_faces: "not_run",
  no_face: "not_run",
  too_slow: "not_run",
  poor_picture: "not_run",
};

export class Verification {
  /** The end, once there is one. */
  verdict: Verdict | null = null;
  readonly #eyes: Eyes;
  readonly #what: Challenge;
  readonly #bounds: Thresholds;
  readonly #begun: number;
  readonly #track = new Track();
  readonly #steady = new Steady();
  readonly #colours = new Colours();
  readonly #identity: Identity;
  readonly #watch: Stopwatch;
  #frontal: Landmarks[] = [];
  #passive: number[] = [];
  #relief: Relief | null = null;
  #sequence: Sequence | null = null;
  /** The gesture that is held was seen to be the owner's. */
  #owned = false;
  #overAt = 0;
  #waits: { guidance: Guidance; since: number } | null = null;
  #state: VerifyState = {
    guidance: null,
    index: 0,
    progress: 0,
    colour: null,
    asked: "center",
  };

  /** `at`: the time of the call, on the clock of the frames. */
  constructor(eyes: Eyes, what: Challenge, bounds: Thresholds, at: number) {
    this.#eyes = eyes;
    this.#what = what;
    this.#bounds = bounds;
    this.#begun = at;
    this.#identity = new Identity(what.template.embeddings, bounds);
    this.#watch = new Stopwatch(at);
    this.#colours.show(null, at);
  }

  get state(): VerifyState {
    return this.#state;
  }

  /** Looks at the clock, also while no frame comes. */
  tick(at: number): void {
    if (this.verdict || at - this.#begun < this.#what.lifetimeMs) return;
    const waits = this.#waits?.guidance;
    if (this.#sequence || !waits) this.#end("too_slow", at);
    else this.#end(waits === "no_face" ? waits : waits === "one_face" ? "two_faces" : "poor_picture", at);
  }

  /** Frames have to come one after the other; `verdict` is set when no more are needed. */
  async take(frame: Frame): Promise<VerifyState> {
    this.tick(frame.at);
    if (this.verdict) return this.#state;
    const faces = await this.#eyes.detect(frame);
    const step = this.#track.step(faces, frame.at);
    if (step.face) this.#colours.see(frame, step.face, frame.at);
    if (!this.#sequence) await this.#first(frame, faces, step);
    else if (step.broken) this.#end(step.broken, frame.at);
    else if (step.face && !this.#sequence.over) await this.#gesture(frame, step.face, this.#sequence);
    else if (step.face) await this.#last(frame, faces, step);
    return this.#report(frame.at);
  }

  /** The straight look before the first gesture. */
  async #first(frame: Frame, faces: Face[], step: Step): Promise<void> {
    if (step.broken) this.#restart();
    const found = this.#judge(frame, faces, step);
    const guidance = found ?? (still(step.speed) ? null : "hold_still");
    this.#guide(guidance, frame.at);
    if (guidance) {
      this.#wait(guidance, frame.at);
      return;
    }
    this.#waits = null;
    const face = step.face;
    if (!face || !straight(face)) {
      this.#watch.wait(frame.at);
      return;
    }
    this.#watch.work(frame.at);
    const passive = await this.#eyes.passive(frame, face);
    if (passive !== null) this.#passive.push(passive);
    this.#frontal.push(face.landmarks);
    const answer = this.#identity.frontal(await this.#eyes.embed(frame, face), frame.at);
    if (answer === "other") {
      this.#end("other_person", frame.at);
      return;
    }
    if (answer === "unsure") return;
    if (this.#passive.length && (median(this.#passive) < 0.5 || Math.min(...this.#passive) < PASSIVE_LEAST)) {
      this.#end("replay", frame.at);
      return;
    }
    this.#relief = new Relief(neutralOf(this.#frontal.slice(-this.#bounds.frames)), frame, face);
    this.#sequence = new Sequence(this.#what.gestures, frame.at);
    this.#watch.wait(frame.at);
    this.#colours.show(this.#what.colours[0] ?? null, frame.at);
  }

  async #gesture(frame: Frame, face: Face, sequence: Sequence): Promise<void> {
    const relief = this.#relief!;
    const { turn, depth, flat } = relief.look(frame, face, frame.at);
    const wrong = sequence.step({ at: frame.at, turn, depth });
    if (wrong) {
      this.#end(wrong === "too_slow" && relief.neverSolid ? "flat" : wrong, frame.at);
      return;
    }
    if (flat) {
      this.#end("flat", frame.at);
      return;
    }
    if (!sequence.held) this.#owned = false;
    // At the beginning of the hold, where the head is turned least and the match means most.
    const far = Math.max(Math.abs(turn.side), Math.abs(turn.up)) > FAR;
    const wanted = sequence.held && !this.#owned;
    if (wanted || (!far && this.#identity.due(frame.at))) {
      const answer = await this.#lookAt(frame, face, turn);
      if (answer === "other" && !far) {
        this.#end("face_changed", frame.at);
        return;
      }
      this.#owned = sequence.held && answer === "same";
    }
    if (!sequence.ripe(frame.at) || !this.#owned) return;
    sequence.advance(frame.at);
    this.#owned = false;
    this.#colours.show(sequence.over ? null : (this.#what.colours[sequence.index] ?? null), frame.at);
    if (sequence.over) this.#overAt = frame.at;
  }

  async #lookAt(frame: Frame, face: Face, turn: Turn): Promise<Answer> {
    const embedding = await this.#eyes.embed(frame, face);
    return this.#identity.look(embedding, shown(turn) === "center", frame.at);
  }

  /** After the last gesture: still the owner, straight again. */
  async #last(frame: Frame, faces: Face[], step: Step): Promise<void> {
    const face = step.face!;
    if (frame.at - this.#overAt > CLOSING_MOST) {
      this.#end("too_slow", frame.at);
      return;
    }
    const straightAgain = shown(this.#relief!.look(frame, face, frame.at).turn) === "center";
    const guidance = this.#judge(frame, faces, step);
    this.#guide(guidance, frame.at);
    if (guidance || !straightAgain) {
      this.#watch.wait(frame.at);
      return;
    }
    this.#watch.work(frame.at);
    const answer = this.#identity.closing(await this.#eyes.embed(frame, face));
    if (answer === "same") this.#end(null, frame.at);
    if (answer === "other") this.#end("face_changed", frame.at);
  }

  #judge(frame: Frame, faces: Face[], { face }: Step): Guidance | null {
    return judge(frame, faces, face && texture(frame, face), this.#bounds);
  }

  /** Whoever is not there, or not alone, is waited for only so long. */
  #wait(guidance: Guidance, at: number): void {
    this.#watch.wait(at);
    if (this.#waits?.guidance !== guidance) this.#waits = { guidance, since: at };
    const waited = at - this.#waits.since;
    if (guidance === "no_face" && waited > PATIENCE) this.#end("no_face", at);
    if (guidance === "one_face" && waited > PATIENCE_COMPANY) this.#end("two_faces", at);
  }

  /** Somebody else may have come before the camera: what was seen so far is forgotten. */
  #restart(): void {
    this.#frontal = [];
    this.#passive = [];
    this.#identity.forget();
  }

  #guide(guidance: Guidance | null, at: number): void {
    this.#state = { ...this.#state, guidance: this.#steady.offer(guidance, at) };
  }

  #report(at: number): VerifyState {
    const sequence = this.#sequence;
    if (!sequence) return this.#state;
    if (!sequence.over) this.#guide(null, at);
    this.#state = {
      guidance: this.#state.guidance,
      index: sequence.index,
      progress: sequence.progress,
      colour: sequence.over ? null : (this.#what.colours[sequence.index] ?? null),
      asked: sequence.asked,
    };
    return this.#state;
  }

  #end(reason: Reason | null, at: number): void {
    const done = this.#sequence?.done ?? [];
    this.verdict = {
      result: reason ? RESULTS[reason] : "match",
      reason,
      gestures: done,
      colours: { shown: this.#what.colours.slice(0, done.length), reflection: this.#colours.reflection() },
      faceWorkMs: this.#watch.worked(at),
    };
  }
}
