/** How the protocol is spoken with one app: what of its registration the form shows, and what is sent back. */
import type { Client, ClientChanges } from "@donelogin/client/types.ts";

import { metadataOf, said } from "./changes.ts";

export const ALGORITHMS = ["RS256", "PS256", "ES256", "EdDSA"] as const;
/** Response types that send tokens through the browser, which the office has to let in. */
export const LEGACY = [
  "id_token",
  "id_token token",
  "code id_token",
  "code token",
  "code id_token token",
] as const;
/** What is on or off. */
export const SWITCHES = [
  "require_pkce",
  "require_pushed_authorization_requests",
  "require_signed_request_object",
  "dpop_bound_access_tokens",
] as const;

export interface Protocol {
  idTokenAlg: string;
  /** Empty: plain JSON. */
  userinfoAlg: string;
  accessToken: string;
  subjects: string;
  /** APIs that it may ask tokens for, and those that it is; one a line. */
  resources: string;
  served: string;
  isFapi2: boolean;
  switches: Record<(typeof SWITCHES)[number], boolean>;
  legacy: string[];
}

const linesOf = (list: unknown): string => (Array.isArray(list) ? list.join("\n") : "");
const sorted = (kind: string): string => kind.split(" ").sort().join(" ");

export function protocolOf(client: Client): Protocol {
  const all = client as unknown as Record<string, unknown>;
  const text = (name: string, absent: string): string => {
    const value = all[name];
    return typeof value === "string" ? value : absent;
  };
  const switches = Object.fromEntries(SWITCHES.map((name) => [name, all[name] === true]));
  const registered = new Set(client.response_types.map(sorted));
  return {
    idTokenAlg: client.id_token_signed_response_alg,
    userinfoAlg: text("userinfo_signed_response_alg", ""),
    accessToken: text("access_token_format", "opaque"),
    subjects: text("subject_type", "public"),
    resources: linesOf(all.resources),
    served: linesOf(all.served_resources),
    isFapi2: all.security_profile === "fapi2",
    switches: switches as Protocol["switches"],
    legacy: LEGACY.filter((kind) => registered.has(sorted(kind))),
  };
}

export function changesOfProtocol(client: Client, protocol: Protocol): ClientChanges {
  const grants = client.grant_types.filter((grant) => grant !== "implicit");
  // Without a code in between there is no other grant to name (RFC 7591 2.1).
  const isImplicit = protocol.legacy.some((kind) => !kind.startsWith("code"));
  const changes = {
    ...metadataOf(client),
    id_token_signed_response_alg: protocol.idTokenAlg,
    userinfo_signed_response_alg: protocol.userinfoAlg || null,
    access_token_format: protocol.accessToken,
    subject_type: protocol.subjects,
    resources: said(protocol.resources.split("\n")),
    served_resources: said(protocol.served.split("\n")),
    security_profile: protocol.isFapi2 ? "fapi2" : null,
    ...protocol.switches,
    response_types: ["code", ...protocol.legacy],
    grant_types: isImplicit ? [...grants, "implicit"] : grants,
  };
  return changes as unknown as ClientChanges;
}
