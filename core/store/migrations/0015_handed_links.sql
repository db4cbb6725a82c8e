-- Who has had a one-time link or an invitation in hand: with their right goes what they handed out. `hand` is an actor, as
-- in the audit log; a token stands beside whoever made it.
CREATE TABLE handed_links (
  link BLOB NOT NULL,
  hand TEXT NOT NULL,
  PRIMARY KEY (link, hand)
) STRICT, WITHOUT ROWID;
CREATE INDEX handed_links_hand ON handed_links (hand);
