-- title: Papers by category and month
-- doc: How many papers of each month are in the most frequent subject categories. Papers without a date or a category
--   are left out.
-- param top integer = 8: How many categories, the most frequent first.
-- param primary_only boolean = true: Count a paper in its first category alone; otherwise in each of them.
-- param since date: Only papers published on or after this day.
-- chart: line
WITH filed AS (
  SELECT date_trunc('month', published_on)::DATE AS month,
    unnest(CASE WHEN $primary_only THEN categories[:1] ELSE list_distinct(categories) END) AS category
  FROM papers
  WHERE published_on IS NOT NULL AND ($since::DATE IS NULL OR published_on >= $since::DATE)
), frequent AS (
  SELECT category FROM filed GROUP BY category ORDER BY count(*) DESC, category LIMIT $top
)
SELECT month, category, count(*) AS papers
FROM filed WHERE category IN (FROM frequent)
GROUP BY month, category
ORDER BY month, category
