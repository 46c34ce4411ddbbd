-- A công văn that warns of a lure, from the draft to the document that a newer one replaces.
CREATE TABLE advisory (
  id INTEGER PRIMARY KEY NOT NULL,
  uuid TEXT NOT NULL UNIQUE,
  -- What it warns of; a ticket alone where that belongs to no campaign, else the one whose mail stands for all.
  campaign_id BIGINT REFERENCES campaign (id) ON DELETE SET NULL,
  ticket_id BIGINT REFERENCES ticket (id) ON DELETE SET NULL,
  state TEXT NOT NULL CHECK (state IN ('draft', 'to_sign', 'returned', 'issued', 'replaced')),
  -- Its subject (trích yếu) in the current version, for lists.
  subject TEXT NOT NULL,
  -- Number with symbol as the clerk registered it, `15/SKHCN-TTCĐS`; the sequence begins anew each year.
  number TEXT,
  issued_year INTEGER,
  issued_on DATE,
  -- The one that takes its place once that is issued.
  replaced_by BIGINT REFERENCES advisory (id) ON DELETE SET NULL,
  -- How far the lure got, frozen at this minute.
  counted_at TIMESTAMP NOT NULL,
  reports INTEGER NOT NULL,
  reporters INTEGER NOT NULL,
  agencies INTEGER NOT NULL,
  version INTEGER NOT NULL,
  created_by BIGINT REFERENCES account (id) ON DELETE SET NULL,
  updated_by BIGINT REFERENCES account (id) ON DELETE SET NULL,
  created_at TIMESTAMP NOT NULL,
  updated_at TIMESTAMP NOT NULL,
  CHECK (state NOT IN ('issued', 'replaced') OR (number IS NOT NULL AND issued_year IS NOT NULL AND issued_on IS NOT NULL))
);
CREATE UNIQUE INDEX advisory_number ON advisory (issued_year, number);
CREATE INDEX advisory_campaign ON advisory (campaign_id);
CREATE INDEX advisory_ticket ON advisory (ticket_id);
CREATE INDEX advisory_replaced_by ON advisory (replaced_by);
CREATE INDEX advisory_created_by ON advisory (created_by);
CREATE INDEX advisory_updated_by ON advisory (updated_by);
CREATE INDEX advisory_state ON advisory (state, id);

-- Every change of one, whether of its words or of its state: what it said from then on (JSON), and what was remarked.
CREATE TABLE advisory_version (
  advisory_id BIGINT NOT NULL REFERENCES advisory (id) ON DELETE CASCADE,
  version INTEGER NOT NULL,
  step TEXT NOT NULL CHECK (step IN ('opened', 'saved', 'counted', 'submitted', 'returned', 'issued', 'replaced')),
  content TEXT NOT NULL,
  comment TEXT NOT NULL,
  account_id BIGINT REFERENCES account (id) ON DELETE SET NULL,
  at TIMESTAMP NOT NULL,
  PRIMARY KEY (advisory_id, version)
);
CREATE INDEX advisory_version_account ON advisory_version (account_id);

-- The picture of the lure in it, links defaced and addressee hidden (PNG).
CREATE TABLE advisory_figure (
  advisory_id BIGINT PRIMARY KEY NOT NULL REFERENCES advisory (id) ON DELETE CASCADE,
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  png BLOB NOT NULL
);
