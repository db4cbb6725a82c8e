-- Whether a second factor is asked: a person's own rule, and what groups and clients add to it.
ALTER TABLE users ADD COLUMN mfa_policy TEXT CHECK (mfa_policy IN ('off', 'optional', 'required'));
ALTER TABLE user_groups ADD COLUMN mfa_policy TEXT CHECK (mfa_policy IN ('off', 'optional', 'required'));
ALTER TABLE user_groups ADD COLUMN accepted_factors TEXT;
ALTER TABLE clients ADD COLUMN mfa_policy TEXT CHECK (mfa_policy IN ('off', 'optional', 'required'));
ALTER TABLE clients ADD COLUMN accepted_factors TEXT;

-- The live session that goes a step further; absent after a password.
ALTER TABLE half_sign_ins ADD COLUMN session_id TEXT;

-- What the ID token says: the class that the client asked for, where the sign-in meets it.
ALTER TABLE authorizations ADD COLUMN acr TEXT NOT NULL DEFAULT 'urn:donelogin:acr:1';
UPDATE authorizations SET acr = 'urn:donelogin:acr:2' WHERE ' ' || amr || ' ' LIKE '% mfa %';

-- Browsers in which a person's second factor is not asked for a while.
CREATE TABLE remembered_browsers (
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  browser BLOB NOT NULL,
  remembered_at INTEGER NOT NULL,
  PRIMARY KEY (user_id, browser)
) STRICT, WITHOUT ROWID;
CREATE INDEX remembered_browsers_browser ON remembered_browsers (browser);
