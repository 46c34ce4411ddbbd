-- What somebody of the desk is told. Every one is about a ticket, a proposed conclusion about one of its campaign.
CREATE TABLE notice (
  id INTEGER PRIMARY KEY NOT NULL,
  account_id BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('assigned', 'answered', 'soon', 'overdue', 'mention', 'proposal')),
  ticket_id BIGINT NOT NULL REFERENCES ticket (id) ON DELETE CASCADE,
  campaign_id BIGINT REFERENCES campaign (id) ON DELETE CASCADE,
  -- Who caused it; empty where the program did.
  by_name TEXT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  read_at TIMESTAMP,
  -- When it is to be told by mail.
  mail_at TIMESTAMP
);
CREATE INDEX notice_account ON notice (account_id, id);
CREATE INDEX notice_unread ON notice (account_id, ticket_id) WHERE read_at IS NULL;
CREATE INDEX notice_ticket ON notice (ticket_id);
CREATE INDEX notice_campaign ON notice (campaign_id);
CREATE INDEX notice_mail ON notice (mail_at) WHERE mail_at IS NOT NULL;
CREATE INDEX notice_created ON notice (created_at);

-- How somebody wants to be told, where that is not only in the page; quiet hours as minutes of the day.
CREATE TABLE notice_taste (
  account_id BIGINT PRIMARY KEY NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  mail TEXT NOT NULL CHECK (mail IN ('none', 'once', 'daily')),
  quiet_from INTEGER CHECK (quiet_from BETWEEN 0 AND 1439),
  quiet_until INTEGER CHECK (quiet_until BETWEEN 0 AND 1439)
);

-- What is to be warned of, and told to be late.
CREATE INDEX ticket_alarm ON ticket (alarm, next_due_at);
