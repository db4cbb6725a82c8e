/** The first run: what was typed, how far it is, and what the server has been told of it. */
import type { NameCheck, Setup, User } from "@donelogin/client/types.ts";

import { Deed } from "../../state/deed.svelte.ts";
import { type Draft, forgetDraft, keepDraft, readDraft } from "../../state/kept.ts";
import { office } from "../../state/office.svelte.ts";
import { LOCAL, addressOf, faultOfHost, labelOf, localHost } from "./rules.ts";

export const STEPS = ["office", "address", "you", "trust", "phone"] as const;
export type Step = (typeof STEPS)[number];

/** Typing rests for so long before a name is looked for, in milliseconds. */
const REST_MS = 400;

export class Run {
  readonly deed = new Deed();
  step = $state(0);
  officeName = $state("");
  way = $state<"local" | "own">("local");
  label = $state("");
  ownHost = $state("");
  certificateFile = $state("");
  keyFile = $state("");
  name = $state("");
  email = $state("");
  username = $state("");
  password = $state("");
  userId = $state<string | null>(null);
  user = $state.raw<User | null>(null);
  /** What was found on the network under the name, and under which. */
  found = $state.raw<(NameCheck & { host: string }) | null>(null);
  isLooking = $state(false);
  /** A name that was typed stays, whatever the office is called then. */
  private isOwnLabel = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private turn = 0;

  constructor(readonly setup: Setup | null) {
    const draft = readDraft();
    Object.assign(this, draft);
    this.officeName ||= setup?.office_name ?? "";
    this.isOwnLabel = this.label !== "";
    this.label ||= labelOf(this.officeName);
    this.label ||= (setup?.suggested.host ?? "").replace(/\.local$/, "");
  }

  get at(): Step {
    return STEPS[this.step] ?? "phone";
  }

  get host(): string {
    return this.way === "local" ? localHost(this.label) : this.ownHost.trim().toLowerCase();
  }

  get port(): number {
    return this.setup?.port ?? Number(URL.parse(office.issuer)?.port || 443);
  }

  get address(): string {
    if (this.setup?.fixed === true) return this.setup.issuer;
    return addressOf(this.host === "" ? `…${LOCAL}` : this.host, this.port);
  }

  get hostFault() {
    return faultOfHost(this.host, this.way === "own");
  }

  /** The name comes out of the office's until somebody types one. */
  nameOffice(name: string): void {
    this.officeName = name;
    if (!this.isOwnLabel && labelOf(name) !== "") this.label = labelOf(name);
    this.keep();
  }

  typeLabel(label: string): void {
    this.label = label;
    this.isOwnLabel = label !== "";
    this.look();
  }

  /** Looks for the name on the network as soon as the typing rests. */
  look(): void {
    clearTimeout(this.timer);
    this.keep();
    this.found = null;
    this.turn += 1;
    this.isLooking = this.hostFault === null;
    if (this.isLooking) this.timer = setTimeout(() => void this.check(), REST_MS);
  }

  async check(): Promise<NameCheck | null> {
    const { host, turn } = this;
    this.isLooking = true;
    const found = await office.api.post<NameCheck>("/setup/name-check", { host }).catch((): NameCheck => ({
      state: "unknown",
      detail: null,
      other: null,
    }));
    if (turn !== this.turn) return null;
    this.found = { ...found, host };
    this.isLooking = false;
    return found;
  }

  go(step: number): void {
    this.deed.problem = undefined;
    this.step = Math.min(Math.max(step, 0), STEPS.length - 1);
    this.keep();
  }

  /** Makes the address the office's: authority and certificate are made anew for it. */
  async settle(): Promise<boolean> {
    const files =
      this.way === "own" && (this.certificateFile !== "" || this.keyFile !== "")
        ? {
            certificate_file: this.certificateFile.trim(),
            key_file: this.keyFile.trim(),
          }
        : {};
    const body = { host: this.host, port: this.port, ...files };
    const done = await this.deed.run(() => office.api.post<{ issuer: string }>("/setup/address", body));
    if (!done) return false;
    office.issuer = done.issuer;
    const setup = await office.api.get<Setup>("/setup").catch(() => null);
    if (setup) {
      office.setup = setup;
      office.fingerprint = setup.fingerprint ?? null;
    }
    return true;
  }

  /** Makes the first administrator; from here on the address stays. */
  async claim(): Promise<boolean> {
    const username = this.username.trim();
    const body = {
      office_name: this.officeName.trim(),
      name: this.name.trim(),
      email: this.email.trim(),
      ...(username === "" ? {} : { username }),
      password: this.password,
    };
    const user = await this.deed.run(() => office.api.post<User>("/setup", body));
    if (!user) return false;
    this.password = "";
    this.user = user;
    this.userId = user.id;
    return true;
  }

  end(): void {
    forgetDraft();
    location.assign("/admin/");
  }

  keep(): void {
    const { step, officeName, way, label, ownHost, certificateFile, keyFile, name, email, username, userId } =
      this;
    const typed = this.isOwnLabel ? label : "";
    const draft: Draft = {
      step,
      officeName,
      way,
      label: typed,
      ownHost,
      certificateFile,
      keyFile,
      name,
      email,
      username,
      userId,
    };
    keepDraft(draft);
  }
}
