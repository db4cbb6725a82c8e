/** Well-known apps: where they want people to return to, and what they ask for, as their own manuals say. */
import type { ClaimRule, NewClient } from "@donelogin/client/types.ts";
import {
  BookOpen,
  ChartLine,
  Code,
  Feather,
  Folder,
  GitBranch,
  House,
  type IconNode,
  Server,
  Shield,
} from "lucide";

import list from "../../../../presets/presets.json";

export type PresetId =
  | "nextcloud"
  | "gitea"
  | "grafana"
  | "home-assistant"
  | "proxmox"
  | "bookstack"
  | "apache"
  | "oauth2-proxy"
  | "own";

export interface Preset {
  id: PresetId;
  /** What it calls itself; names are not translated. */
  name: string;
  icon: IconNode;
  /** Behind the app's address. */
  redirect: string;
  signedOut: string;
  scope: string;
  /** How it proves itself at the token endpoint. */
  auth: "client_secret_basic" | "client_secret_post" | "none";
  /** Where its manual speaks of it. */
  manual: string;
  /** Sends PKCE (RFC 7636), so that sign-ins without it can be refused. */
  pkce: boolean;
  /** What it is told beyond its scopes, as its manual wants it. */
  claim_rules?: ClaimRule[];
  /** Words of its own about the address that people return to. */
  hint?: "preset-gitea-hint" | "preset-apache-hint" | "preset-proxmox-hint" | "preset-nextcloud-hint";
}

const ICONS: Record<PresetId, IconNode> = {
  nextcloud: Folder,
  gitea: GitBranch,
  grafana: ChartLine,
  "home-assistant": House,
  proxmox: Server,
  bookstack: BookOpen,
  apache: Feather,
  "oauth2-proxy": Shield,
  own: Code,
};

/** The same list as under /apps, where developers register their own. */
export const PRESETS: readonly Preset[] = (list as Omit<Preset, "icon">[]).map((preset) => ({
  ...preset,
  icon: ICONS[preset.id],
}));

/** The preset that an app was made from, told by where it wants people to return to; null for one of somebody's own. */
export function presetOf(redirectUris: readonly string[]): Preset | null {
  const isOf = (preset: Preset) =>
    preset.id !== "own" &&
    preset.redirect !== "" &&
    redirectUris.some((uri) => URL.parse(uri)?.pathname.endsWith(preset.redirect));
  return PRESETS.find(isOf) ?? null;
}

/** What is wrong with an app's address, by the message that says it. */
export function faultOf(address: string): "address-missing" | "address-not-url" | "address-not-https" | null {
  if (address.trim() === "") return "address-missing";
  const url = URL.parse(address.trim());
  if (!url || url.hostname === "") return "address-not-url";
  const isLocal = ["localhost", "127.0.0.1", "[::1]"].includes(url.hostname);
  if (url.protocol !== "https:" && !(url.protocol === "http:" && isLocal)) return "address-not-https";
  return null;
}

/** An address without what would stand twice. */
export function baseOf(address: string): string {
  return address.trim().replace(/[/?#]+$/, "");
}

/** Where people return to, of an app at this address. */
export function returnOf(preset: Preset, address: string): string {
  return baseOf(address) + preset.redirect;
}

export interface Wanted {
  preset: Preset;
  name: string;
  address: string;
  redirectUris: readonly string[];
  isTrusted: boolean;
}

/** What is registered (RFC 7591). */
export function registrationOf({ preset, name, address, redirectUris, isTrusted }: Wanted): NewClient {
  const grants = preset.scope.includes("offline_access")
    ? ["authorization_code", "refresh_token"]
    : ["authorization_code"];
  return {
    client_name: name.trim(),
    client_uri: baseOf(address),
    redirect_uris: redirectUris.map((uri) => uri.trim()).filter((uri) => uri !== ""),
    post_logout_redirect_uris: [baseOf(address) + preset.signedOut],
    grant_types: grants,
    response_types: ["code"],
    scope: preset.scope,
    token_endpoint_auth_method: preset.auth,
    trusted: isTrusted,
    require_pkce: preset.pkce,
    ...(preset.claim_rules ? { claim_rules: preset.claim_rules } : {}),
  };
}
