DROP TABLE sighting;
DROP TABLE indicator;
