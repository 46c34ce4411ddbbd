-- Letters, word for word as they leave, with their delivery state. The lookup code is not part of the words.
CREATE TABLE outbox (
  id INTEGER PRIMARY KEY NOT NULL,
  ticket_id BIGINT NOT NULL REFERENCES ticket (id) ON DELETE CASCADE,
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
  sent_at TIMESTAMP
);
CREATE INDEX outbox_due ON outbox (state, due_at);
CREATE INDEX outbox_ticket ON outbox (ticket_id, id);
CREATE INDEX outbox_recipient ON outbox (recipient, created_at);
CREATE INDEX outbox_created_by ON outbox (created_by);

-- Codes with which a reporter looks at the state of a ticket; only their digests rest here.
CREATE TABLE lookup (
  id INTEGER PRIMARY KEY NOT NULL,
  ticket_id BIGINT NOT NULL REFERENCES ticket (id) ON DELETE CASCADE,
  reporter_id BIGINT NOT NULL REFERENCES reporter (id) ON DELETE RESTRICT,
  code_hash TEXT NOT NULL UNIQUE,
  seed TEXT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  revoked_at TIMESTAMP
);
CREATE INDEX lookup_ticket ON lookup (ticket_id, reporter_id);
CREATE INDEX lookup_reporter ON lookup (reporter_id);

-- The conversation of a ticket, both ways, with the notes that stay inside.
CREATE TABLE message (
  id INTEGER PRIMARY KEY NOT NULL,
  ticket_id BIGINT NOT NULL REFERENCES ticket (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('report', 'followup', 'reply', 'note', 'letter', 'call', 'answer')),
  account_id BIGINT REFERENCES account (id) ON DELETE SET NULL,
  author TEXT NOT NULL,
  stranger BOOLEAN NOT NULL,
  body TEXT NOT NULL,
  arrival_id BIGINT REFERENCES arrival (id) ON DELETE SET NULL,
  outbox_id BIGINT REFERENCES outbox (id) ON DELETE SET NULL,
  created_at TIMESTAMP NOT NULL
);
CREATE INDEX message_ticket ON message (ticket_id, id);
CREATE INDEX message_account ON message (account_id);
CREATE INDEX message_arrival ON message (arrival_id);
CREATE INDEX message_outbox ON message (outbox_id);

CREATE TABLE job (
  id INTEGER PRIMARY KEY NOT NULL,
  kind TEXT NOT NULL,
  subject BIGINT NOT NULL,
  run_at TIMESTAMP NOT NULL,
  attempts INTEGER NOT NULL,
  leased_until TIMESTAMP,
  leased_by TEXT,
  error TEXT,
  failed_at TIMESTAMP,
  created_at TIMESTAMP NOT NULL
);
CREATE INDEX job_due ON job (failed_at, run_at);
