DROP TABLE agency_rule;
DROP TABLE agency_contact;
DROP TABLE agency;
