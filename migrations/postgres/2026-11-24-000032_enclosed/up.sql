-- What goes out with a letter besides its words: copies to others (addresses, separated by blanks), and files.
ALTER TABLE outbox ADD COLUMN copies TEXT NOT NULL DEFAULT '';
CREATE TABLE enclosed (
  outbox_id BIGINT NOT NULL REFERENCES outbox (id) ON DELETE CASCADE,
  place INTEGER NOT NULL,
  name TEXT NOT NULL,
  size BIGINT NOT NULL,
  blob_hash TEXT NOT NULL REFERENCES blob (hash) ON DELETE RESTRICT,
  PRIMARY KEY (outbox_id, place)
);
CREATE INDEX enclosed_blob ON enclosed (blob_hash);
