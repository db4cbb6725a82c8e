-- SHA-256 of the models that a policy names, by their names; none for a policy of a version that named none.
ALTER TABLE face_policies ADD COLUMN models TEXT NOT NULL DEFAULT '{}';

-- What a phone's yes led to, so that the phone can take it back: a session, or half of one that waits for a new password.
ALTER TABLE approvals ADD COLUMN session_id TEXT;
ALTER TABLE half_sign_ins ADD COLUMN approval_id TEXT;
