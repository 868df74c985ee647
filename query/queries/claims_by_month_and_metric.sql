-- title: Efficiency claims by month and metric
-- doc: How many figures are claimed for each resource in the papers of each month. Counted are the papers' own results
--   (role result, attribution own); papers without a date are left out, and so are the rarer metrics.
-- param top integer = 5: How many metrics, the most claimed first.
-- param since date: Only papers published on or after this day.
-- chart: line
WITH dated AS (
  SELECT date_trunc('month', p.published_on)::DATE AS month, c.metric, c.paper_id
  FROM claims c JOIN papers p ON p.paper_id = c.paper_id
  WHERE c.role = 'result' AND c.attribution = 'own'
    AND p.published_on IS NOT NULL AND ($since::DATE IS NULL OR p.published_on >= $since::DATE)
), common AS (
  SELECT metric FROM dated GROUP BY metric ORDER BY count(*) DESC, metric LIMIT $top
)
SELECT month, metric, count(*) AS claims, count(DISTINCT paper_id) AS papers
FROM dated WHERE metric IN (FROM common)
GROUP BY month, metric
ORDER BY month, metric
