-- When the account's face was last looked at: failures make the next look wait.
ALTER TABLE factor_states ADD COLUMN face_tried_at INTEGER;

-- Where the browser of a question came from, for "the same network".
ALTER TABLE approvals ADD COLUMN address TEXT NOT NULL DEFAULT '';

-- Who linked a phone, where it was not its owner.
ALTER TABLE devices ADD COLUMN linked_by TEXT;

-- What a sign-in that is held by a browser waits for.
ALTER TABLE half_sign_ins ADD COLUMN due TEXT NOT NULL DEFAULT 'second_factor'
  CHECK (due IN ('second_factor', 'new_password'));

-- Ids of models and thresholds for faces, each with the time from which it is in force.
CREATE TABLE face_policies (
  id TEXT PRIMARY KEY,
  since INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
