package main

import (
	"encoding/csv"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// write writes the report. A whole run leaves the figures of every single run beside it, and charts of how they grow.
func (b *bench) write() error {
	whole := b.output != ""
	if whole {
		if err := b.writeRuns(filepath.Join("bench", "results.csv")); err != nil {
			return err
		}
	}
	var w strings.Builder
	b.head(&w)
	b.goals(&w)
	if whole {
		w.WriteString("\n![MB/s by input size](bench/throughput.svg)\n\n![Peak memory by input size](bench/memory.svg)\n")
	}
	b.growth(&w)
	for _, k := range b.cases() {
		b.caseTable(&w, k)
	}
	b.queryTables(&w)
	if b.profile != nil {
		w.WriteString("\n## Where the CPU time goes\n\nOne run of its own on three copies, with `--profile`. Layers overlap: one that calls another holds it, and what\n" +
			"allocates helps the collector.\n\n" + profileTable(b.profile))
	}
	b.foot(&w)
	if !whole {
		fmt.Print(w.String())
		return nil
	}
	if err := os.WriteFile(b.output, []byte(w.String()), 0o644); err != nil {
		return err
	}
	return b.charts()
}

func (b *bench) head(w *strings.Builder) {
	fmt.Fprintf(w, "# Benchmarks\n\nWritten by `make bench` on %s. Do not edit.\n\n", time.Now().UTC().Format(time.DateOnly))
	fmt.Fprintf(w, "Machine: %s. %s. Load average before the rounds: %s.\n\n", machine(b.cores), versions(), spreadOf(b.loads).text("%.2f"))
	fmt.Fprintf(w, `Input: twelve months of daily arXiv listings as JSON lines, raw LaTeX, a third of the records repeats; "3x" and "10x" are
that many copies whose ids and titles differ. MB/s is of plain input, to the end of the process; files are in the page cache and
what is written goes to disk. Every contestant is a process of its own on the same %d cores, %s, each once a round in
turn. Figures are medians (least–greatest); memory is the greatest peak. A ratio is taken within each round.
`, len(b.cores), map[bool]string{true: "1 round", false: fmt.Sprint(b.runs, " rounds")}[b.runs == 1])
	w.WriteString(`
- **paperlake run** makes all five tables into a fresh lake: identity, one row a paper, clean text, titles, links, code status, claims, then verifiable files, fsynced.
- **DuckDB SQL** ([bench/sql](bench/sql)) does a small part of it: code links by one regexp, claims by four, two COPYs to zstd Parquet. *plain*: as first written. *tuned*: as fast as we could make it. *deduped*: tuned, one row a paper. *cleaned*: tuned, with the same text cleaning as far as SQL can.
- **Python script** ([bench/python/mine.py](bench/python/mine.py)): the same small part with the standard library.
- **zstd -1**, **wc -l** and **ripgrep** are floors: compressing, reading and searching the input and nothing else.
`)
}

var duckdbVersion = regexp.MustCompile(`(?m)^\s*github\.com/duckdb/duckdb-go/v2 (\S+)`)

func versions() string {
	var list []string
	if mod, err := os.ReadFile("go.mod"); err == nil {
		if m := duckdbVersion.FindSubmatch(mod); m != nil {
			list = append(list, "DuckDB through duckdb-go "+string(m[1]))
		}
	}
	version := regexp.MustCompile(`v?[0-9]+\.[0-9]+(\.[0-9]+)?`)
	for _, tool := range []string{"python3", "zstd", "rg"} {
		if out, err := exec.Command(tool, "--version").Output(); err == nil {
			list = append(list, tool+" "+version.FindString(string(out)))
		}
	}
	return strings.Join(list, ", ")
}

const (
	tuned   = "DuckDB SQL, tuned"
	cleaned = "DuckDB SQL, cleaned"
	zstd1   = "zstd -1, one core"
	reader  = "the Go gzip reader alone"
)

// goals holds the figures against what was set out to be reached.
func (b *bench) goals(w *strings.Builder) {
	large := "plain 10x"
	if len(b.of(large, paperlake)) == 0 {
		return
	}
	fmt.Fprintf(w, "\n## Goals\n\n| goal | wanted | measured | |\n|---|---:|---:|---|\n")
	row := func(goal, wanted string, values []float64, format string, met func(float64) bool) {
		if len(values) == 0 {
			return
		}
		s := spreadOf(values)
		fmt.Fprintf(w, "| %s | %s | %s | %s |\n", goal, wanted, s.text(format), map[bool]string{true: "met", false: "**missed**"}[met(s.median)])
	}
	atLeast := func(n float64) func(float64) bool { return func(v float64) bool { return v >= n } }
	row("MB/s, 10x", "≥ 300", each(b.of(large, paperlake), rate), "%.0f", atLeast(300))
	row("times `zstd -1` alone on one core, 10x", "≥ 1.0 if 300 is out of reach", b.ratios(large, zstd1), "%.2f", atLeast(1))
	row("times DuckDB tuned, 10x", "≥ 1.3", b.ratios(large, tuned), "%.2f", atLeast(1.3))
	row("times DuckDB cleaned, 10x", "≥ 3", b.ratios(large, cleaned), "%.2f", atLeast(3))
	atMost := func(n float64) func(float64) bool { return func(v float64) bool { return v <= n } }
	peak := slices.Max(each(b.of(large, paperlake), mib))
	row("greatest peak MiB, 10x", "≤ 256", []float64{peak}, "%.0f", atMost(256))
	if small := b.of("plain 1x", paperlake); len(small) > 0 {
		// A tenth: the moment of a garbage collection moves the peak by as much from run to run.
		row("peak memory, 10x over 1x", "≤ 1.1", []float64{peak / slices.Max(each(small, mib))}, "%.2f", atMost(1.1))
	}
	for _, k := range []string{"gzip 3x", "gzip 3x, 36 files"} {
		row("times the gzip reader alone, "+k, "≥ 0.7", b.ratios(k, reader), "%.2f", atLeast(0.7))
	}
	for _, s := range b.profile {
		if s.layer == "claims" {
			row("share of CPU that mining claims takes", "≤ 15%", []float64{s.percent}, "%.1f%%", atMost(15))
		}
	}
	if n := len(b.answers); n > 0 {
		slowest := slices.MaxFunc(b.answers[0].queries, func(x, y timing) int { return int(x.Median*1e3) - int(y.Median*1e3) })
		row("ms of the slowest named query, `"+slowest.Name+"`, 1x", "< 100", []float64{slowest.Median}, "%.0f", func(v float64) bool { return v < 100 })
	}
}

var plainCases = []string{"plain 1x", "plain 3x", "plain 10x"}

func (b *bench) growth(w *strings.Builder) {
	if len(b.of("plain 3x", paperlake)) == 0 {
		return
	}
	w.WriteString("\n## As the input grows\n\n| | MB/s at 1x, 3x, 10x | CPU s a GB | peak MiB |\n|---|---:|---:|---:|\n")
	for _, name := range []string{paperlake, tuned, "DuckDB SQL, deduped", cleaned, zstd1} {
		var rates, work, peaks []string
		for _, k := range plainCases {
			runs := b.of(k, name)
			if len(runs) == 0 {
				continue
			}
			rates = append(rates, fmt.Sprintf("%.0f", spreadOf(each(runs, rate)).median))
			work = append(work, fmt.Sprintf("%.1f", spreadOf(each(runs, cpu)).median*1e9/float64(runs[0].plain)))
			peaks = append(peaks, fmt.Sprintf("%.0f", slices.Max(each(runs, mib))))
		}
		if len(rates) > 0 {
			fmt.Fprintf(w, "| %s | %s | %s | %s |\n", name, strings.Join(rates, ", "), strings.Join(work, ", "), strings.Join(peaks, ", "))
		}
	}
}

func (b *bench) caseTable(w *strings.Builder, k kase) {
	ours := b.of(k.name, paperlake)
	if len(ours) == 0 {
		return
	}
	fmt.Fprintf(w, "\n## %s\n\n%s %.0f MB of plain text.\n\n", k.name, k.about, float64(ours[0].plain)/1e6)
	w.WriteString("| | MB/s | CPU s | peak MiB | output MB | paperlake is times as fast |\n|---|---:|---:|---:|---:|---:|\n")
	for _, c := range k.contestants {
		runs := b.of(k.name, c.name)
		if len(runs) == 0 {
			continue
		}
		ratio, out := "", ""
		if c.name != paperlake {
			ratio = spreadOf(b.ratios(k.name, c.name)).text("%.2f")
		}
		if runs[0].out > 0 {
			out = fmt.Sprintf("%.1f", float64(runs[0].out)/1e6)
		}
		fmt.Fprintf(w, "| %s | %s | %s | %.0f | %s | %s |\n", c.name, spreadOf(each(runs, rate)).text("%.0f"),
			spreadOf(each(runs, cpu)).text("%.2f"), slices.Max(each(runs, mib)), out, ratio)
	}
}

func (b *bench) queryTables(w *strings.Builder) {
	for _, a := range b.answers {
		fmt.Fprintf(w, "\n## Named queries on %d papers (%dx)\n\nWarm: in one process that has run the query once. Cold: the command from start to end.\n\n", a.papers, a.copies)
		w.WriteString("| query | rows | warm ms | greatest | cold ms |\n|---|---:|---:|---:|---:|\n")
		for _, q := range a.queries {
			fmt.Fprintf(w, "| %s | %d | %.1f | %.1f | %s |\n", q.Name, q.Rows, q.Median, q.Max, q.cold.text("%.0f"))
		}
		w.WriteString("\nBytes read beyond those of `SELECT 1`, which opens the lake:\n\n| what is asked for | kB |\n|---|---:|\n")
		for _, r := range a.reads {
			fmt.Fprintf(w, "| %s | %.0f |\n", r.about, float64(r.bytes)/1e3)
		}
	}
}

func (b *bench) foot(w *strings.Builder) {
	w.WriteString("\n## Made by\n\n```\n" + "make build\ngo run ./bench/compare -bin bin/paperlake -shared ../shared")
	if b.only != "" {
		w.WriteString(" -only " + b.only)
	}
	if b.quick {
		w.WriteString(" -quick")
	}
	fmt.Fprintf(w, " -runs %d -cores %d\n```\n", b.runs, len(b.cores))
	for _, s := range b.skipped {
		fmt.Fprintf(w, "\nSkipped: %s.\n", s)
	}
}

// writeRuns writes one line for each run of each contestant.
func (b *bench) writeRuns(path string) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer f.Close()
	out := csv.NewWriter(f)
	lines := [][]string{{"case", "copies", "contestant", "round", "input_mb", "seconds", "cpu_seconds", "peak_mib", "output_mb"}}
	for _, r := range b.results {
		number := func(v float64) string { return strconv.FormatFloat(v, 'f', 3, 64) }
		lines = append(lines, []string{r.kase.name, strconv.Itoa(r.copies), r.contestant, strconv.Itoa(r.round + 1), number(float64(r.plain) / 1e6),
			number(r.wall), number(r.cpu), number(mib(r)), number(float64(r.out) / 1e6)})
	}
	if err := out.WriteAll(lines); err != nil {
		return err
	}
	return f.Close()
}

// charts draws rate and memory against input size with paperlake itself: the figures go in as VALUES of a query. The
// columns' names end in a unit only where the chart should add it.
func (b *bench) charts() error {
	var rows []string
	lake := "" // any will do
	for _, r := range b.results {
		lake = b.lakeOf(r.kase)
	}
	for _, name := range []string{paperlake, tuned, cleaned, zstd1} {
		for _, k := range plainCases {
			if runs := b.of(k, name); len(runs) > 0 {
				rows = append(rows, fmt.Sprintf("(%d, '%s', %.1f, %.1f)", runs[0].plain/1e6, name,
					spreadOf(each(runs, rate)).median, slices.Max(each(runs, mib))))
			}
		}
	}
	query := "FROM (VALUES " + strings.Join(rows, ", ") + ") t(input_mb, tool, rate, memory) ORDER BY tool, input_mb"
	for _, c := range []struct{ file, column, title, unit string }{
		{"throughput.svg", "rate", "MB/s by input size", "MB/s"},
		{"memory.svg", "memory", "Peak memory by input size", "MiB"},
	} {
		out, err := exec.Command(b.bin, "chart", "--lake", lake, "SELECT input_mb, tool, "+c.column+" "+query, "--kind", "scatter", "--x", "input_mb",
			"--y", c.column, "--series", "tool", "--x-label", "input", "--y-label", c.unit, "--title", c.title, "-o", filepath.Join("bench", c.file)).CombinedOutput()
		if err != nil {
			return fmt.Errorf("chart %s: %w\n%s", c.file, err, out)
		}
	}
	return nil
}
