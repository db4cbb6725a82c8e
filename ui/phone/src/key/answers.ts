/**
 * Signed answers on their way. One at a time for each link, over all tabs: the server takes a counter that did not grow
 * for a copied phone, so a later one must never overtake an earlier one.
 */
import type { Answer } from "../client/messages.ts";
import { Problem, Unreachable, isProblem } from "../client/problem.ts";
import type { Server } from "../client/server.ts";
import type { Answered, Link, Outgoing } from "./database.ts";
import type { Store } from "./store.ts";

export type Locks = <T>(name: string, work: () => Promise<T>) => Promise<T>;

/** Web Locks, shared by all tabs. */
export const webLocks: Locks = (name, work) => navigator.locks.request(name, work);

export type Outcome = "approved" | "denied" | "blocked";

export class Answers {
  constructor(
    private readonly server: Server,
    private readonly store: Store,
    private readonly locks: Locks = webLocks,
  ) {}

  /** Signs and sends. `Unreachable`: it is kept, see `resend`. A `Problem`: the server does not take it. */
  send(link: Link, answer: Answer, record: Answered): Promise<Outcome> {
    return this.locks(lock(link), async () => {
      const counter = await this.store.nextCounter(link.deviceId);
      const message = await this.server.signAnswer(link, answer, counter);
      const { approvalId } = record;
      const kept: Outgoing = { approvalId, deviceId: link.deviceId, answer, counter, message, record };
      await this.store.keepOutgoing(kept);
      return this.deliver(kept);
    });
  }

  /** Tries again what did not arrive. Returns what did, and throws `Unreachable` while nobody answers. */
  resend(link: Link): Promise<{ approvalId: string; outcome: Outcome | "over" }[]> {
    return this.locks(lock(link), async () => {
      const done: { approvalId: string; outcome: Outcome | "over" }[] = [];
      for (const kept of await this.store.outgoing(link.deviceId)) {
        const { approvalId } = kept;
        try {
          done.push({ approvalId, outcome: await this.deliver(await this.renew(link, kept)) });
        } catch (error) {
          if (!(error instanceof Problem)) throw error;
          // Answered already: it had arrived, and only the server's word got lost.
          const arrived = error.problem === "already_decided";
          if (arrived) await this.store.addAnswered(kept.record);
          done.push({ approvalId, outcome: arrived ? outcomeOf(kept.answer) : "over" });
        }
      }
      return done;
    });
  }

  /** Another answer was signed since: with its old counter this one would look like a copied phone's. */
  private async renew(link: Link, kept: Outgoing): Promise<Outgoing> {
    const current = await this.store.link(link.deviceId);
    if (!current || current.counter === kept.counter) return kept;
    const counter = await this.store.nextCounter(link.deviceId);
    const renewed = { ...kept, counter, message: await this.server.signAnswer(link, kept.answer, counter) };
    await this.store.keepOutgoing(renewed);
    return renewed;
  }

  private async deliver(kept: Outgoing): Promise<Outcome> {
    try {
      const outcome = await this.server.decide(kept.approvalId, kept.message);
      await this.store.dropOutgoing(kept.approvalId);
      await this.store.addAnswered(kept.record);
      return outcome;
    } catch (error) {
      // Kept where nobody answered, or the server was too busy: nothing else will come of the same bytes otherwise.
      if (error instanceof Unreachable) throw error;
      if (isProblem(error, "slow_down", "internal")) throw new Unreachable({ cause: error });
      await this.store.dropOutgoing(kept.approvalId);
      throw error;
    }
  }
}

function lock(link: Link): string {
  return `donelogin-answer-${link.deviceId}`;
}

function outcomeOf(answer: Answer): Outcome {
  if (answer.decision === "approve") return "approved";
  return answer.decision === "deny" ? "denied" : "blocked";
}
