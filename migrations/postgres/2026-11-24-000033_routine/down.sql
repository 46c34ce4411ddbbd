DROP TABLE routine;
