DROP TRIGGER ticket_risk_changed ON ticket;
DROP FUNCTION ticket_risk();
DROP INDEX ticket_reporter_verdict;
DROP INDEX ticket_risk;
ALTER TABLE ticket DROP COLUMN risk;
