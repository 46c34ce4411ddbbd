-- Words of a ticket, folded by ourselves (base::text::fold), since no tokenizer folds Vietnamese whole.
CREATE VIRTUAL TABLE ticket_text USING fts5(words, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 0");
