/**
 * Learning a face anew. Only for the person whose face is known already: whoever holds an unlocked phone could else put
 * their own in its place, and the server would not see it.
 */
import type { Colour, EnrolState, Gesture, Reason, Template, VerifyState } from "@donelogin/face";

import { CameraError, type CameraFault, openCamera } from "../camera/camera.ts";
import type { Policy } from "../client/messages.ts";
import type { Link } from "../key/database.ts";
import { likeness, open, seal } from "../key/sealed-face.ts";
import type { Desk } from "./desk.ts";
import { type Progress, embedderOf } from "./faces.ts";

export type RelearnStep =
  "face" | "face_failed" | "enrol" | "review" | "other_face" | "camera" | "broken" | "done";

const CHECK_MS = 30_000;
const ASKED = 3;
/** Looks at the known face before the app asks to link anew. */
const MAX_CHECKS = 5;

/** So many of a list at random, no two alike one after the other. */
export function draw<T>(from: readonly T[], count: number): T[] {
  const drawn: T[] = [];
  while (drawn.length < count && from.length > 1) {
    const [byte = 0] = crypto.getRandomValues(new Uint8Array(1));
    const next = from[byte % from.length];
    if (next !== undefined && next !== drawn.at(-1)) drawn.push(next);
  }
  return drawn;
}

export class Relearning {
  step = $state<RelearnStep>("face");
  verify = $state.raw<VerifyState | null>(null);
  enrol = $state.raw<EnrolState | null>(null);
  loaded = $state.raw<Progress | null>(null);
  reason = $state<Reason | null>(null);
  cameraFault = $state<CameraFault>("busy");
  enrolFault = $state<"enrol" | "models" | null>(null);
  gestures = $state.raw<Gesture[]>([]);
  /** Counts enrolments, so that each begins with a camera of its own. */
  round = $state(0);
  triesLeft = $state(MAX_CHECKS);
  private old: Template | null = null;
  private fresh: Template | null = null;

  constructor(
    private readonly desk: Desk,
    readonly link: Link,
  ) {}

  again(): void {
    this.verify = null;
    this.step = "face";
  }

  more(): void {
    this.enrol = null;
    this.enrolFault = null;
    this.round += 1;
    this.step = "enrol";
  }

  /** Is it the person whose face is known? */
  async check(video: HTMLVideoElement, signal: AbortSignal): Promise<void> {
    await this.guard(signal, async (policy) => {
      if (!this.link.face) throw new Error("there is no face to compare with");
      const template = await open(this.link.face, this.link.thumbprint);
      await openCamera(video, "user", signal);
      const checker = await this.desk.faces.get(policy, (progress) => (this.loaded = progress));
      this.gestures = draw<Gesture>(policy.gestures, ASKED);
      const challenge = {
        template: { ...template, policy: policy.policy },
        gestures: this.gestures,
        colours: draw<Colour>(policy.colours ?? [], ASKED),
        lifetimeMs: CHECK_MS,
      };
      const verdict = await checker.verify(video, challenge, (state) => (this.verify = state), signal);
      this.reason = verdict.reason;
      this.old = verdict.result === "match" ? template : null;
      if (!this.old) this.triesLeft -= 1;
      this.step = this.old ? "enrol" : "face_failed";
    });
  }

  async learn(video: HTMLVideoElement, signal: AbortSignal): Promise<void> {
    await this.guard(signal, async (policy) => {
      if (!this.old) throw new Error("nobody was recognised");
      await openCamera(video, "user", signal);
      const checker = await this.desk.faces.get(policy, (progress) => (this.loaded = progress));
      const fresh = await checker.enrol(video, (state) => (this.enrol = state), signal);
      this.fresh = likeness(this.old, fresh) >= policy.thresholds.match ? fresh : null;
      this.step = this.fresh ? "review" : "other_face";
    });
  }

  async use(): Promise<void> {
    if (!this.fresh) return;
    const face = await seal(this.fresh, embedderOf(await this.desk.policy()), this.link.thumbprint);
    await this.desk.store.changeLink(this.link.deviceId, { face });
    await this.desk.changed();
    this.step = "done";
  }

  private async guard(signal: AbortSignal, work: (policy: Policy) => Promise<void>): Promise<void> {
    try {
      await work(await this.desk.policy());
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof CameraError) {
        this.cameraFault = error.fault;
        this.step = "camera";
      } else if (this.step === "enrol") this.enrolFault = this.enrol === null ? "models" : "enrol";
      else this.step = "broken";
    }
  }
}
