-- tuned.sql with one row a paper, as paperlake's tables have: the record of the listing that is last by name. Within one
-- file any record may win, since the order of lines is given up for speed.
SET preserve_insertion_order = false;

COPY (
  SELECT id, title, summary AS abstract, comment, authors, categories, abs AS url,
    regexp_extract(summary, 'https?://(?:www\.)?(?:github\.com|gitlab\.com|huggingface\.co|bitbucket\.org)/[A-Za-z0-9_./-]+') AS code_url
  FROM read_json(getvariable('listings'), format = 'newline_delimited',
    columns = {id: 'VARCHAR', title: 'VARCHAR', summary: 'VARCHAR', comment: 'VARCHAR', authors: 'VARCHAR[]', categories: 'VARCHAR[]', abs: 'VARCHAR'}, filename = 'file')
  QUALIFY row_number() OVER (PARTITION BY id ORDER BY file DESC) = 1
) TO 'OUT/papers.parquet' (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1, ROW_GROUP_SIZE 20480);

COPY (
  SELECT id, found.rule, unnest(found.texts) AS text
  FROM (
    SELECT id, unnest([
      {rule: 'times faster', texts: regexp_extract_all(abstract, '([0-9]+(?:\.[0-9]+)?) ?(?:x|×|\$\\times\$|\\times|times) (?:faster|speed-?up|smaller|fewer|less|lower|higher throughput|reduction|acceleration)')},
      {rule: 'percent less', texts: regexp_extract_all(abstract, '([0-9]+(?:\.[0-9]+)?) ?\\?% (?:faster|fewer|less|lower|smaller|reduction|decrease|savings?)')},
      {rule: 'reduced by percent', texts: regexp_extract_all(abstract, '(?:reduc|lower|cut|decreas|sav|accelerat|shrink)[a-z]* [a-z ,-]{0,40}by (?:up to |over |about |around |nearly |approximately )?([0-9]+(?:\.[0-9]+)?) ?\\?%')},
      {rule: 'up to times', texts: regexp_extract_all(abstract, '(?:up to|over|more than|nearly|about) ([0-9]+(?:\.[0-9]+)?) ?(?:x|×|\$\\times\$|\\times|times) ')}
    ]) AS found
    FROM 'OUT/papers.parquet'
    WHERE contains(abstract, '%') OR contains(abstract, 'times') OR contains(abstract, 'x ') OR contains(abstract, '×')
  )
) TO 'OUT/claims.parquet' (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1, ROW_GROUP_SIZE 20480);
