-- title: Problems with the input, by code
-- doc: What was wrong with the listings: how often, in how many files, and the first case of each.
-- param source_file text: Only problems of this listing file, as the run named it.
-- chart: bar x=code y=problems
SELECT code, stage, count(*) AS problems, count(DISTINCT source_file) AS files,
  arg_min(source_file || ', record ' || source_record, (source_file, source_record, byte_offset, message)) AS first_place,
  arg_min(message, (source_file, source_record, byte_offset, message)) AS first_message
FROM problems
WHERE $source_file::VARCHAR IS NULL OR source_file = $source_file
GROUP BY code, stage
ORDER BY problems DESC, code, stage
