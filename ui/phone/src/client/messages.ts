/** What server and phone say to each other, as JSON. */
import type { Colour, FacePolicy, Gesture, Reflection } from "@donelogin/face";

/** `GET /phone/v1/policy`. */
export interface Policy extends FacePolicy {
  gestures: Gesture[];
  colours?: Colour[];
  /** `trial`: a setting marked unsafe lets phones link over a certificate that they do not trust. */
  trust?: "required" | "trial";
  vapid_public_key?: string | null;
}

export interface Account {
  name: string;
  username: string;
}

export interface ServerName {
  /** The office. */
  name: string;
  issuer: string;
}

/** What the server says to a claim. */
export interface Claimed {
  device_id: string;
  /** Seconds. */
  expires_in: number;
  account: Account;
  server: ServerName;
}

/** What an administrator did to the account lately. */
export interface Notice {
  id?: string;
  kind: string;
  half?: "password" | "second_factor";
  by?: string | null;
  at: number;
  until: number;
}

/** `GET /phone/v1/device`. */
export interface Device {
  device_id: string;
  status: "claimed" | "waiting" | "active";
  name: string;
  account: Account;
  server: ServerName;
  policy: string;
  active_from?: number;
  notices?: Notice[];
  /** Names of the channels by which the server reaches it. */
  push?: string[];
}

/** A sign-in that waits. */
export interface Approval {
  approval_id: string;
  mfa_code: string;
  /** JSON; hashed as it is. */
  context: string;
  /** Seconds. */
  expires_in: number;
  same_network?: boolean;
}

/** What is in `Approval.context`. */
export interface Context {
  app: { name: string; host: string };
  account: Account;
  browser: { name: string; known: boolean };
  address: { ip: string; local: boolean };
  /** Seconds since 1970, the server's. */
  time: number;
}

/** `POST …/attempts`. */
export interface Attempt {
  attempt: string;
  gestures: Gesture[];
  colours?: Colour[];
  /** Seconds. */
  expires_in: number;
}

export type Transfer = { code: string } | { secret: string };
export type Decision = "approve" | "deny" | "not_me";

/** The statement about the face in an answer; never a similarity. */
export interface FaceStatement {
  result: "match" | "no_match" | "spoof" | "not_run";
  gestures: Gesture[];
  policy: string;
  models: Record<string, string>;
  attempts: number;
  colours: { shown: Colour[]; reflection: Reflection };
}

/** The claims of an answer but those that the signer adds. */
export interface Answer {
  approval_id: string;
  mfa_code: string;
  context_hash: string;
  decision: Decision;
  transfer?: Transfer;
  attempt?: string;
  face?: FaceStatement;
}

/** Where a phone wants to be told to look. */
export interface WebPush {
  channel: "webpush";
  endpoint: string;
  keys: { p256dh: string; auth: string };
}
