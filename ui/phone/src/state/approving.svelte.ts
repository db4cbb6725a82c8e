/** Answering one sign-in: what it shows, the face check, the signed answer. */
import { FaceError, type Gesture, type Reason, type Verdict, type VerifyState } from "@donelogin/face";

import { CameraError, type CameraFault, openCamera } from "../camera/camera.ts";
import { Deadline } from "@donelogin/kit/clock.ts";
import type { Answer, Attempt, Decision, Policy } from "../client/messages.ts";
import { Problem, Unreachable } from "../client/problem.ts";
import { type ScreenCode, contextHash } from "../client/qr.ts";
import type { Answered } from "../key/database.ts";
import type { Outcome } from "../key/answers.ts";
import { FaceLost, open } from "../key/sealed-face.ts";
import type { Desk } from "./desk.ts";
import { type Progress, embedderOf, modelsOf } from "./faces.ts";
import { type ApproveStep, type DigitsFault, afterProblem, digitsFault } from "./answer-rules.ts";
import type { Waiting } from "./waiting.ts";

/** Milliseconds of an attempt that are left for signing and sending. */
const RESERVE_MS = 1500;
/** Milliseconds after its end at which a question is surely over at the server too. */
const GRACE_MS = 1000;
/** Face checks for one request. */
const MAX_ATTEMPTS = 5;
/** Seconds to wait after them. */
const PAUSE_S = 30;

export class Approving {
  step = $state<ApproveStep>("incoming");
  digits = $state("");
  /** The secret of the code that was scanned. */
  secret = $state<string | null>(null);
  digitsFault = $state<DigitsFault | null>(null);
  triesLeft = $state(0);
  loaded = $state.raw<Progress | null>(null);
  verify = $state.raw<VerifyState | null>(null);
  gestures = $state.raw<Gesture[]>([]);
  reason = $state<Reason | null>(null);
  attemptsUsed = $state(0);
  /** Counts face checks, so that each begins with a camera of its own. */
  round = $state(0);
  pause = $state.raw<Deadline | null>(null);
  cameraFault = $state<CameraFault>("busy");
  undo = $state<"can" | "busy" | "late" | "away">("can");
  private checked: { attempt: Attempt; deadline: Deadline; verdict: Verdict; policy: Policy } | null = null;

  constructor(
    private readonly desk: Desk,
    readonly waiting: Waiting,
    screen: ScreenCode | null,
  ) {
    // The server says nothing when a question's time is over: nothing has changed there.
    setTimeout(() => {
      this.vanished(false);
    }, waiting.deadline.leftMs + GRACE_MS);
    if (!screen) return;
    this.secret = screen.secret;
    this.step = "ask";
  }

  /** The screen is in front of the person. */
  inFront(): void {
    this.step = "incoming";
  }

  /** What the app's own scanner saw: a screen that is in front of the person. */
  scanned(screen: ScreenCode): void {
    const isThis = screen.approvalId === this.waiting.approval.approval_id;
    this.digitsFault = isThis ? null : "other_screen";
    if (isThis) this.secret = screen.secret;
    this.step = "incoming";
  }

  /** The button: with the digits there, the face is looked at. */
  approve(): void {
    this.digitsFault = this.secret === null ? digitsFault(this.digits) : null;
    if (this.digitsFault) return;
    const { checked } = this;
    // Only the digits were wrong: the same look still counts for some seconds.
    if (checked && checked.deadline.leftMs > RESERVE_MS) void this.submit();
    else this.look();
  }

  look(): void {
    this.checked = null;
    this.verify = null;
    this.gestures = [];
    this.round += 1;
    this.step = "face";
  }

  get attemptsLeft(): number {
    return MAX_ATTEMPTS - this.attemptsUsed;
  }

  /** One face check; runs as long as it is on the screen. */
  async check(video: HTMLVideoElement, signal: AbortSignal): Promise<void> {
    try {
      const verdict = await this.runCheck(video, signal);
      if (!verdict || signal.aborted) return;
      if (verdict.result === "match") {
        await this.submit();
        return;
      }
      this.reason = verdict.reason;
      if (this.attemptsLeft === 0) this.pause = new Deadline(PAUSE_S);
      this.step = this.attemptsLeft === 0 ? "pause" : "face_failed";
    } catch (error) {
      if (!signal.aborted) await this.refused(error);
    }
  }

  private async runCheck(video: HTMLVideoElement, signal: AbortSignal): Promise<Verdict | null> {
    const { approval } = this.waiting;
    const link = (await this.desk.store.link(this.waiting.link.deviceId)) ?? this.waiting.link;
    if (!link.face) return this.end("no_face");
    const policy = await this.desk.policy();
    if (link.face.embedder !== embedderOf(policy)) return this.end("face_old");
    const template = await open(link.face, link.thumbprint);
    await openCamera(video, "user", signal);
    const checker = await this.desk.faces.get(policy, (progress) => (this.loaded = progress));
    // Only now: the 30 seconds are not to run while something loads.
    const attempt = await this.desk.server.attempt(link, approval.approval_id);
    this.attemptsUsed += 1;
    const deadline = new Deadline(attempt.expires_in);
    this.gestures = attempt.gestures;
    const challenge = {
      template: { ...template, policy: policy.policy },
      gestures: attempt.gestures,
      colours: attempt.colours ?? [],
      lifetimeMs: deadline.leftMs - RESERVE_MS,
    };
    const verdict = await checker.verify(video, challenge, (state) => (this.verify = state), signal);
    // One that did not pass is no check to go on with.
    if (verdict.result === "match") this.checked = { attempt, deadline, verdict, policy };
    return verdict;
  }

  private async submit(): Promise<void> {
    const { checked } = this;
    if (!checked) return;
    const { attempt, verdict, policy } = checked;
    const transfer = this.secret === null ? { code: plain(this.digits) } : { secret: this.secret };
    const face = {
      result: verdict.result,
      gestures: verdict.gestures,
      policy: policy.policy,
      models: modelsOf(policy),
      attempts: this.attemptsUsed,
      colours: verdict.colours,
    };
    await this.answer("approve", { transfer, attempt: attempt.attempt, face });
  }

  deny(): Promise<void> {
    return this.answer("deny", {});
  }

  notMe(): Promise<void> {
    return this.answer("not_me", {});
  }

  private async answer(decision: Decision, more: Partial<Answer>): Promise<void> {
    if (this.step === "sending") return;
    this.step = "sending";
    const { link, approval, context } = this.waiting;
    const answer: Answer = {
      approval_id: approval.approval_id,
      mfa_code: approval.mfa_code,
      context_hash: await contextHash(approval.context),
      decision,
      ...more,
    };
    const record: Answered = {
      deviceId: link.deviceId,
      approvalId: approval.approval_id,
      decision,
      app: context.app.name,
      host: context.app.host,
      browser: context.browser.name,
      time: context.time,
    };
    try {
      if (!this.desk.mayUse(link)) {
        // Nobody answers, or nobody who is trusted: what was pressed is not lost, and no key is used for it yet.
        await this.desk.answers.keep(link, answer, record);
        throw new Unreachable();
      }
      this.arrived(await this.desk.answers.send(link, answer, record));
    } catch (error) {
      await this.refused(error);
      if (error instanceof Unreachable) this.desk.undelivered(link);
    }
    await this.desk.changed();
  }

  /** The server has the answer, now or after it was sent again. */
  arrived(outcome: Outcome | "over"): void {
    this.step = outcome === "over" ? "kept_over" : outcome;
  }

  /** The server knows this sign-in no more. */
  vanished(hasNewer: boolean): void {
    if (!["ask", "incoming", "face", "face_failed", "pause", "other", "scan", "camera"].includes(this.step))
      return;
    this.step = this.waiting.deadline.isOver ? "over" : hasNewer ? "superseded" : "decided";
  }

  private async refused(error: unknown): Promise<void> {
    if (error instanceof CameraError) {
      this.cameraFault = error.fault;
      this.end("camera");
    } else if (error instanceof FaceLost) this.end("face_lost");
    else if (error instanceof FaceError) this.end("models");
    else if (error instanceof Unreachable) this.end(this.step === "sending" ? "kept" : "away");
    else if (error instanceof Problem) await this.refusedBy(error);
    else this.end("broken");
  }

  private async refusedBy(problem: Problem): Promise<void> {
    if (problem.problem === "slow_down") this.pause = new Deadline(problem.waitS ?? PAUSE_S);
    if (problem.problem === "unknown_policy") void this.desk.policy(true);
    if (problem.problem === "wrong_gestures") this.reason = "too_slow";
    if (problem.problem === "wrong_transfer") {
      this.triesLeft = problem.triesLeft ?? 0;
      this.digitsFault = "wrong";
      this.digits = "";
      this.secret = null;
    } else this.checked = null;
    const step = afterProblem(problem, this.step === "face");
    const isMistaken = step === "gone" && !(await this.desk.server.isUnknown(this.waiting.link));
    this.end(isMistaken ? "strange" : step);
  }

  private end(step: ApproveStep): null {
    this.step = step;
    return null;
  }

  /** "That was a mistake: end this sign-in." */
  async takeBack(): Promise<void> {
    if (this.undo === "busy") return;
    this.undo = "busy";
    const { link, approval } = this.waiting;
    try {
      await this.desk.server.undo(link, approval.approval_id);
      await this.desk.store.markUndone(approval.approval_id);
      this.step = "undone";
      await this.desk.changed();
    } catch (error) {
      this.undo = error instanceof Problem ? "late" : "away";
    }
  }
}

function plain(digits: string): string {
  return digits.replace(/\D/g, "");
}
