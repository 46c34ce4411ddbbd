-- One attack as many report it: the tickets that belong together, and what was decided about all of them.
CREATE TABLE campaign (
  id INTEGER PRIMARY KEY NOT NULL,
  uuid TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'decided', 'merged')),
  verdict TEXT CHECK (verdict IN ('phishing', 'malware', 'spam', 'legitimate', 'undetermined')),
  -- What later reporters are told: the reasons as a JSON array of sentences, and a person's words.
  reasons TEXT NOT NULL,
  remark TEXT NOT NULL,
  merged_into BIGINT REFERENCES campaign (id) ON DELETE SET NULL,
  first_seen_at TIMESTAMP NOT NULL,
  last_seen_at TIMESTAMP NOT NULL,
  -- From when on the letters of the decision may leave; until then it can be taken back.
  answers_from TIMESTAMP,
  -- How many later reports were answered at once.
  late INTEGER NOT NULL,
  version INTEGER NOT NULL,
  updated_by BIGINT REFERENCES account (id) ON DELETE SET NULL,
  created_at TIMESTAMP NOT NULL,
  updated_at TIMESTAMP NOT NULL
);
CREATE INDEX campaign_last_seen ON campaign (last_seen_at);
CREATE INDEX campaign_merged_into ON campaign (merged_into);
CREATE INDEX campaign_updated_by ON campaign (updated_by);

-- By what the reported mail of an arrival is known again (analysis::fingerprint); replaced when it is analysed again.
CREATE TABLE fingerprint (
  arrival_id BIGINT NOT NULL REFERENCES arrival (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  value TEXT NOT NULL,
  ticket_id BIGINT NOT NULL REFERENCES ticket (id) ON DELETE CASCADE,
  -- Whether the ticket may still be put into a campaign: only those are looked through.
  loose BOOLEAN NOT NULL,
  PRIMARY KEY (arrival_id, kind, value)
);
CREATE INDEX fingerprint_value ON fingerprint (value, loose, ticket_id);
CREATE INDEX fingerprint_ticket ON fingerprint (ticket_id);

-- What binds a campaign, with the number of its tickets that carry it.
CREATE TABLE campaign_key (
  campaign_id BIGINT NOT NULL REFERENCES campaign (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  value TEXT NOT NULL,
  tickets INTEGER NOT NULL,
  -- Whether a person decided about a ticket that carries it: only then later reports with it are answered at once.
  decided BOOLEAN NOT NULL,
  PRIMARY KEY (campaign_id, kind, value)
);
CREATE INDEX campaign_key_value ON campaign_key (value, campaign_id);

-- To which campaign a ticket belongs, and why. A row of a person without a campaign: it was taken out and stays out.
CREATE TABLE membership (
  ticket_id BIGINT PRIMARY KEY NOT NULL REFERENCES ticket (id) ON DELETE CASCADE,
  campaign_id BIGINT REFERENCES campaign (id) ON DELETE CASCADE,
  person BOOLEAN NOT NULL,
  strength INTEGER NOT NULL CHECK (strength BETWEEN 0 AND 100),
  -- JSON array of what it has in common with the campaign.
  why TEXT NOT NULL,
  unit TEXT NOT NULL,
  since TIMESTAMP NOT NULL,
  reported_at TIMESTAMP NOT NULL
);
CREATE INDEX membership_campaign ON membership (campaign_id, reported_at);

-- What people did with a campaign, the history from which it can be taken back.
CREATE TABLE campaign_step (
  id INTEGER PRIMARY KEY NOT NULL,
  campaign_id BIGINT NOT NULL REFERENCES campaign (id) ON DELETE CASCADE,
  at TIMESTAMP NOT NULL,
  account_id BIGINT REFERENCES account (id) ON DELETE SET NULL,
  code TEXT NOT NULL CHECK (code IN ('opened', 'joined', 'split', 'merged', 'renamed', 'verdict', 'proposed', 'undone')),
  detail TEXT NOT NULL,
  undone_at TIMESTAMP
);
CREATE INDEX campaign_step_campaign ON campaign_step (campaign_id, id);
CREATE INDEX campaign_step_account ON campaign_step (account_id);

-- From where to where a step moved a ticket; `before` is its membership until then (JSON, empty for none).
CREATE TABLE campaign_move (
  step_id BIGINT NOT NULL REFERENCES campaign_step (id) ON DELETE CASCADE,
  ticket_id BIGINT NOT NULL REFERENCES ticket (id) ON DELETE CASCADE,
  to_id BIGINT REFERENCES campaign (id) ON DELETE CASCADE,
  before TEXT NOT NULL,
  PRIMARY KEY (step_id, ticket_id)
);
CREATE INDEX campaign_move_ticket ON campaign_move (ticket_id);
CREATE INDEX campaign_move_to ON campaign_move (to_id);

-- Which ticket a decision answered by which letter; `before` is how the ticket stood until then (JSON).
CREATE TABLE campaign_answer (
  step_id BIGINT NOT NULL REFERENCES campaign_step (id) ON DELETE CASCADE,
  ticket_id BIGINT NOT NULL REFERENCES ticket (id) ON DELETE CASCADE,
  outbox_id BIGINT REFERENCES outbox (id) ON DELETE SET NULL,
  before TEXT NOT NULL,
  PRIMARY KEY (step_id, ticket_id)
);
CREATE INDEX campaign_answer_ticket ON campaign_answer (ticket_id);
CREATE INDEX campaign_answer_outbox ON campaign_answer (outbox_id);
