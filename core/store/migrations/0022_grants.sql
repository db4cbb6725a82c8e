-- Tokens of clients in their own name (RFC 6749 4.4): authorizations belong to people, these to nobody.
CREATE TABLE client_tokens (
  hash BLOB PRIMARY KEY,
  client_id TEXT NOT NULL REFERENCES clients (id) ON DELETE CASCADE,
  scopes TEXT NOT NULL,
  issued_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  audience TEXT NOT NULL DEFAULT '',
  confirmation TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX client_tokens_client ON client_tokens (client_id, issued_at);
CREATE INDEX client_tokens_expiry ON client_tokens (expires_at);

-- Devices that wait for somebody to answer (RFC 8628).
CREATE TABLE device_grants (
  id TEXT PRIMARY KEY,
  device_code BLOB NOT NULL UNIQUE,
  user_code TEXT NOT NULL UNIQUE,
  client_id TEXT NOT NULL REFERENCES clients (id) ON DELETE CASCADE,
  params TEXT NOT NULL,
  address TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  interval_s INTEGER NOT NULL,
  polled_at INTEGER,
  state TEXT NOT NULL CHECK (state IN ('pending', 'approved', 'denied', 'used')),
  user_id TEXT REFERENCES users (id) ON DELETE CASCADE,
  session_id TEXT,
  scopes TEXT,
  auth_time INTEGER,
  amr TEXT,
  acr TEXT,
  authorization_id TEXT,
  CHECK (state <> 'approved' OR user_id IS NOT NULL)
) STRICT;
CREATE INDEX device_grants_client ON device_grants (client_id);
CREATE INDEX device_grants_user ON device_grants (user_id);
CREATE INDEX device_grants_address ON device_grants (address);
CREATE INDEX device_grants_expiry ON device_grants (expires_at);

-- The device for which a person answers in this interaction, in the place of an app that waits for a redirect.
ALTER TABLE interactions ADD COLUMN device_grant_id TEXT REFERENCES device_grants (id) ON DELETE CASCADE;
CREATE INDEX interactions_device_grant ON interactions (device_grant_id);

-- Where the device was that this was given to; nothing where it was given to a browser.
ALTER TABLE authorizations ADD COLUMN device_address TEXT;
