/** The audit log as it is read: the newest rows, those that come, older ones on demand. */
import type { Query } from "@donelogin/client/api.ts";
import { Unreachable, isProblem } from "@donelogin/client/problem.ts";
import type { AuditRow } from "@donelogin/client/types.ts";

import { office } from "./office.svelte.ts";

const PART = 100;

export class Trail {
  rows = $state.raw<AuditRow[]>([]);
  error = $state.raw<unknown>(undefined);
  isRead = $state(false);
  isWhole = $state(false);
  isPaused = $state(false);
  /** How many rows fit in all. */
  total = $state<number | null>(null);
  /** Rows that came while it was paused. */
  waiting = $state(0);
  private turn = 0;

  constructor(private query: () => Query) {}

  async load(): Promise<void> {
    this.turn += 1;
    this.waiting = 0;
    await this.read({}, () => []);
  }

  async older(): Promise<void> {
    const last = this.rows.at(-1);
    if (last) await this.read({ before: last.seq }, () => this.rows);
  }

  /** A row that has just been written. While it is paused it only counts; whether it fits a question the server knows. */
  came(row: AuditRow): void {
    if (this.rows.some((one) => one.seq === row.seq)) return;
    if (this.isPaused) this.waiting += 1;
    else if (Object.values(this.query()).some(Boolean)) void this.load();
    else this.rows = [row, ...this.rows];
  }

  async pause(isPaused: boolean): Promise<void> {
    this.isPaused = isPaused;
    if (!isPaused && this.waiting > 0) await this.load();
  }

  private async read(more: Query, before: () => AuditRow[]): Promise<void> {
    const { turn } = this;
    try {
      const { rows, total } = await office.api.get<{
        rows: AuditRow[];
        total: number;
      }>("/audit", {
        newest_first: true,
        limit: PART,
        ...this.query(),
        ...more,
      });
      if (turn !== this.turn) return;
      this.rows = [...before(), ...rows];
      this.total = total;
      this.isWhole = rows.length < PART;
      this.isRead = true;
      this.error = undefined;
      office.reached();
    } catch (error) {
      if (turn !== this.turn) return;
      this.error = error;
      if (error instanceof Unreachable) office.lost();
      if (isProblem(error, "not_signed_in")) office.signedOut();
    }
  }
}
