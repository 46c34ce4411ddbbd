-- What is seen in reported mails and may be seen again: addresses, hosts, files. Normalised; nothing here is ever fetched.
CREATE TABLE indicator (
  id INTEGER PRIMARY KEY NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('url', 'host', 'domain', 'address', 'ip', 'sha256', 'subject', 'phone', 'bank')),
  value TEXT NOT NULL,
  first_seen_at TIMESTAMP NOT NULL,
  last_seen_at TIMESTAMP NOT NULL,
  UNIQUE (kind, value)
);
CREATE INDEX indicator_value ON indicator (value);

-- In which arrival an indicator was seen; replaced when the arrival is analysed again.
CREATE TABLE sighting (
  arrival_id BIGINT NOT NULL REFERENCES arrival (id) ON DELETE CASCADE,
  indicator_id BIGINT NOT NULL REFERENCES indicator (id) ON DELETE CASCADE,
  ticket_id BIGINT NOT NULL REFERENCES ticket (id) ON DELETE CASCADE,
  PRIMARY KEY (arrival_id, indicator_id)
);
CREATE INDEX sighting_indicator ON sighting (indicator_id, ticket_id);
CREATE INDEX sighting_ticket ON sighting (ticket_id);
