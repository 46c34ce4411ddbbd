DELETE FROM outbox WHERE ticket_id IS NULL;
ALTER TABLE outbox DROP CONSTRAINT outbox_home;
ALTER TABLE outbox DROP COLUMN mailing_id;
ALTER TABLE outbox ALTER COLUMN ticket_id SET NOT NULL;
DROP TABLE mailing_reply;
DROP TABLE mailing;
