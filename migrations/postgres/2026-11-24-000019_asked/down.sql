DROP TABLE asked;
