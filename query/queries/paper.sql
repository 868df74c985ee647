-- title: Everything about one paper
-- doc: The paper's record, its links, its claims (settings, comparisons and background too), its problems and where it
--   was seen, a row a fact. Nothing is found for an id that the lake does not have.
-- param id text required: paper_id, arXiv id or DOI, as 2410.01234 or arxiv:2410.01234.
-- detail: paper_id
WITH id AS (
  SELECT paper_id FROM papers
  WHERE paper_id IN ($id::VARCHAR, 'arxiv:' || $id::VARCHAR, 'doi:' || lower($id::VARCHAR), 'openreview:' || $id::VARCHAR)
  UNION
  SELECT paper_id FROM papers WHERE doi = lower($id::VARCHAR)
), the AS (
  SELECT * FROM papers WHERE paper_id IN (FROM id)
), facts AS (
  SELECT paper_id, 1 AS part, 'paper' AS section, unnest([
    {n: 1, name: 'title', value: title},
    {n: 2, name: 'authors', value: array_to_string(authors, ', ')},
    {n: 3, name: 'published_on', value: published_on || coalesce(' (' || date_source || ')', '')},
    {n: 4, name: 'venue', value: venue},
    {n: 5, name: 'categories', value: array_to_string(categories, ', ')},
    {n: 6, name: 'kind', value: kind},
    {n: 7, name: 'system_name', value: system_name},
    {n: 8, name: 'code_status', value: code_status},
    {n: 9, name: 'url', value: url},
    {n: 10, name: 'arxiv_id', value: arxiv_id},
    {n: 11, name: 'doi', value: doi},
    {n: 12, name: 'comment', value: comment},
    {n: 13, name: 'abstract', value: abstract},
    {n: 14, name: 'source', value: source_file || ', record ' || source_record || ' (' || source || ')'}
  ], recursive := true)
  FROM the
  UNION ALL
  SELECT paper_id, 2, 'link', row_number() OVER (PARTITION BY paper_id ORDER BY field, start, "end", url, rule), kind || ', ' || relation || ' (' || field || ')', url
  FROM links WHERE paper_id IN (FROM id)
  UNION ALL
  SELECT paper_id, 3, 'claim', row_number() OVER (PARTITION BY paper_id ORDER BY field DESC, start, "end", metric, value, rule),
    concat_ws(', ', metric || ' ' || factor || '×', nullif(qualifier, 'exact'), nullif(phase, 'unspecified'),
      nullif(direction, 'better'), nullif(role, 'result'), nullif(attribution, 'own')),
    text || coalesce(' | against ' || baseline, '') || coalesce(' | on ' || context, '') || ' | ' || sentence
  FROM claims WHERE paper_id IN (FROM id)
  UNION ALL
  SELECT paper_id, 4, 'problem', row_number() OVER (PARTITION BY paper_id ORDER BY source_file, source_record, byte_offset, code, message), code, message
  FROM problems WHERE paper_id IN (FROM id)
  UNION ALL
  SELECT paper_id, 5, 'sighting', row_number() OVER (PARTITION BY paper_id ORDER BY seen_on NULLS LAST, source_file, source_record),
    coalesce(seen_on::VARCHAR, source), source_file || ', record ' || source_record || CASE WHEN is_latest THEN ' (latest)' ELSE '' END
  FROM sightings WHERE paper_id IN (FROM id)
)
SELECT section, name, value, paper_id
FROM facts
WHERE value IS NOT NULL AND value <> ''
ORDER BY paper_id, part, n
