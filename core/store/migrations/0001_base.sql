CREATE TABLE users (
  id TEXT PRIMARY KEY,
  subject TEXT NOT NULL UNIQUE,
  username TEXT NOT NULL UNIQUE,
  email TEXT NOT NULL UNIQUE,
  email_verified INTEGER NOT NULL CHECK (email_verified IN (0, 1)),
  claims TEXT NOT NULL,
  password_hash TEXT,
  role TEXT NOT NULL CHECK (role IN ('member', 'admin')),
  state TEXT NOT NULL CHECK (state IN ('active', 'disabled')),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE user_groups (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE group_members (
  group_id TEXT NOT NULL REFERENCES user_groups (id) ON DELETE CASCADE,
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  PRIMARY KEY (group_id, user_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX group_members_user ON group_members (user_id);

CREATE TABLE clients (
  id TEXT PRIMARY KEY,
  metadata TEXT NOT NULL,
  secret_kind TEXT CHECK (secret_kind IN ('made', 'imported', 'imported_weak')),
  secret_tag BLOB,
  trusted INTEGER NOT NULL CHECK (trusted IN (0, 1)),
  rotates_refresh_tokens INTEGER NOT NULL CHECK (rotates_refresh_tokens IN (0, 1)),
  state TEXT NOT NULL CHECK (state IN ('active', 'disabled')),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  CHECK ((secret_kind IS NULL) = (secret_tag IS NULL))
) STRICT;

CREATE TABLE sessions (
  id TEXT PRIMARY KEY,
  token BLOB NOT NULL UNIQUE,
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  browser BLOB NOT NULL,
  auth_time INTEGER NOT NULL,
  amr TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  last_seen_at INTEGER NOT NULL,
  address TEXT NOT NULL,
  user_agent TEXT NOT NULL
) STRICT;
CREATE INDEX sessions_user ON sessions (user_id);

-- Browsers that have signed in to an account before: they pass when strangers' guesses slow the account down.
CREATE TABLE known_browsers (
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  browser BLOB NOT NULL,
  last_seen_at INTEGER NOT NULL,
  PRIMARY KEY (user_id, browser)
) STRICT, WITHOUT ROWID;
CREATE INDEX known_browsers_browser ON known_browsers (browser);

CREATE TABLE interactions (
  id TEXT PRIMARY KEY,
  browser BLOB,
  client_id TEXT NOT NULL REFERENCES clients (id) ON DELETE CASCADE,
  params TEXT NOT NULL,
  address TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  signed_in_at INTEGER,
  account_chosen INTEGER NOT NULL DEFAULT 0 CHECK (account_chosen IN (0, 1)),
  consented_by TEXT
) STRICT;
CREATE INDEX interactions_expiry ON interactions (expires_at);
CREATE INDEX interactions_address ON interactions (address);
CREATE INDEX interactions_browser ON interactions (browser);

-- Logout requests that came by a POST from another site, without our cookies.
CREATE TABLE logout_requests (
  id TEXT PRIMARY KEY,
  params TEXT NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX logout_requests_expiry ON logout_requests (expires_at);

CREATE TABLE grants (
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  client_id TEXT NOT NULL REFERENCES clients (id) ON DELETE CASCADE,
  scopes TEXT NOT NULL,
  declined TEXT NOT NULL,
  granted_at INTEGER NOT NULL,
  PRIMARY KEY (user_id, client_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX grants_client ON grants (client_id);

-- A code and what came of it. The session may be swept before: it is no foreign key.
CREATE TABLE authorizations (
  id TEXT PRIMARY KEY,
  code BLOB NOT NULL UNIQUE,
  client_id TEXT NOT NULL REFERENCES clients (id) ON DELETE CASCADE,
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  session_id TEXT NOT NULL,
  redirect_uri TEXT NOT NULL,
  code_challenge TEXT,
  scopes TEXT NOT NULL,
  nonce TEXT,
  auth_time INTEGER NOT NULL,
  amr TEXT NOT NULL,
  issued_at INTEGER NOT NULL,
  code_expires_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('issued', 'exchanged', 'revoked'))
) STRICT;
CREATE INDEX authorizations_session ON authorizations (session_id);
CREATE INDEX authorizations_user_client ON authorizations (user_id, client_id);
CREATE INDEX authorizations_client ON authorizations (client_id);
CREATE INDEX authorizations_end ON authorizations (ends_at);

CREATE TABLE access_tokens (
  hash BLOB PRIMARY KEY,
  authorization_id TEXT NOT NULL REFERENCES authorizations (id) ON DELETE CASCADE,
  scopes TEXT NOT NULL,
  issued_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX access_tokens_authorization ON access_tokens (authorization_id);
CREATE INDEX access_tokens_expiry ON access_tokens (expires_at);

CREATE TABLE refresh_tokens (
  hash BLOB PRIMARY KEY,
  authorization_id TEXT NOT NULL REFERENCES authorizations (id) ON DELETE CASCADE,
  issued_at INTEGER NOT NULL,
  idle_until INTEGER NOT NULL,
  absolute_until INTEGER NOT NULL,
  rotated_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX refresh_tokens_authorization ON refresh_tokens (authorization_id);

CREATE TABLE signing_keys (
  kid TEXT PRIMARY KEY,
  algorithm TEXT NOT NULL CHECK (algorithm IN ('RS256', 'ES256', 'EdDSA')),
  private_key BLOB NOT NULL,
  created_at INTEGER NOT NULL,
  retired_until INTEGER
) STRICT;

-- The CA, the certificate of this server, and other values of which there is one. Private ones are sealed.
CREATE TABLE vault (
  name TEXT PRIMARY KEY,
  value BLOB NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE settings (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE one_time_links (
  token BLOB PRIMARY KEY,
  purpose TEXT NOT NULL CHECK (purpose IN ('invite', 'reset', 'setup')),
  user_id TEXT REFERENCES users (id) ON DELETE CASCADE,
  browser BLOB,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX one_time_links_user ON one_time_links (user_id);

CREATE TABLE failures (
  scope TEXT NOT NULL,
  key TEXT NOT NULL,
  failures INTEGER NOT NULL,
  since INTEGER NOT NULL,
  last INTEGER NOT NULL,
  PRIMARY KEY (scope, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE outbox (
  id TEXT PRIMARY KEY,
  user_id TEXT REFERENCES users (id) ON DELETE CASCADE,
  content BLOB NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;

CREATE TABLE audit (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  event TEXT NOT NULL,
  actor TEXT NOT NULL,
  user_id TEXT,
  client_id TEXT,
  address TEXT,
  detail TEXT NOT NULL,
  hash BLOB NOT NULL
) STRICT;
CREATE INDEX audit_user ON audit (user_id, seq);
CREATE INDEX audit_at ON audit (at);
