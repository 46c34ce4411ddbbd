DROP TABLE calendar_day;
DROP TABLE work_hours;
DROP TABLE due_plan;
