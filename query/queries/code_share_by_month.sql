-- title: Share of papers with code by month
-- doc: Of the papers of each month, how many link their code, promise it, or do neither (code_status). Papers of which no
--   month is known are left out.
-- param category text: Only papers with this subject category, as cs.LG.
-- param claiming boolean = false: Only papers that claim an efficiency figure as their own result (role result,
--   attribution own).
-- param since date: Only papers published on or after this day.
-- param min_share number = 0.05: Leave out months with fewer papers than this share of the fullest month: stragglers
--   of other years would stretch the axis. 0 keeps all.
-- chart: line x=month y=linked_pct
SELECT date_trunc('month', published_on)::DATE AS month,
  count(*) AS papers,
  count(*) FILTER (code_status = 'linked') AS linked,
  count(*) FILTER (code_status = 'promised') AS promised,
  round(100.0 * count(*) FILTER (code_status = 'linked') / count(*), 2) AS linked_pct
FROM papers
WHERE date_source <> 'year' AND ($since::DATE IS NULL OR published_on >= $since::DATE)
  AND (NOT $claiming OR paper_id IN (SELECT paper_id FROM claims WHERE role = 'result' AND attribution = 'own'))
  AND ($category::VARCHAR IS NULL OR list_contains(categories, $category))
GROUP BY month
QUALIFY count(*) >= $min_share * max(count(*)) OVER ()
ORDER BY month
