/** What is sent to change an app: its metadata goes whole, since a field that is absent goes back to its default. */
import type { Client, ClientChanges } from "@donelogin/client/types.ts";

export interface Addresses {
  name: string;
  home: string;
  redirectUris: string[];
  signedOutUris: string[];
  /** What people see of it before they sign in: a picture, what it does with data, its terms. */
  logo: string;
  policy: string;
  terms: string;
}

export function addressesOf(client: Client): Addresses {
  return {
    name: client.client_name,
    home: client.client_uri ?? "",
    redirectUris: [...client.redirect_uris],
    signedOutUris: [...(client.post_logout_redirect_uris ?? [])],
    logo: typeof client["logo_uri"] === "string" ? client["logo_uri"] : "",
    policy: client.policy_uri ?? "",
    terms: client.tos_uri ?? "",
  };
}

/** Fields that the server makes, and those that have changes of their own. */
const NOT_METADATA = [
  "client_id",
  "self_registered",
  "has_secret",
  "has_weak_secret",
  "old_secret_until",
  "old_secret_used_at",
  "created_at",
  "updated_at",
  "trusted",
  "rotates_refresh_tokens",
  "state",
  "mfa_policy",
  "accepted_factors",
];

const orNull = (text: string): string | null => text.trim() || null;
export const said = (list: readonly string[]): string[] =>
  list.map((uri) => uri.trim()).filter((uri) => uri !== "");

/** All metadata as it is, to be sent with what is to be another. */
export function metadataOf(client: Client): ClientChanges {
  return Object.fromEntries(Object.entries(client).filter(([name]) => !NOT_METADATA.includes(name)));
}

export function changesOf(client: Client, addresses: Addresses): ClientChanges {
  return {
    ...metadataOf(client),
    client_name: addresses.name.trim(),
    client_uri: orNull(addresses.home),
    logo_uri: orNull(addresses.logo),
    policy_uri: orNull(addresses.policy),
    tos_uri: orNull(addresses.terms),
    redirect_uris: said(addresses.redirectUris),
    post_logout_redirect_uris: said(addresses.signedOutUris),
  };
}
