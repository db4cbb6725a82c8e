/** The models, run by onnxruntime-web's WASM build on one thread; the same in a worker, in Node and in the tests. */
import type { InferenceSession, Tensor, TypedTensor } from "onnxruntime-web/wasm";

import { align } from "./align.ts";
import { findFaces, letterbox } from "./detector.ts";
import { unit } from "./match.ts";
import { aim, live } from "./passive.ts";
import { affine, sample } from "./picture.ts";
import { type Eyes, type Face, FaceError, type Frame, type ModelFile } from "./types.ts";

/** What is needed of onnxruntime-web; handed in, since browsers and Node load it in different ways. */
export interface Runtime {
  InferenceSession: {
    create(model: Uint8Array, options: InferenceSession.SessionOptions): Promise<InferenceSession>;
  };
  Tensor: new (type: "float32", data: Float32Array, dims: readonly number[]) => TypedTensor<"float32">;
}

/** Longest side of the detector's input, in pixels. */
const DETECTOR_SIDE = 320;
/** Side of the embedder's input. */
const FACE_SIDE = 112;

// Folding the int8 weights at load makes each run a quarter faster than unfolding them every time.
const OPTIONS: InferenceSession.SessionOptions = {
  executionProviders: ["wasm"],
  graphOptimizationLevel: "all",
  logSeverityLevel: 3,
  extra: { session: { disable_quant_qdq: "1" } },
};

/** Milliseconds of each stage's last runs, for the measurement. */
export interface Stages {
  detect: number[];
  embed: number[];
  passive: number[];
}

interface Passive {
  session: InferenceSession;
  input: NonNullable<ModelFile["input"]>;
}

export class Engine implements Eyes {
  /** Set to measure. */
  stages: Stages | null = null;
  readonly #ort: Runtime;
  readonly #detector: InferenceSession;
  readonly #embedder: InferenceSession;
  readonly #passive: Passive[];

  private constructor(
    ort: Runtime,
    detector: InferenceSession,
    embedder: InferenceSession,
    passive: Passive[],
  ) {
    this.#ort = ort;
    this.#detector = detector;
    this.#embedder = embedder;
    this.#passive = passive;
  }

  /** Compiles the models of a policy; `bytes` by their names. */
  static async create(
    ort: Runtime,
    models: ModelFile[],
    bytes: ReadonlyMap<string, Uint8Array>,
  ): Promise<Engine> {
    const compile = async (model: ModelFile): Promise<InferenceSession> => {
      const file = bytes.get(model.name);
      if (!file) throw new FaceError("engine");
      return ort.InferenceSession.create(file, OPTIONS);
    };
    const one = (role: ModelFile["role"]): ModelFile => {
      const model = models.find((each) => each.role === role);
      if (!model) throw new FaceError("engine");
      return model;
    };
    const detector = await compile(one("detector"));
    const embedder = await compile(one("embedder"));
    const passive: Passive[] = [];
    for (const model of models) {
      if (model.role === "passive" && model.input) {
        passive.push({ session: await compile(model), input: model.input });
      }
    }
    return new Engine(ort, detector, embedder, passive);
  }

  /** First runs are slow; they are done before a person waits for them. */
  async warm(): Promise<void> {
    const side = 64;
    const data = new Uint8ClampedArray(side * side * 4).fill(128);
    const frame: Frame = { width: side, height: side, data, at: 0 };
    await this.detect(frame);
    await this.#describe(new Float32Array(3 * FACE_SIDE * FACE_SIDE));
  }

  detect(frame: Frame): Promise<Face[]> {
    return this.#timed("detect", async () => {
      const box = letterbox(frame.width, frame.height, DETECTOR_SIDE);
      const planes = { width: box.width, height: box.height, order: "bgr", scale: 1 } as const;
      const data = sample(frame, affine(box.map), planes);
      const input = new this.#ort.Tensor("float32", data, [1, 3, box.height, box.width]);
      const out = await this.#detector.run({ [this.#detector.inputNames[0]!]: input });
      return findFaces((name) => floats(out[name]), box);
    });
  }

  embed(frame: Frame, face: Face): Promise<Float32Array> {
    return this.#timed("embed", () => {
      const planes = { width: FACE_SIDE, height: FACE_SIDE, order: "rgb", scale: 1 } as const;
      return this.#describe(sample(frame, affine(align(face.landmarks)), planes));
    });
  }

  async #describe(data: Float32Array): Promise<Float32Array> {
    const input = new this.#ort.Tensor("float32", data, [1, 3, FACE_SIDE, FACE_SIDE]);
    const out = await this.#embedder.run({ [this.#embedder.inputNames[0]!]: input });
    return unit(floats(out[this.#embedder.outputNames[0]!]));
  }

  async passive(frame: Frame, face: Face): Promise<number | null> {
    if (this.#passive.length === 0) return null;
    return this.#timed("passive", async () => {
      let sum = 0;
      for (const { session, input } of this.#passive) {
        const planes = {
          width: input.size,
          height: input.size,
          order: input.order,
          scale: input.scale / 255,
          raw: true,
        };
        const data = sample(frame, aim(frame, face, input), planes);
        const tensor = new this.#ort.Tensor("float32", data, [1, 3, input.size, input.size]);
        const out = await session.run({ [session.inputNames[0]!]: tensor });
        sum += live(floats(out[session.outputNames[0]!]), input);
      }
      return sum / this.#passive.length;
    });
  }

  async #timed<T>(stage: keyof Stages, act: () => Promise<T>): Promise<T> {
    if (!this.stages) return act();
    const begun = performance.now();
    const result = await act();
    this.stages[stage].push(performance.now() - begun);
    return result;
  }
}

function floats(tensor: Tensor | undefined): Float32Array {
  if (!(tensor?.data instanceof Float32Array)) throw new FaceError("engine");
  return tensor.data;
}
