-- Who else got the mail of a campaign, as the log of the mail server says: people to be asked who have not reported it.
CREATE TABLE asked (
  campaign_id BIGINT NOT NULL REFERENCES campaign (id) ON DELETE CASCADE,
  address TEXT NOT NULL,
  agency_id BIGINT REFERENCES agency (id) ON DELETE SET NULL,
  delivered_at TIMESTAMP,
  PRIMARY KEY (campaign_id, address)
);
CREATE INDEX asked_agency ON asked (agency_id);
