-- Raw mail, once each, named by the SHA-256 of its bytes.
CREATE TABLE blob (
  hash TEXT PRIMARY KEY NOT NULL CHECK (length(hash) = 64),
  size BIGINT NOT NULL CHECK (size >= 0),
  codec TEXT NOT NULL CHECK (codec IN ('zstd', 'plain')),
  data BYTEA NOT NULL,
  created_at TIMESTAMP NOT NULL
);
