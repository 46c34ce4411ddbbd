DROP INDEX evidence_ticket;
CREATE INDEX evidence_ticket ON evidence (ticket_id);
ALTER TABLE evidence DROP COLUMN codes;
