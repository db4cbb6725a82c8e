/** The app as a whole: which task is on the screen, and what is known of all linked accounts. */
import { SvelteSet } from "svelte/reactivity";

import { pause, waitS } from "../client/events.ts";
import type { Notice, Policy, WebPush } from "../client/messages.ts";
import { Server } from "../client/server.ts";
import type { LinkOffer, ScreenCode } from "../client/qr.ts";
import { isProblem } from "../client/problem.ts";
import { Answers } from "../key/answers.ts";
import { type Answered, type Fate, type Link, openDatabase } from "../key/database.ts";
import { Store } from "../key/store.ts";
import { Approving } from "./approving.svelte.ts";
import { forgetArrival, readArrival } from "./arrival.ts";
import { Connection } from "./connection.svelte.ts";
import type { Desk } from "./desk.ts";
import { Faces } from "./faces.ts";
import { Linking } from "./linking.svelte.ts";
import { Relearning } from "./relearning.svelte.ts";
import { Watch } from "./watch.ts";
import type { Waiting } from "./waiting.ts";

/** What is on the screen while no task is under way. */
export type Place =
  | {
      name:
        | "starting"
        | "home"
        | "scan"
        | "no_key"
        | "spent"
        | "other_server"
        | "storage"
        | "other_tab"
        | "key_lost";
    }
  | { name: "account"; deviceId: string };

export interface AccountNotice {
  link: Link;
  notice: Notice;
}

export class App implements Desk {
  readonly server = new Server();
  readonly connection = new Connection(this.server);
  readonly faces = new Faces();
  readonly origin = location.origin;
  store!: Store;
  answers!: Answers;

  place = $state.raw<Place>({ name: "starting" });
  links = $state.raw<Link[]>([]);
  waiting = $state.raw<Waiting[]>([]);
  answered = $state.raw<Answered[]>([]);
  notices = $state.raw<AccountNotice[]>([]);
  linking = $state.raw<Linking | null>(null);
  approving = $state.raw<Approving | null>(null);
  relearning = $state.raw<Relearning | null>(null);
  private readonly watch = new Watch(this);
  /** Sign-ins that the person put aside: they do not open by themselves again. */
  private readonly aside = new SvelteSet<string>();
  /** A scanned screen whose sign-in has not been seen yet. */
  private wanted: ScreenCode | null = null;
  /** All accounts were asked, and none knows the screen that was scanned. */
  isLost = $state(false);
  private namedByManifest = $state<string | undefined>(undefined);
  private readonly heardOf = new SvelteSet<string>();

  async start(): Promise<void> {
    try {
      this.store = new Store(await openDatabase("donelogin", this.fate()));
      this.answers = new Answers(this.server, this.store);
      await this.changed();
    } catch {
      this.place = { name: "storage" };
      return;
    }
    void this.askName();
    this.arrive();
    addEventListener("hashchange", () => {
      this.arrive();
    });
    document.addEventListener("visibilitychange", () => {
      this.woken();
    });
    addEventListener("pageshow", () => {
      this.woken();
    });
    addEventListener("offline", () => {
      this.watch.lookAll();
    });
    addEventListener("online", () => {
      this.connection.hurry();
    });
    await this.connect();
    this.resume();
  }

  private fate(): Fate {
    const end = (name: "other_tab" | "key_lost"): void => {
      this.watch.stop();
      this.place = { name };
    };
    return {
      replaced: () => {
        end("other_tab");
      },
      taken: () => {
        end("key_lost");
      },
    };
  }

  /** The office's name, for the first screen of a phone that knows nobody yet. */
  private async askName(): Promise<void> {
    if (this.links.length > 0) return;
    const manifest: unknown = await fetch("/phone/app.webmanifest")
      .then((answer) => answer.json())
      .catch(() => null);
    const name = (manifest as { name?: unknown } | null)?.name;
    if (typeof name === "string") this.namedByManifest = name;
  }

  private woken(): void {
    if (document.visibilityState !== "visible") return;
    this.connection.hurry();
    this.watch.lookAll();
  }

  /** Waits for server and trust, then listens for every account. */
  async connect(): Promise<void> {
    this.watch.stop();
    await this.connection.open();
    this.watch.start();
  }

  private arrive(): void {
    const arrival = readArrival(location.pathname, location.hash, sessionStorage);
    // The code is not to stay in the address, where a history would keep it.
    if (location.hash) history.replaceState(null, "", location.pathname);
    if (arrival.kind === "link") this.link(arrival.offer);
    else if (arrival.kind === "approve") this.want(arrival.screen);
    else this.place = { name: arrival.kind };
  }

  /** A claim that still waited when the app was reloaded. */
  private resume(): void {
    if (this.linking || this.wanted) return;
    const claimed = this.links.find((link) => link.status === "claimed" && link.digits !== "");
    if (claimed) this.linking = Linking.resume(this, claimed, claimed.digits);
  }

  link(offer: LinkOffer): void {
    this.approving = null;
    this.place = { name: "home" };
    this.linking = new Linking(this, offer, () => {
      this.forgetCode();
    });
  }

  /** A screen was opened by a link: its sign-in is shown as soon as it is known. */
  private want(screen: ScreenCode): void {
    this.place = { name: this.links.length === 0 ? "no_key" : "home" };
    this.wanted = screen;
    this.isLost = false;
    this.heardOf.clear();
    this.offer();
  }

  /** The app's own scanner saw the screen of a sign-in. */
  scanned(screen: ScreenCode): void {
    const found = this.waiting.find(({ approval }) => approval.approval_id === screen.approvalId);
    this.place = { name: "home" };
    if (!found) {
      this.want(screen);
      this.watch.lookAll();
      return;
    }
    this.answer(found);
    this.approving?.scanned(screen);
  }

  answer(waiting: Waiting, screen: ScreenCode | null = null): void {
    this.place = { name: "home" };
    this.approving = new Approving(this, waiting, screen);
    // The models are there before the button is pressed; a failure shows itself then.
    if (this.connection.policy)
      this.faces.get(this.connection.policy, () => undefined).catch(() => undefined);
  }

  scan(): void {
    this.home();
    this.place = { name: "scan" };
  }

  relearn(link: Link): void {
    this.relearning = new Relearning(this, link);
  }

  /** Back to the list. */
  home(): void {
    if (this.approving) this.aside.add(this.approving.waiting.approval.approval_id);
    this.approving = null;
    this.linking = null;
    this.relearning = null;
    this.wanted = null;
    this.isLost = false;
    this.forgetCode();
    this.place = { name: "home" };
    this.offer();
  }

  /** What the app was opened for is done: a reload is not to begin it anew. */
  private forgetCode(): void {
    forgetArrival(sessionStorage);
    if (location.pathname !== "/phone/") history.replaceState(null, "", "/phone/");
  }

  /** What the server says of one account. */
  heard(link: Link, waiting: Waiting[], notices: Notice[]): void {
    this.heardOf.add(link.deviceId);
    const others = this.waiting.filter((one) => one.link.deviceId !== link.deviceId);
    this.waiting = [...others, ...waiting];
    const kept = this.notices.filter((one) => one.link.deviceId !== link.deviceId);
    this.notices = [...kept, ...notices.map((notice) => ({ link, notice }))];
    const shown = this.approving?.waiting;
    if (shown?.link.deviceId === link.deviceId) {
      const isThere = waiting.some(({ approval }) => approval.approval_id === shown.approval.approval_id);
      if (!isThere) this.approving?.vanished(waiting.length > 0);
    }
    this.offer();
  }

  /** Shows a sign-in by itself, if nothing else is on the screen. */
  private offer(): void {
    if (this.approving || this.linking || this.relearning || this.place.name !== "home") return;
    const { wanted } = this;
    if (wanted) {
      const found = this.waiting.find(({ approval }) => approval.approval_id === wanted.approvalId);
      const asked = this.links.filter((link) => link.status === "active");
      this.isLost = !found && asked.every((link) => this.heardOf.has(link.deviceId));
      if (!found) return;
      this.wanted = null;
      this.forgetCode();
      this.answer(found, wanted);
      return;
    }
    const newest = this.waiting
      .filter(({ approval, deadline }) => !deadline.isOver && !this.aside.has(approval.approval_id))
      .at(-1);
    if (newest) this.answer(newest);
  }

  /** Nothing is under way that a reload would break. */
  isIdle(): boolean {
    return !this.linking && !this.approving && !this.relearning && this.place.name === "home";
  }

  /** Unlinks at the server, then forgets all of it here. */
  async unlink(link: Link): Promise<void> {
    try {
      await this.server.leave(link);
    } catch (error) {
      if (!isProblem(error, "unknown_device")) throw error;
    }
    await this.store.forget(link.deviceId);
    await this.changed();
  }

  /** Accounts that this phone answers for. */
  get linked(): Link[] {
    return this.links.filter((link) => link.status === "active" || link.status === "waiting");
  }

  /** Tells accounts where to push. */
  async tellPush(links: Link[], channels: WebPush[]): Promise<void> {
    for (const link of links) {
      await this.server.change(link, { push: channels });
      await this.store.changeLink(link.deviceId, { pushTold: channels[0]?.endpoint ?? "" });
    }
  }

  /** The office, as far as it is known. */
  get officeName(): string | undefined {
    return this.links[0]?.server.name ?? this.namedByManifest;
  }

  async policy(fresh = false): Promise<Policy> {
    if (fresh || !this.connection.policy) this.connection.policy = await this.server.policy();
    return this.connection.policy;
  }

  mayUseKeys(): boolean {
    return this.connection.isOpen;
  }

  isTrial(): boolean {
    return this.connection.trial;
  }

  undelivered(link: Link): void {
    void this.sendAgain(link);
  }

  private async sendAgain(link: Link): Promise<void> {
    const never = new AbortController().signal;
    for (let failures = 1; (await this.store.outgoing(link.deviceId)).length > 0; failures += 1) {
      await pause(waitS(failures) * 1000, never);
      this.watch.lookAll();
    }
  }

  async changed(): Promise<void> {
    this.links = await this.store.links();
    this.answered = await this.store.answered();
    this.waiting = this.waiting.filter(({ link }) =>
      this.links.some((one) => one.deviceId === link.deviceId),
    );
    this.watch.start();
  }
}
