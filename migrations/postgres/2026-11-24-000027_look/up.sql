-- What the latest drawn mails look like, without the other keys.
CREATE INDEX fingerprint_look ON fingerprint (arrival_id, ticket_id, value) WHERE kind = 'look';
