-- title: Papers by category and month
-- doc: How many papers of each month are in the most frequent subject categories, 0 included. Papers of which no
--   month or category is known are left out.
-- param top integer = 8: How many categories, the most frequent first.
-- param primary_only boolean = true: Count a paper in its first category alone; otherwise in each of them.
-- param since date: Only papers published on or after this day.
-- param min_share number = 0.05: Leave out months with fewer papers than this share of the fullest month: stragglers
--   of other years would stretch the axis. 0 keeps all.
-- chart: line x=month y=papers series=category
WITH dated AS (
  SELECT date_trunc('month', published_on)::DATE AS month, categories
  FROM papers
  WHERE date_source <> 'year' AND ($since::DATE IS NULL OR published_on >= $since::DATE)
), months AS (
  SELECT month FROM dated GROUP BY month QUALIFY count(*) >= $min_share * max(count(*)) OVER ()
), filed AS (
  SELECT month, unnest(CASE WHEN $primary_only THEN categories[:1] ELSE list_distinct(categories) END) AS category
  FROM dated WHERE month IN (FROM months)
), frequent AS (
  SELECT category FROM filed GROUP BY category ORDER BY count(*) DESC, category LIMIT $top
)
SELECT months.month, frequent.category, count(filed.category) AS papers
FROM months CROSS JOIN frequent LEFT JOIN filed ON filed.month = months.month AND filed.category = frequent.category
GROUP BY months.month, frequent.category
ORDER BY months.month, frequent.category
