-- A mailbox that an attacker may hold or may soon hold, from a report or found by the desk itself.
CREATE TABLE exposed (
  id INTEGER PRIMARY KEY NOT NULL,
  mailbox TEXT NOT NULL,
  person TEXT NOT NULL,
  unit TEXT NOT NULL,
  what TEXT NOT NULL CHECK (what IN ('clicked', 'opened', 'app', 'password', 'otp', 'money', 'sending')),
  happened TEXT NOT NULL,
  ticket_id BIGINT REFERENCES ticket (id) ON DELETE SET NULL,
  opened_at TIMESTAMP NOT NULL,
  opened_by BIGINT REFERENCES account (id) ON DELETE SET NULL,
  closed_at TIMESTAMP
);
-- One open case a mailbox.
CREATE UNIQUE INDEX exposed_open ON exposed (mailbox) WHERE closed_at IS NULL;
CREATE INDEX exposed_ticket ON exposed (ticket_id);
CREATE INDEX exposed_opened_by ON exposed (opened_by);
CREATE INDEX exposed_closed ON exposed (closed_at);

-- A step that was taken, or found not to be needed; what has no row is still to do.
CREATE TABLE exposed_step (
  exposed_id BIGINT NOT NULL REFERENCES exposed (id) ON DELETE CASCADE,
  step TEXT NOT NULL CHECK (step IN ('called', 'locked', 'queue', 'sessions', 'password', 'second-factor', 'filters', 'sent')),
  needless BOOLEAN NOT NULL,
  account_id BIGINT REFERENCES account (id) ON DELETE SET NULL,
  at TIMESTAMP NOT NULL,
  PRIMARY KEY (exposed_id, step)
);
CREATE INDEX exposed_step_account ON exposed_step (account_id);
