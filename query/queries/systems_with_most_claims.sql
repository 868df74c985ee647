-- title: Systems with the most claims
-- doc: The named systems with the most figures of their own (role result, attribution own), and the largest
--   improvement among them. Papers whose title names no system are left out.
-- param metric claims.metric: Only claims of this resource or rate.
-- param limit integer = 20: Rows to show.
-- chart: bar x=system_name y=claims
-- detail: published_on paper_id
WITH counted AS (
  SELECT paper_id, count(*) AS claims, count(DISTINCT metric) AS metrics,
    max(factor) FILTER (direction = 'better') AS best_factor
  FROM claims
  WHERE role = 'result' AND attribution = 'own' AND ($metric::VARCHAR IS NULL OR metric = $metric)
  GROUP BY paper_id
)
SELECT p.system_name, c.claims, c.metrics, c.best_factor, p.published_on, p.paper_id
FROM counted c JOIN papers p ON p.paper_id = c.paper_id
WHERE p.system_name IS NOT NULL
ORDER BY c.claims DESC, c.best_factor DESC NULLS LAST, p.paper_id
LIMIT $limit
