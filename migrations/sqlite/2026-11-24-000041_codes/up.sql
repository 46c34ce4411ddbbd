-- The codes of the findings beside the document, with a space between: figures count them from an index and read no document.
ALTER TABLE evidence ADD COLUMN codes TEXT NOT NULL DEFAULT '';
UPDATE evidence SET codes = coalesce((
  SELECT group_concat(code, ' ') FROM (
    SELECT DISTINCT json_extract(finding.value, '$.code') AS code
    FROM json_each(evidence.detail, '$.samples') AS sample, json_each(sample.value, '$.findings') AS finding
    ORDER BY 1)), '')
WHERE json_valid(detail);
DROP INDEX evidence_ticket;
CREATE INDEX evidence_ticket ON evidence (ticket_id, codes);
