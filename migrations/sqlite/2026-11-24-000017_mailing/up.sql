-- An issued advisory on its way to one contact of an agency: once for each address, however often it is asked for. The code
-- with which its receipt is confirmed rests here as its digest only.
CREATE TABLE mailing (
  id INTEGER PRIMARY KEY NOT NULL,
  advisory_id BIGINT NOT NULL REFERENCES advisory (id) ON DELETE CASCADE,
  agency_id BIGINT REFERENCES agency (id) ON DELETE SET NULL,
  -- Name of the agency as it was then.
  agency TEXT NOT NULL,
  band TEXT NOT NULL,
  person TEXT NOT NULL,
  recipient TEXT NOT NULL,
  code_hash TEXT NOT NULL UNIQUE,
  seed TEXT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  created_by BIGINT REFERENCES account (id) ON DELETE SET NULL,
  -- When, how and by whom it was said that the advisory was received and passed on, and what was written besides.
  received_at TIMESTAMP,
  received_how TEXT CHECK (received_how IN ('mail', 'page')),
  received_by TEXT NOT NULL,
  note TEXT NOT NULL,
  reminded_at TIMESTAMP,
  UNIQUE (advisory_id, recipient),
  CHECK ((received_at IS NULL) = (received_how IS NULL))
);
CREATE INDEX mailing_agency ON mailing (agency_id);
CREATE INDEX mailing_created_by ON mailing (created_by);

-- A mail that answers one of these letters. It becomes a ticket only where it says more than that the advisory was received.
CREATE TABLE mailing_reply (
  id INTEGER PRIMARY KEY NOT NULL,
  mailing_id BIGINT NOT NULL REFERENCES mailing (id) ON DELETE CASCADE,
  blob_hash TEXT NOT NULL REFERENCES blob (hash) ON DELETE RESTRICT,
  sender TEXT NOT NULL,
  channel TEXT NOT NULL,
  envelope_sender TEXT,
  envelope_recipients TEXT NOT NULL,
  trusted BOOLEAN NOT NULL,
  automatic BOOLEAN NOT NULL,
  at TIMESTAMP NOT NULL,
  -- What it was found to be; nothing while it waits to be read.
  outcome TEXT CHECK (outcome IN ('received', 'ticket', 'automatic', 'returned')),
  UNIQUE (mailing_id, blob_hash)
);
CREATE INDEX mailing_reply_blob ON mailing_reply (blob_hash);

-- A letter belongs to a ticket or to a mailing. SQLite changes no column: the table is made anew, and what pointed at its
-- rows, which dropping it would empty, is put back.
CREATE TEMP TABLE kept_letter AS SELECT * FROM outbox;
CREATE TEMP TABLE kept_message AS SELECT id, outbox_id FROM message WHERE outbox_id IS NOT NULL;
CREATE TEMP TABLE kept_answer AS SELECT step_id, ticket_id, outbox_id FROM campaign_answer WHERE outbox_id IS NOT NULL;
DROP TABLE outbox;
CREATE TABLE outbox (
  id INTEGER PRIMARY KEY NOT NULL,
  ticket_id BIGINT REFERENCES ticket (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  language TEXT NOT NULL CHECK (language IN ('vi', 'en')),
  recipient_name TEXT NOT NULL,
  recipient TEXT NOT NULL,
  subject TEXT NOT NULL,
  body TEXT NOT NULL,
  message_id TEXT NOT NULL UNIQUE,
  in_reply_to TEXT,
  refs TEXT NOT NULL,
  automatic BOOLEAN NOT NULL,
  lookup_id BIGINT,
  state TEXT NOT NULL CHECK (state IN ('queued', 'sent', 'failed', 'cancelled')),
  due_at TIMESTAMP NOT NULL,
  attempts INTEGER NOT NULL,
  leased_until TIMESTAMP,
  leased_by TEXT,
  error TEXT,
  created_by BIGINT REFERENCES account (id) ON DELETE SET NULL,
  created_at TIMESTAMP NOT NULL,
  sent_at TIMESTAMP,
  mailing_id BIGINT REFERENCES mailing (id) ON DELETE CASCADE,
  CHECK ((ticket_id IS NULL) <> (mailing_id IS NULL))
);
INSERT INTO outbox (id, ticket_id, kind, language, recipient_name, recipient, subject, body, message_id, in_reply_to, refs, automatic, lookup_id, state, due_at, attempts, leased_until, leased_by, error, created_by, created_at, sent_at) SELECT id, ticket_id, kind, language, recipient_name, recipient, subject, body, message_id, in_reply_to, refs, automatic, lookup_id, state, due_at, attempts, leased_until, leased_by, error, created_by, created_at, sent_at FROM kept_letter;
UPDATE message SET outbox_id = (SELECT outbox_id FROM kept_message WHERE kept_message.id = message.id)
  WHERE id IN (SELECT id FROM kept_message);
UPDATE campaign_answer SET outbox_id = (SELECT outbox_id FROM kept_answer
    WHERE kept_answer.step_id = campaign_answer.step_id AND kept_answer.ticket_id = campaign_answer.ticket_id)
  WHERE EXISTS (SELECT 1 FROM kept_answer
    WHERE kept_answer.step_id = campaign_answer.step_id AND kept_answer.ticket_id = campaign_answer.ticket_id);
DROP TABLE kept_letter;
DROP TABLE kept_message;
DROP TABLE kept_answer;
CREATE INDEX outbox_due ON outbox (state, due_at);
CREATE INDEX outbox_ticket ON outbox (ticket_id, id);
CREATE INDEX outbox_recipient ON outbox (recipient, created_at);
CREATE INDEX outbox_created_by ON outbox (created_by);
CREATE INDEX outbox_mailing ON outbox (mailing_id, id);
