-- One-time links: purposes of joining and of a changed address.
CREATE TABLE one_time_links_wider (
  token BLOB PRIMARY KEY,
  purpose TEXT NOT NULL CHECK (purpose IN ('invite', 'reset', 'second_step', 'setup', 'confirm', 'sign_up', 'email_old', 'email_new')),
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

-- The address that a link was made for: once the account has another one, whoever reads the old mailbox has nothing.
ALTER TABLE one_time_links ADD COLUMN sent_to TEXT;

-- Invitations that are bound to no account: whoever has the link may make one.
CREATE TABLE invitations (
  id TEXT PRIMARY KEY,
  token BLOB NOT NULL UNIQUE,
  email TEXT,
  groups TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX invitations_expiry ON invitations (expires_at);

-- People who signed up and have no account yet: the address is not confirmed, or an administrator has to agree. What is no
-- account cannot be signed in to, whatever a page forgets.
CREATE TABLE sign_ups (
  id TEXT PRIMARY KEY,
  email TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  username TEXT,
  password_hash TEXT,
  token BLOB UNIQUE,
  invitation_id TEXT REFERENCES invitations (id) ON DELETE CASCADE,
  interaction_id TEXT,
  created_at INTEGER NOT NULL,
  confirmed_at INTEGER,
  expires_at INTEGER NOT NULL,
  CHECK ((confirmed_at IS NULL) = (token IS NOT NULL)),
  CHECK ((confirmed_at IS NULL) = (password_hash IS NULL))
) STRICT;
CREATE INDEX sign_ups_expiry ON sign_ups (expires_at);
CREATE INDEX sign_ups_confirmed ON sign_ups (confirmed_at);
