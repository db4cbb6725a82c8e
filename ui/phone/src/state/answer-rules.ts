/** What comes after what while a sign-in is answered: plain rules, without a screen. */
import type { Problem } from "../client/problem.ts";

export type ApproveStep =
  | "ask"
  | "ask_no"
  | "incoming"
  | "scan"
  | "face"
  | "face_failed"
  | "pause"
  | "face_off"
  | "face_old"
  | "face_lost"
  | "no_face"
  | "models"
  | "camera"
  | "other"
  | "sending"
  | "approved"
  | "undone"
  | "denied"
  | "blocked"
  | "over"
  | "superseded"
  | "wrong_codes"
  | "decided"
  | "kept"
  | "kept_over"
  | "away"
  | "gone"
  | "copied"
  | "other_server"
  | "broken";

export type DigitsFault = "missing" | "short" | "wrong" | "other_screen";

/** What is wrong with typed digits; spaces and hyphens are dropped. */
export function digitsFault(typed: string): DigitsFault | null {
  const digits = typed.replace(/[\s-]/g, "");
  if (digits === "") return "missing";
  return /^\d{6}$/.test(digits) ? null : "short";
}

/** Where a refusal leads. `looking`: it came while the face was looked at, not for the answer. */
export function afterProblem(problem: Problem, looking: boolean): ApproveStep {
  switch (problem.problem) {
    case "wrong_transfer":
      return (problem.triesLeft ?? 0) > 0 ? "incoming" : "wrong_codes";
    case "expired":
      return "over";
    case "superseded":
      return "superseded";
    case "already_decided":
    case "unknown_request":
      return "decided";
    case "slow_down":
      return "pause";
    case "face_not_passed":
      return looking ? "face_off" : "face_failed";
    case "wrong_gestures":
    case "unknown_policy":
      return "face_failed";
    case "counter_not_greater":
      return "copied";
    case "unknown_device":
    case "bad_signature":
      return "gone";
    case "wrong_audience":
      return "other_server";
    default:
      return "broken";
  }
}
