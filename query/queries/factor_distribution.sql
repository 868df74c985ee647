-- title: Distribution of claimed factors by metric
-- doc: Quartiles and extremes of the claimed factors for each metric. Counted are the papers' own results (role result,
--   attribution own) that are improvements.
-- param phase claims.phase: Only this phase.
-- param min_claims integer = 1: Leave out metrics with fewer claims.
-- chart: box
SELECT metric, count(*) AS claims,
  min(factor) AS min_factor,
  round(quantile_cont(factor, 0.25), 3) AS p25_factor,
  round(quantile_cont(factor, 0.5), 3) AS median_factor,
  round(quantile_cont(factor, 0.75), 3) AS p75_factor,
  max(factor) AS max_factor
FROM claims
WHERE role = 'result' AND attribution = 'own' AND direction = 'better'
  AND ($phase::VARCHAR IS NULL OR phase = $phase)
GROUP BY metric
HAVING count(*) >= $min_claims
ORDER BY claims DESC, metric
