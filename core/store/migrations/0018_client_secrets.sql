-- A secret that has to be read back, since its client signs with it: sealed, beside its HMAC.
ALTER TABLE clients ADD COLUMN secret_sealed BLOB CHECK (secret_sealed IS NULL OR secret_kind = 'imported');

-- The secret before the present one: until when it works, and when it was used last after it was replaced.
ALTER TABLE clients ADD COLUMN old_secret_kind TEXT CHECK (old_secret_kind IN ('made', 'imported', 'imported_weak'));
ALTER TABLE clients ADD COLUMN old_secret_tag BLOB;
ALTER TABLE clients ADD COLUMN old_secret_sealed BLOB CHECK (old_secret_sealed IS NULL OR old_secret_kind = 'imported');
ALTER TABLE clients ADD COLUMN old_secret_until INTEGER;
ALTER TABLE clients ADD COLUMN old_secret_used_at INTEGER;

-- Assertions by which clients proved themselves, until nobody would take them anyway. The id is hashed: it may be long.
CREATE TABLE client_assertions (
  client_id TEXT NOT NULL REFERENCES clients (id) ON DELETE CASCADE,
  jti BLOB NOT NULL,
  until INTEGER NOT NULL,
  PRIMARY KEY (client_id, jti)
) STRICT, WITHOUT ROWID;
CREATE INDEX client_assertions_until ON client_assertions (until);
