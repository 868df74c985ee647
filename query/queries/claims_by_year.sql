-- title: Papers that claim an efficiency figure, by year
-- doc: For each year: its papers, how many claim a figure as their own result (role result, attribution own) and in what
--   share, how many figures these are, and the share of papers that link code, of all and of those that claim. Papers of
--   which only the year is known count here, other than in the queries by month; papers without a date are left out.
-- param metric claims.metric: Only claims of this resource or rate.
-- param venue text: Only papers of this venue, as the listing names it.
-- param min_papers integer = 10: Leave out years with fewer papers: shares of so few say nothing.
-- chart: bar x=year y=claiming_pct
WITH counted AS (
  SELECT paper_id, count(*) AS claims
  FROM claims
  WHERE role = 'result' AND attribution = 'own' AND ($metric::VARCHAR IS NULL OR metric = $metric)
  GROUP BY paper_id
)
SELECT year(p.published_on)::INTEGER AS year, count(*) AS papers,
  count(c.paper_id) AS papers_with_claims,
  round(100.0 * count(c.paper_id) / count(*), 2) AS claiming_pct,
  coalesce(sum(c.claims), 0)::BIGINT AS claims,
  round(100.0 * count(*) FILTER (p.code_status = 'linked') / count(*), 2) AS linked_pct,
  round(100.0 * count(*) FILTER (p.code_status = 'linked' AND c.paper_id IS NOT NULL) / nullif(count(c.paper_id), 0), 2) AS claiming_linked_pct
FROM papers p LEFT JOIN counted c ON c.paper_id = p.paper_id
WHERE p.published_on IS NOT NULL AND ($venue::VARCHAR IS NULL OR p.venue = $venue)
GROUP BY year
HAVING count(*) >= $min_papers
ORDER BY year
