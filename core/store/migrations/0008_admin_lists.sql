-- What people are sorted and found by: names as letters without marks, all small. `folded` is ours, for this file alone.
ALTER TABLE users ADD COLUMN sorted_by TEXT NOT NULL DEFAULT '';
ALTER TABLE users ADD COLUMN found_by TEXT NOT NULL DEFAULT '';
UPDATE users SET sorted_by = folded(coalesce(json_extract(claims, '$.name'), username));
UPDATE users SET found_by = sorted_by || char(10) || folded(username) || char(10) || folded(email);
CREATE INDEX users_sorted ON users (sorted_by, id);
CREATE INDEX users_created ON users (created_at, id);

CREATE INDEX sessions_seen ON sessions (last_seen_at, id);
CREATE INDEX devices_created ON devices (created_at, id);

-- Filters of the log, and what the overview counts.
CREATE INDEX audit_event ON audit (event, at);
CREATE INDEX audit_client ON audit (client_id, seq);
CREATE INDEX audit_user_event ON audit (user_id, event, at);
