/** A long list of people: only the pages that are looked at are read, whatever the list is sorted and filtered by. */
import type { Query } from "@donelogin/client/api.ts";
import { MOST } from "@donelogin/client/lists.ts";
import { isProblem, Unreachable } from "@donelogin/client/problem.ts";
import type { Person } from "@donelogin/client/types.ts";
import { type Window, pagesOf } from "@donelogin/kit/rows.ts";

import { office } from "./office.svelte.ts";

export const PAGE = 100;

export type Which = "all" | "signed_in" | "without" | "admins" | "disabled";
export type Field = "name" | "last_sign_in_at";
export type Sort = Field | `-${Field}`;

export interface Asked {
  search: string;
  which: Which;
  group: string;
  sort: Sort;
}

interface Page {
  users: Person[];
  total: number;
}

export class People {
  asked = $state.raw<Asked>({
    search: "",
    which: "all",
    group: "",
    sort: "name",
  });
  total = $state<number | null>(null);
  error = $state.raw<unknown>(undefined);
  counts = $state.raw<Partial<Record<Which, number>>>({});
  private pages = $state.raw<Readonly<Record<number, Person[]>>>({});
  private reading: number[] = [];
  private turn = 0;

  /** The person in a row, as soon as the page that holds it is read. */
  at(row: number): Person | undefined {
    return this.pages[Math.floor(row / PAGE)]?.[row % PAGE];
  }

  /** Another question: what was read belongs to the old one, but stays in sight until an answer is there. */
  async ask(changes: Partial<Asked>): Promise<void> {
    this.asked = { ...this.asked, ...changes };
    await this.again();
  }

  async again(): Promise<void> {
    this.turn += 1;
    this.reading = [];
    await this.read(0, true);
  }

  /** Reads what is missing of these rows. */
  need(rows: Window): void {
    for (const page of pagesOf(rows, PAGE)) {
      if (!(page in this.pages) && !this.reading.includes(page)) void this.read(page, false);
    }
  }

  /** Everybody who fits, also those who were never in sight. */
  async everyone(): Promise<Person[]> {
    const all: Person[] = [];
    let total = Infinity;
    while (all.length < total) {
      const asked = {
        ...question(this.asked),
        limit: MOST,
        offset: all.length,
      };
      const part = await office.api.get<Page>("/users", asked);
      all.push(...part.users);
      total = part.users.length === 0 ? all.length : part.total;
    }
    return all;
  }

  /** How many people each of the segments holds. */
  async count(): Promise<void> {
    const totals = Object.entries(FILTERS).map(async ([which, filter]) => {
      const { total } = await office.api.get<Page>("/users", {
        ...filter,
        limit: 1,
      });
      return [which, total] as const;
    });
    this.counts = Object.fromEntries(await Promise.all(totals).catch(() => []));
  }

  private async read(page: number, isFirst: boolean): Promise<void> {
    const { turn } = this;
    this.reading.push(page);
    try {
      const answer = await office.api.get<Page>("/users", {
        ...question(this.asked),
        offset: page * PAGE,
      });
      if (turn !== this.turn) return;
      this.pages = { ...(isFirst ? {} : this.pages), [page]: answer.users };
      this.total = answer.total;
      this.error = undefined;
      office.reached();
    } catch (error) {
      if (turn !== this.turn) return;
      this.error = error;
      if (error instanceof Unreachable) office.lost();
      if (isProblem(error, "not_signed_in")) office.signedOut();
    } finally {
      this.reading = this.reading.filter((one) => one !== page);
    }
  }
}

/** What is asked of the server for each of the segments. */
export const FILTERS = {
  all: {},
  signed_in: { signed_in: true },
  without: { second_factor: "none", state: "active" },
  admins: { admin: true },
  disabled: { state: "disabled" },
} as const satisfies Record<Which, Query>;

function question({ search, which, group, sort }: Asked) {
  return {
    search,
    group,
    sort,
    limit: PAGE,
    ...FILTERS[which],
  };
}
