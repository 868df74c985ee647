-- title: Owners of the most linked code repositories
-- doc: Whose repositories the papers link as code, by the number of papers. Owners are compared without case and shown
--   in their most frequent spelling; links to what a paper builds on (relation cited) are left out unless asked for.
-- param host text: Only this host, as github.com.
-- param cited boolean = false: Count cited repositories too.
-- param limit integer = 20: Rows to show.
-- chart: bar x=owner y=papers
SELECT mode(repo_owner ORDER BY repo_owner) AS owner, repo_host AS host,
  count(DISTINCT paper_id) AS papers,
  count(DISTINCT lower(repo_name)) AS repositories
FROM links
WHERE kind = 'code' AND repo_owner IS NOT NULL AND ($cited OR relation <> 'cited')
  AND ($host::VARCHAR IS NULL OR repo_host = $host)
GROUP BY lower(repo_owner), repo_host
ORDER BY papers DESC, repositories DESC, lower(repo_owner), repo_host
LIMIT $limit
