-- Passkeys (W3C Web Authentication). A handle stands for its account on authenticators, so that they learn nothing else.
CREATE TABLE passkeys (
  id TEXT PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  credential_id BLOB NOT NULL UNIQUE,
  public_key BLOB NOT NULL,
  rp_id TEXT NOT NULL,
  transports TEXT NOT NULL,
  name TEXT NOT NULL,
  backup_eligible INTEGER NOT NULL CHECK (backup_eligible IN (0, 1)),
  backed_up INTEGER NOT NULL CHECK (backed_up IN (0, 1)),
  counter INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('active', 'suspended')),
  copied_at INTEGER,
  created_at INTEGER NOT NULL,
  last_used_at INTEGER
) STRICT;
CREATE INDEX passkeys_user ON passkeys (user_id);

CREATE TABLE passkey_handles (
  user_id TEXT PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
  handle BLOB NOT NULL UNIQUE
) STRICT;

-- Challenges that were used, until their time is over: each counts once.
CREATE TABLE used_challenges (
  nonce BLOB PRIMARY KEY,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX used_challenges_expiry ON used_challenges (expires_at);
