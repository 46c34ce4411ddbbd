DROP INDEX ticket_alarm;
DROP TABLE notice_taste;
DROP TABLE notice;
