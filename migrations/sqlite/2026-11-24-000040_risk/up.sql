-- The value of the order by risk: score, what the reporter did, and from -5 to +4 for how many of the reporter's earlier
-- reports were right, as known when the ticket last changed. Kept here, so that a page of it is found in an index.
ALTER TABLE ticket ADD COLUMN risk INTEGER NOT NULL DEFAULT -1;
UPDATE ticket SET risk = coalesce(score, -1)
  + CASE exposure WHEN 'money' THEN 50 WHEN 'otp' THEN 45 WHEN 'password' THEN 40 WHEN 'app' THEN 40 WHEN 'opened' THEN 15
    WHEN 'clicked' THEN 10 ELSE 0 END
  + coalesce((SELECT 10 * (rightly + 1) / (decided + 2) - 5 FROM reporter WHERE reporter.id = reporter_id), 0);
CREATE INDEX ticket_risk ON ticket (risk, id);
CREATE INDEX ticket_reporter_verdict ON ticket (reporter_id, verdict);
CREATE TRIGGER ticket_risk_new AFTER INSERT ON ticket BEGIN
  UPDATE ticket SET risk = coalesce(score, -1)
  + CASE exposure WHEN 'money' THEN 50 WHEN 'otp' THEN 45 WHEN 'password' THEN 40 WHEN 'app' THEN 40 WHEN 'opened' THEN 15
    WHEN 'clicked' THEN 10 ELSE 0 END
  + coalesce((SELECT 10 * (rightly + 1) / (decided + 2) - 5 FROM reporter WHERE reporter.id = reporter_id), 0)
  WHERE id = new.id;
END;
CREATE TRIGGER ticket_risk_changed AFTER UPDATE OF score, exposure, reporter_id, status ON ticket
WHEN new.score IS NOT old.score OR new.exposure IS NOT old.exposure OR new.reporter_id IS NOT old.reporter_id OR new.status <> old.status
BEGIN
  UPDATE ticket SET risk = coalesce(score, -1)
  + CASE exposure WHEN 'money' THEN 50 WHEN 'otp' THEN 45 WHEN 'password' THEN 40 WHEN 'app' THEN 40 WHEN 'opened' THEN 15
    WHEN 'clicked' THEN 10 ELSE 0 END
  + coalesce((SELECT 10 * (rightly + 1) / (decided + 2) - 5 FROM reporter WHERE reporter.id = reporter_id), 0)
  WHERE id = new.id;
END;
