-- Words that the desk puts on tickets. A retired one stays where it is and is not offered any more.
CREATE TABLE tag (
  id INTEGER PRIMARY KEY NOT NULL,
  name TEXT NOT NULL,
  folded TEXT NOT NULL UNIQUE,
  retired_at TIMESTAMP
);
CREATE TABLE ticket_tag (
  ticket_id BIGINT NOT NULL REFERENCES ticket (id) ON DELETE CASCADE,
  tag_id BIGINT NOT NULL REFERENCES tag (id) ON DELETE CASCADE,
  PRIMARY KEY (ticket_id, tag_id)
);
CREATE INDEX ticket_tag_tag ON ticket_tag (tag_id, ticket_id);

-- What is to be done in a case of one kind, one thing a line; without a verdict it fits every case.
CREATE TABLE checklist (
  id INTEGER PRIMARY KEY NOT NULL,
  name TEXT NOT NULL,
  verdict TEXT CHECK (verdict IN ('phishing', 'malware', 'spam', 'legitimate', 'undetermined')),
  items TEXT NOT NULL,
  retired_at TIMESTAMP
);

-- Something to be done for a ticket: by itself, or under the name of the checklist that it came with.
CREATE TABLE task (
  id INTEGER PRIMARY KEY NOT NULL,
  ticket_id BIGINT NOT NULL REFERENCES ticket (id) ON DELETE CASCADE,
  checklist TEXT NOT NULL,
  words TEXT NOT NULL,
  done_at TIMESTAMP,
  done_by BIGINT REFERENCES account (id) ON DELETE SET NULL
);
CREATE INDEX task_ticket ON task (ticket_id, id);
CREATE INDEX task_done_by ON task (done_by);

-- Two tickets that have to do with each other, the older one first.
CREATE TABLE relation (
  older_id BIGINT NOT NULL REFERENCES ticket (id) ON DELETE CASCADE,
  newer_id BIGINT NOT NULL REFERENCES ticket (id) ON DELETE CASCADE,
  PRIMARY KEY (older_id, newer_id),
  CHECK (older_id < newer_id)
);
CREATE INDEX relation_newer ON relation (newer_id);

-- Who follows a ticket without working on it.
CREATE TABLE follower (
  account_id BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  ticket_id BIGINT NOT NULL REFERENCES ticket (id) ON DELETE CASCADE,
  PRIMARY KEY (account_id, ticket_id)
);
CREATE INDEX follower_ticket ON follower (ticket_id);

-- Time that somebody spent on a ticket.
CREATE TABLE effort (
  id INTEGER PRIMARY KEY NOT NULL,
  ticket_id BIGINT NOT NULL REFERENCES ticket (id) ON DELETE CASCADE,
  account_id BIGINT REFERENCES account (id) ON DELETE SET NULL,
  minutes INTEGER NOT NULL CHECK (minutes BETWEEN 1 AND 1440),
  what TEXT NOT NULL,
  at TIMESTAMP NOT NULL
);
CREATE INDEX effort_ticket ON effort (ticket_id, id);
CREATE INDEX effort_account ON effort (account_id);

-- A tag can be put on several tickets at once. What was done before can no longer be taken back; it could for ten minutes.
DROP TABLE bulk_change;
DROP TABLE bulk;
CREATE TABLE bulk (
  id INTEGER PRIMARY KEY NOT NULL,
  account_id BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  at TIMESTAMP NOT NULL,
  deed TEXT NOT NULL CHECK (deed IN ('assign', 'status', 'campaign', 'tag')),
  detail TEXT NOT NULL,
  step_id BIGINT REFERENCES campaign_step (id) ON DELETE SET NULL,
  undone_at TIMESTAMP
);
CREATE INDEX bulk_account ON bulk (account_id, id);
CREATE INDEX bulk_step ON bulk (step_id);

-- A ticket as it was before, and its version after.
CREATE TABLE bulk_change (
  bulk_id BIGINT NOT NULL REFERENCES bulk (id) ON DELETE CASCADE,
  ticket_id BIGINT NOT NULL REFERENCES ticket (id) ON DELETE CASCADE,
  before TEXT NOT NULL,
  version INTEGER NOT NULL,
  PRIMARY KEY (bulk_id, ticket_id)
);
CREATE INDEX bulk_change_ticket ON bulk_change (ticket_id);

INSERT INTO checklist (name, verdict, items) VALUES
  ('Xử lý thư lừa đảo', 'phishing', 'Đề nghị chặn người gửi và tên miền
Rà soát người nhận khác trong tỉnh
Gọi điện cho người đã bấm liên kết hoặc nhập mật khẩu
Xem xét gửi cảnh báo'),
  ('Xử lý mã độc', 'malware', 'Gọi điện cho người đã mở tệp: ngắt mạng, không tắt máy
Đề nghị chặn tệp theo mã băm
Rà soát người nhận khác trong tỉnh
Báo đội ứng cứu sự cố');
