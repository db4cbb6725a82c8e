/** The face checker, loaded once for the policy in force and kept while the app is open. */
import type { FaceChecker } from "../face/face.ts";
import { loadFace } from "../face/face.ts";
import type { Policy } from "../client/messages.ts";

export interface Progress {
  loaded: number;
  total: number;
}

type Load = typeof loadFace;

export class Faces {
  private policy = "";
  private loading: Promise<FaceChecker> | null = null;
  private on: (progress: Progress) => void = () => undefined;

  constructor(private readonly load: Load = loadFace) {}

  /** Loads, or waits for what is loading. A failure is forgotten, so that the next call tries again. */
  get(policy: Policy, on: (progress: Progress) => void): Promise<FaceChecker> {
    this.on = on;
    if (this.loading && this.policy === policy.policy) return this.loading;
    void this.loading?.then(
      (checker) => {
        checker.close();
      },
      () => undefined,
    );
    this.policy = policy.policy;
    const loading = this.load(policy, (progress) => {
      this.on(progress);
    });
    this.loading = loading;
    loading.catch(() => {
      if (this.loading === loading) this.loading = null;
    });
    return loading;
  }
}

/** SHA-256 of the model that makes templates under a policy. */
export function embedderOf(policy: Policy): string {
  return policy.models.find((model) => model.role === "embedder")?.sha256 ?? "";
}

/** The hashes of all models by name, as an answer states them. */
export function modelsOf(policy: Policy): Record<string, string> {
  return Object.fromEntries(policy.models.map(({ name, sha256 }) => [name, sha256]));
}
