/** A list of claim rules while somebody works on it: what is saved, what is not, and in which order. */
import type { ClaimRule } from "@donelogin/client/types.ts";

export interface Row {
  key: number;
  rule: ClaimRule;
}

export class RuleTable {
  rows = $state.raw<Row[]>([]);
  private saved = $state.raw<readonly ClaimRule[]>([]);
  private last = 0;

  readonly rules = $derived(this.rows.map(({ rule }) => rule));
  readonly isChanged = $derived(JSON.stringify(this.rules) !== JSON.stringify(this.saved));

  /** Takes what is saved now. */
  take(rules: readonly ClaimRule[]): void {
    this.saved = rules;
    this.rows = rules.map((rule) => this.row(rule));
  }

  discard(): void {
    this.take(this.saved);
  }

  add(rule: ClaimRule, at: number = this.rows.length): void {
    this.rows = this.rows.toSpliced(at, 0, this.row(rule));
  }

  change(at: number, rule: ClaimRule): void {
    const row = this.rows[at];
    if (row) this.rows = this.rows.with(at, { ...row, rule });
  }

  /** What was there, to be put back. */
  remove(at: number): ClaimRule | undefined {
    const gone = this.rows[at];
    this.rows = this.rows.toSpliced(at, 1);
    return gone?.rule;
  }

  /** Whether it went anywhere. */
  move(from: number, to: number): boolean {
    const row = this.rows[from];
    if (!row || to < 0 || to >= this.rows.length) return false;
    this.rows = this.rows.toSpliced(from, 1).toSpliced(to, 0, row);
    return true;
  }

  private row(rule: ClaimRule): Row {
    this.last += 1;
    return { key: this.last, rule };
  }
}
