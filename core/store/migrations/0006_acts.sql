-- What an administrator did to the second half: took it away, or linked a phone, which waits and is shown by itself.
ALTER TABLE resets ADD COLUMN act TEXT NOT NULL DEFAULT 'reset' CHECK (act IN ('reset', 'link'));
