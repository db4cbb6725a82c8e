-- Keys of one more algorithm, and from when each signs: what is new is published first.
CREATE TABLE signing_keys_anew (
  kid TEXT PRIMARY KEY,
  algorithm TEXT NOT NULL CHECK (algorithm IN ('RS256', 'PS256', 'ES256', 'EdDSA')),
  private_key BLOB NOT NULL,
  created_at INTEGER NOT NULL,
  signs_from INTEGER NOT NULL,
  retired_until INTEGER
) STRICT;
INSERT INTO signing_keys_anew (kid, algorithm, private_key, created_at, signs_from, retired_until)
  SELECT kid, algorithm, private_key, created_at, created_at, retired_until FROM signing_keys;
DROP TABLE signing_keys;
ALTER TABLE signing_keys_anew RENAME TO signing_keys;

-- The key or certificate that a token works with alone, and for whom it is meant.
ALTER TABLE access_tokens ADD COLUMN confirmation TEXT;
ALTER TABLE access_tokens ADD COLUMN audience TEXT NOT NULL DEFAULT '';
ALTER TABLE refresh_tokens ADD COLUMN confirmation TEXT;
ALTER TABLE authorizations ADD COLUMN dpop_jkt TEXT;
