-- The log is found by any three letters or more of what happened, where from, and what else was noted. Without an index a
-- search reads the whole log. The text itself stays in the log alone.
CREATE VIRTUAL TABLE audit_found USING fts5 (
  text, content = '', contentless_delete = 1, tokenize = 'trigram case_sensitive 0 remove_diacritics 1'
);
INSERT INTO audit_found (rowid, text)
SELECT seq, event || char(10) || coalesce(address, '') || char(10) || detail FROM audit;
CREATE TRIGGER audit_found_insert AFTER INSERT ON audit BEGIN
  INSERT INTO audit_found (rowid, text)
  VALUES (new.seq, new.event || char(10) || coalesce(new.address, '') || char(10) || new.detail);
END;
CREATE TRIGGER audit_found_delete AFTER DELETE ON audit BEGIN
  DELETE FROM audit_found WHERE rowid = old.seq;
END;

-- What a check of an app asks: the last code that it was given.
CREATE INDEX authorizations_client_issued ON authorizations (client_id, issued_at);
DROP INDEX authorizations_client;
