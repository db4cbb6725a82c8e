-- the same as in 0011; goes at the merge
CREATE TABLE one_time_links_wider (
  token BLOB PRIMARY KEY,
  purpose TEXT NOT NULL CHECK (
    purpose IN ('invite', 'reset', 'second_step', 'setup', 'confirm', 'sign_up', 'email_old', 'email_new')
  ),
  user_id TEXT REFERENCES users (id) ON DELETE CASCADE,
  browser BLOB,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO one_time_links_wider (token, purpose, user_id, browser, created_at, expires_at)
  SELECT token, purpose, user_id, browser, created_at, expires_at FROM one_time_links;
DROP TABLE one_time_links;
ALTER TABLE one_time_links_wider RENAME TO one_time_links;
CREATE INDEX one_time_links_user ON one_time_links (user_id);

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
