/** A long list of people: only the pages that are looked at are read, whatever the list is sorted and filtered by. */
import { isProblem, Unreachable } from "@donelogin/client/problem.ts";
import type { User } from "@donelogin/client/types.ts";
import { type Window, pagesOf } from "@donelogin/kit/rows.ts";

import { office } from "./office.svelte.ts";

export const PAGE = 100;

export type Which = "all" | "admins" | "disabled";
export type Sort = "name" | "-name" | "created_at" | "-created_at";

export interface Asked {
  search: string;
  which: Which;
  group: string;
  sort: Sort;
}

interface Page {
  users: User[];
  total: number;
}

export class People {
  asked = $state.raw<Asked>({ search: "", which: "all", group: "", sort: "name" });
  total = $state<number | null>(null);
  error = $state.raw<unknown>(undefined);
  private pages = $state.raw<ReadonlyMap<number, User[]>>(new Map());
  private reading = new Set<number>();
  private turn = 0;

  /** The person in a row, as soon as the page that holds it is read. */
  at(row: number): User | undefined {
    return this.pages.get(Math.floor(row / PAGE))?.[row % PAGE];
  }

  /** Another question: what was read belongs to the old one, but stays in sight until an answer is there. */
  async ask(changes: Partial<Asked>): Promise<void> {
    this.asked = { ...this.asked, ...changes };
    await this.again();
  }

  async again(): Promise<void> {
    this.turn += 1;
    this.reading.clear();
    await this.read(0, true);
  }

  /** Reads what is missing of these rows. */
  need(rows: Window): void {
    for (const page of pagesOf(rows, PAGE)) {
      if (!this.pages.has(page) && !this.reading.has(page)) void this.read(page, false);
    }
  }

  /** A person has changed: shows them as they are now. */
  put(user: User): void {
    this.pages = new Map(
      [...this.pages].map(([page, users]) => [page, users.map((one) => (one.id === user.id ? user : one))]),
    );
  }

  private async read(page: number, isFirst: boolean): Promise<void> {
    const { turn } = this;
    this.reading.add(page);
    try {
      const answer = await office.api.get<Page>("/users", { ...question(this.asked), offset: page * PAGE });
      if (turn !== this.turn) return;
      this.pages = new Map(isFirst ? [] : this.pages).set(page, answer.users);
      this.total = answer.total;
      this.error = undefined;
      office.reached();
    } catch (error) {
      if (turn !== this.turn) return;
      this.error = error;
      if (error instanceof Unreachable) office.lost();
      if (isProblem(error, "not_signed_in")) office.signedOut();
    } finally {
      this.reading.delete(page);
    }
  }
}

function question({ search, which, group, sort }: Asked) {
  return {
    search,
    group,
    sort,
    limit: PAGE,
    state: which === "disabled" ? "disabled" : undefined,
    admin: which === "admins" ? true : undefined,
  };
}
