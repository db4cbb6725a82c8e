/** The face check as the app uses it: models in a worker, the camera's picture in a video element. */
import {
  type Challenge,
  type EnrolState,
  FaceError,
  type FacePolicy,
  type Template,
  type Verdict,
  type VerifyState,
} from "@donelogin/face";

import { scriptUrl } from "../trust/script-url.ts";
import { type Frames, framesOf } from "./frames.ts";
import type { OnProgress } from "./load.ts";
import type { FromWorker, ToWorker } from "./messages.ts";
import workerUrl from "./worker.ts?worker&url";

export interface FaceChecker {
  /** Rejects with a `FaceError`. */
  enrol(video: HTMLVideoElement, on: (state: EnrolState) => void, signal: AbortSignal): Promise<Template>;
  /** Rejects with a `FaceError` when it is aborted or the engine fails; all else is a verdict. */
  verify(
    video: HTMLVideoElement,
    what: Challenge,
    on: (state: VerifyState) => void,
    signal: AbortSignal,
  ): Promise<Verdict>;
  close(): void;
}

/** Downloads the models, or takes them from the cache, and compiles them. Rejects with a `FaceError`. */
export function loadFace(policy: FacePolicy, on: OnProgress): Promise<FaceChecker> {
  const worker = new Worker(scriptUrl(workerUrl), { type: "module" });
  return new Promise((resolve, reject) => {
    const fail = (error: FaceError): void => {
      worker.terminate();
      reject(error);
    };
    worker.onerror = () => {
      fail(new FaceError("engine"));
    };
    worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
      if (data.kind === "progress") on({ loaded: data.loaded, total: data.total });
      else if (data.kind === "fault") fail(new FaceError(data.fault));
      else if (data.kind === "ready") resolve(new WorkerChecker(worker));
    };
    worker.postMessage({ kind: "load", policy: plain(policy) } satisfies ToWorker);
  });
}

class WorkerChecker implements FaceChecker {
  readonly #worker: Worker;
  #run = 0;
  #broken = false;
  /** Ends the run that is under way, if there is one. */
  #fail: (error: FaceError) => void = () => undefined;

  constructor(worker: Worker) {
    this.#worker = worker;
    worker.onerror = () => {
      this.#broken = true;
      this.#fail(new FaceError("engine"));
    };
  }

  enrol(video: HTMLVideoElement, on: (state: EnrolState) => void, signal: AbortSignal): Promise<Template> {
    const begin = (run: number): ToWorker => ({ kind: "enrol", run, at: performance.now() });
    return this.#drive(video, signal, begin, (message) => {
      if (message.kind === "enrolling") on(message.state);
      return message.kind === "enrolled" ? message.template : null;
    });
  }

  verify(
    video: HTMLVideoElement,
    what: Challenge,
    on: (state: VerifyState) => void,
    signal: AbortSignal,
  ): Promise<Verdict> {
    const begin = (run: number): ToWorker => ({
      kind: "verify",
      run,
      at: performance.now(),
      what: plain(what),
    });
    return this.#drive(video, signal, begin, (message) => {
      if (message.kind === "verifying") on(message.state);
      return message.kind === "verified" ? message.verdict : null;
    });
  }

  close(): void {
    this.#broken = true;
    this.#fail(new FaceError("aborted"));
    this.#worker.terminate();
  }

  /** One run: frames go to the worker until `read` finds a result in what comes back. */
  #drive<T>(
    video: HTMLVideoElement,
    signal: AbortSignal,
    begin: (run: number) => ToWorker,
    read: (message: FromWorker) => T | null,
  ): Promise<T> {
    this.#fail(new FaceError("aborted"));
    const run = ++this.#run;
    return new Promise<T>((resolve, reject) => {
      if (this.#broken) {
        reject(new FaceError("engine"));
        return;
      }
      if (signal.aborted) {
        reject(new FaceError("aborted"));
        return;
      }
      let frames: Frames | null = null;
      const abort = (): void => {
        this.#fail(new FaceError("aborted"));
      };
      const end = (): void => {
        frames?.stop();
        signal.removeEventListener("abort", abort);
        this.#fail = () => undefined;
      };
      this.#fail = (error) => {
        end();
        reject(error);
      };
      signal.addEventListener("abort", abort);
      this.#worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
        if (!("run" in data) || data.run !== run) return;
        if (data.kind === "fault") {
          this.#fail(new FaceError(data.fault));
          return;
        }
        const result = read(data);
        if (result !== null) {
          end();
          resolve(result);
        } else if (data.kind === "next") frames?.next();
      };
      this.#worker.postMessage(begin(run));
      frames = framesOf(
        video,
        (picture, at) => {
          this.#worker.postMessage({ kind: "frame", run, at, picture } satisfies ToWorker, [picture]);
        },
        (at) => {
          this.#worker.postMessage({ kind: "tick", run, at } satisfies ToWorker);
        },
      );
    });
  }
}

/** Without the proxies of whoever watches it, which cannot be sent. */
function plain<T>(value: T): T {
  if (ArrayBuffer.isView(value)) return value;
  if (Array.isArray(value)) return value.map(plain) as T;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, plain(each)])) as T;
}
