/** People before the camera, made of the pictures that the test's set-up fetches, and the models that look at them. */
import { existsSync } from "node:fs";
import path from "node:path";

import { type Loaded, loadEngine, loadPicture } from "../cli/load.ts";
import {
  Actor,
  Camera,
  DAYLIGHT,
  type Landmarks,
  type Mesh,
  type Picture,
  type Rgb,
  cardMesh,
  headMesh,
} from "../puppet/index.ts";
import { points } from "../src/align.ts";
import { COLOURS } from "../src/colours.ts";
import { Enrolment } from "../src/enrol.ts";
import type { Colour, Frame, Template } from "../src/types.ts";
import type { Scene } from "./play.ts";

const PICTURES = path.join(import.meta.dirname, "../../../target/pictures");

/** A frame every so many milliseconds. */
export const INTERVAL = 80;

export class Stage {
  readonly camera = new Camera(640, 480, undefined, undefined, random(7));
  readonly #loaded: Loaded;

  private constructor(loaded: Loaded) {
    this.#loaded = loaded;
  }

  static async open(): Promise<Stage> {
    if (!existsSync(PICTURES))
      throw new Error("no pictures in target/pictures: `cargo xtask test` fetches them");
    return new Stage(await loadEngine());
  }

  get engine() {
    return this.#loaded.engine;
  }

  get policy() {
    return this.#loaded.policy;
  }

  head(name: string): Promise<Mesh> {
    return this.#mesh(name, headMesh);
  }

  /** The photo itself, held before the camera; `bend` as of a sheet in a hand. */
  card(name: string, bend = 0): Promise<Mesh> {
    return this.#mesh(name, (picture, landmarks) => cardMesh(picture, landmarks, bend));
  }

  async #mesh(name: string, make: (picture: Picture, landmarks: Landmarks) => Mesh): Promise<Mesh> {
    const { width, height, data, at } = await loadPicture(path.join(PICTURES, name));
    const [face] = await this.engine.detect({ width, height, data, at });
    if (!face) throw new Error(`no face in ${name}`);
    const picture = { width, height, data: new Uint8ClampedArray(data) };
    return make(picture, points(face.landmarks) as Landmarks);
  }

  /** A frame of people in the light of the screen. */
  shoot(
    shown: { mesh: Mesh; actor: Actor; at?: number }[],
    at: number,
    colour: Colour | null = null,
  ): Picture {
    const screen = COLOURS[colour ?? "white"].map((value) => value / 255) as Rgb;
    const all = shown.map(({ mesh, actor }) => ({ mesh, pose: actor.pose(at) }));
    return this.camera.take(all, { ...DAYLIGHT, screen });
  }

  /** One person who does what is asked. */
  alone(mesh: Mesh, actor = new Actor({ random: random(3) })): Scene {
    return (state, at) => {
      actor.ask(state.asked, at);
      return this.shoot([{ mesh, actor }], at, state.colour);
    };
  }

  async enrol(mesh: Mesh, actor = new Actor({ random: random(5) })): Promise<Template> {
    const run = new Enrolment(this.engine, this.policy.policy, this.policy.thresholds, 0);
    for (let at = 0; !run.template; at += INTERVAL) {
      actor.ask(run.state.pose, at);
      const { width, height, data } = this.shoot([{ mesh, actor }], at);
      const frame: Frame = { width, height, data, at };
      await run.take(frame);
    }
    return run.template;
  }
}

/** Numbers of 0..1, the same in every run (mulberry32). */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
