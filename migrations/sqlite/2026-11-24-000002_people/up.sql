-- Those who report, and those who work at the desk.
CREATE TABLE reporter (
  id INTEGER PRIMARY KEY NOT NULL,
  address TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  first_seen_at TIMESTAMP NOT NULL,
  last_seen_at TIMESTAMP NOT NULL
);

CREATE TABLE account (
  id INTEGER PRIMARY KEY NOT NULL,
  email TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  must_change BOOLEAN NOT NULL,
  language TEXT NOT NULL CHECK (language IN ('vi', 'en')),
  theme TEXT NOT NULL CHECK (theme IN ('system', 'light', 'dark')),
  created_at TIMESTAMP NOT NULL,
  signed_in_at TIMESTAMP,
  disabled_at TIMESTAMP
);

CREATE TABLE account_role (
  account_id BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  role TEXT NOT NULL CHECK (role IN ('admin', 'analyst', 'officer', 'clerk', 'viewer')),
  PRIMARY KEY (account_id, role)
);

CREATE TABLE session (
  hash TEXT PRIMARY KEY NOT NULL,
  account_id BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  csrf TEXT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  seen_at TIMESTAMP NOT NULL,
  address TEXT NOT NULL,
  agent TEXT NOT NULL
);
CREATE INDEX session_account ON session (account_id);

-- Counted failures, by a key that names who and what; no secret is part of a key.
CREATE TABLE throttle (
  key TEXT PRIMARY KEY NOT NULL,
  failures INTEGER NOT NULL,
  since TIMESTAMP NOT NULL,
  locked_until TIMESTAMP
);

CREATE TABLE token (
  id INTEGER PRIMARY KEY NOT NULL,
  name TEXT NOT NULL,
  hash TEXT NOT NULL UNIQUE,
  scope TEXT NOT NULL CHECK (scope IN ('intake', 'read', 'write')),
  created_by BIGINT REFERENCES account (id) ON DELETE SET NULL,
  created_at TIMESTAMP NOT NULL,
  used_at TIMESTAMP,
  revoked_at TIMESTAMP
);
CREATE INDEX token_created_by ON token (created_by);
