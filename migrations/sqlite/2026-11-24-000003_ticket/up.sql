CREATE TABLE ticket_counter (
  year BIGINT PRIMARY KEY NOT NULL,
  last BIGINT NOT NULL
);

CREATE TABLE ticket (
  id INTEGER PRIMARY KEY NOT NULL,
  uuid TEXT NOT NULL UNIQUE,
  number TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('report', 'request', 'sample')),
  status TEXT NOT NULL CHECK (status IN ('new', 'triage', 'waiting', 'working', 'resolved', 'closed', 'duplicate')),
  verdict TEXT CHECK (verdict IN ('phishing', 'malware', 'spam', 'legitimate', 'undetermined')),
  channel TEXT NOT NULL,
  reporter_id BIGINT REFERENCES reporter (id) ON DELETE RESTRICT,
  outside BOOLEAN NOT NULL,
  -- Nobody is answered unasked: from outside, automatic, the spam button of a mail client, imported.
  silent BOOLEAN NOT NULL,
  subject TEXT NOT NULL,
  words TEXT NOT NULL,
  claimed_number TEXT,
  message_id TEXT,
  sender_name TEXT NOT NULL,
  sender_address TEXT NOT NULL,
  grade TEXT CHECK (grade IN ('A', 'B', 'C')),
  score INTEGER CHECK (score BETWEEN 0 AND 100),
  suggested TEXT CHECK (suggested IN ('phishing', 'malware', 'spam', 'legitimate', 'undetermined')),
  links INTEGER NOT NULL,
  attachments INTEGER NOT NULL,
  arrivals INTEGER NOT NULL,
  exposure TEXT CHECK (exposure IN ('nothing', 'clicked', 'opened', 'password')),
  assignee_id BIGINT REFERENCES account (id) ON DELETE SET NULL,
  duplicate_of BIGINT REFERENCES ticket (id) ON DELETE SET NULL,
  version INTEGER NOT NULL,
  updated_by BIGINT REFERENCES account (id) ON DELETE SET NULL,
  created_at TIMESTAMP NOT NULL,
  updated_at TIMESTAMP NOT NULL,
  due_at TIMESTAMP NOT NULL,
  analysed_at TIMESTAMP,
  acknowledged_at TIMESTAMP,
  answered_at TIMESTAMP,
  resolved_at TIMESTAMP,
  closed_at TIMESTAMP
);
CREATE INDEX ticket_status ON ticket (status, id);
CREATE INDEX ticket_status_due ON ticket (status, due_at);
CREATE INDEX ticket_status_score ON ticket (status, score, id);
CREATE INDEX ticket_assignee ON ticket (assignee_id, status, id);
CREATE INDEX ticket_reporter ON ticket (reporter_id, id);
CREATE INDEX ticket_duplicate_of ON ticket (duplicate_of);
CREATE INDEX ticket_updated_by ON ticket (updated_by);

-- Who may write to a ticket by its number, and whom its letters go to.
CREATE TABLE participant (
  ticket_id BIGINT NOT NULL REFERENCES ticket (id) ON DELETE CASCADE,
  reporter_id BIGINT NOT NULL REFERENCES reporter (id) ON DELETE RESTRICT,
  since TIMESTAMP NOT NULL,
  PRIMARY KEY (ticket_id, reporter_id)
);
CREATE INDEX participant_reporter ON participant (reporter_id);

-- One arrival of a mail. The same mail twice is two arrivals at one ticket.
CREATE TABLE arrival (
  id INTEGER PRIMARY KEY NOT NULL,
  ticket_id BIGINT NOT NULL REFERENCES ticket (id) ON DELETE CASCADE,
  blob_hash TEXT NOT NULL REFERENCES blob (hash) ON DELETE RESTRICT,
  role TEXT NOT NULL CHECK (role IN ('first', 'again', 'followup', 'stranger', 'automatic')),
  message_id TEXT,
  sender TEXT NOT NULL,
  channel TEXT NOT NULL,
  envelope_sender TEXT,
  envelope_recipients TEXT NOT NULL,
  at TIMESTAMP NOT NULL
);
CREATE INDEX arrival_ticket ON arrival (ticket_id, id);
CREATE INDEX arrival_blob ON arrival (blob_hash);
CREATE INDEX arrival_message ON arrival (message_id, sender);

-- What was seen in an arrival; replaced as a whole when it is analysed again.
CREATE TABLE evidence (
  arrival_id BIGINT PRIMARY KEY NOT NULL REFERENCES arrival (id) ON DELETE CASCADE,
  ticket_id BIGINT NOT NULL REFERENCES ticket (id) ON DELETE CASCADE,
  detail TEXT NOT NULL,
  analysed_at TIMESTAMP NOT NULL
);
CREATE INDEX evidence_ticket ON evidence (ticket_id);

CREATE TABLE event (
  id INTEGER PRIMARY KEY NOT NULL,
  ticket_id BIGINT NOT NULL REFERENCES ticket (id) ON DELETE CASCADE,
  at TIMESTAMP NOT NULL,
  account_id BIGINT REFERENCES account (id) ON DELETE SET NULL,
  code TEXT NOT NULL,
  detail TEXT NOT NULL
);
CREATE INDEX event_ticket ON event (ticket_id, id);
CREATE INDEX event_account ON event (account_id);
