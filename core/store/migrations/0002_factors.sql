-- What an account's second step stands at. A row exists from the first factor on.
CREATE TABLE factor_states (
  user_id TEXT PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
  demanded_since INTEGER,
  totp_secret BLOB,
  totp_confirmed_at INTEGER,
  totp_last_step INTEGER,
  wrong_codes INTEGER NOT NULL DEFAULT 0,
  face_failures INTEGER NOT NULL DEFAULT 0,
  blocked_until INTEGER,
  must_set_password INTEGER NOT NULL DEFAULT 0 CHECK (must_set_password IN (0, 1))
) STRICT;

CREATE TABLE recovery_codes (
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  tag BLOB NOT NULL,
  used_at INTEGER,
  PRIMARY KEY (user_id, tag)
) STRICT, WITHOUT ROWID;

CREATE TABLE devices (
  id TEXT PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  thumbprint TEXT NOT NULL UNIQUE,
  key TEXT NOT NULL,
  name TEXT NOT NULL,
  facts TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('active', 'waiting', 'suspended')),
  waiting_until INTEGER,
  counter INTEGER NOT NULL,
  copied_at INTEGER,
  push TEXT NOT NULL DEFAULT '[]',
  created_at INTEGER NOT NULL,
  last_used_at INTEGER,
  CHECK ((state = 'waiting') = (waiting_until IS NOT NULL))
) STRICT;
CREATE INDEX devices_user ON devices (user_id);

CREATE TABLE links (
  id TEXT PRIMARY KEY,
  code BLOB NOT NULL UNIQUE,
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  begun_in TEXT NOT NULL,
  begun_by TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('offered', 'claimed', 'confirmed', 'used_twice', 'wrong_digits')),
  claim TEXT,
  device_id TEXT,
  thumbprint TEXT
) STRICT;
CREATE INDEX links_session ON links (begun_in);
CREATE INDEX links_thumbprint ON links (thumbprint);
CREATE INDEX links_expiry ON links (expires_at);

-- A sign-in whose first factor was right and whose second is due, held by one browser.
CREATE TABLE half_sign_ins (
  browser BLOB PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  interaction_id TEXT,
  next TEXT NOT NULL,
  browser_known INTEGER NOT NULL CHECK (browser_known IN (0, 1)),
  amr TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX half_sign_ins_expiry ON half_sign_ins (expires_at);

-- Codes are sealed: the phone and the screen are told them again and again while the question waits.
CREATE TABLE approvals (
  id TEXT PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  browser BLOB NOT NULL,
  browser_known INTEGER NOT NULL CHECK (browser_known IN (0, 1)),
  codes BLOB NOT NULL,
  context TEXT NOT NULL,
  attempts TEXT NOT NULL,
  wrong INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('pending', 'approved', 'denied', 'blocked', 'superseded', 'wrong_codes', 'finished')),
  device_id TEXT,
  answered_at INTEGER
) STRICT;
CREATE INDEX approvals_user ON approvals (user_id, state);
CREATE INDEX approvals_browser ON approvals (browser);
CREATE INDEX approvals_expiry ON approvals (expires_at);
