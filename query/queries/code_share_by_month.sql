-- title: Share of papers with code by month
-- doc: Of the papers of each month, how many link their code, promise it, or do neither (code_status). Papers without a
--   date are left out.
-- param category text: Only papers with this subject category, as cs.LG.
-- param since date: Only papers published on or after this day.
-- param min_share number = 0.01: Leave out months with fewer papers than this share of the fullest month: stragglers
--   of other years would stretch the axis. 0 keeps all.
-- chart: line x=month y=linked_pct
SELECT date_trunc('month', published_on)::DATE AS month,
  count(*) AS papers,
  count(*) FILTER (code_status = 'linked') AS linked,
  count(*) FILTER (code_status = 'promised') AS promised,
  round(100.0 * count(*) FILTER (code_status = 'linked') / count(*), 2) AS linked_pct
FROM papers
WHERE published_on IS NOT NULL AND ($since::DATE IS NULL OR published_on >= $since::DATE)
  AND ($category::VARCHAR IS NULL OR list_contains(categories, $category))
GROUP BY month
QUALIFY count(*) >= $min_share * max(count(*)) OVER ()
ORDER BY month
