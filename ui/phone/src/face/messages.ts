/** What the page and the worker of the face check say to each other. */
import type {
  Challenge,
  EnrolState,
  FaceFault,
  FacePolicy,
  Template,
  Verdict,
  VerifyState,
} from "@donelogin/face";

/** A run is told by its number; messages of an earlier one are out of date. */
export type ToWorker =
  | { kind: "load"; policy: FacePolicy }
  | { kind: "enrol"; run: number; at: number }
  | { kind: "verify"; run: number; at: number; what: Challenge }
  | { kind: "frame"; run: number; at: number; picture: VideoFrame | ImageBitmap }
  | { kind: "tick"; run: number; at: number };

export type FromWorker =
  | { kind: "progress"; loaded: number; total: number }
  | { kind: "ready" }
  /** `run` 0 is loading. */
  | { kind: "fault"; run: number; fault: FaceFault }
  /** The frame that was sent is done with; the next may come. */
  | { kind: "next"; run: number }
  | { kind: "enrolling"; run: number; state: EnrolState }
  | { kind: "verifying"; run: number; state: VerifyState }
  | { kind: "enrolled"; run: number; template: Template }
  | { kind: "verified"; run: number; verdict: Verdict };
