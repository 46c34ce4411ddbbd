-- Figures of a period begin with what came in it.
CREATE INDEX exposed_opened ON exposed (opened_at);
CREATE INDEX advisory_issued ON advisory (issued_on);
