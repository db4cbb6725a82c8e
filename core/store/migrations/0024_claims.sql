-- Attributes that the office defined, in its order.
CREATE TABLE attributes (
  name TEXT PRIMARY KEY,
  label TEXT NOT NULL,
  shape TEXT NOT NULL CHECK (shape IN ('text', 'list')),
  editor TEXT NOT NULL CHECK (editor IN ('administrators', 'person')),
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What they say about people.
CREATE TABLE user_attributes (
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  name TEXT NOT NULL REFERENCES attributes (name) ON DELETE CASCADE,
  value TEXT NOT NULL,
  PRIMARY KEY (user_id, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX user_attributes_name ON user_attributes (name);

-- Claim rules for all apps, one row.
CREATE TABLE office_claim_rules (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  rules TEXT NOT NULL
) STRICT;

-- What the office lays down for an app; an app without a row has nothing of it.
CREATE TABLE client_terms (
  client_id TEXT PRIMARY KEY REFERENCES clients (id) ON DELETE CASCADE,
  access TEXT NOT NULL CHECK (access IN ('everybody', 'groups')),
  session TEXT NOT NULL,
  claim_rules TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The groups that a restricted app is for. Without one it is for nobody.
CREATE TABLE client_groups (
  client_id TEXT NOT NULL REFERENCES clients (id) ON DELETE CASCADE,
  group_id TEXT NOT NULL REFERENCES user_groups (id) ON DELETE CASCADE,
  PRIMARY KEY (client_id, group_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX client_groups_group ON client_groups (group_id);
