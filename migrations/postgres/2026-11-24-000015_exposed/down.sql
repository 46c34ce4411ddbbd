DROP TABLE exposed_step;
DROP TABLE exposed;
