/** What the admin API speaks of. */

export type MfaPolicy = "off" | "optional" | "required";
export type FactorKind = "phone" | "authenticator" | "recovery_code";
export type AccountState = "active" | "disabled";

export interface User {
  id: string;
  sub: string;
  email: string;
  email_verified: boolean;
  username: string;
  name: string;
  admin: boolean;
  state: AccountState;
  mfa_policy: MfaPolicy | null;
  has_password: boolean;
  groups: string[];
  created_at: number;
  updated_at: number;
}

/** With a link that is shown once. */
export interface UserWithLink extends User {
  link?: string;
}

export interface Factors {
  demanded_since: number | null;
  authenticator_since: number | null;
  recovery_codes_left: number;
  devices: number;
  wrong_codes: number;
  typed_codes: "on" | "off";
  face: "on" | "off";
  blocked_until: number | null;
  must_set_password: boolean;
}

export interface Device {
  id: string;
  user_id: string;
  email: string;
  username: string;
  name: string;
  model: string;
  os: string;
  key_storage: "software" | "tee" | "strongbox";
  without_trust: boolean;
  state: "active" | "waiting" | "suspended";
  waiting_until: number | null;
  linked_at: number;
  linked_by: string | null;
  last_used_at: number | null;
}

export interface Link {
  state: "offered" | "claimed" | "confirmed" | "used_twice" | "wrong_digits" | "expired";
  expires_in: number;
  qr?: string;
  phone?: string;
}

export interface Group {
  id: string;
  name: string;
  members: number;
  mfa_policy: MfaPolicy | null;
  accepted_factors: FactorKind[];
  created_at: number;
}

export interface Client {
  client_id: string;
  client_name: string;
  client_uri?: string;
  redirect_uris: string[];
  post_logout_redirect_uris?: string[];
  grant_types?: string[];
  scope?: string;
  token_endpoint_auth_method?: string;
  trusted: boolean;
  state: AccountState;
  has_secret: boolean;
  has_weak_secret: boolean;
  mfa_policy: MfaPolicy | null;
  accepted_factors: FactorKind[];
  created_at: number;
  updated_at: number;
  /** Once, when it is made. */
  client_secret?: string;
}

export interface Session {
  id: string;
  user_id: string;
  email: string;
  username: string;
  auth_time: number;
  amr: string[];
  created_at: number;
  last_seen_at: number;
  address: string;
  user_agent: string;
}

export interface AuditRow {
  seq: number;
  at: number;
  time: string;
  event: string;
  actor: string;
  user_id?: string;
  client_id?: string;
  address?: string;
  detail?: Record<string, unknown>;
}

export type SettingKind =
  | { choice: string[] }
  | { number: { min: number; max: number } }
  | { secret: string[] }
  | { text: number };

export interface Setting {
  key: string;
  value?: string;
  default: string;
  is_set: boolean;
  is_fixed: boolean;
  kind: SettingKind;
  about: string;
}

export interface Key {
  kid: string;
  algorithm: string;
  created_at: number;
  state: "active" | "retired";
  retired_until?: number;
}

export interface Certificates {
  issuer: string;
  ca?: { der: string; pem: string; sha256: string };
}

export interface Health {
  issuer: string;
  is_claimed: boolean;
  database: string[];
  mail_is_set: boolean;
  outbox: number;
  push: { is_enabled: boolean; phones: number; delivered: number; failed: number; failure: string | null };
  now: number;
  latest_audit_at: number;
}

export interface Verdict {
  sound: number;
  is_sound: boolean;
  broken_at?: number;
}
