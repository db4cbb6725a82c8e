-- What became of each message so far. `seq` keeps the order of writing within a second; `link` is the hash of the token of a
-- link in the message, which is worth nothing without it.
ALTER TABLE outbox ADD COLUMN seq INTEGER NOT NULL DEFAULT 0;
ALTER TABLE outbox ADD COLUMN link BLOB;
ALTER TABLE outbox ADD COLUMN state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'given_up'));
ALTER TABLE outbox ADD COLUMN tries INTEGER NOT NULL DEFAULT 0;
ALTER TABLE outbox ADD COLUMN next_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE outbox ADD COLUMN failed_at INTEGER;
ALTER TABLE outbox ADD COLUMN failure TEXT;
-- Whether every message would have met that failure.
ALTER TABLE outbox ADD COLUMN failed_for_all INTEGER NOT NULL DEFAULT 0;
CREATE INDEX outbox_due ON outbox (state, next_at);
CREATE INDEX outbox_seq ON outbox (seq);
CREATE INDEX outbox_user ON outbox (user_id);
