CREATE TEMP TABLE kept_letter AS SELECT * FROM outbox WHERE ticket_id IS NOT NULL;
CREATE TEMP TABLE kept_message AS SELECT id, outbox_id FROM message WHERE outbox_id IS NOT NULL;
CREATE TEMP TABLE kept_answer AS SELECT step_id, ticket_id, outbox_id FROM campaign_answer WHERE outbox_id IS NOT NULL;
DROP TABLE outbox;
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
DROP TABLE mailing_reply;
DROP TABLE mailing;
