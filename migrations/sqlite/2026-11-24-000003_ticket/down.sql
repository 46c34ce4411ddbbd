DROP TABLE event;
DROP TABLE evidence;
DROP TABLE arrival;
DROP TABLE participant;
DROP TABLE ticket;
DROP TABLE ticket_counter;
