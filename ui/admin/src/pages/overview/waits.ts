/** What waits for whoever looks after the office. */
import type { Health } from "@donelogin/client/types.ts";

import { to } from "../../routes.ts";

export interface Wait {
  id: "without" | "mail-none" | "mail-waits" | "push" | "database";
  count: number;
  href: string;
}

export function waitsOf(people: { none: number } | undefined, health: Health | undefined): Wait[] {
  const waits: Wait[] = [];
  const add = (id: Wait["id"], count: number, href: string): void => {
    if (count > 0) waits.push({ id, count, href });
  };
  if (people) add("without", people.none, `${to.people}?which=without`);
  if (health) {
    add("database", health.database.length, to.about);
    add("mail-none", health.mail_is_set ? 0 : 1, to.settings);
    add("mail-waits", health.mail_is_set ? health.outbox : 0, to.settings);
    add("push", health.push.is_enabled && health.push.failure ? 1 : 0, to.settings);
  }
  return waits;
}
