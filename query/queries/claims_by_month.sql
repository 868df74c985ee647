-- title: Efficiency claims by month
-- doc: How many figures are claimed in the papers of each month, and by how large a share of them. Counted are the
--   papers' own results (role result, attribution own), by the month of the paper's first publication; papers of
--   which no month is known are left out (see claims_by_year).
-- param metric claims.metric: Only this resource or rate.
-- param since date: Only papers published on or after this day.
-- param min_share number = 0.05: Leave out months with fewer papers than this share of the fullest month: stragglers
--   of other years would stretch the axis. 0 keeps all.
-- chart: line x=month y=claims
WITH counted AS (
  SELECT paper_id, count(*) AS claims
  FROM claims
  WHERE role = 'result' AND attribution = 'own' AND ($metric::VARCHAR IS NULL OR metric = $metric)
  GROUP BY paper_id
)
SELECT date_trunc('month', p.published_on)::DATE AS month,
  coalesce(sum(c.claims), 0)::BIGINT AS claims,
  count(c.paper_id) AS papers_with_claims,
  count(*) AS papers,
  round(100.0 * count(c.paper_id) / count(*), 2) AS claiming_pct
FROM papers p LEFT JOIN counted c ON c.paper_id = p.paper_id
WHERE p.date_source <> 'year' AND ($since::DATE IS NULL OR p.published_on >= $since::DATE)
GROUP BY month
QUALIFY count(*) >= $min_share * max(count(*)) OVER ()
ORDER BY month
