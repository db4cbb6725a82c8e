-- Clients that registered themselves (RFC 7591); those of the office and of people have nothing here.
ALTER TABLE clients ADD COLUMN self_registered TEXT CHECK (self_registered IN ('unseen', 'approved'));

-- By what such a client looks after itself (RFC 7592).
CREATE TABLE client_registrations (
  client_id TEXT PRIMARY KEY REFERENCES clients (id) ON DELETE CASCADE,
  token BLOB NOT NULL UNIQUE,
  allowed_by TEXT,
  address TEXT NOT NULL,
  registered_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What lets an app register (the initial access tokens of RFC 7591 3). The maker is kept as the log names them.
CREATE TABLE registration_tokens (
  id TEXT PRIMARY KEY,
  hash BLOB NOT NULL UNIQUE,
  name TEXT NOT NULL,
  uses INTEGER NOT NULL,
  used INTEGER NOT NULL DEFAULT 0 CHECK (used <= uses),
  made_by TEXT REFERENCES users (id) ON DELETE CASCADE,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  last_used_at INTEGER
) STRICT;
CREATE INDEX registration_tokens_maker ON registration_tokens (made_by);
