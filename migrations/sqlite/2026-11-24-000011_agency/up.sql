-- Agencies and units under one name; a new name is a new row, so that old tickets keep the old one.
CREATE TABLE agency (
  id INTEGER PRIMARY KEY NOT NULL,
  slug TEXT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('department', 'district', 'commune', 'centre', 'party', 'sector', 'other')),
  band TEXT NOT NULL,
  valid_from DATE NOT NULL,
  valid_until DATE,
  UNIQUE (slug, valid_from)
);

-- Whom to reach there.
CREATE TABLE agency_contact (
  id INTEGER PRIMARY KEY NOT NULL,
  agency_id BIGINT NOT NULL REFERENCES agency (id) ON DELETE CASCADE,
  mail TEXT NOT NULL,
  person TEXT NOT NULL,
  post TEXT NOT NULL,
  telephone TEXT NOT NULL,
  UNIQUE (agency_id, mail)
);

-- Which addresses belong to an agency: a whole address, or its end behind a star.
CREATE TABLE agency_rule (
  id INTEGER PRIMARY KEY NOT NULL,
  agency_id BIGINT NOT NULL REFERENCES agency (id) ON DELETE CASCADE,
  pattern TEXT NOT NULL,
  UNIQUE (agency_id, pattern)
);
CREATE INDEX agency_rule_pattern ON agency_rule (pattern);
