DROP TABLE canned;
