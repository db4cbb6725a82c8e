/** Listens for every linked account while the app is on the screen, and asks the server when it says "look". */
import { listen } from "../client/events.ts";
import { Problem, Unreachable } from "../client/problem.ts";
import type { Link, LinkStatus } from "../key/database.ts";
import { channel, renewChannel } from "../trust/push.ts";
import type { App } from "./app.svelte.ts";
import { CLIENT_VERSION } from "./facts.ts";
import { readWaiting } from "./waiting.ts";

export class Watch {
  private readonly streams = new Map<string, AbortController>();
  private readonly busy = new Map<string, "looking" | "again">();
  private readonly told = new Set<string>();
  private isOn = false;

  constructor(private readonly app: App) {}

  /** Listens for each link that has no stream yet, and no longer for those that are gone. */
  start(): void {
    if (!this.app.mayUseKeys()) return;
    this.isOn = true;
    const wanted = this.app.links.filter((link) => ["active", "waiting"].includes(link.status));
    for (const [deviceId, stream] of this.streams) {
      if (wanted.some((link) => link.deviceId === deviceId)) continue;
      stream.abort();
      this.streams.delete(deviceId);
    }
    for (const link of wanted) if (!this.streams.has(link.deviceId)) this.listenFor(link);
    // One that was claimed before the app closed may be confirmed or over.
    for (const link of this.app.links)
      if (link.status === "claimed" && !this.app.linking) void this.look(link);
  }

  stop(): void {
    this.isOn = false;
    for (const stream of this.streams.values()) stream.abort();
    this.streams.clear();
  }

  lookAll(): void {
    if (!this.isOn || !this.app.mayUseKeys()) return;
    for (const link of this.app.links) if (this.streams.has(link.deviceId)) void this.look(link);
  }

  private listenFor(link: Link): void {
    const stream = new AbortController();
    this.streams.set(link.deviceId, stream);
    const { connection, server } = this.app;
    const listener = {
      look: () => void this.look(link),
      offline: () => {
        this.lost();
      },
      mayGoOn: () => connection.look(),
      refused: (problem: Problem) => void this.refused(link, problem),
    };
    void listen(server, link, listener, stream.signal);
  }

  /** The server is away: all streams end, and begin again once it and its certificate are as before. */
  private lost(): void {
    if (!this.isOn) return;
    this.stop();
    this.app.connection.state = "away";
    void this.app.connect();
  }

  /** One look at a time for each link; what comes meanwhile makes it look once more. */
  private async look(link: Link): Promise<void> {
    if (this.busy.has(link.deviceId)) {
      this.busy.set(link.deviceId, "again");
      return;
    }
    this.busy.set(link.deviceId, "looking");
    try {
      await this.ask(link);
    } catch (error) {
      if (error instanceof Problem) await this.refused(link, error);
      else if (error instanceof Unreachable) this.lost();
      else throw error;
    } finally {
      const again = this.busy.get(link.deviceId) === "again";
      this.busy.delete(link.deviceId);
      if (again && this.isOn) void this.look(link);
    }
  }

  private async ask(old: Link): Promise<void> {
    const { server, store, answers } = this.app;
    const link = (await store.link(old.deviceId)) ?? old;
    const device = await server.device(link);
    if (device.server.issuer !== link.issuer) {
      this.app.place = { name: "other_server" };
      return;
    }
    if (device.status === "claimed") return;
    await store.changeLink(link.deviceId, {
      status: device.status,
      name: device.name,
      account: device.account,
      server: device.server,
      activeFrom: device.active_from ?? null,
      digits: "",
    });
    if (link.toldVersion !== CLIENT_VERSION) {
      await server.change(link, { client_version: CLIENT_VERSION });
      await store.changeLink(link.deviceId, { toldVersion: CLIENT_VERSION });
    }
    await this.tellPush(link, device.push ?? []);
    for (const { approvalId, outcome } of await answers.resend(link)) {
      const { approving } = this.app;
      if (approving?.waiting.approval.approval_id === approvalId) approving.arrived(outcome);
    }
    await this.app.changed();
    const approvals = await server.approvals(link);
    const waiting = approvals.map((approval) => readWaiting(link, approval)).filter((one) => one !== null);
    this.app.heard(link, waiting, device.notices ?? []);
  }

  /** The browser is subscribed, and the server does not know: a new account, or one that was given up meanwhile. */
  private async tellPush(link: Link, known: string[]): Promise<void> {
    const key = this.app.connection.policy?.vapid_public_key ?? null;
    if (key === null || known.includes("webpush") || this.told.has(link.deviceId)) return;
    // Once while the app is open: an endpoint that is refused is not to be told again and again.
    this.told.add(link.deviceId);
    const found = await channel(key).catch(() => null);
    // The push service gave up the very one that the server had: another one is made.
    const fresh =
      found && found.endpoint === link.pushTold ? await renewChannel(key).catch(() => null) : found;
    if (fresh) await this.app.tellPush([link], [fresh]);
  }

  private async refused(link: Link, problem: Problem): Promise<void> {
    const status: LinkStatus | null =
      problem.problem === "unknown_device" || problem.problem === "bad_signature" ? "gone" : null;
    if (problem.problem === "wrong_audience") this.app.place = { name: "other_server" };
    if (!status) return;
    this.app.heard(link, [], []);
    if (link.status === "claimed") await this.app.store.forget(link.deviceId);
    else await this.app.store.changeLink(link.deviceId, { status, face: null });
    await this.app.changed();
  }
}
