-- title: Largest gains, with their evidence
-- doc: The claims with the largest factor, each with the words that state it and the paper's code. Counted are the
--   papers' own results (role result, attribution own) that are improvements; a factor of 3 is 3 times as good.
-- param metric claims.metric = speed: Resource or rate; empty for all.
-- param phase claims.phase: Only this phase.
-- param since date: Only papers published on or after this day.
-- param code papers.code_status: Only papers whose code is linked, promised or neither.
-- param limit integer = 20: Rows to show.
-- chart: bar x=title y=factor
-- detail: baseline published_on qualifier phase code paper_id sentence
WITH top AS (
  SELECT c.paper_id, c.metric, c.factor, c.qualifier, c.phase, c.baseline, c.text, c.field, c.start, c."end", c.rule, c.sentence
  FROM claims c
  WHERE c.role = 'result' AND c.attribution = 'own' AND c.direction = 'better'
    AND ($metric::VARCHAR IS NULL OR c.metric = $metric)
    AND ($phase::VARCHAR IS NULL OR c.phase = $phase)
    AND ($since::DATE IS NULL OR c.paper_id IN (SELECT paper_id FROM papers WHERE published_on >= $since::DATE))
    AND ($code::VARCHAR IS NULL OR c.paper_id IN (SELECT paper_id FROM papers WHERE code_status = $code))
  ORDER BY c.factor DESC, c.paper_id, c.field, c.start, c."end", c.metric, c.value, c.rule
  LIMIT $limit
)
SELECT top.factor, p.title, top.text AS figure, top.metric, top.phase, top.qualifier, top.baseline, p.published_on,
  (SELECT min(l.url) FROM links l WHERE l.paper_id = top.paper_id AND l.kind = 'code' AND l.relation <> 'cited') AS code,
  top.paper_id, top.sentence
FROM top JOIN papers p ON p.paper_id = top.paper_id
ORDER BY top.factor DESC, top.paper_id, top.field, top.start, top."end", top.metric, top.rule
