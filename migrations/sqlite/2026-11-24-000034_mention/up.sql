-- Notes that name a colleague, and when that colleague looked.
CREATE TABLE mention (
  message_id BIGINT NOT NULL REFERENCES message (id) ON DELETE CASCADE,
  account_id BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  ticket_id BIGINT NOT NULL REFERENCES ticket (id) ON DELETE CASCADE,
  at TIMESTAMP NOT NULL,
  seen_at TIMESTAMP,
  PRIMARY KEY (message_id, account_id)
);
CREATE INDEX mention_account ON mention (account_id, ticket_id);
CREATE INDEX mention_ticket ON mention (ticket_id);
CREATE INDEX mention_unseen ON mention (account_id, ticket_id) WHERE seen_at IS NULL;
