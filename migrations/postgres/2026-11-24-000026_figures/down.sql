DROP INDEX advisory_issued;
DROP INDEX exposed_opened;
DROP INDEX ticket_created;
