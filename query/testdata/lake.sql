-- A small lake of invented papers, for the tests. The tables exist, with the columns of schemas; papers is filled
-- through a view of the columns that matter here.

INSERT INTO papers
SELECT id, title, abstract, title, NULL, system, NULL, kind, authors, categories, venue, day::DATE,
  CASE WHEN day IS NOT NULL THEN dated END, arxiv, doi, NULL, 'https://example.org/' || id, code, 'jsonl', file, record,
  left(md5(id), 16)
FROM (VALUES
  ('arxiv:2503.00001', 'Swiftel: Sparse Kernels for Long Prompts', 'Swiftel skips blank tiles and runs 4x faster.', 'Swiftel', 'method', ['Ada Berg', 'Bo Cai'], ['cs.LG', 'cs.CL'], NULL, '2025-03-03', 'record', '2503.00001', NULL, 'linked', 'march.jsonl', 1),
  ('arxiv:2503.00002', 'Cachet: A Lean Key-Value Store for Decoding', 'Cachet keeps one key in ten.', 'Cachet', 'method', ['Cy Diaz'], ['cs.CL'], NULL, '2025-03-10', 'record', '2503.00002', NULL, 'promised', 'march.jsonl', 2),
  ('arxiv:2503.00003', 'A Survey of Fast Decoding', 'We compare forty decoders.', NULL, 'survey', ['Di Eng'], ['cs.CL', 'cs.LG'], NULL, '2025-03-21', 'record', '2503.00003', NULL, 'none', 'march.jsonl', 3),
  ('arxiv:2504.00004', 'Halfstep: Training in Half the Steps', 'Halfstep needs fewer updates.', 'Halfstep', 'method', ['Ed Fox', 'Flo Gim'], ['cs.LG'], NULL, '2025-04-02', 'record', '2504.00004', NULL, 'linked', 'april.jsonl', 1),
  ('arxiv:2504.00005', 'Swiftel-2: Sparse Kernels on Small Devices', 'Swiftel-2 brings it to phones.', 'Swiftel-2', 'method', ['Ada Berg'], ['cs.AR', 'cs.LG'], NULL, '2025-04-15', 'record', '2504.00005', NULL, 'linked', 'april.jsonl', 2),
  ('arxiv:2504.00006', 'Thrifty Maps for Robots', 'Maps in a quarter of the memory | and no more.', NULL, 'method', ['Gil Hay'], ['cs.RO'], NULL, '2025-04-01', 'arxiv_id', '2504.00006', NULL, 'promised', 'april.jsonl', 3),
  ('arxiv:2505.00007', 'Halfstep: Training in Half of the Steps', 'A later version under a new number.', 'Halfstep', 'method', ['Ed Fox'], ['cs.LG'], NULL, '2025-05-05', 'record', '2505.00007', NULL, 'none', 'may.jsonl', 1),
  ('doi:10.9999/paper.8', 'Packed Weights for Tiny Boards', 'We pack weights.', NULL, 'method', ['Ike Jun'], ['cs.AR'], 'TINYCONF', '2024-01-01', 'year', NULL, '10.9999/paper.8', 'linked', 'tinyconf.json', 1),
  ('title:00000000000000a9', 'Benchmarking Idle Power', 'We "measure", then rest.', NULL, 'benchmark', [], [], 'TINYCONF', '2024-01-01', 'year', NULL, NULL, 'none', 'tinyconf.json', 2),
  ('title:00000000000000b0', 'An Undated Note on Caches', NULL, NULL, 'other', ['Kai Lu'], [], NULL, NULL, NULL, NULL, NULL, 'promised', 'notes.txt', 1)
) t(id, title, abstract, system, kind, authors, categories, venue, day, dated, arxiv, doi, code, file, record);

INSERT INTO claims
SELECT id, metric, phase, direction, "value", NULL, unit, factor, NULL, qualifier, baseline, NULL, attribution, role,
  'abstract', "start", "start" + length("text"), "text", sentence, rule
FROM (VALUES
  ('arxiv:2503.00001', 'speed', 'inference', 'better', 4.0, 'x', 4.0, 'up_to', 'dense kernels', 'own', 'result', 10, 'up to 4x faster', 'It is up to 4x faster than dense kernels.', 'times'),
  ('arxiv:2503.00001', 'memory', 'inference', 'better', 50.0, 'percent', 2.0, 'exact', NULL, 'own', 'result', 60, '50% less memory', 'It needs 50% less memory without loss of accuracy.', 'percent_less'),
  ('arxiv:2503.00001', 'speed', 'inference', 'better', 9.0, 'x', 9.0, 'exact', NULL, 'background', 'result', 110, '9x faster', 'Prior caches are 9x faster on paper.', 'times'),
  ('arxiv:2503.00002', 'memory', 'inference', 'better', 10.0, 'percent_of', 10.0, 'exact', 'a full cache', 'own', 'result', 5, '10% of the memory', 'It keeps 10% of the memory of a full cache.', 'percent_of'),
  ('arxiv:2503.00002', 'latency', 'inference', 'worse', 8.0, 'percent', 0.9259, 'approx', NULL, 'own', 'result', 70, 'about 8% more latency', 'The price is about 8% more latency.', 'percent_more'),
  ('arxiv:2504.00004', 'speed', 'training', 'better', 2.0, 'x', 2.0, 'exact', 'plain descent', 'own', 'result', 5, 'twice as fast', 'Training is twice as fast.', 'word_times'),
  ('arxiv:2504.00004', 'data', 'training', 'better', 30.0, 'percent', 1.429, 'average', NULL, 'own', 'result', 40, '30% fewer samples', 'On average it takes 30% fewer samples.', 'percent_less'),
  ('arxiv:2504.00004', 'parameters', 'training', 'better', 1.0, 'percent_of', 100.0, 'exact', NULL, 'own', 'setting', 90, 'tuning 1% of parameters', 'All runs tune 1% of parameters.', 'percent_of'),
  ('arxiv:2504.00005', 'speed', 'inference', 'better', 3.0, 'x', 3.0, 'at_least', NULL, 'own', 'result', 5, 'over 3x faster', 'It is over 3x faster on phones.', 'times'),
  ('arxiv:2504.00005', 'energy', 'inference', 'better', 60.0, 'percent', 2.5, 'exact', NULL, 'own', 'result', 30, '60% less energy', 'It draws 60% less energy.', 'percent_less'),
  ('arxiv:2504.00006', 'memory', 'unspecified', 'better', 0.25, 'fraction_of', 4.0, 'exact', NULL, 'own', 'result', 8, 'a quarter of the memory', 'Maps take a quarter of the memory but accuracy drops by a point.', 'word_fraction'),
  ('arxiv:2505.00007', 'speed', 'training', 'better', 2.1, 'x', 2.1, 'exact', NULL, 'own', 'result', 5, '2.1x faster', 'It is 2.1x faster.', 'times'),
  ('arxiv:2505.00007', 'memory', 'training', 'better', 3.0, 'x', 3.0, 'exact', NULL, 'own', 'result', 20, '3x less memory', 'It needs 3x less memory.', 'times'),
  ('doi:10.9999/paper.8', 'size', 'unspecified', 'better', 8.0, 'x', 8.0, 'exact', NULL, 'own', 'result', 5, '8x smaller', 'Weights are 8x smaller.', 'times')
) t(id, metric, phase, direction, "value", unit, factor, qualifier, baseline, attribution, role, "start", "text", sentence, rule);

INSERT INTO links
SELECT id, url, url, host, kind, relation, CASE WHEN repo_owner IS NOT NULL THEN host END, repo_owner, repo_name, NULL, NULL, 'abstract',
  start, start + length(url), 'url'
FROM (VALUES
  ('arxiv:2503.00001', 'https://github.com/SwiftLab/swiftel', 'github.com', 'code', 'own', 'SwiftLab', 'swiftel', 90),
  ('arxiv:2503.00001', 'https://github.com/bigorg/kernels', 'github.com', 'code', 'cited', 'bigorg', 'kernels', 140),
  ('arxiv:2503.00002', 'https://github.com/bigorg/kernels', 'github.com', 'code', 'cited', 'bigorg', 'kernels', 80),
  ('arxiv:2504.00004', 'https://gitlab.com/foxes/halfstep', 'gitlab.com', 'code', 'unknown', 'foxes', 'halfstep', 70),
  ('arxiv:2504.00004', 'https://example.org/halfstep', 'example.org', 'project', 'own', NULL, NULL, 120),
  ('arxiv:2504.00005', 'https://github.com/swiftlab/swiftel-2', 'github.com', 'code', 'own', 'swiftlab', 'swiftel-2', 60),
  ('doi:10.9999/paper.8', 'https://github.com/ike/packed', 'github.com', 'code', 'own', 'ike', 'packed', 20)
) t(id, url, host, kind, relation, repo_owner, repo_name, start);

INSERT INTO sightings BY NAME
SELECT * FROM (VALUES
  ('arxiv:2503.00001', 'jsonl', 'march.jsonl', 1, '2025-03-04'::DATE, 1, NULL, false),
  ('arxiv:2503.00001', 'jsonl', 'march.jsonl', 4, '2025-03-05'::DATE, 1, NULL, false),
  ('arxiv:2503.00001', 'jsonl', 'april.jsonl', 9, '2025-04-05'::DATE, 2, NULL, true),
  ('arxiv:2503.00002', 'jsonl', 'march.jsonl', 2, '2025-03-11'::DATE, NULL, NULL, true),
  ('arxiv:2503.00003', 'jsonl', 'march.jsonl', 3, '2025-03-22'::DATE, NULL, NULL, true),
  ('arxiv:2504.00004', 'jsonl', 'april.jsonl', 1, '2025-04-03'::DATE, 1, NULL, true),
  ('arxiv:2504.00004', 'hf_papers', 'hf.txt', 1, NULL, NULL, 3, false),
  ('arxiv:2504.00005', 'jsonl', 'april.jsonl', 2, '2025-04-16'::DATE, NULL, NULL, true),
  ('arxiv:2504.00006', 'jsonl', 'april.jsonl', 3, '2025-04-16'::DATE, NULL, NULL, true),
  ('arxiv:2505.00007', 'jsonl', 'may.jsonl', 1, '2025-05-06'::DATE, NULL, NULL, true),
  ('doi:10.9999/paper.8', 'conference', 'tinyconf.json', 1, NULL, NULL, NULL, true),
  ('title:00000000000000a9', 'conference', 'tinyconf.json', 2, NULL, NULL, NULL, true),
  ('title:00000000000000b0', 'hf_papers', 'notes.txt', 1, NULL, NULL, 1, true)
) t(paper_id, source, source_file, source_record, seen_on, version, rank, is_latest);

INSERT INTO problems BY NAME
SELECT * FROM (VALUES
  (NULL, 'may.jsonl', 2, 410, 'extract', 'bad_json', 'invalid escape \q; record kept out', '{"title": "\q'),
  (NULL, 'broken.jsonl', 7, 9000, 'extract', 'bad_json', 'unexpected end; record kept out', NULL),
  ('title:00000000000000b0', 'notes.txt', 1, 0, 'normalize', 'no_date', 'no date; published_on is null', NULL)
) t(paper_id, source_file, source_record, byte_offset, stage, code, message, excerpt);
