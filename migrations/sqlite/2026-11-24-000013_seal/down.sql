ALTER TABLE blob DROP COLUMN erased_at;
DROP INDEX ticket_seal;
ALTER TABLE ticket DROP COLUMN seal;
