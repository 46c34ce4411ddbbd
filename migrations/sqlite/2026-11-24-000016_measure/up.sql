-- Something to be done against an attack outside of this program, of a campaign or of a ticket: asked for, done, lifted.
CREATE TABLE measure (
  id INTEGER PRIMARY KEY NOT NULL,
  campaign_id BIGINT REFERENCES campaign (id) ON DELETE CASCADE,
  ticket_id BIGINT REFERENCES ticket (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('block-sender', 'block-domain', 'block-url', 'remove-mail', 'reset-password', 'warn', 'report-police')),
  target TEXT NOT NULL,
  system TEXT NOT NULL,
  requested_at TIMESTAMP NOT NULL,
  requested_by BIGINT REFERENCES account (id) ON DELETE SET NULL,
  done_at TIMESTAMP,
  done_by BIGINT REFERENCES account (id) ON DELETE SET NULL,
  lifted_at TIMESTAMP,
  lifted_by BIGINT REFERENCES account (id) ON DELETE SET NULL,
  CHECK ((campaign_id IS NULL) <> (ticket_id IS NULL))
);
-- The same is asked for once, however often the form is sent.
CREATE UNIQUE INDEX measure_campaign_once ON measure (campaign_id, kind, target, system) WHERE lifted_at IS NULL;
CREATE UNIQUE INDEX measure_ticket_once ON measure (ticket_id, kind, target, system) WHERE lifted_at IS NULL;
CREATE INDEX measure_campaign ON measure (campaign_id);
CREATE INDEX measure_ticket ON measure (ticket_id);
CREATE INDEX measure_requested_by ON measure (requested_by);
CREATE INDEX measure_done_by ON measure (done_by);
CREATE INDEX measure_lifted_by ON measure (lifted_by);
-- The list of what is asked for and not done.
CREATE INDEX measure_waiting ON measure (id) WHERE done_at IS NULL AND lifted_at IS NULL;
