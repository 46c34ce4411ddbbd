-- Steps that are done at a ticket together, under a name; a step that is absent is not done.
CREATE TABLE routine (
  id INTEGER PRIMARY KEY NOT NULL,
  name TEXT NOT NULL,
  give TEXT CHECK (give IN ('me', 'nobody', 'person')),
  assignee_id BIGINT REFERENCES account (id) ON DELETE SET NULL,
  canned_id BIGINT REFERENCES canned (id) ON DELETE RESTRICT,
  verdict TEXT CHECK (verdict IN ('phishing', 'malware', 'spam', 'legitimate', 'undetermined')),
  letter BOOLEAN NOT NULL,
  status TEXT CHECK (status IN ('triage', 'waiting', 'working', 'resolved', 'closed')),
  onward BOOLEAN NOT NULL,
  version INTEGER NOT NULL,
  updated_at TIMESTAMP NOT NULL,
  updated_by BIGINT REFERENCES account (id) ON DELETE SET NULL,
  disabled_at TIMESTAMP
);
CREATE INDEX routine_assignee ON routine (assignee_id);
CREATE INDEX routine_canned ON routine (canned_id);
CREATE INDEX routine_account ON routine (updated_by);
