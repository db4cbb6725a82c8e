/** How an app proves itself: what can be chosen, what is wrong with what was typed, and what is sent. */
import type { Client, ClientChanges } from "@donelogin/client/types.ts";

import { metadataOf } from "./changes.ts";

export const METHODS = [
  "client_secret_basic",
  "client_secret_post",
  "client_secret_jwt",
  "private_key_jwt",
  "tls_client_auth",
  "self_signed_tls_client_auth",
  "none",
] as const;

export interface Proof {
  method: string;
  /** Where its public keys are. */
  keysFrom: "value" | "uri";
  jwks: string;
  jwksUri: string;
  subject: string;
}

export type Fault =
  "empty" | "pem" | "json" | "shape" | "none" | "private" | "certificate" | "address" | "subject";

export const hasSecret = (method: string): boolean => method.startsWith("client_secret_");
export const hasKeys = (method: string): boolean =>
  method === "private_key_jwt" || method === "self_signed_tls_client_auth";

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export interface Keys {
  /** By value, as it was registered; null where there are none. */
  set: unknown;
  uri: string | null;
  count: number;
}

/** Its public keys as they are registered. */
export function keysOf(client: Client): Keys {
  const { jwks, jwks_uri: uri } = client as unknown as { jwks?: unknown; jwks_uri?: string | null };
  const keys = isObject(jwks) && Array.isArray(jwks.keys) ? jwks.keys.length : 0;
  return { set: jwks ?? null, uri: uri ?? null, count: keys };
}

export function proofOf(client: Client): Proof {
  const { set, uri } = keysOf(client);
  const subject = client["tls_client_auth_subject_dn"];
  return {
    method: client.token_endpoint_auth_method,
    keysFrom: uri === null ? "value" : "uri",
    jwks: set === null ? "" : JSON.stringify(set, null, 2),
    jwksUri: uri ?? "",
    subject: typeof subject === "string" ? subject : "",
  };
}

const PRIVATE = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"];

/** A key set of what was pasted; a single key becomes a set of its own. */
function read(text: string, needsCertificate: boolean): { set: unknown } | { fault: Fault } {
  const typed = text.trim();
  if (typed === "") return { fault: "empty" };
  if (typed.startsWith("-----BEGIN")) return { fault: typed.includes("PRIVATE KEY") ? "private" : "pem" };
  let found: unknown;
  try {
    found = JSON.parse(typed);
  } catch {
    return { fault: "json" };
  }
  const set = isObject(found) && typeof found.kty === "string" ? { keys: [found] } : found;
  if (!isObject(set) || !Array.isArray(set.keys) || !set.keys.every(isObject)) return { fault: "shape" };
  if (set.keys.length === 0) return { fault: "none" };
  if (set.keys.some((key) => PRIVATE.some((member) => member in key))) return { fault: "private" };
  const isBare = (key: Record<string, unknown>): boolean => !Array.isArray(key.x5c);
  return needsCertificate && set.keys.every(isBare) ? { fault: "certificate" } : { set };
}

/** What is wrong, where the form can tell; the server looks closer. */
export function faultOf(proof: Proof): Fault | null {
  if (hasKeys(proof.method)) {
    if (proof.keysFrom === "uri")
      return URL.parse(proof.jwksUri.trim())?.protocol === "https:" ? null : "address";
    const found = read(proof.jwks, proof.method === "self_signed_tls_client_auth");
    return "fault" in found ? found.fault : null;
  }
  return proof.method === "tls_client_auth" && proof.subject.trim() === "" ? "subject" : null;
}

/** What is sent: what the chosen way does not need goes, except for keys, by which an app may sign requests as well. */
export function changesOfProof(client: Client, proof: Proof): ClientChanges {
  const changes: Record<string, unknown> = {
    ...metadataOf(client),
    token_endpoint_auth_method: proof.method,
    tls_client_auth_subject_dn: proof.method === "tls_client_auth" ? proof.subject.trim() : null,
  };
  if (proof.method !== client.token_endpoint_auth_method) changes["token_endpoint_auth_signing_alg"] = null;
  if (hasKeys(proof.method)) {
    const isByUri = proof.keysFrom === "uri";
    const found = isByUri ? null : read(proof.jwks, false);
    changes["jwks"] = found !== null && "set" in found ? found.set : null;
    changes["jwks_uri"] = isByUri ? proof.jwksUri.trim() : null;
  }
  return changes;
}
