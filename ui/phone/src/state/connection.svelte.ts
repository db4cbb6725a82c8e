/** Whether the server answers and whether the browser trusts it. Nothing uses a key before both are so. */
import { Deadline } from "@donelogin/kit/clock.ts";
import { pause, waitS } from "../client/events.ts";
import type { Policy } from "../client/messages.ts";
import type { Server, Speaker } from "../client/server.ts";
import { type Trust, checkTrust } from "../trust/check.ts";

/** Milliseconds between two looks for trust while the person sets it up. */
const LOOK_MS = 3000;

export class Connection {
  state = $state<Trust | "unknown">("unknown");
  /** Trust is missing, and a setting for trials allows to go on. */
  trial = $state(false);
  /** When the next try is due. */
  next = $state.raw<Deadline | null>(null);
  policy = $state.raw<Policy | null>(null);
  private waking = new AbortController();

  constructor(
    private readonly server: Server,
    private readonly check: typeof checkTrust = checkTrust,
    /** A link of this phone was made with trust: nothing is tried without it any more. */
    private readonly hadTrust: () => boolean = () => false,
  ) {}

  get isOpen(): boolean {
    return this.state === "yes" || (this.state === "not_yet" && this.trial);
  }

  /**
   * Whether a phone's key may be used. The policy comes over the very connection that may not be trusted, so it opens
   * nothing for a key that was made with trust; one that was made without is for trials only.
   */
  mayUse({ withoutTrust }: Pick<Speaker, "withoutTrust">): boolean {
    return withoutTrust ? this.isOpen && this.policy?.trust === "trial" : this.state === "yes";
  }

  /** One look. */
  async look(): Promise<boolean> {
    const ask = async (): Promise<void> => {
      this.policy = await this.server.policy();
    };
    let trust = await this.check(ask);
    // The worker's script may come from where the policy does not.
    if (trust === "yes") await ask().catch(() => (trust = "away"));
    this.trial = trust === "not_yet" && this.policy?.trust === "trial" && !this.hadTrust();
    this.state = trust;
    return this.isOpen;
  }

  /** Looks until it is open: every three seconds for trust, after 1, 2, 5, 10 s for a server that is away. */
  async open(): Promise<void> {
    for (let failures = 1; !(await this.look()); failures += 1) {
      const ms = this.state === "not_yet" ? LOOK_MS : waitS(failures) * 1000;
      this.next = new Deadline(Math.ceil(ms / 1000));
      this.waking = new AbortController();
      await pause(ms, this.waking.signal);
    }
    this.next = null;
  }

  /** Looks at once: somebody pressed, or came back to the page. */
  hurry(): void {
    this.waking.abort();
  }
}
