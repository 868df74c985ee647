package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
)

// answers are the query side of one lake.
type answers struct {
	copies  int
	papers  int64
	queries []timing
	reads   []reading
}

// A timing is a named query's: warm in one process, and from the start of the command to its end.
type timing struct {
	Name   string            `json:"name"`
	Given  map[string]string `json:"given"`
	Rows   int64             `json:"rows"`
	Median float64           `json:"median_ms"`
	Max    float64           `json:"max_ms"`
	cold   spread            // ms
}

// A reading is how many bytes a query reads beyond those of SELECT 1, which opens the lake and reads its footers.
type reading struct {
	about string
	bytes int64
}

// askQueries asks the lakes that the cases plain 1x and plain 10x left.
func (b *bench) askQueries() error {
	if !b.wants("queries") {
		return nil
	}
	for _, k := range b.cases() {
		if _, err := os.Stat(b.lakeOf(&k)); err != nil || k.name != "plain 1x" && k.name != "plain 10x" {
			continue
		}
		b.say("queries of %s", k.name)
		a, err := b.ask(b.lakeOf(&k), k.copies)
		if err != nil {
			return err
		}
		b.answers = append(b.answers, a)
	}
	if n := len(b.answers); n == 2 && b.answers[1].papers != int64(b.answers[1].copies)*b.answers[0].papers {
		return fmt.Errorf("%d papers once, %d in %d copies: copies must share none", b.answers[0].papers, b.answers[1].papers, b.answers[1].copies)
	}
	return nil
}

func (b *bench) ask(lake string, copies int) (answers, error) {
	a := answers{copies: copies}
	count, err := b.value(lake, "SELECT count(*) AS n FROM papers")
	if err != nil {
		return a, err
	}
	if a.papers, err = strconv.ParseInt(count, 10, 64); err != nil {
		return a, err
	}
	if err := pin(b.cores); err != nil {
		return a, err
	}
	var stderr bytes.Buffer
	cmd := exec.Command(b.queries, "-lake", lake, "-runs", strconv.Itoa(b.runs), "-threads", strconv.Itoa(len(b.cores)))
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return a, fmt.Errorf("%w: %s", err, stderr.String())
	}
	for line := range strings.Lines(string(out)) {
		var t timing
		if err := json.Unmarshal([]byte(line), &t); err != nil {
			return a, err
		}
		argv := []string{b.bin, "query", "--lake", lake, t.Name}
		for name, value := range t.Given {
			argv = append(argv, "-p", name+"="+value)
		}
		var times []float64
		for range min(b.runs, 3) {
			c, err := measure(b.cores, argv)
			if err != nil {
				return a, err
			}
			times = append(times, c.wall*1e3)
		}
		t.cold = spreadOf(times)
		a.queries = append(a.queries, t)
	}
	slices.SortFunc(a.queries, func(x, y timing) int { return strings.Compare(x.Name, y.Name) })
	return a, b.countBytes(lake, &a)
}

// countBytes measures what filters save. The sum keeps DuckDB from answering out of statistics.
func (b *bench) countBytes(lake string, a *answers) error {
	id, err := b.value(lake, "SELECT quantile_disc(paper_id, 0.5) AS id FROM papers")
	if err != nil {
		return err
	}
	const text = "SELECT sum(length(abstract)) FROM papers"
	base := int64(0)
	for _, q := range []struct{ about, sql string }{
		{"", "SELECT 1"},
		{"all abstracts", text},
		{"the abstract of one `paper_id`", text + " WHERE paper_id = '" + id + "'"},
		{"the abstract of a `paper_id` that is not there", text + " WHERE paper_id = '" + id + "0'"},
		{"the claims of one `paper_id`", "SELECT sum(length(sentence)) FROM claims WHERE paper_id = '" + id + "'"},
	} {
		c, err := measure(b.cores, []string{b.bin, "query", "--lake", lake, q.sql})
		if err != nil {
			return err
		}
		if q.about == "" {
			base = c.read
			continue
		}
		a.reads = append(a.reads, reading{q.about, c.read - base})
	}
	return nil
}

// value returns the one cell of a query whose column has a plain name.
func (b *bench) value(lake, sql string) (string, error) {
	out, err := exec.Command(b.bin, "query", "--lake", lake, "-F", "csv", sql).Output()
	if err != nil {
		return "", fmt.Errorf("%s: %w", sql, err)
	}
	lines := strings.Fields(string(out))
	if len(lines) != 2 {
		return "", fmt.Errorf("%s: %q is no single value", sql, out)
	}
	return lines[1], nil
}
