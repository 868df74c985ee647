-- title: Venues: papers, code and claims
-- doc: For each venue and year: its papers, the share that links code, and the share that claims an efficiency figure as
--   its own result (role result, attribution own). Papers without a venue are left out; the year is null where the date
--   is unknown.
-- param min_papers integer = 1: Leave out venues with fewer papers.
-- chart: bar x=venue_year y=papers
-- detail: venue_year
WITH claiming AS (
  SELECT DISTINCT paper_id FROM claims WHERE role = 'result' AND attribution = 'own'
)
SELECT p.venue, year(p.published_on)::INTEGER AS year, count(*) AS papers,
  round(100.0 * count(*) FILTER (p.code_status = 'linked') / count(*), 1) AS linked_pct,
  round(100.0 * count(c.paper_id) / count(*), 1) AS claiming_pct,
  concat_ws(' ', p.venue, year(p.published_on)) AS venue_year
FROM papers p LEFT JOIN claiming c ON c.paper_id = p.paper_id
WHERE p.venue IS NOT NULL
GROUP BY p.venue, year(p.published_on)
HAVING count(*) >= $min_papers
ORDER BY papers DESC, p.venue, year
