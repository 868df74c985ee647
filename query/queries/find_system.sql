-- title: A system and its claims
-- doc: Papers whose system name contains the words given, case aside, with each figure that they claim as their own
--   result (role result, attribution own). A paper without such a claim is one row. An exact name comes first.
-- param name text required: The system's name or a part of it.
-- param limit integer = 100: Rows to show.
-- detail: published_on phase qualifier baseline paper_id
SELECT p.system_name, p.title, c.metric, c.factor, c.text AS figure, c.qualifier, c.phase, c.baseline, p.published_on, p.paper_id
FROM papers p
LEFT JOIN claims c ON c.paper_id = p.paper_id AND c.role = 'result' AND c.attribution = 'own'
WHERE contains(lower(p.system_name), lower($name::VARCHAR))
ORDER BY lower(p.system_name) <> lower($name::VARCHAR), lower(p.system_name), p.paper_id, c.factor DESC NULLS LAST, c.field, c.start, c."end", c.metric, c.rule
LIMIT $limit
