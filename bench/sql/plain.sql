-- What a user writes first: read the listings, take out code links and four kinds of claim, write two Parquet files.
COPY (
  SELECT id, title, summary AS abstract, comment, authors, categories, abs AS url,
    regexp_extract(summary, 'https?://(?:www\.)?(?:github\.com|gitlab\.com|huggingface\.co|bitbucket\.org)/[A-Za-z0-9_./-]+') AS code_url
  FROM read_json_auto(getvariable('listings'), format = 'newline_delimited')
) TO 'OUT/papers.parquet' (FORMAT parquet, COMPRESSION zstd);

COPY (
  SELECT id, found.rule, unnest(found.texts) AS text
  FROM (
    SELECT id, unnest([
      {rule: 'times faster', texts: regexp_extract_all(summary, '([0-9]+(?:\.[0-9]+)?) ?(?:x|×|\$\\times\$|\\times|times) (?:faster|speed-?up|smaller|fewer|less|lower|higher throughput|reduction|acceleration)')},
      {rule: 'percent less', texts: regexp_extract_all(summary, '([0-9]+(?:\.[0-9]+)?) ?\\?% (?:faster|fewer|less|lower|smaller|reduction|decrease|savings?)')},
      {rule: 'reduced by percent', texts: regexp_extract_all(summary, '(?:reduc|lower|cut|decreas|sav|accelerat|shrink)[a-z]* [a-z ,-]{0,40}by (?:up to |over |about |around |nearly |approximately )?([0-9]+(?:\.[0-9]+)?) ?\\?%')},
      {rule: 'up to times', texts: regexp_extract_all(summary, '(?:up to|over|more than|nearly|about) ([0-9]+(?:\.[0-9]+)?) ?(?:x|×|\$\\times\$|\\times|times) ')}
    ]) AS found
    FROM read_json_auto(getvariable('listings'), format = 'newline_delimited')
  )
) TO 'OUT/claims.parquet' (FORMAT parquet, COMPRESSION zstd);
