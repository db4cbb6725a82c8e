/** The pictures of a folder, as the pipeline sees them. */
import { readdir } from "node:fs/promises";
import path from "node:path";

import { judge, texture } from "../src/quality.ts";
import { poseOf } from "../src/pose.ts";
import type { Guidance } from "../src/types.ts";
import { type Loaded, loadPicture } from "./load.ts";

export interface Sample {
  file: string;
  embedding: Float32Array;
  /** See `Pose`. */
  yaw: number;
  /** What the app would say about the picture. */
  guidance: Guidance | null;
  /** 0.5 and more is live; null without passive models. */
  live: number | null;
}

export interface Looked {
  people: Map<string, Sample[]>;
  /** Pictures without a face, or with more than one. */
  rejected: string[];
}

const PICTURE = /\.(jpe?g|png)$/i;

/** Every folder in `root` is a person. */
export async function lookAtFolder(loaded: Loaded, root: string): Promise<Looked> {
  const people = new Map<string, Sample[]>();
  const rejected: string[] = [];
  const folders = (await readdir(root, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  for (const { name } of folders.sort((one, other) => (one.name < other.name ? -1 : 1))) {
    const samples: Sample[] = [];
    for (const file of await picturesOf(path.join(root, name))) {
      const sample = await lookAt(loaded, file);
      if (typeof sample === "string") rejected.push(`${name}/${path.basename(file)}: ${sample}`);
      else samples.push(sample);
    }
    // A folder in which no picture shows one face is no person, and neither are attacks that lie beside.
    if (samples.length) people.set(name, samples);
  }
  return { people, rejected };
}

/** The pictures of one folder that show one face. */
export async function look(loaded: Loaded, folder: string): Promise<Sample[]> {
  const samples: Sample[] = [];
  for (const file of await picturesOf(folder)) {
    const sample = await lookAt(loaded, file);
    if (typeof sample !== "string") samples.push(sample);
  }
  return samples;
}

async function picturesOf(folder: string): Promise<string[]> {
  return (await readdir(folder))
    .filter((file) => PICTURE.test(file))
    .sort()
    .map((file) => path.join(folder, file));
}

async function lookAt({ engine, policy }: Loaded, file: string): Promise<Sample | Guidance> {
  const frame = await loadPicture(file);
  const faces = await engine.detect(frame);
  const [face] = faces;
  if (!face) return "no_face";
  const guidance = judge(frame, faces, texture(frame, face), policy.thresholds);
  if (guidance === "one_face") return guidance;
  return {
    file,
    guidance,
    embedding: await engine.embed(frame, face),
    yaw: poseOf(face.landmarks).yaw,
    live: await engine.passive(frame, face),
  };
}
