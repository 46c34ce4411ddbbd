DROP TABLE bulk_change;
DROP TABLE bulk;
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
DROP TABLE effort;
DROP TABLE follower;
DROP TABLE relation;
DROP TABLE task;
DROP TABLE checklist;
DROP TABLE ticket_tag;
DROP TABLE tag;
