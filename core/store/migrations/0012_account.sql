-- An address that a person wants in the place of the present one; it takes a yes from both ends.
CREATE TABLE email_changes (
  user_id TEXT PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
  old_email TEXT NOT NULL,
  new_email TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  old_agreed_at INTEGER,
  new_confirmed_at INTEGER
) STRICT;
CREATE INDEX email_changes_expiry ON email_changes (expires_at);

-- A person's picture, written by us. The name is random: it is the address, and nobody guesses it.
CREATE TABLE pictures (
  user_id TEXT PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
  name TEXT NOT NULL UNIQUE,
  jpeg BLOB NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

-- So that a person knows a remembered browser again.
ALTER TABLE remembered_browsers ADD COLUMN user_agent TEXT NOT NULL DEFAULT '';
ALTER TABLE remembered_browsers ADD COLUMN address TEXT NOT NULL DEFAULT '';
