/** Names of people and apps by their ids, read once and kept while the page is open. */
import { path } from "@donelogin/client/api.ts";
import { SvelteMap } from "svelte/reactivity";

import { office } from "./office.svelte.ts";

class Names {
  private readonly known = new SvelteMap<string, string>();
  private readonly asked = new Set<string>();

  /** A person's name; nothing while it is being read, the id where there is nobody any more. */
  person(id: string): string | undefined {
    return this.find(`user:${id}`, id, async () => (await office.api.get<{ name: string }>(path`/users/${id}`)).name);
  }

  app(id: string): string | undefined {
    const read = async () => (await office.api.get<{ client_name: string }>(path`/clients/${id}`)).client_name;
    return this.find(`client:${id}`, id, read);
  }

  private find(key: string, id: string, read: () => Promise<string>): string | undefined {
    if (!this.asked.has(key)) {
      this.asked.add(key);
      void read()
        .catch(() => id)
        .then((name) => this.known.set(key, name));
    }
    return this.known.get(key);
  }
}

export const names = new Names();
