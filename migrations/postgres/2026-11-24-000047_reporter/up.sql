-- A person who reports is called, and found in a list: whoever was heard of last comes first.
ALTER TABLE reporter ADD COLUMN telephone TEXT NOT NULL DEFAULT '';
CREATE INDEX reporter_last_seen ON reporter (last_seen_at, id);
