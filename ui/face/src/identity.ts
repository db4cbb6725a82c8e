/** Whose face it is: the median of the frontal frames, and single looks in between so that nobody takes over. */
import { blend, cosine, median } from "./match.ts";
import type { Thresholds } from "./types.ts";

/** Milliseconds between two looks while the head moves. */
const EVERY = 450;
/** A single frontal frame may lie so much below what the median has to reach. */
const SINGLE = 0.1;
/** A frontal frame against those of the same minute. */
const SAME_SESSION = 0.4;
/** A first median so much below the threshold is no near miss. */
const NEAR_MISS = 0.15;
/** Frames of the last look. */
const CLOSING = 3;

export type Answer = "same" | "other" | "unsure";

export class Identity {
  readonly #owner: Float32Array;
  readonly #bounds: Thresholds;
  #frontal: Float32Array[] = [];
  #tries = 0;
  #session: Float32Array | null = null;
  #closing: Float32Array[] = [];
  #closings = 0;
  #doubt = false;
  #lookedAt = -Infinity;

  constructor(template: readonly Float32Array[], bounds: Thresholds) {
    this.#owner = blend(template);
    this.#bounds = bounds;
  }

  /** A good frontal frame of the first look. "unsure" asks for more. */
  frontal(embedding: Float32Array, at: number): Answer {
    this.#lookedAt = at;
    this.#frontal.push(embedding);
    if (this.#frontal.length < this.#bounds.frames) return "unsure";
    const found = this.#likeness(this.#frontal);
    if (found >= this.#bounds.match) {
      this.#session = blend(this.#frontal);
      return "same";
    }
    this.#frontal = [];
    return ++this.#tries < 2 && found >= this.#bounds.match - NEAR_MISS ? "unsure" : "other";
  }

  /** What was collected may be of somebody else. */
  forget(): void {
    this.#frontal = [];
  }

  /** Whether it is time to look again. */
  due(at: number): boolean {
    return this.#doubt || at - this.#lookedAt >= EVERY;
  }

  /** A frame in between. One that fits nobody may be blurred, two in a row are another person. */
  look(embedding: Float32Array, straight: boolean, at: number): Answer {
    this.#lookedAt = at;
    const { match, turned } = this.#bounds;
    const least = straight ? Math.max(turned, match - SINGLE) : turned;
    const related = straight ? Math.max(turned, SAME_SESSION) : turned;
    const same =
      cosine(embedding, this.#owner) >= least &&
      (this.#session === null || cosine(embedding, this.#session) >= related);
    if (same) {
      this.#doubt = false;
      return "same";
    }
    const answer = this.#doubt ? "other" : "unsure";
    this.#doubt = true;
    return answer;
  }

  /** A good frontal frame after the last gesture. */
  closing(embedding: Float32Array): Answer {
    this.#closing.push(embedding);
    if (this.#closing.length < CLOSING) return "unsure";
    if (this.#likeness(this.#closing) >= this.#bounds.match) return "same";
    this.#closing = [];
    return ++this.#closings < 2 ? "unsure" : "other";
  }

  #likeness(embeddings: readonly Float32Array[]): number {
    return median(embeddings.map((each) => cosine(each, this.#owner)));
  }
}
