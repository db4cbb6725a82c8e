/** The one office of this page: its API, whether it answers, and what everybody listens for. */
import { Api } from "@donelogin/client/api.ts";
import { desktop } from "@donelogin/client/desktop.ts";
import { type ServerEvent, listen } from "@donelogin/client/events.ts";
import { isProblem, type Problem } from "@donelogin/client/problem.ts";
import { ownWay } from "@donelogin/client/transport.ts";
import type { Branding, Certificates, Me, Setting, Setup, User } from "@donelogin/client/types.ts";

import { words } from "../words/words.ts";
import { BASE } from "../routes.ts";

type Hearer = (event: ServerEvent) => void;

class Office {
  readonly api = new Api(ownWay, words.tag);
  /** Since when nobody answers, in seconds since 1970. */
  lostAt = $state<number | null>(null);
  isSignedOut = $state(false);
  /** The office's name; the host's while nobody has told it. */
  name = $state("DOneLogin");
  /** Whether events come as they happen. */
  isLive = $state(false);
  /** Before there is an administrator: what the first run begins with. Only the machine itself is told. */
  setup = $state.raw<Setup | null>(null);
  /** Nothing is shown before it is known whether there is an office; a browser knows, since it is signed in. */
  isKnown = $state(false);
  me = $state.raw<Me | null>(null);
  /** Where the office's logo stands; our own mark stands for it where there is none. */
  logo = $state<string | null>(null);
  /** The office's address, by which people and apps know it; in the window it is not the page's. */
  issuer = $state(location.origin);
  /** The authority's SHA-256 in hexadecimal, by which a device knows that it trusts the right one; null where there is none of ours. */
  fingerprint = $state<string | null>(null);
  private readonly hearers = new Set<Hearer>();
  private isListening = false;

  async start(): Promise<void> {
    if (desktop !== null && (await this.isUnclaimed())) return;
    // Before anything is shown: what is shown hangs on who looks.
    await this.readMe();
    this.isKnown = true;
    if (this.isHelpdesk) {
      await this.readLogo();
      return;
    }
    this.listen();
    await this.readAll();
  }

  private async readAll(): Promise<void> {
    await Promise.all([this.readName(), this.readIssuer(), this.readMe(), this.readLogo()]);
  }

  /** A window may be open before its server is. */
  private async isUnclaimed(): Promise<boolean> {
    try {
      const setup = await this.api.get<Setup>("/setup");
      if (setup.claimed) return false;
      this.setup = setup;
      this.issuer = setup.issuer;
      this.fingerprint = setup.fingerprint ?? null;
      this.isKnown = true;
      return true;
    } catch (error) {
      // Everything else than silence comes from a server that has its administrator.
      if (isProblem(error, "claimed", "locked", "not_found") || !isSilence(error)) return false;
      await new Promise((resolve) => setTimeout(resolve, 500));
      return this.isUnclaimed();
    }
  }

  private listen(): void {
    if (this.isListening) return;
    this.isListening = true;
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
        this.isListening = false;
        if (problem.code === "not_signed_in") this.signedOut();
      },
    };
    void listen(this.api, listener, new AbortController().signal);
  }

  /** After a lock: what is there is read anew, and heard again. */
  again(): void {
    this.listen();
    if (this.isLive) this.tell({ name: "open", data: "" });
    void this.readAll();
  }

  async readName(): Promise<void> {
    const setting = await this.api.get<Setting>("/settings/office.name").catch(() => null);
    if (setting?.value) this.name = setting.value;
  }

  private async readIssuer(): Promise<void> {
    const found = await this.api.get<Certificates>("/certificates").catch(() => null);
    if (!found) return;
    this.issuer = found.issuer;
    this.fingerprint = found.ca?.sha256 ?? null;
  }

  private async readMe(): Promise<void> {
    this.me = await this.api.get<Me>("/me").catch(() => null);
  }

  /** Its look as well: the window's page does not come from the server, so it wears no hue yet. */
  private async readLogo(): Promise<void> {
    const found = await this.api.get<Branding>("/branding").catch(() => null);
    if (!found) return;
    this.logo = found.logo ?? null;
    document.documentElement.classList.add(`hue-${found.hue}`);
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

  /** Whether only people can be helped here: helpdesk people see no more of the office. */
  get isHelpdesk(): boolean {
    return this.me?.user?.role === "helpdesk";
  }

  /** Nobody acts on an account with more rights than their own; the server says so as well. */
  mayActOn(user: User): boolean {
    return !this.isHelpdesk || user.role !== "admin";
  }

  get canWrite(): boolean {
    return this.lostAt === null && !this.isSignedOut;
  }

  /** The name under which people find it. */
  get host(): string {
    return URL.parse(this.issuer)?.host ?? this.issuer;
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

/** Nobody answered, or not yet. */
function isSilence(error: unknown): boolean {
  const status = (error as { status?: number } | null)?.status;
  return status === undefined || status === 503;
}

export const office = new Office();
