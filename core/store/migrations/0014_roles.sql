-- A third role. SQLite changes no CHECK, so the column is made anew beside the old one.
ALTER TABLE users ADD COLUMN rights TEXT NOT NULL DEFAULT 'member' CHECK (rights IN ('member', 'helpdesk', 'admin'));
UPDATE users SET rights = role;
ALTER TABLE users DROP COLUMN role;
ALTER TABLE users RENAME COLUMN rights TO role;

-- Since when an account is locked down; its phones are held meanwhile, and go on as they were.
ALTER TABLE users ADD COLUMN locked_down_at INTEGER;
ALTER TABLE devices ADD COLUMN held_state TEXT CHECK (held_state IN ('active', 'waiting'));
ALTER TABLE devices ADD COLUMN held_until INTEGER;

-- Who may register apps where the office says "chosen".
ALTER TABLE users ADD COLUMN may_register_apps INTEGER NOT NULL DEFAULT 0 CHECK (may_register_apps IN (0, 1));
ALTER TABLE user_groups ADD COLUMN may_register_apps INTEGER NOT NULL DEFAULT 0 CHECK (may_register_apps IN (0, 1));

-- Whose app it is; of nobody's, the office's.
ALTER TABLE clients ADD COLUMN owner_id TEXT REFERENCES users (id) ON DELETE SET NULL;
CREATE INDEX clients_owner ON clients (owner_id);

-- What programs bring in the place of a session. Without a maker it was made by a command on the machine.
CREATE TABLE api_tokens (
  id TEXT PRIMARY KEY,
  hash BLOB NOT NULL UNIQUE,
  name TEXT NOT NULL,
  scopes TEXT NOT NULL,
  made_by TEXT REFERENCES users (id) ON DELETE CASCADE,
  created_at INTEGER NOT NULL,
  expires_at INTEGER,
  last_used_at INTEGER,
  last_address TEXT
) STRICT;
CREATE INDEX api_tokens_maker ON api_tokens (made_by);
