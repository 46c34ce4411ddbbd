DROP TABLE job;
DROP TABLE message;
DROP TABLE lookup;
DROP TABLE outbox;
