DROP TRIGGER ticket_risk_changed;
DROP TRIGGER ticket_risk_new;
DROP INDEX ticket_reporter_verdict;
DROP INDEX ticket_risk;
ALTER TABLE ticket DROP COLUMN risk;
