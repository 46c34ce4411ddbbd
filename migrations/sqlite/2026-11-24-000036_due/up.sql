-- How soon: the first rule in order of place that fits a ticket. One without conditions is always there, and the last.
CREATE TABLE due_rule (
  id INTEGER PRIMARY KEY NOT NULL,
  place INTEGER NOT NULL,
  harm TEXT CHECK (harm IN ('touched', 'lost', 'money')),
  score INTEGER CHECK (score BETWEEN 0 AND 100),
  agency_id BIGINT REFERENCES agency (id) ON DELETE CASCADE,
  answer_minutes INTEGER NOT NULL CHECK (answer_minutes > 0),
  verdict_minutes INTEGER NOT NULL CHECK (verdict_minutes > 0),
  round_the_clock BOOLEAN NOT NULL
);
CREATE INDEX due_rule_agency ON due_rule (agency_id);
-- A bank can hold money only while it has not been passed on; a lost account is abused within the hour.
INSERT INTO due_rule (place, harm, score, agency_id, answer_minutes, verdict_minutes, round_the_clock) VALUES
  (1, 'money', NULL, NULL, 15, 120, 1),
  (2, 'lost', NULL, NULL, 30, 240, 1),
  (3, 'touched', NULL, NULL, 120, 480, 1),
  (4, NULL, 70, NULL, 120, 480, 0),
  (5, NULL, NULL, NULL, 240, 900, 0);

-- How long before it a target is warned of, in minutes; who is told of what is late, besides whoever works on it.
ALTER TABLE due_plan ADD COLUMN warn_minutes INTEGER NOT NULL DEFAULT 30;
ALTER TABLE due_plan ADD COLUMN escalate_to TEXT CHECK (escalate_to IN ('analyst', 'officer', 'viewer'));
UPDATE due_plan SET escalate_to = 'analyst';

-- Until when the conclusion is promised; the nearest promise that is not kept (in the year 9999 where there is none), by
-- which lists are ordered; the gravest that happened to anybody of the ticket, and since when it is known; 1 where it was
-- warned of that promise, 2 where it was told to be late.
ALTER TABLE ticket ADD COLUMN verdict_due_at TIMESTAMP NOT NULL DEFAULT '9999-12-31 00:00:00';
ALTER TABLE ticket ADD COLUMN next_due_at TIMESTAMP NOT NULL DEFAULT '9999-12-31 00:00:00';
ALTER TABLE ticket ADD COLUMN harm TEXT CHECK (harm IN ('touched', 'lost', 'money'));
ALTER TABLE ticket ADD COLUMN harmed_at TIMESTAMP;
ALTER TABLE ticket ADD COLUMN alarm INTEGER NOT NULL DEFAULT 0;
UPDATE ticket SET harm = CASE exposure WHEN 'money' THEN 'money' WHEN 'clicked' THEN 'touched' WHEN 'opened' THEN 'touched' ELSE 'lost' END,
  harmed_at = created_at WHERE exposure IS NOT NULL AND exposure <> 'nothing';
-- What staff put down about a mailbox of the ticket counts as much, the gravest first.
UPDATE ticket SET harm = 'money', harmed_at = (SELECT min(opened_at) FROM exposed WHERE ticket_id = ticket.id AND what = 'money')
  WHERE id IN (SELECT ticket_id FROM exposed WHERE what = 'money');
UPDATE ticket SET harm = 'lost',
  harmed_at = (SELECT min(opened_at) FROM exposed WHERE ticket_id = ticket.id AND what IN ('app', 'password', 'otp', 'sending'))
  WHERE (harm IS NULL OR harm = 'touched') AND id IN (SELECT ticket_id FROM exposed WHERE what IN ('app', 'password', 'otp', 'sending'));
UPDATE ticket SET harm = 'touched', harmed_at = (SELECT min(opened_at) FROM exposed WHERE ticket_id = ticket.id)
  WHERE harm IS NULL AND id IN (SELECT ticket_id FROM exposed WHERE what IN ('clicked', 'opened'));
UPDATE ticket SET next_due_at = due_at WHERE answered_at IS NULL AND status IN ('new', 'triage', 'working');
-- The open tickets are reckoned anew from the newest back, some at a time.
INSERT INTO job (kind, subject, run_at, attempts, created_at)
  SELECT 'reckon', max(id), max(updated_at), 0, max(updated_at) FROM ticket HAVING count(*) > 0;
DROP INDEX ticket_due;
DROP INDEX ticket_status_due;
CREATE INDEX ticket_due ON ticket (next_due_at, id);
CREATE INDEX ticket_status_due ON ticket (status, next_due_at);

-- When a ticket waited for its reporter: its promises stand still then.
CREATE TABLE ticket_pause (
  id INTEGER PRIMARY KEY NOT NULL,
  ticket_id BIGINT NOT NULL REFERENCES ticket (id) ON DELETE CASCADE,
  from_at TIMESTAMP NOT NULL,
  until_at TIMESTAMP
);
CREATE INDEX ticket_pause_ticket ON ticket_pause (ticket_id, id);
INSERT INTO ticket_pause (ticket_id, from_at) SELECT id, updated_at FROM ticket WHERE status = 'waiting';
