DROP INDEX advisory_issued;
DROP INDEX exposed_opened;
