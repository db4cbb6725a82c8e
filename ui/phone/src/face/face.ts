/** The face check as the app uses it: models in a worker, the camera's picture in a video element. */
import type { Challenge, EnrolState, Template, Verdict, VerifyState } from "@donelogin/face";

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
