/** People who were picked out of the list, and what is done to all of them, one after the other. */
import { path } from "@donelogin/client/api.ts";
import type { Person, User, UserWithLink } from "@donelogin/client/types.ts";
import { SvelteMap } from "svelte/reactivity";

import { invitation } from "../pages/people/invitation.ts";
import { Deed, sentenceOf } from "./deed.svelte.ts";
import { office } from "./office.svelte.ts";
import type { Invitation } from "./printing.svelte.ts";

export type Picked = Pick<Person, "id" | "name" | "username" | "state" | "has_password">;

/** One who could not be changed, and why. */
export interface Failure {
  name: string;
  why: string;
}

export class Picking {
  readonly people = new SvelteMap<string, Picked>();
  readonly deed = new Deed();
  /** How many are done of those under way. */
  done = $state(0);
  failures = $state.raw<readonly Failure[]>([]);

  get count(): number {
    return this.people.size;
  }

  has(id: string): boolean {
    return this.people.has(id);
  }

  set(person: Picked, isPicked: boolean): void {
    if (isPicked) this.people.set(person.id, person);
    else this.people.delete(person.id);
  }

  setAll(people: readonly Picked[]): void {
    for (const person of people) this.people.set(person.id, person);
  }

  clear(): void {
    this.people.clear();
    this.failures = [];
  }

  /** Switches off or on; resolves with those who were. */
  switch(to: "disable" | "enable"): Promise<Picked[]> {
    return this.each(
      (one) => (one.state === "active") === (to === "disable"),
      (one) => office.api.post<User>(path`/users/${one.id}` + `/${to}`),
    );
  }

  join(group: string, isIn: boolean): Promise<Picked[]> {
    return this.each(
      () => true,
      (one) => office.api.ask(isIn ? "PUT" : "DELETE", path`/groups/${group}/users/${one.id}`),
    );
  }

  /** New invitations for those who have no password yet; each makes the one before void. */
  async invite(): Promise<Invitation[]> {
    const sheets: Invitation[] = [];
    await this.each(
      (one) => !one.has_password && one.state === "active",
      async (one) => {
        const sheet = invitation(await office.api.post<UserWithLink>(path`/users/${one.id}/invite`));
        if (sheet) sheets.push(sheet);
      },
    );
    return sheets;
  }

  private async each(
    concerns: (one: Picked) => boolean,
    act: (one: Picked) => Promise<unknown>,
  ): Promise<Picked[]> {
    const list = [...this.people.values()].filter(concerns);
    const changed: Picked[] = [];
    this.failures = [];
    this.done = 0;
    await this.deed.run(async () => {
      for (const one of list) {
        try {
          await act(one);
          changed.push(one);
        } catch (error) {
          if (endsAll(error)) throw error;
          this.failures = [...this.failures, { name: one.name, why: sentenceOf(error) }];
        }
        this.done += 1;
      }
    });
    return changed;
  }
}

/** What stands in the way of one stands in the way of all. */
function endsAll(error: unknown): boolean {
  const { code, status } = error as { code?: string; status?: number };
  return (
    status === undefined || status >= 500 || ["not_fresh", "not_signed_in", "locked"].includes(code ?? "")
  );
}
