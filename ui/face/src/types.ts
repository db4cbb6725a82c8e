/** What the phone app, the worker and the tests say to each other about a face check. */

/** What a person is asked to do; left is the person's own left. */
export type Gesture = "turn_left" | "turn_right" | "look_up" | "look_down" | "center";

/** What the screen shows while it lights the face. */
export type Colour = "white" | "blue" | "amber" | "green" | "pink";

/** The one thing that would mend the picture; left is the person's own left. */
export type Guidance =
  | "no_face"
  | "one_face"
  | "closer"
  | "back"
  | "to_left"
  | "to_right"
  | "higher"
  | "lower"
  | "hold_still"
  | "more_light"
  | "less_light"
  | "uncover"
  | "blurred";

/** What a phone keeps of its owner's face; it means something under its policy only. */
export interface Template {
  policy: string;
  /** Unit length, 128 numbers each, five or more. */
  embeddings: Float32Array[];
}

/** How far an enrolment is. */
export interface EnrolState {
  guidance: Guidance | null;
  checks: { distance: boolean; oneFace: boolean; light: boolean };
  /** What is asked now. */
  pose: Gesture;
  /** Poses that are done, of `total`. */
  done: number;
  total: number;
  /** How far into the pose that is asked, 0..1. */
  turn: number;
}

/** How far a verification is. */
export interface VerifyState {
  guidance: Guidance | null;
  /** Index of the gesture that is under way; 0 during the look before the first, the last one's after all. */
  index: number;
  /** How far into that gesture, 0..1. */
  progress: number;
  /** What the screen is to show now. */
  colour: Colour | null;
  /** What to ask of the person now: "center" before the first gesture, after the last, and after a false start. */
  asked: Gesture;
}

/** Why a face did not pass. */
export type Reason =
  | "other_person"
  | "flat"
  | "face_changed"
  | "two_faces"
  | "no_face"
  | "too_slow"
  | "wrong_gesture"
  | "poor_picture"
  | "replay";

/** Whether the face changed its colour with the screen. */
export type Reflection = "seen" | "not_seen" | "unclear";

/** The end of a verification. */
export interface Verdict {
  result: "match" | "no_match" | "spoof" | "not_run";
  reason: Reason | null;
  /** Done, in order. */
  gestures: Gesture[];
  colours: { shown: Colour[]; reflection: Reflection };
  /** Milliseconds from the call to the verdict without the gestures and without waiting for a usable picture. */
  faceWorkMs: number;
}

/** What is to be verified. */
export interface Challenge {
  template: Template;
  gestures: Gesture[];
  colours: Colour[];
  /** Milliseconds from the call after which no answer counts. */
  lifetimeMs: number;
}

/** What a passive model wants to see and what its answer means. */
export interface PassiveInput {
  /** How many times wider than the face. */
  crop: number;
  /** Side of its input, in pixels. */
  size: number;
  order: "bgr" | "rgb";
  /** Value of white: 255 or 1. */
  scale: number;
  /** Which output says "live". */
  live: number;
  /** From where on it does. */
  threshold: number;
}

/** A model file as the policy names it. */
export interface ModelFile {
  name: string;
  role: "detector" | "embedder" | "passive";
  url: string;
  /** Hexadecimal. */
  sha256: string;
  bytes: number;
  input?: PassiveInput;
}

/** Bounds that belong to the models. */
export interface Thresholds {
  /** Cosine from where on the median of `frames` frontal frames is the same person. */
  match: number;
  frames: number;
  /** The same for a single frame of a turned head. */
  turned: number;
  /** Width of the face as a share of the shorter side of the picture. */
  face_width_min: number;
  face_width_max: number;
}

/** The answer of `GET /phone/v1/policy`, as far as it is about faces. */
export interface FacePolicy {
  policy: string;
  models: ModelFile[];
  thresholds: Thresholds;
}

/** A picture of the camera, not mirrored. */
export interface Frame {
  width: number;
  height: number;
  /** RGBA, rows from the top. */
  data: Uint8ClampedArray | Uint8Array;
  /** Milliseconds on a clock that does not jump. */
  at: number;
}

export interface Point {
  x: number;
  y: number;
}

/** Left and right as in the picture: `eyeA` is the person's right eye. */
export interface Landmarks {
  eyeA: Point;
  eyeB: Point;
  nose: Point;
  mouthA: Point;
  mouthB: Point;
}

/** A face in a picture, in its pixels. */
export interface Face {
  x: number;
  y: number;
  width: number;
  height: number;
  /** 0..1. */
  score: number;
  landmarks: Landmarks;
}

/** What the models see in a frame; the state machines know no more of them. */
export interface Eyes {
  /** Faces of a frame, largest first. */
  detect(frame: Frame): Promise<Face[]>;
  /** Unit length, 128 numbers. */
  embed(frame: Frame, face: Face): Promise<Float32Array>;
  /** How live the passive models find it, 0..1 where 0.5 is their threshold; null without one. */
  passive(frame: Frame, face: Face): Promise<number | null>;
}

/** Why a face could not be enrolled or the models not loaded. */
export type FaceFault =
  "download" | "wrong_model" | "engine" | "camera" | "aborted" | "too_slow" | "face_changed" | "flat";

export class FaceError extends Error {
  readonly fault: FaceFault;

  constructor(fault: FaceFault, options?: ErrorOptions) {
    super(`face: ${fault}`, options);
    this.name = "FaceError";
    this.fault = fault;
  }
}
