-- title: Biggest memory reductions at no stated loss
-- doc: Memory claims by factor, without those whose sentence states a price (a drop, a loss, a degradation that is not
--   called none or negligible) and without papers that report anything of their own as worse. Counted are the papers'
--   own results (role result, attribution own). says_kept: the sentence itself says that quality holds.
-- param only_kept boolean = false: Only claims whose sentence says that quality holds.
-- param phase claims.phase: Only this phase.
-- param limit integer = 20: Rows to show.
-- chart: bar x=title y=factor
-- detail: published_on phase qualifier says_kept paper_id sentence
WITH own AS (
  SELECT paper_id, metric, phase, direction, factor, qualifier, text, field, start, "end", rule, sentence
  FROM claims
  WHERE role = 'result' AND attribution = 'own' AND (metric = 'memory' OR direction = 'worse')
), judged AS (
  SELECT *,
    regexp_matches(sentence, '(?i)\b(without|with no|no|zero|negligible|minimal|little|lossless|near-lossless)\b[^.;]{0,40}\b(loss|drop|degrad|sacrific|compromis|hurt|harm|impact)|lossless|\b(maintain|preserv|retain|comparable|on par|match)') AS says_kept,
    regexp_matches(regexp_replace(sentence, '(?i)\b(without|no|zero|negligible|minimal|little|any)\b[^.;,]{0,40}\b(loss|drop|degrad|sacrific|compromis)\w*', '', 'g'),
      '(?i)\b(degrad|drops?\b|dropping|at the (cost|expense) of|sacrific|accuracy loss|loss of (accuracy|quality)|performance loss)') AS says_lost
  FROM own
  WHERE metric = 'memory' AND direction = 'better' AND ($phase::VARCHAR IS NULL OR phase = $phase)
), top AS (
  FROM judged
  WHERE NOT says_lost AND (says_kept OR NOT $only_kept)
    AND paper_id NOT IN (SELECT paper_id FROM own WHERE direction = 'worse')
  ORDER BY factor DESC, paper_id, field, start, "end", rule
  LIMIT $limit
)
SELECT top.factor, p.title, top.text AS figure, top.phase, top.qualifier, top.says_kept, p.published_on, top.paper_id, top.sentence
FROM top JOIN papers p ON p.paper_id = top.paper_id
ORDER BY top.factor DESC, top.paper_id, top.field, top.start, top."end", top.rule
