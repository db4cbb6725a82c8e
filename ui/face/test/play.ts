/** Plays a puppet to a verification, in time that goes as fast as the models do. */
import type { Picture } from "../puppet/index.ts";
import type { Challenge, Eyes, Thresholds, Verdict, VerifyState } from "../src/types.ts";
import { Verification } from "../src/verify.ts";

/** What the camera sees; it hears what is asked, as a person would, and is lit by the screen. */
export type Scene = (state: VerifyState, at: number) => Picture;

export interface Played {
  verdict: Verdict;
  /** Milliseconds of the played time. */
  took: number;
}

/** Frames come every `interval` milliseconds. */
export async function play(
  eyes: Eyes,
  what: Challenge,
  bounds: Thresholds,
  scene: Scene,
  interval = 66,
): Promise<Played> {
  const run = new Verification(eyes, what, bounds, 0);
  for (let at = 0; at < 60_000; at += interval) {
    const { width, height, data } = scene(run.state, at);
    await run.take({ width, height, data, at });
    if (run.verdict) return { verdict: run.verdict, took: at };
  }
  throw new Error("a verification ends by itself");
}
