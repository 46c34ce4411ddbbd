-- How soon the desk has to answer, and its version: forms carry the one that they were made from.
CREATE TABLE due_plan (
  id BIGINT PRIMARY KEY NOT NULL CHECK (id = 1),
  version INTEGER NOT NULL
);
INSERT INTO due_plan (id, version) VALUES (1, 1);

-- Working hours by weekday, 1 is Monday: stretches such as 07:30–11:30, 13:30–17:00; empty where nobody works.
CREATE TABLE work_hours (
  weekday BIGINT PRIMARY KEY NOT NULL CHECK (weekday BETWEEN 1 AND 7),
  hours TEXT NOT NULL
);
INSERT INTO work_hours (weekday, hours) VALUES
  (1, '07:30–11:30, 13:30–17:00'), (2, '07:30–11:30, 13:30–17:00'), (3, '07:30–11:30, 13:30–17:00'),
  (4, '07:30–11:30, 13:30–17:00'), (5, '07:30–11:30, 13:30–17:00'), (6, ''), (7, '');

-- Days that differ: holidays, and days worked in exchange. An estimate waits for what the government announces.
CREATE TABLE calendar_day (
  day DATE PRIMARY KEY NOT NULL,
  works BOOLEAN NOT NULL,
  name TEXT NOT NULL,
  estimate BOOLEAN NOT NULL
);
-- Labour Code 45/2019/QH14, article 112; moved days as announced for officials.
INSERT INTO calendar_day (day, works, name, estimate) VALUES
  ('2026-01-01', 0, 'Tết Dương lịch', 0),
  ('2026-01-02', 0, 'Nghỉ hoán đổi với ngày 10/01/2026', 0),
  ('2026-01-10', 1, 'Làm việc bù ngày 02/01/2026', 0),
  ('2026-02-16', 0, 'Tết Bính Ngọ', 0),
  ('2026-02-17', 0, 'Tết Bính Ngọ', 0),
  ('2026-02-18', 0, 'Tết Bính Ngọ', 0),
  ('2026-02-19', 0, 'Tết Bính Ngọ', 0),
  ('2026-02-20', 0, 'Tết Bính Ngọ', 0),
  ('2026-04-27', 0, 'Nghỉ bù Giỗ Tổ Hùng Vương (10/3 âm lịch, Chủ Nhật 26/4)', 0),
  ('2026-04-30', 0, 'Ngày Chiến thắng', 0),
  ('2026-05-01', 0, 'Ngày Quốc tế lao động', 0),
  ('2026-08-22', 1, 'Làm việc bù ngày 31/8/2026', 1),
  ('2026-08-31', 0, 'Nghỉ hoán đổi với ngày 22/8/2026', 1),
  ('2026-09-01', 0, 'Quốc khánh (ngày liền kề)', 0),
  ('2026-09-02', 0, 'Quốc khánh', 0),
  ('2026-11-24', 0, 'Ngày Văn hóa Việt Nam', 1),
  ('2027-01-01', 0, 'Tết Dương lịch', 0),
  ('2027-02-05', 0, 'Tết Đinh Mùi', 1),
  ('2027-02-08', 0, 'Tết Đinh Mùi', 1),
  ('2027-02-09', 0, 'Tết Đinh Mùi', 1),
  ('2027-02-10', 0, 'Nghỉ bù Tết Đinh Mùi', 1),
  ('2027-02-11', 0, 'Nghỉ bù Tết Đinh Mùi', 1),
  ('2027-04-16', 0, 'Giỗ Tổ Hùng Vương (10/3 âm lịch)', 0),
  ('2027-04-30', 0, 'Ngày Chiến thắng', 0),
  ('2027-05-03', 0, 'Nghỉ bù Ngày Quốc tế lao động (Thứ Bảy 01/5)', 0),
  ('2027-09-02', 0, 'Quốc khánh', 0),
  ('2027-09-03', 0, 'Quốc khánh (ngày liền kề)', 1),
  ('2027-11-24', 0, 'Ngày Văn hóa Việt Nam', 1);
