DROP TABLE advisory_figure;
DROP TABLE advisory_version;
DROP TABLE advisory;
