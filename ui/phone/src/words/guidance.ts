/** Which message says what a person is to do before the camera. */
import type { Gesture, Guidance, Reason } from "@donelogin/face";

/** While the phone learns a face. */
export const POSE: Record<Gesture, string> = {
  center: "pose-center",
  turn_left: "pose-turn-left",
  turn_right: "pose-turn-right",
  look_up: "pose-look-up",
  look_down: "pose-look-down",
};

/** In the list of what the server asks for. */
export const STEP: Record<Gesture, string> = {
  center: "face-center",
  turn_left: "face-turn-left",
  turn_right: "face-turn-right",
  look_up: "face-look-up",
  look_down: "face-look-down",
};

/** The one that is asked for now. */
export const NOW: Record<Gesture, string> = {
  center: "face-now-center",
  turn_left: "face-now-turn-left",
  turn_right: "face-now-turn-right",
  look_up: "face-now-look-up",
  look_down: "face-now-look-down",
};

export const GUIDE: Record<Guidance, string> = {
  no_face: "guide-no-face",
  one_face: "guide-one-face",
  closer: "guide-closer",
  back: "guide-back",
  to_left: "guide-to-left",
  to_right: "guide-to-right",
  higher: "guide-higher",
  lower: "guide-lower",
  hold_still: "guide-hold-still",
  more_light: "guide-more-light",
  less_light: "guide-less-light",
  uncover: "guide-uncover",
  blurred: "guide-blurred",
};

export const WHY: Record<Reason, string> = {
  other_person: "face-why-other-person",
  flat: "face-why-flat",
  replay: "face-why-flat",
  face_changed: "face-why-changed",
  two_faces: "face-why-two-faces",
  no_face: "face-why-no-face",
  too_slow: "face-why-slow",
  wrong_gesture: "face-why-gesture",
  poor_picture: "face-why-picture",
};
