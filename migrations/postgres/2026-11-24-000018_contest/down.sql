DROP INDEX exposed_outbox;
ALTER TABLE exposed DROP COLUMN outbox_id;
ALTER TABLE reporter DROP COLUMN rightly;
ALTER TABLE reporter DROP COLUMN decided;
DROP TABLE rating;
DROP TABLE contest;
UPDATE ticket SET exposure = 'password' WHERE exposure IN ('otp', 'money');
UPDATE ticket SET exposure = 'opened' WHERE exposure = 'app';
ALTER TABLE ticket DROP CONSTRAINT ticket_exposure_check;
ALTER TABLE ticket ADD CONSTRAINT ticket_exposure_check
  CHECK (exposure IN ('nothing', 'clicked', 'opened', 'password'));
