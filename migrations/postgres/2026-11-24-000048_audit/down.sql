DROP INDEX audit_action;
DROP INDEX audit_actor;
DROP INDEX audit_at;
