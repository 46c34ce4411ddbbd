-- What somebody has begun to write at a ticket: one draft of what goes out, one of what stays inside.
CREATE TABLE draft (
  account_id BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  ticket_id BIGINT NOT NULL REFERENCES ticket (id) ON DELETE CASCADE,
  side TEXT NOT NULL CHECK (side IN ('letter', 'inside')),
  kind TEXT NOT NULL CHECK (kind IN ('reply', 'more', 'note', 'call')),
  words TEXT NOT NULL,
  copies TEXT NOT NULL,
  at TIMESTAMP NOT NULL,
  PRIMARY KEY (account_id, ticket_id, side)
);
CREATE INDEX draft_ticket ON draft (ticket_id);
