-- title: Papers whose titles are nearly the same
-- doc: Pairs of papers that may be one: titles that share their first 24 characters or their last 36 and are alike from
--   end to end. similarity is Jaro-Winkler, case aside, 1 when they are equal. Titles of fewer than 16 characters say too
--   little and are left out.
-- param min_similarity number = 0.95: How alike the titles must be, up to 1.
-- param limit integer = 100: Rows to show.
-- detail: other_id paper_id
WITH keyed AS MATERIALIZED (
  SELECT paper_id, title, lower(left(title, 24)) AS head, lower(right(title, 36)) AS tail
  FROM papers
  WHERE length(title) >= 16
), candidates AS (
  SELECT a.paper_id, b.paper_id AS other_id, a.title, b.title AS other_title
  FROM keyed a JOIN keyed b ON a.head = b.head AND a.paper_id < b.paper_id
  UNION
  SELECT a.paper_id, b.paper_id, a.title, b.title
  FROM keyed a JOIN keyed b ON a.tail = b.tail AND a.paper_id < b.paper_id
)
SELECT round(jaro_winkler_similarity(lower(title), lower(other_title)), 4) AS similarity, title, other_title, paper_id, other_id
FROM candidates
WHERE similarity >= $min_similarity
ORDER BY similarity DESC, paper_id, other_id
LIMIT $limit
