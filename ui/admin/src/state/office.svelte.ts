/** The one office of this page: its API, whether it answers, and what everybody listens for. */
import { Api } from "@donelogin/client/api.ts";
import { type ServerEvent, listen } from "@donelogin/client/events.ts";

import type { Problem } from "@donelogin/client/problem.ts";
import type { Setting } from "@donelogin/client/types.ts";

import { BASE } from "../routes.ts";

type Hearer = (event: ServerEvent) => void;

class Office {
  readonly api = new Api();
  /** Since when nobody answers, in seconds since 1970. */
  lostAt = $state<number | null>(null);
  isSignedOut = $state(false);
  /** The office's name; the host's while nobody has told it. */
  name = $state("DOneLogin");
  /** Whether events come as they happen. */
  isLive = $state(false);
  private readonly hearers = new Set<Hearer>();

  start(): void {
    void this.readName();
    const listener = {
      open: () => {
        this.isLive = true;
        this.reached();
        this.tell({ name: "open", data: "" });
      },
      event: (event: ServerEvent) => {
        this.tell(event);
      },
      lost: () => {
        this.isLive = false;
        this.lost();
      },
      refused: (problem: Problem) => {
        this.isLive = false;
        if (problem.code === "not_signed_in") this.signedOut();
      },
    };
    void listen(this.api, listener, new AbortController().signal);
  }

  async readName(): Promise<void> {
    const setting = await this.api.get<Setting>("/settings/office.name").catch(() => null);
    if (setting?.value) this.name = setting.value;
  }

  /** Calls back at each event until the returned function is called. */
  hear(hearer: Hearer): () => void {
    this.hearers.add(hearer);
    return () => this.hearers.delete(hearer);
  }

  reached(): void {
    this.lostAt = null;
  }

  lost(): void {
    this.lostAt ??= Math.floor(Date.now() / 1000);
  }

  signedOut(): void {
    this.isSignedOut = true;
  }

  get canWrite(): boolean {
    return this.lostAt === null && !this.isSignedOut;
  }

  /** To the sign-in, and back to this page: the password once more where one is signed in already. */
  signIn(again: boolean): void {
    const next = location.pathname.startsWith(BASE) ? location.pathname + location.search : `${BASE}/`;
    const query = new URLSearchParams(again ? { return_to: next } : { next });
    location.assign(`${again ? "/login/again" : "/login"}?${query.toString()}`);
  }

  private tell(event: ServerEvent): void {
    for (const hearer of this.hearers) hearer(event);
  }
}

export const office = new Office();
