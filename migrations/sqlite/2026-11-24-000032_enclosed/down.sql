DROP TABLE enclosed;
ALTER TABLE outbox DROP COLUMN copies;
