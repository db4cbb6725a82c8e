/** What the overview says, read panel by panel: one that fails leaves the others alone. */
import type { Query } from "@donelogin/client/api.ts";
import type { AuditRow, Certificates, Health, Setting } from "@donelogin/client/types.ts";

import { hoursOf, midnight } from "../pages/overview/hours.ts";
import { Loaded } from "./loaded.svelte.ts";
import { office } from "./office.svelte.ts";

/** The most rows that one answer of the log holds. */
const ROWS = 1000;

const get = <T>(address: string, query: Query = {}) => office.api.get<T>(address, query);

async function count(address: string, query: Query): Promise<number> {
  return (await get<{ total: number }>(address, { ...query, limit: 1 })).total;
}

interface Rows {
  rows: AuditRow[];
  total: number;
}

export class Overview {
  /** How many people there are, are signed in, confirm by what. */
  readonly people = new Loaded(async () => {
    const [all, signedIn, face, authenticator, none] = await Promise.all([
      count("/users", {}),
      count("/users", { signed_in: true }),
      count("/users", { second_factor: "phone" }),
      count("/users", { second_factor: "authenticator" }),
      count("/users", { second_factor: "none", state: "active" }),
    ]);
    return { all, signedIn, face, authenticator, none };
  });

  readonly today = new Loaded(async () => {
    const since = midnight();
    const [sessions, refused] = await Promise.all([
      get<Rows>("/audit", { since, event: "session.created", limit: ROWS, newest_first: true }),
      get<Rows>("/audit", { since, kind: "refused", limit: ROWS, newest_first: true }),
    ]);
    const isWhole = sessions.total <= ROWS && refused.total <= ROWS;
    return { hours: hoursOf([...sessions.rows, ...refused.rows]), isWhole };
  });

  readonly lately = new Loaded(() => get<Rows>("/audit", { kind: "sign_in", newest_first: true, limit: 6 }));

  readonly health = new Loaded(async () => {
    const [health, trust, settings] = await Promise.all([
      get<Health>("/health"),
      get<Certificates>("/certificates"),
      get<Setting[]>("/settings"),
    ]);
    return { health, trust, policy: settings.find((one) => one.key === "mfa.policy")?.value ?? null };
  });

  load(): void {
    for (const part of [this.people, this.today, this.lately, this.health]) void part.load();
  }
}
