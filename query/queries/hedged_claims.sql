-- title: Hedged against exact claims
-- doc: How the figures are hedged (up to, at least, about, on average, or not at all), by metric. Counted are the
--   papers' own results (role result, attribution own); the medians are of the factors of improvements.
-- chart: bar x=metric y=hedged_pct
SELECT metric,
  count(*) AS claims,
  count(*) FILTER (qualifier = 'exact') AS exact,
  count(*) FILTER (qualifier = 'up_to') AS up_to,
  count(*) FILTER (qualifier = 'at_least') AS at_least,
  count(*) FILTER (qualifier = 'approx') AS approx,
  count(*) FILTER (qualifier = 'average') AS average,
  round(100.0 * count(*) FILTER (qualifier <> 'exact') / count(*), 1) AS hedged_pct,
  round(quantile_cont(factor, 0.5) FILTER (qualifier = 'exact' AND direction = 'better'), 3) AS median_exact_factor,
  round(quantile_cont(factor, 0.5) FILTER (qualifier = 'up_to' AND direction = 'better'), 3) AS median_up_to_factor
FROM claims
WHERE role = 'result' AND attribution = 'own'
GROUP BY metric
ORDER BY claims DESC, metric
