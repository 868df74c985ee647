-- title: Efficiency claims by month and metric
-- doc: How many figures are claimed for each resource in the papers of each month, 0 included. Counted are the papers'
--   own results (role result, attribution own); left out are papers of which no month is known, and the rarer
--   metrics.
-- param top integer = 5: How many metrics, the most claimed first.
-- param since date: Only papers published on or after this day.
-- param min_share number = 0.05: Leave out months with fewer papers than this share of the fullest month: stragglers
--   of other years would stretch the axis. 0 keeps all.
-- chart: line x=month y=claims series=metric
WITH months AS (
  SELECT date_trunc('month', published_on)::DATE AS month
  FROM papers
  WHERE date_source <> 'year' AND ($since::DATE IS NULL OR published_on >= $since::DATE)
  GROUP BY month
  QUALIFY count(*) >= $min_share * max(count(*)) OVER ()
), dated AS (
  SELECT date_trunc('month', p.published_on)::DATE AS month, c.metric, c.paper_id
  FROM claims c JOIN papers p ON p.paper_id = c.paper_id
  WHERE c.role = 'result' AND c.attribution = 'own' AND p.date_source <> 'year' AND ($since::DATE IS NULL OR p.published_on >= $since::DATE)
), common AS (
  SELECT metric FROM dated WHERE month IN (FROM months) GROUP BY metric ORDER BY count(*) DESC, metric LIMIT $top
)
SELECT months.month, common.metric, count(dated.paper_id) AS claims, count(DISTINCT dated.paper_id) AS papers
FROM months CROSS JOIN common LEFT JOIN dated ON dated.month = months.month AND dated.metric = common.metric
GROUP BY months.month, common.metric
ORDER BY months.month, common.metric
