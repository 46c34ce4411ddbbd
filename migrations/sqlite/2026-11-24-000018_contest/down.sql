DROP INDEX exposed_outbox;
ALTER TABLE exposed DROP COLUMN outbox_id;
ALTER TABLE reporter DROP COLUMN rightly;
ALTER TABLE reporter DROP COLUMN decided;
DROP TABLE rating;
DROP TABLE contest;
UPDATE ticket SET exposure = 'password' WHERE exposure IN ('otp', 'money');
UPDATE ticket SET exposure = 'opened' WHERE exposure = 'app';
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(sql,
  'exposure IN (''nothing'', ''clicked'', ''opened'', ''password'', ''otp'', ''money'', ''app'')',
  'exposure IN (''nothing'', ''clicked'', ''opened'', ''password'')')
  WHERE type = 'table' AND name = 'ticket';
PRAGMA writable_schema = RESET;
