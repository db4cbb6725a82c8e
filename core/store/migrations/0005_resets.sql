-- One-time links open one page more: where somebody sets the second step up anew.
CREATE TABLE one_time_links_wider (
  token BLOB PRIMARY KEY,
  purpose TEXT NOT NULL CHECK (purpose IN ('invite', 'reset', 'second_step', 'setup')),
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

-- What administrators did about one half of somebody's sign-in, for as long as they may not touch the other.
CREATE TABLE resets (
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  actor TEXT NOT NULL,
  half TEXT NOT NULL CHECK (half IN ('password', 'second_factor')),
  at INTEGER NOT NULL,
  until INTEGER NOT NULL,
  stopped_at INTEGER,
  PRIMARY KEY (user_id, actor, half)
) STRICT, WITHOUT ROWID;
CREATE INDEX resets_until ON resets (until);
