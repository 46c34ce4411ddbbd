ALTER TABLE ticket DROP COLUMN official;
