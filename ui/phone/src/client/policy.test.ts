/** A policy comes from whoever answers: what it may say, and what not. */
import { describe, expect, it } from "vitest";

import { readPolicy } from "./policy.ts";
import { Unreachable } from "./problem.ts";

const model = (role: string, sha256 = "a".repeat(64)) => ({ name: role, role, url: "/m", sha256, bytes: 1 });
const models = [model("detector"), model("embedder", "b".repeat(64))];
const thresholds = { match: 0.45, frames: 5, turned: 0.3, face_width_min: 0.25, face_width_max: 0.55 };
const policy = { policy: "p", models, thresholds, gestures: ["center"], trust: "required" };

describe("a policy", () => {
  it("is taken as it is where it is sound", () => {
    expect(readPolicy(policy)).toEqual(policy);
    const strict = { ...thresholds, match: 0.5, turned: 0.4, frames: 7 };
    expect(readPolicy({ ...policy, thresholds: strict }).thresholds).toEqual(strict);
    expect(readPolicy({ ...policy, models: [...models, model("passive")] }).models).toHaveLength(3);
  });

  it.each([-1, 0, 0.44, null, "0.1", Number.NaN])("lowers no bound: %s", (low) => {
    const lowered = readPolicy({
      ...policy,
      thresholds: { ...thresholds, match: low, turned: low === 0.44 ? 0.29 : low, frames: low },
    });
    expect(lowered.thresholds).toEqual(thresholds);
  });

  it("asks for trust unless it says trial", () => {
    expect(readPolicy({ ...policy, trust: "trial" }).trust).toBe("trial");
    expect(readPolicy({ ...policy, trust: undefined }).trust).toBe("required");
    expect(readPolicy({ ...policy, trust: "anything" }).trust).toBe("required");
  });

  it.each([
    ["no models", []],
    ["no embedder", [model("detector")]],
    ["no detector", [model("embedder")]],
    ["an unknown role", [...models, model("judge")]],
    ["a model without a hash", [...models, model("passive", "")]],
    ["nothing like it", "models"],
  ])("with %s is nobody's", (_, wrong) => {
    expect(() => readPolicy({ ...policy, models: wrong })).toThrow(Unreachable);
  });

  it.each([null, "text", {}, { ...policy, thresholds: undefined }])("is not %j", (answer) => {
    expect(() => readPolicy(answer)).toThrow(Unreachable);
  });
});
