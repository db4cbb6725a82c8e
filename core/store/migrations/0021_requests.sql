-- Authorization requests: pushed ones, claims asked for by name, resources.

-- Requests that clients pushed (RFC 9126). A row goes with the answer to its request, or when its time is over and nobody
-- is on the way with it.
CREATE TABLE pushed_requests (
  reference BLOB PRIMARY KEY,
  client_id TEXT NOT NULL REFERENCES clients (id) ON DELETE CASCADE,
  params TEXT NOT NULL,
  signed INTEGER NOT NULL CHECK (signed IN (0, 1)),
  address TEXT NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX pushed_requests_client ON pushed_requests (client_id, address);
CREATE INDEX pushed_requests_expiry ON pushed_requests (expires_at);

ALTER TABLE interactions ADD COLUMN pushed BLOB;
ALTER TABLE interactions ADD COLUMN signed INTEGER NOT NULL DEFAULT 0 CHECK (signed IN (0, 1));
CREATE INDEX interactions_pushed ON interactions (pushed) WHERE pushed IS NOT NULL;

-- JSON: the claims request of OIDC Core 5.5. URIs with spaces between (RFC 8707).
ALTER TABLE authorizations ADD COLUMN claims TEXT NOT NULL DEFAULT '{}';
ALTER TABLE authorizations ADD COLUMN resources TEXT NOT NULL DEFAULT '';

-- Names of claims, with spaces between.
ALTER TABLE grants ADD COLUMN claims TEXT NOT NULL DEFAULT '';
ALTER TABLE grants ADD COLUMN declined_claims TEXT NOT NULL DEFAULT '';
