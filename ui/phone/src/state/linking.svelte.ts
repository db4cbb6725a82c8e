/** Linking: from the scanned code to the six digits, and what comes of them. */
import type { EnrolState, Template } from "@donelogin/face";

import { CameraError, type CameraFault, openCamera } from "../camera/camera.ts";
import { Deadline } from "@donelogin/kit/clock.ts";
import { listen } from "../client/events.ts";
import type { Account, Claimed, Device, ServerName } from "../client/messages.ts";
import { NotTrusted, Problem, Unreachable, isProblem } from "../client/problem.ts";
import { type LinkOffer, linkDigits } from "../client/qr.ts";
import type { Signer } from "../client/jws.ts";
import type { Link, SealedFace } from "../key/database.ts";
import { makeDeviceKey } from "../key/device-key.ts";
import { seal } from "../key/sealed-face.ts";
import type { Desk } from "./desk.ts";
import { deviceFacts } from "./facts.ts";
import { type Progress, embedderOf } from "./faces.ts";

export type LinkStep =
  | "link"
  | "other-origin"
  | "consent"
  | "without"
  | "enrol"
  | "review"
  | "claiming"
  | "away"
  | "digits"
  | "linked"
  | "camera"
  | "failed";

/** Which sentence says why nothing came of it. */
export type LinkFault = "claimed" | "expired" | "unknown" | "ended" | "trust" | "storage" | "broken";

const FAULTS: Partial<Record<string, LinkFault>> = {
  link_claimed: "claimed",
  key_already_linked: "claimed",
  expired: "expired",
  unknown_request: "unknown",
  trust_required: "trust",
};

/** A claim that was signed: if its answer gets lost, this very message is sent again. */
interface MadeClaim {
  key: Signer;
  face: SealedFace;
  name: string;
  message: string;
  /** Made in a trial, over a certificate that the browser does not trust. */
  withoutTrust: boolean;
}

export class Linking {
  step = $state<LinkStep>("link");
  enrol = $state.raw<EnrolState | null>(null);
  loaded = $state.raw<Progress | null>(null);
  fault = $state<LinkFault>("broken");
  cameraFault = $state<CameraFault>("busy");
  /** The face was not learnt, or its models were not loaded. */
  enrolFault = $state<"enrol" | "models" | null>(null);
  digits = $state("");
  /** Counts enrolments, so that each begins with a camera of its own. */
  round = $state(0);
  deadline = $state.raw<Deadline | null>(null);
  account = $state.raw<Account | null>(null);
  office = $state.raw<ServerName | null>(null);
  device = $state.raw<Device | null>(null);
  private template: Template | null = null;
  private made: MadeClaim | null = null;
  private watching = new AbortController();

  constructor(
    private readonly desk: Desk,
    readonly offer: LinkOffer,
    /** Called as soon as the code is worth nothing any more. */
    private readonly spent: () => void,
  ) {
    if (offer.issuer !== desk.origin) this.step = "other-origin";
  }

  /** Goes on with a link that was claimed before the app was reloaded. */
  static resume(desk: Desk, link: Link, digits: string): Linking {
    const linking = new Linking(desk, { privateCode: "", issuer: link.issuer }, () => undefined);
    linking.account = link.account;
    linking.office = link.server;
    linking.digits = digits;
    linking.step = "digits";
    linking.watch(link);
    return linking;
  }

  start(): void {
    this.step = "consent";
  }

  /** Consent was given: the first picture may be taken. */
  agree(): void {
    this.made = null;
    this.enrolFault = null;
    this.enrol = null;
    this.round += 1;
    this.step = "enrol";
  }

  /** The person goes another way: the code is not offered again. */
  forgetCode(): void {
    this.spent();
  }

  withoutFace(): void {
    this.step = "without";
  }

  /** Learns the face; runs as long as the enrolment is on the screen. */
  async learn(video: HTMLVideoElement, signal: AbortSignal): Promise<void> {
    try {
      const policy = await this.desk.policy();
      await openCamera(video, "user", signal);
      const checker = await this.desk.faces.get(policy, (progress) => (this.loaded = progress));
      this.template = await checker.enrol(video, (state) => (this.enrol = state), signal);
      this.step = "review";
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof CameraError) {
        this.cameraFault = error.fault;
        this.step = "camera";
      } else {
        this.enrolFault = this.enrol === null ? "models" : "enrol";
      }
    }
  }

  /** Makes the key and claims the link with it. */
  async use(): Promise<void> {
    if (this.step === "claiming" || !this.template || !this.desk.mayMakeKey()) return;
    this.step = "claiming";
    try {
      this.made ??= await this.make(this.template);
      // What was signed for a trusted server goes to no other.
      if (this.desk.isTrial() && !this.made.withoutTrust) throw new NotTrusted();
      await this.claim(this.made);
    } catch (error) {
      if (error instanceof Unreachable) {
        this.step = "away";
        return;
      }
      this.spent();
      if (error instanceof DOMException) this.fail("storage");
      else this.fail((error instanceof Problem && FAULTS[error.problem]) || "broken");
    }
  }

  private async make(template: Template): Promise<MadeClaim> {
    const policy = await this.desk.policy();
    const key = await makeDeviceKey();
    const face = await seal(template, embedderOf(policy), key.thumbprint);
    const facts = await deviceFacts();
    const withoutTrust = this.desk.isTrial();
    const claims = {
      aud: this.offer.issuer,
      private_code: this.offer.privateCode,
      device: withoutTrust ? { ...facts, trusted: false } : facts,
      key_storage: "software",
      face: { model: "sface", version: policy.policy, threshold: policy.thresholds.match },
      push: [],
    };
    const message = await this.desk.server.signClaim(key, claims);
    return { key, face, name: facts.name, message, withoutTrust };
  }

  private async claim({ key, face, name, message, withoutTrust }: MadeClaim): Promise<void> {
    const answer = await this.desk.server.claim(message);
    this.spent();
    const digits = await linkDigits(this.offer, key.thumbprint);
    const link = describe(answer, name, withoutTrust, digits);
    await this.desk.store.addLink({ ...link, ...key, face });
    await this.desk.changed();
    if ("storage" in navigator) void navigator.storage.persist().catch(() => false);
    this.template = null;
    this.made = null;
    this.account = answer.account;
    this.office = answer.server;
    this.digits = digits;
    this.deadline = new Deadline(answer.expires_in);
    this.step = "digits";
    const kept = await this.desk.store.link(answer.device_id);
    if (kept) this.watch(kept);
  }

  /** Waits for the digits to be typed at the browser. */
  private watch(link: Link): void {
    const look = async (): Promise<void> => {
      try {
        const device = await this.desk.server.device(link);
        if (device.status === "claimed") {
          if (this.deadline?.isOver) await this.end(link, "expired");
          return;
        }
        await this.confirmed(link, device);
      } catch (error) {
        await refused(error);
      }
    };
    /** Only a server that says twice that it does not know this phone has ended the link. */
    const refused = async (error: unknown): Promise<boolean> => {
      if (!isProblem(error, "unknown_device") || !(await this.desk.server.isUnknown(link))) return false;
      await this.end(link, "ended");
      return true;
    };
    const listener = {
      look: () => void look(),
      offline: () => undefined,
      mayGoOn: () => Promise.resolve(this.desk.mayUse(link)),
      refused,
    };
    void listen(this.desk.server, link, listener, this.watching.signal);
    // The stream may say nothing when the time is over: then the phone looks by itself.
    if (this.deadline) setTimeout(() => void look(), this.deadline.leftMs + 500);
  }

  private async confirmed(link: Link, device: Device): Promise<void> {
    if (this.step !== "digits") return;
    this.watching.abort();
    await this.desk.store.changeLink(link.deviceId, {
      status: device.status,
      name: device.name,
      activeFrom: device.active_from ?? null,
      digits: "",
    });
    this.device = device;
    this.step = "linked";
    await this.desk.changed();
  }

  private async end(link: Link, fault: LinkFault): Promise<void> {
    if (this.step !== "digits") return;
    this.fail(fault);
    await this.desk.store.forget(link.deviceId);
    await this.desk.changed();
  }

  /** Leaves; a key that was not confirmed is forgotten. */
  async cancel(): Promise<void> {
    this.watching.abort();
    this.template = null;
    this.spent();
    if (this.step !== "digits") return;
    for (const link of await this.desk.store.links()) {
      if (link.status === "claimed") await this.desk.store.forget(link.deviceId);
    }
    await this.desk.changed();
  }

  private fail(fault: LinkFault): void {
    this.watching.abort();
    this.template = null;
    this.fault = fault;
    this.step = "failed";
  }
}

function describe(
  answer: Claimed,
  name: string,
  withoutTrust: boolean,
  digits: string,
): Omit<Link, "privateKey" | "publicJwk" | "thumbprint" | "face"> {
  return {
    deviceId: answer.device_id,
    issuer: answer.server.issuer,
    counter: 0,
    status: "claimed",
    activeFrom: null,
    name,
    account: answer.account,
    server: answer.server,
    withoutTrust,
    toldVersion: "",
    pushTold: "",
    digits,
  };
}
