/** What rules can be about in this office: its attributes and groups. */
import { list, MOST } from "@donelogin/client/lists.ts";
import type { Attribute, Group } from "@donelogin/client/types.ts";

import { office } from "../../state/office.svelte.ts";

export interface Choices {
  attributes: readonly Attribute[];
  groups: readonly string[];
}

export async function readChoices(): Promise<Choices> {
  const [{ attributes }, { items }] = await Promise.all([
    office.api.get<{ attributes: Attribute[] }>("/attributes"),
    list<Group>(office.api, "groups", { limit: MOST }),
  ]);
  return { attributes, groups: items.map((group) => group.name) };
}
