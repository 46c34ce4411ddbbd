-- Mails and words that went from one ticket to another: two tickets were put together, or one was taken apart. What was
-- before is kept, so that it can be undone.
CREATE TABLE transfer (
  id INTEGER PRIMARY KEY NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('merge', 'split')),
  from_id BIGINT NOT NULL REFERENCES ticket (id) ON DELETE CASCADE,
  into_id BIGINT NOT NULL REFERENCES ticket (id) ON DELETE CASCADE,
  account_id BIGINT REFERENCES account (id) ON DELETE SET NULL,
  at TIMESTAMP NOT NULL,
  before TEXT NOT NULL,
  undone_at TIMESTAMP,
  CHECK (from_id <> into_id)
);
CREATE INDEX transfer_from ON transfer (from_id);
CREATE INDEX transfer_into ON transfer (into_id);
CREATE INDEX transfer_account ON transfer (account_id);
-- A ticket is put into one other at a time, and was taken out of one.
CREATE UNIQUE INDEX transfer_merged ON transfer (from_id) WHERE kind = 'merge' AND undone_at IS NULL;
CREATE UNIQUE INDEX transfer_split ON transfer (into_id) WHERE kind = 'split' AND undone_at IS NULL;
