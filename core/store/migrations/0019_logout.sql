-- Which clients were issued something in a session. Rows outlive the session that ended by its time alone: what it issued
-- lives on, and whoever ends all that a person has open tells these clients too. The session is no foreign key for that.
CREATE TABLE session_clients (
  session_id TEXT NOT NULL,
  client_id TEXT NOT NULL REFERENCES clients (id) ON DELETE CASCADE,
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  ends_at INTEGER NOT NULL,
  PRIMARY KEY (session_id, client_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX session_clients_user ON session_clients (user_id);
CREATE INDEX session_clients_client ON session_clients (client_id);
CREATE INDEX session_clients_end ON session_clients (ends_at);
INSERT INTO session_clients (session_id, client_id, user_id, ends_at)
  SELECT session_id, client_id, user_id, max(ends_at) FROM authorizations WHERE state = 'exchanged'
  GROUP BY session_id, client_id, user_id;

-- What clients are told about the end of sessions, and what became of it. The person may be gone: no foreign key.
CREATE TABLE backchannel_logouts (
  id TEXT PRIMARY KEY,
  client_id TEXT NOT NULL REFERENCES clients (id) ON DELETE CASCADE,
  user_id TEXT NOT NULL,
  subject TEXT NOT NULL,
  session_id TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'delivered', 'given_up')),
  tries INTEGER NOT NULL,
  next_at INTEGER NOT NULL,
  tried_at INTEGER,
  failure TEXT,
  -- Whether it waits for the client as such, with all that it is to be told.
  waits_for_client INTEGER NOT NULL CHECK (waits_for_client IN (0, 1))
) STRICT;
CREATE INDEX backchannel_logouts_due ON backchannel_logouts (state, client_id, next_at);
CREATE INDEX backchannel_logouts_client ON backchannel_logouts (client_id, created_at);
CREATE INDEX backchannel_logouts_tried ON backchannel_logouts (state, tried_at);
