-- title: Reported improvement by month: median and quartiles
-- doc: How large the claimed factors of each month are, for one metric or each of them. Counted are the papers' own
--   results (role result, attribution own) that are improvements; papers of which no month is known, and months with
--   too few claims to speak of quartiles, are left out.
-- param metric claims.metric = speed: Resource or rate; empty for each of them.
-- param min_claims integer = 5: Leave out months with fewer claims.
-- param since date: Only papers published on or after this day.
-- chart: band
SELECT date_trunc('month', p.published_on)::DATE AS month, c.metric, count(*) AS claims,
  round(quantile_cont(c.factor, 0.25), 3) AS p25_factor,
  round(quantile_cont(c.factor, 0.5), 3) AS median_factor,
  round(quantile_cont(c.factor, 0.75), 3) AS p75_factor
FROM claims c JOIN papers p ON p.paper_id = c.paper_id
WHERE c.role = 'result' AND c.attribution = 'own' AND c.direction = 'better'
  AND ($metric::VARCHAR IS NULL OR c.metric = $metric)
  AND p.date_source <> 'year' AND ($since::DATE IS NULL OR p.published_on >= $since::DATE)
GROUP BY month, c.metric
HAVING count(*) >= $min_claims
ORDER BY month, sum(count(*)) OVER (PARTITION BY c.metric) DESC, c.metric
