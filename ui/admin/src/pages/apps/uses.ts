/** How an app is used: its grants in plain words, what it may do by itself, and where a sign-in at it begins. */
import type { Client, ClientChanges } from "@donelogin/client/types.ts";

import { metadataOf } from "./changes.ts";

export const DEVICE_CODE = "urn:ietf:params:oauth:grant-type:device_code";
export const BY_ITSELF = "client_credentials";

/** In the order of the form, each with its words. */
export const GRANTS = [
  { grant: "authorization_code", label: "app-use-code", hint: null },
  { grant: "refresh_token", label: "app-use-refresh", hint: "app-use-refresh-hint" },
  { grant: DEVICE_CODE, label: "app-use-device", hint: "app-use-device-hint" },
  { grant: BY_ITSELF, label: "app-use-itself", hint: "app-use-itself-hint" },
] as const;

/** Scopes about a person; all others are an app's own. */
const ABOUT_PEOPLE = ["openid", "profile", "email", "address", "phone", "groups", "offline_access"];

export interface Uses {
  grants: string[];
  scopes: string;
  begin: string;
}

const wordsOf = (text: string): string[] => text.split(/\s+/).filter((word) => word !== "");
const isOurs = (grant: string): boolean => GRANTS.some((known) => known.grant === grant);

export function usesOf(client: Client): Uses {
  return {
    grants: client.grant_types.filter(isOurs),
    scopes: wordsOf(client.scope)
      .filter((scope) => !ABOUT_PEOPLE.includes(scope))
      .join(" "),
    begin: client.initiate_login_uri ?? "",
  };
}

/** What was kept of grants that this form does not know stays. */
export function changesOfUses(client: Client, uses: Uses): ClientChanges {
  const aboutPeople = wordsOf(client.scope).filter((scope) => ABOUT_PEOPLE.includes(scope));
  const begin = uses.begin.trim();
  return {
    ...metadataOf(client),
    grant_types: [...client.grant_types.filter((grant) => !isOurs(grant)), ...uses.grants],
    scope: [...aboutPeople, ...wordsOf(uses.scopes)].join(" "),
    initiate_login_uri: begin === "" ? null : begin,
  };
}
