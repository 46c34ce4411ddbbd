-- Words of a ticket, folded by ourselves (base::text::fold), since no tokenizer folds Vietnamese whole.
CREATE TABLE ticket_text (
  rowid BIGINT PRIMARY KEY REFERENCES ticket (id) ON DELETE CASCADE,
  words TSVECTOR NOT NULL
);
CREATE INDEX ticket_text_words ON ticket_text USING GIN (words);
