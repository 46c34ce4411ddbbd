DROP INDEX reporter_last_seen;
ALTER TABLE reporter DROP COLUMN telephone;
