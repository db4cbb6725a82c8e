/** The server's policy, as far as the app believes it: whoever answers may raise a bound, never lower it. */
import type { ModelFile, Thresholds } from "@donelogin/face";

import type { Policy } from "./messages.ts";
import { Unreachable } from "./problem.ts";

/** Bounds below which nobody is recognised, whatever a policy says: those that were measured for these models. */
export const FLOORS = { match: 0.45, turned: 0.3, frames: 5 } as const;

const ROLES: readonly string[] = ["detector", "embedder", "passive"];
const NEEDED: readonly string[] = ["detector", "embedder"];
const HASH = /^[0-9a-f]{64}$/;

function atLeast(floor: number, value: unknown): number {
  return typeof value === "number" && Number.isFinite(value) ? Math.max(floor, value) : floor;
}

function areModels(value: unknown): value is ModelFile[] {
  if (!Array.isArray(value)) return false;
  const models = value as (Partial<ModelFile> | null)[];
  const areKnown = models.every(
    (model) => ROLES.includes(model?.role ?? "") && HASH.test(model?.sha256 ?? "") && Boolean(model?.name),
  );
  return areKnown && NEEDED.every((role) => models.some((model) => model?.role === role));
}

/** Reads a policy. One that names no whole set of models is not of our server: it counts as no answer. */
export function readPolicy(answer: unknown): Policy {
  const policy = answer as Partial<Policy> | null;
  const thresholds = policy?.thresholds as Partial<Thresholds> | undefined;
  if (typeof policy?.policy !== "string" || !areModels(policy.models) || !thresholds)
    throw new Unreachable({ cause: "a policy without models" });
  const { face_width_min = 0.25, face_width_max = 0.55 } = thresholds;
  return {
    ...policy,
    policy: policy.policy,
    models: policy.models,
    gestures: policy.gestures ?? [],
    trust: policy.trust === "trial" ? "trial" : "required",
    thresholds: {
      match: atLeast(FLOORS.match, thresholds.match),
      turned: atLeast(FLOORS.turned, thresholds.turned),
      frames: Math.ceil(atLeast(FLOORS.frames, thresholds.frames)),
      face_width_min,
      face_width_max,
    },
  };
}
