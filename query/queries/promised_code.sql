-- title: Papers that promise code but link none
-- doc: Papers whose text says that code will come (code_status promised) and that have no link to code of their own,
--   the newest first; those without a date come last.
-- param before date: Only papers published before this day, to find old promises.
-- param limit integer = 50: Rows to show.
-- detail: venue paper_id
SELECT p.published_on, p.title, p.url, p.venue, p.paper_id
FROM papers p
WHERE p.code_status = 'promised' AND ($before::DATE IS NULL OR p.published_on < $before::DATE)
  AND NOT EXISTS (SELECT 1 FROM links l WHERE l.paper_id = p.paper_id AND l.kind = 'code' AND l.relation <> 'cited')
ORDER BY p.published_on DESC NULLS LAST, p.paper_id
LIMIT $limit
