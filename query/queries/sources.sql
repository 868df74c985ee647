-- title: Listings and what came of them
-- doc: For each listing file: its records, the papers they describe, how many records were superseded by a later one,
--   the days they span, and the problems met in it.
-- chart: bar x=source_file y=records
-- detail: first_seen last_seen superseded
WITH seen AS (
  SELECT source, source_file, count(*) AS records, count(DISTINCT paper_id) AS papers,
    count(*) FILTER (NOT is_latest) AS superseded, min(seen_on) AS first_seen, max(seen_on) AS last_seen
  FROM sightings
  GROUP BY source, source_file
), wrong AS (
  SELECT source_file, count(*) AS problems FROM problems GROUP BY source_file
)
SELECT coalesce(seen.source_file, wrong.source_file) AS source_file, seen.source,
  coalesce(seen.records, 0) AS records, coalesce(seen.papers, 0) AS papers, coalesce(seen.superseded, 0) AS superseded,
  seen.first_seen, seen.last_seen, coalesce(wrong.problems, 0) AS problems
FROM seen FULL JOIN wrong ON wrong.source_file = seen.source_file
ORDER BY source_file, seen.source
