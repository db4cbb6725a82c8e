/** Something that is read from the server: what is there, whether it is being read, why it could not be. */
import { isProblem, Unreachable } from "@donelogin/client/problem.ts";

import { office } from "./office.svelte.ts";

export class Loaded<T> {
  value = $state.raw<T | undefined>(undefined);
  error = $state.raw<unknown>(undefined);
  isLoading = $state(false);
  /** When the value was read, in seconds since 1970. */
  at = $state<number | null>(null);
  private turn = 0;

  constructor(private readonly read: () => Promise<T>) {}

  /** Reads it anew; what is there stays in sight meanwhile. */
  async load(): Promise<void> {
    this.turn += 1;
    const { turn } = this;
    this.isLoading = true;
    try {
      const value = await this.read();
      if (turn !== this.turn) return;
      this.value = value;
      this.error = undefined;
      this.at = Math.floor(Date.now() / 1000);
      office.reached();
    } catch (error) {
      if (turn !== this.turn) return;
      this.error = error;
      if (error instanceof Unreachable) office.lost();
      if (isProblem(error, "not_signed_in")) office.signedOut();
    } finally {
      if (turn === this.turn) this.isLoading = false;
    }
  }
}
