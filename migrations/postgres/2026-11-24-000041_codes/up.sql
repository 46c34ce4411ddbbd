-- The codes of the findings beside the document, with a space between: figures count them from an index and read no document.
ALTER TABLE evidence ADD COLUMN codes TEXT NOT NULL DEFAULT '';
UPDATE evidence SET codes = coalesce((
  SELECT string_agg(DISTINCT finding ->> 'code', ' ')
  FROM jsonb_array_elements(detail::jsonb -> 'samples') AS sample, jsonb_array_elements(sample -> 'findings') AS finding), '');
DROP INDEX evidence_ticket;
CREATE INDEX evidence_ticket ON evidence (ticket_id, codes);
