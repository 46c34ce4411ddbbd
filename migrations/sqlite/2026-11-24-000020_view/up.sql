-- What is found by searching, each part apart: folded words, words as they are written, names of files, who sent the
-- reported mail, who reported it. No tokenizer folds Vietnamese whole, so we do.
DROP TABLE ticket_text;
CREATE VIRTUAL TABLE ticket_text USING fts5(words, marks, files, sender, reporter, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 0");
-- The words are gathered anew from the newest ticket back, some at a time, while mail goes on being taken.
INSERT INTO job (kind, subject, run_at, attempts, created_at)
  SELECT 'reindex', max(id), max(updated_at), 0, max(updated_at) FROM ticket HAVING count(*) > 0;

-- What lists are narrowed and ordered by.
CREATE INDEX ticket_due ON ticket (due_at, id);
CREATE INDEX ticket_created ON ticket (created_at);
CREATE INDEX ticket_verdict ON ticket (verdict, id);
CREATE INDEX ticket_exposure ON ticket (exposure, id);

-- A search under a name: for whoever saved it, or for everybody of a role.
CREATE TABLE saved_view (
  id INTEGER PRIMARY KEY NOT NULL,
  account_id BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  role TEXT CHECK (role IN ('analyst', 'officer', 'clerk', 'viewer')),
  query TEXT NOT NULL,
  created_at TIMESTAMP NOT NULL
);
CREATE INDEX saved_view_account ON saved_view (account_id);
CREATE INDEX saved_view_role ON saved_view (role);

-- What of a ticket a person wants to see in lists, where that is not the usual.
CREATE TABLE list_taste (
  account_id BIGINT PRIMARY KEY NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  parts TEXT NOT NULL
);

-- Something done to several tickets at once, so that it can be taken back at once.
CREATE TABLE bulk (
  id INTEGER PRIMARY KEY NOT NULL,
  account_id BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  at TIMESTAMP NOT NULL,
  deed TEXT NOT NULL CHECK (deed IN ('assign', 'status', 'campaign')),
  detail TEXT NOT NULL,
  step_id BIGINT REFERENCES campaign_step (id) ON DELETE SET NULL,
  undone_at TIMESTAMP
);
CREATE INDEX bulk_account ON bulk (account_id, id);
CREATE INDEX bulk_step ON bulk (step_id);

-- A ticket as it was before, and its version after.
CREATE TABLE bulk_change (
  bulk_id BIGINT NOT NULL REFERENCES bulk (id) ON DELETE CASCADE,
  ticket_id BIGINT NOT NULL REFERENCES ticket (id) ON DELETE CASCADE,
  before TEXT NOT NULL,
  version INTEGER NOT NULL,
  PRIMARY KEY (bulk_id, ticket_id)
);
CREATE INDEX bulk_change_ticket ON bulk_change (ticket_id);
