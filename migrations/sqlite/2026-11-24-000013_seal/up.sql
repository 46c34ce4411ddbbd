-- A report with a stamp of state secrecy is closed to everybody until a person lifts the seal or has it erased.
ALTER TABLE ticket ADD COLUMN seal TEXT CHECK (seal IN ('stamped', 'lifted', 'erased'));
CREATE INDEX ticket_seal ON ticket (seal);
-- Raw mail that was erased keeps its row, without its bytes.
ALTER TABLE blob ADD COLUMN erased_at TIMESTAMP;
