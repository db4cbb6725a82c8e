/** The worker of the face check: models and state machines, so that the page only shows pictures. */
import {
  Engine,
  Enrolment,
  FaceError,
  type FaceFault,
  type FacePolicy,
  type Frame,
  Verification,
} from "@donelogin/face";
import * as ort from "onnxruntime-web/wasm";
import wasm from "onnxruntime-web/ort-wasm-simd-threaded.wasm?url";

import { loadModels } from "./load.ts";
import type { FromWorker, ToWorker } from "./messages.ts";
import { Pixels } from "./pixels.ts";

declare const self: DedicatedWorkerGlobalScope;

type Run =
  | { kind: "enrol"; number: number; machine: Enrolment }
  | { kind: "verify"; number: number; machine: Verification };

// One thread: more need an isolated page, and two were no faster where it was measured.
ort.env.wasm.numThreads = 1;
ort.env.wasm.wasmPaths = { wasm };

const pixels = new Pixels();
let engine: Engine | null = null;
let policy: FacePolicy | null = null;
let run: Run | null = null;

const tell = (message: FromWorker): void => {
  self.postMessage(message);
};
const faultOf = (error: unknown): FaceFault => (error instanceof FaceError ? error.fault : "engine");

self.onmessage = ({ data }: MessageEvent<ToWorker>) => {
  if (data.kind === "load") {
    load(data.policy).catch((error: unknown) => {
      tell({ kind: "fault", run: 0, fault: faultOf(error) });
    });
  } else if (data.kind === "enrol" || data.kind === "verify") {
    begin(data);
  } else if (run?.number !== data.run) {
    if (data.kind === "frame") data.picture.close();
  } else {
    const { number } = run;
    look(run, data).catch((error: unknown) => {
      if (run?.number === number) run = null;
      tell({ kind: "fault", run: number, fault: faultOf(error) });
    });
  }
};

async function load(wanted: FacePolicy): Promise<void> {
  const bytes = await loadModels(wanted, (progress) => {
    tell({ kind: "progress", ...progress });
  });
  policy = wanted;
  engine = await Engine.create(ort, wanted.models, bytes);
  await engine.warm();
  tell({ kind: "ready" });
}

function begin(data: Extract<ToWorker, { kind: "enrol" | "verify" }>): void {
  const { run: number, at } = data;
  if (!engine || !policy) {
    tell({ kind: "fault", run: number, fault: "engine" });
    return;
  }
  const { thresholds } = policy;
  run =
    data.kind === "enrol"
      ? { kind: "enrol", number, machine: new Enrolment(engine, policy.policy, thresholds, at) }
      : { kind: "verify", number, machine: new Verification(engine, data.what, thresholds, at) };
}

async function look(now: Run, data: Extract<ToWorker, { kind: "frame" | "tick" }>): Promise<void> {
  const { number } = now;
  if (data.kind === "tick") {
    now.machine.tick(data.at);
  } else {
    const frame = pixels.read(data.picture, data.at);
    const state = await stateAfter(now, frame);
    if (run !== now) return;
    tell(state);
    tell({ kind: "next", run: number });
  }
  finish(now);
}

async function stateAfter(now: Run, frame: Frame): Promise<FromWorker> {
  return now.kind === "enrol"
    ? { kind: "enrolling", run: now.number, state: await now.machine.take(frame) }
    : { kind: "verifying", run: now.number, state: await now.machine.take(frame) };
}

function finish(now: Run): void {
  const { kind, number, machine } = now;
  if (kind === "enrol" && machine.template)
    tell({ kind: "enrolled", run: number, template: machine.template });
  else if (kind === "verify" && machine.verdict)
    tell({ kind: "verified", run: number, verdict: machine.verdict });
  else return;
  run = null;
}
