-- What a reported mail looked like, drawn from its sanitised text; replaced when the arrival is drawn again.
CREATE TABLE picture (
  arrival_id BIGINT NOT NULL REFERENCES arrival (id) ON DELETE CASCADE,
  sample INTEGER NOT NULL,
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  likeness BIGINT NOT NULL,
  png BYTEA NOT NULL,
  thumb BYTEA NOT NULL,
  problem TEXT NOT NULL CHECK (problem IN ('', 'overrun', 'died', 'empty')),
  drawn_at TIMESTAMP NOT NULL,
  PRIMARY KEY (arrival_id, sample)
);
