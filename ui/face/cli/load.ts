/** Models and pictures from files, for the measurement and the tests. */
import { readFile } from "node:fs/promises";
import path from "node:path";

import jpeg from "jpeg-js";
import * as ort from "onnxruntime-web/wasm";
import { PNG } from "pngjs";

import { Engine } from "../src/engine.ts";
import type { FacePolicy, Frame, ModelFile, Thresholds } from "../src/types.ts";

/** The folder with the models' manifest. */
export const MODELS = path.join(import.meta.dirname, "../../../assets/models");

interface Manifest {
  thresholds: Thresholds & { match_strict: number };
  models: (Omit<ModelFile, "url"> & { file: string })[];
}

export interface Loaded {
  engine: Engine;
  policy: FacePolicy;
  /** Cosine of the strict setting. */
  strict: number;
  /** Milliseconds to compile. */
  compiled: number;
}

/** The manifest's models, as the phone has them, and passive ones from elsewhere beside them. */
export async function loadEngine(passive: (ModelFile & { file: string })[] = []): Promise<Loaded> {
  ort.env.wasm.numThreads = 1;
  const manifest = JSON.parse(await readFile(path.join(MODELS, "manifest.json"), "utf8")) as Manifest;
  const bytes = new Map<string, Uint8Array>();
  const models: ModelFile[] = [];
  for (const model of manifest.models) {
    bytes.set(model.name, await readFile(path.join(MODELS, model.file)));
    models.push({ ...model, url: model.file });
  }
  for (const model of passive) {
    bytes.set(model.name, await readFile(model.file));
    models.push(model);
  }
  const begun = performance.now();
  const engine = await Engine.create(ort, models, bytes);
  await engine.warm();
  const compiled = performance.now() - begun;
  const policy = { policy: "local", models, thresholds: manifest.thresholds };
  return { engine, policy, strict: manifest.thresholds.match_strict, compiled };
}

/** A JPEG or PNG file as a frame of time 0. */
export async function loadPicture(file: string): Promise<Frame> {
  const bytes = await readFile(file);
  if (bytes[0] === 0x89) {
    const { width, height, data } = PNG.sync.read(bytes);
    return { width, height, data, at: 0 };
  }
  const { width, height, data } = jpeg.decode(bytes, { useTArray: true, formatAsRGBA: true });
  return { width, height, data, at: 0 };
}
