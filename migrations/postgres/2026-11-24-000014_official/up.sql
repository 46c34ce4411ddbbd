-- The official document that a person found behind a reported mail; its reference.
ALTER TABLE ticket ADD COLUMN official TEXT;
