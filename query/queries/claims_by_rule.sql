-- title: Claims by rule
-- doc: Which rules read the claims, and what they read: all rows of claims, with how many of them count as the papers' own
--   results (role result, attribution own) and one example each. RULES.md describes the rules.
-- chart: bar x=rule y=claims
-- detail: paper_id example
WITH counted AS (
  SELECT rule, count(*) AS claims, count(*) FILTER (role = 'result' AND attribution = 'own') AS own_results,
    count(DISTINCT paper_id) AS papers, count(DISTINCT metric) AS metrics, min((paper_id, field, start, "end", metric, value)) AS first
  FROM claims
  GROUP BY rule
)
SELECT counted.rule, claims, own_results, papers, metrics, c.text AS example, c.paper_id
FROM counted JOIN claims c ON c.rule = counted.rule AND (c.paper_id, c.field, c.start, c."end", c.metric, c.value) = counted.first
ORDER BY claims DESC, counted.rule
