DROP TABLE bulk_change;
DROP TABLE bulk;
DROP TABLE list_taste;
DROP TABLE saved_view;
DROP INDEX ticket_exposure;
DROP INDEX ticket_verdict;
DROP INDEX ticket_created;
DROP INDEX ticket_due;
DELETE FROM job WHERE kind IN ('index', 'reindex');
DROP TABLE ticket_text;
CREATE TABLE ticket_text (
  rowid BIGINT PRIMARY KEY REFERENCES ticket (id) ON DELETE CASCADE,
  words TSVECTOR NOT NULL
);
CREATE INDEX ticket_text_words ON ticket_text USING GIN (words);
