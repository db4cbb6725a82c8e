/** What a token can open, in the order in which it is chosen; and for how long. */
import type { ApiScope } from "@donelogin/client/types.ts";

export const SCOPES = [
  "users:read",
  "users:write",
  "users:manage",
  "groups:read",
  "groups:write",
  "groups:manage",
  "clients:read",
  "clients:write",
  "clients:manage",
  "audit:read",
  "settings:read",
  "settings:manage",
  "server:read",
] as const satisfies readonly ApiScope[];

/** Days as they are chosen; `ever` has no end. */
export const DAYS = ["30", "90", "365", "ever"] as const;

/** The end of the message that says what a scope opens. */
export function idOf(scope: ApiScope): string {
  return scope.replace(":", "-");
}
