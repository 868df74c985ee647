-- title: Claims by metric and phase
-- doc: How many figures are claimed for each resource, and how large they are. Counted are the papers' own results
--   (role result, attribution own); median and 90th percentile are of the factors of improvements alone.
-- param since date: Only papers published on or after this day.
-- chart: bar x=metric y=claims series=phase
SELECT metric, phase, count(*) AS claims, count(DISTINCT paper_id) AS papers,
  round(100.0 * count(*) FILTER (qualifier = 'up_to') / count(*), 1) AS up_to_pct,
  count(*) FILTER (direction = 'worse') AS worse,
  round(quantile_cont(factor, 0.5) FILTER (direction = 'better'), 3) AS median_factor,
  round(quantile_cont(factor, 0.9) FILTER (direction = 'better'), 3) AS p90_factor
FROM claims
WHERE role = 'result' AND attribution = 'own'
  AND ($since::DATE IS NULL OR paper_id IN (SELECT paper_id FROM papers WHERE published_on >= $since::DATE))
GROUP BY metric, phase
ORDER BY claims DESC, metric, phase
