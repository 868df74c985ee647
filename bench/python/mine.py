"""A plain script for a small part of what paperlake does: code links and four kinds of claim from JSON lines.

    python3 bench/python/mine.py OUT FILE…

Standard library alone: json, re, gzip and csv. FILE is JSON lines, plain or gzip; OUT gets papers.jsonl.gz and
claims.csv. Text is not cleaned and papers that recur are not merged; bench/sql/tuned.sql does the same work.
"""

import csv
import gzip
import json
import os
import re
import sys

CODE = re.compile(r"https?://(?:www\.)?(?:github\.com|gitlab\.com|huggingface\.co|bitbucket\.org)/[A-Za-z0-9_./-]+")
TIMES = r"([0-9]+(?:\.[0-9]+)?) ?(?:x|×|\$\\times\$|\\times|times) "
PERCENT = r"([0-9]+(?:\.[0-9]+)?) ?\\?%"
RULES = {
    "times faster": re.compile(TIMES + r"(?:faster|speed-?up|smaller|fewer|less|lower|higher throughput|reduction|acceleration)"),
    "percent less": re.compile(PERCENT + r" (?:faster|fewer|less|lower|smaller|reduction|decrease|savings?)"),
    "reduced by percent": re.compile(
        r"(?:reduc|lower|cut|decreas|sav|accelerat|shrink)[a-z]* [a-z ,-]{0,40}by "
        r"(?:up to |over |about |around |nearly |approximately )?" + PERCENT),
    "up to times": re.compile(r"(?:up to|over|more than|nearly|about) " + TIMES),
}


def main(out, files):
    with gzip.open(os.path.join(out, "papers.jsonl.gz"), "wt", compresslevel=1, encoding="utf-8") as papers, \
            open(os.path.join(out, "claims.csv"), "w", newline="", encoding="utf-8") as claims:
        write_claim = csv.writer(claims).writerow
        for name in files:
            with (gzip.open if name.endswith(".gz") else open)(name, "rb") as lines:
                for line in lines:
                    record = json.loads(line)
                    text = record["summary"]
                    link = CODE.search(text)
                    row = {"id": record["id"], "title": record["title"], "abstract": text, "comment": record["comment"],
                           "authors": record["authors"], "categories": record["categories"], "url": record["abs"],
                           "code_url": link and link.group()}
                    papers.write(json.dumps(row, ensure_ascii=False) + "\n")
                    for rule, pattern in RULES.items():
                        for found in pattern.finditer(text):
                            write_claim((record["id"], rule, found.group()))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
