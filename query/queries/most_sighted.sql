-- title: Papers seen most often
-- doc: Papers by the number of listing records that describe them, repeats within a file included, with the days on which
--   they were first and last seen and their best rank where a listing ranks.
-- param limit integer = 20: Rows to show.
-- chart: bar x=title y=sightings
-- detail: first_seen last_seen best_rank paper_id
WITH top AS (
  SELECT paper_id, count(*) AS sightings
  FROM sightings
  GROUP BY paper_id
  ORDER BY sightings DESC, paper_id
  LIMIT $limit
), details AS (
  SELECT paper_id, count(DISTINCT source_file) AS files, min(seen_on) AS first_seen, max(seen_on) AS last_seen, min(rank) AS best_rank
  FROM sightings
  WHERE paper_id IN (SELECT paper_id FROM top)
  GROUP BY paper_id
)
SELECT p.title, top.sightings, d.files, d.first_seen, d.last_seen, d.best_rank, top.paper_id
FROM top JOIN details d ON d.paper_id = top.paper_id JOIN papers p ON p.paper_id = top.paper_id
ORDER BY top.sightings DESC, top.paper_id
