-- Subjects of accounts that were deleted: apps know people by them, so that none is given again. What was deleted before
-- this table is in the log alone, which does not name it.
CREATE TABLE retired_subjects (
  subject TEXT PRIMARY KEY,
  retired_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
