-- tuned.sql with the text cleaned as paperlake cleans it, as far as SQL can: it does not nest braces, knows a score of
-- symbols instead of hundreds, and cannot tell a formula it understands from one it should leave alone. Text without
-- a backslash, dollar, tilde, entity or doubled mark skips all of it but the white space.
CREATE TEMP MACRO blanks(s) AS CASE
  WHEN contains(s, '  ') OR contains(s, chr(10) || ' ') OR contains(s, ' ' || chr(10)) OR contains(s, chr(9))
  THEN trim(regexp_replace(s, '\s+', ' ', 'g'))
  ELSE replace(s, chr(10), ' ') END;

CREATE TEMP MACRO accents(s) AS nfc_normalize(
  regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(s,
    '\\"\{?\\?([A-Za-z])\}?', '\1' || chr(776), 'g'),
    '\\''\{?\\?([A-Za-z])\}?', '\1' || chr(769), 'g'),
    '\\`\{?\\?([A-Za-z])\}?', '\1' || chr(768), 'g'),
    '\\\^\{?\\?([A-Za-z])\}?', '\1' || chr(770), 'g'),
    '\\~\{?\\?([A-Za-z])\}?', '\1' || chr(771), 'g'),
    '\\c\{([A-Za-z])\}', '\1' || chr(807), 'g'),
    '\\v\{([A-Za-z])\}', '\1' || chr(780), 'g'));

CREATE TEMP MACRO symbols(s) AS
  regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(
    replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(s,
      '\times', '×'), '\approx', '≈'), '\rightarrow', '→'), '\infty', '∞'), '\cdot', '·'), '\ldots', '…'),
      '\alpha', 'α'), '\beta', 'β'), '\gamma', 'γ'), '\delta', 'δ'), '\epsilon', 'ε'), '\lambda', 'λ'),
      '\sigma', 'σ'), '\theta', 'θ'), '\omega', 'ω'), '\Delta', 'Δ'), '\Omega', 'Ω'),
    '\\sim\b', '∼', 'g'), '\\pm\b', '±', 'g'), '\\leq?\b', '≤', 'g'), '\\geq?\b', '≥', 'g'),
    '\\to\b', '→', 'g'), '\\mu\b', 'μ', 'g'), '\\pi\b', 'π', 'g');

CREATE TEMP MACRO commands(s) AS
  regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(s,
    ' ?\\(?:cite[a-z]*|ref|eqref|label)\{[^{}]*\}', '', 'g'),
    '\\href\{([^{}]*)\}\{([^{}]*)\}', '\2 (\1)', 'g'),
    '\\footnote\{([^{}]*)\}', ' (\1)', 'g'),
    '\\(?:textbf|textit|texttt|textsc|textrm|text|emph|url|underline|mathbf|mathrm|mathcal|mathbb|mathit|mathsf|operatorname|boldsymbol|bm)\{([^{}]*)\}', '\1', 'g'),
    '\{\\(?:bf|it|em|tt|sc|rm) ([^{}]*)\}', '\1', 'g');

CREATE TEMP MACRO formulas(s) AS
  regexp_replace(regexp_replace(s, '[_^]\{([A-Za-z0-9+-]*)\}', '^\1', 'g'), '\$([^$\\{}]*)\$', '\1', 'g');

CREATE TEMP MACRO marks(s) AS
  regexp_replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(s,
    '``', '“'), '''''', '”'), '---', '—'), '--', '–'), '~', ' '), '{,}', ','), '&amp;', '&'), '&lt;', '<'), '&gt;', '>'),
    '\\([%&_#$])', '\1', 'g');

-- raw must be a column: DuckDB puts an argument in wherever a macro names it, and computes it there each time. Each
-- step asks the raw text whether it has anything to do, so that a lone \% costs one step and not thirty.
CREATE TEMP MACRO if_accents(raw, s) AS CASE WHEN regexp_matches(raw, '\\["''`^~cv]') THEN accents(s) ELSE s END;
CREATE TEMP MACRO if_symbols(raw, s) AS CASE WHEN regexp_matches(raw, '\\(?:times|approx|rightarrow|infty|cdot|ldots|alpha|beta|gamma|delta|epsilon|lambda|sigma|theta|omega|Delta|Omega|sim|pm|le|ge|to|mu|pi)') THEN symbols(s) ELSE s END;
CREATE TEMP MACRO if_commands(raw, s) AS CASE WHEN contains(raw, '{') THEN commands(s) ELSE s END;
CREATE TEMP MACRO if_formulas(raw, s) AS CASE WHEN contains(raw, '$') THEN formulas(s) ELSE s END;
CREATE TEMP MACRO clean(raw) AS CASE
  WHEN contains(raw, '\') THEN marks(if_formulas(raw, if_commands(raw, if_symbols(raw, if_accents(raw, blanks(raw))))))
  WHEN contains(raw, '$') OR contains(raw, '~') OR contains(raw, '&') OR contains(raw, '--') OR contains(raw, '``') OR contains(raw, '''''')
  THEN marks(if_formulas(raw, blanks(raw)))
  ELSE blanks(raw) END;

SET preserve_insertion_order = false;

COPY (
  SELECT id, clean(title) AS title, clean(summary) AS abstract, clean(comment) AS comment, authors, categories, abs AS url,
    regexp_extract(summary, 'https?://(?:www\.)?(?:github\.com|gitlab\.com|huggingface\.co|bitbucket\.org)/[A-Za-z0-9_./-]+') AS code_url
  FROM read_json(getvariable('listings'), format = 'newline_delimited',
    columns = {id: 'VARCHAR', title: 'VARCHAR', summary: 'VARCHAR', comment: 'VARCHAR', authors: 'VARCHAR[]', categories: 'VARCHAR[]', abs: 'VARCHAR'})
) TO 'OUT/papers.parquet' (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1, ROW_GROUP_SIZE 20480);

COPY (
  SELECT id, found.rule, unnest(found.texts) AS text
  FROM (
    SELECT id, unnest([
      {rule: 'times faster', texts: regexp_extract_all(abstract, '([0-9]+(?:\.[0-9]+)?) ?(?:x|×|times) (?:faster|speed-?up|smaller|fewer|less|lower|higher throughput|reduction|acceleration)')},
      {rule: 'percent less', texts: regexp_extract_all(abstract, '([0-9]+(?:\.[0-9]+)?) ?% (?:faster|fewer|less|lower|smaller|reduction|decrease|savings?)')},
      {rule: 'reduced by percent', texts: regexp_extract_all(abstract, '(?:reduc|lower|cut|decreas|sav|accelerat|shrink)[a-z]* [a-z ,-]{0,40}by (?:up to |over |about |around |nearly |approximately )?([0-9]+(?:\.[0-9]+)?) ?%')},
      {rule: 'up to times', texts: regexp_extract_all(abstract, '(?:up to|over|more than|nearly|about) ([0-9]+(?:\.[0-9]+)?) ?(?:x|×|times) ')}
    ]) AS found
    FROM 'OUT/papers.parquet'
    WHERE contains(abstract, '%') OR contains(abstract, 'times') OR contains(abstract, 'x ') OR contains(abstract, '×')
  )
) TO 'OUT/claims.parquet' (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1, ROW_GROUP_SIZE 20480);
