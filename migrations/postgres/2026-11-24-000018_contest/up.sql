-- What reporters may answer about a mail.
ALTER TABLE ticket DROP CONSTRAINT ticket_exposure_check;
ALTER TABLE ticket ADD CONSTRAINT ticket_exposure_check
  CHECK (exposure IN ('nothing', 'clicked', 'opened', 'password', 'otp', 'money', 'app'));

-- A reporter does not agree with a conclusion: once a ticket, in force until somebody concludes anew.
CREATE TABLE contest (
  ticket_id BIGINT NOT NULL REFERENCES ticket (id) ON DELETE CASCADE,
  reporter_id BIGINT NOT NULL REFERENCES reporter (id) ON DELETE RESTRICT,
  verdict TEXT NOT NULL CHECK (verdict IN ('phishing', 'malware', 'spam', 'legitimate', 'undetermined')),
  words TEXT NOT NULL,
  at TIMESTAMP NOT NULL,
  settled_at TIMESTAMP,
  PRIMARY KEY (ticket_id, reporter_id)
);
CREATE INDEX contest_reporter ON contest (reporter_id);
CREATE INDEX contest_open ON contest (ticket_id) WHERE settled_at IS NULL;

-- What a reporter thought of the help, the last word of each.
CREATE TABLE rating (
  ticket_id BIGINT NOT NULL REFERENCES ticket (id) ON DELETE CASCADE,
  reporter_id BIGINT NOT NULL REFERENCES reporter (id) ON DELETE RESTRICT,
  choice TEXT NOT NULL CHECK (choice IN ('helpful', 'partly', 'unhelpful')),
  at TIMESTAMP NOT NULL,
  PRIMARY KEY (ticket_id, reporter_id)
);
CREATE INDEX rating_reporter ON rating (reporter_id);

-- Of a reporter's tickets: how many were decided, and how many of these were phishing, malware or spam.
ALTER TABLE reporter ADD COLUMN decided INTEGER NOT NULL DEFAULT 0;
ALTER TABLE reporter ADD COLUMN rightly INTEGER NOT NULL DEFAULT 0;
UPDATE reporter SET
  decided = (SELECT count(*) FROM ticket WHERE ticket.reporter_id = reporter.id AND verdict IN ('phishing', 'malware', 'spam', 'legitimate')),
  rightly = (SELECT count(*) FROM ticket WHERE ticket.reporter_id = reporter.id AND verdict IN ('phishing', 'malware', 'spam'));

-- The letter that told the unit of an exposed mailbox; without one somebody has to be called.
ALTER TABLE exposed ADD COLUMN outbox_id BIGINT REFERENCES outbox (id) ON DELETE SET NULL;
CREATE INDEX exposed_outbox ON exposed (outbox_id);
