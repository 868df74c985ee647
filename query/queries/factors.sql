-- title: Every claimed factor of one metric
-- doc: The factors themselves, for a histogram. Counted are the papers' own results (role result, attribution own) that
--   are improvements.
-- param metric claims.metric = speed: Resource or rate; empty for all.
-- param phase claims.phase: Only this phase.
-- chart: histogram
SELECT factor
FROM claims
WHERE role = 'result' AND attribution = 'own' AND direction = 'better'
  AND ($metric::VARCHAR IS NULL OR metric = $metric)
  AND ($phase::VARCHAR IS NULL OR phase = $phase)
ORDER BY factor
