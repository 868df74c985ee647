// Command eval runs paperlake on the hand-labelled inputs, scores the tables with the labels' own scorer, and
// prints one table. It fails when a figure falls below the committed floor.
//
//	go run ./bench/eval -bin bin/paperlake -shared ../shared            # make eval
//	go run ./bench/eval … -show                                        # with every miss
//	go run ./bench/eval … -raise                                       # lift the floor to today's figures
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
)

// The labelled sets, and the input that each is taken from.
var sets = []struct{ name, input, labels string }{
	{"listing", "data/hf_papers_listing.txt", "gold/listing_dev.jsonl"},
	{"conference", "gold/conference_dev_input.jsonl", "gold/conference_dev.jsonl"},
	{"arxiv", "gold/arxiv_dev_input.jsonl", "gold/arxiv_dev.jsonl"},
}

// predictions is what score.py reads: a row a paper and a row a claim, joined to the labels by title.
const predictions = `
SELECT title_raw AS title, system_name, NULL AS metric, NULL AS direction, NULL::DOUBLE AS factor, NULL::DOUBLE AS factor_high,
       NULL::DOUBLE AS value, NULL::DOUBLE AS value_high, NULL AS unit, NULL AS qualifier, NULL AS phase,
       NULL AS attribution, NULL AS role, NULL AS text
FROM papers
UNION ALL
SELECT p.title_raw, p.system_name, c.metric, c.direction, c.factor, c.factor_high, c.value, c.value_high, c.unit, c.qualifier, c.phase,
       c.attribution, c.role, c.text
FROM claims c JOIN papers p USING (paper_id)`

// figures are the scores of one set, in the order of the table's columns.
var columns = []string{"claims precision", "claims recall", "claims F1", "+metric precision", "+metric recall", "+metric F1", "qualifier", "phase", "system"}

func main() {
	bin := flag.String("bin", "bin/paperlake", "the command to evaluate")
	shared := flag.String("shared", "../shared", "folder with data/ and gold/")
	floorFile := flag.String("floor", "bench/eval/floor.json", "committed floor")
	show := flag.Bool("show", false, "print every miss")
	raise := flag.Bool("raise", false, "write the figures as the new floor")
	flag.Parse()
	if err := run(*bin, *shared, *floorFile, *show, *raise); err != nil {
		fmt.Fprintln(os.Stderr, "eval:", err)
		os.Exit(1)
	}
}

type scores map[string]map[string]float64

func run(bin, shared, floorFile string, show, raise bool) error {
	work, err := os.MkdirTemp("", "paperlake-eval-*")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	got := scores{}
	for _, set := range sets {
		report, err := score(bin, shared, work, set.name, set.input, set.labels, show)
		if err != nil {
			return fmt.Errorf("%s: %w", set.name, err)
		}
		if show {
			fmt.Printf("== %s\n%s\n", set.name, report)
		}
		if got[set.name], err = parse(report); err != nil {
			return fmt.Errorf("%s: %w:\n%s", set.name, err, report)
		}
	}
	print(got)
	if raise {
		data, err := json.MarshalIndent(got, "", "  ")
		if err != nil {
			return err
		}
		return os.WriteFile(floorFile, append(data, '\n'), 0o644)
	}
	return compare(got, floorFile)
}

func score(bin, shared, work, name, input, labels string, show bool) (string, error) {
	lake := filepath.Join(work, name)
	if out, err := exec.Command(bin, "run", "--lake", lake, filepath.Join(shared, input)).CombinedOutput(); err != nil {
		return "", fmt.Errorf("run: %w: %s", err, out)
	}
	rows := filepath.Join(work, name+".jsonl")
	if out, err := exec.Command(bin, "query", "--lake", lake, "-F", "jsonl", "-o", rows, predictions).CombinedOutput(); err != nil {
		return "", fmt.Errorf("query: %w: %s", err, out)
	}
	args := []string{filepath.Join(shared, "gold", "score.py"), filepath.Join(shared, labels), rows}
	if show {
		args = append(args, "--show")
	}
	var stderr bytes.Buffer
	cmd := exec.Command("python3", args...)
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("score.py: %w: %s", err, stderr.String())
	}
	return string(out), nil
}

var (
	claimLine  = regexp.MustCompile(`(?m)^(claims|claims\+metric)\s+precision ([\d.]+)\s+recall ([\d.]+)\s+F1 ([\d.]+)`)
	fieldLine  = regexp.MustCompile(`(?m)^\s+qualifier ([\d.]+)\s+phase ([\d.]+)`)
	systemLine = regexp.MustCompile(`(?m)^system_name\s+accuracy ([\d.]+)\s+\((\d+) of (\d+); (\d+) papers not`)
)

func parse(report string) (map[string]float64, error) {
	out := map[string]float64{}
	for _, m := range claimLine.FindAllStringSubmatch(report, -1) {
		prefix := map[string]string{"claims": "claims ", "claims+metric": "+metric "}[m[1]]
		out[prefix+"precision"], out[prefix+"recall"], out[prefix+"F1"] = number(m[2]), number(m[3]), number(m[4])
	}
	if m := fieldLine.FindStringSubmatch(report); m != nil {
		out["qualifier"], out["phase"] = number(m[1]), number(m[2])
	}
	m := systemLine.FindStringSubmatch(report)
	if m == nil {
		return nil, errors.New("the scorer's report has no line on system names")
	}
	if m[4] != "0" {
		return nil, fmt.Errorf("%s labelled papers are not in the output", m[4])
	}
	out["system"] = number(m[1])
	for _, c := range columns {
		if _, ok := out[c]; !ok {
			return nil, fmt.Errorf("the scorer's report has no %s", c)
		}
	}
	return out, nil
}

func number(s string) float64 {
	f, _ := strconv.ParseFloat(s, 64)
	return f
}

func print(got scores) {
	fmt.Println("| set | " + strings.Join(columns, " | ") + " |")
	fmt.Println("|---" + strings.Repeat("|---:", len(columns)) + "|")
	for _, set := range sets {
		fmt.Printf("| %s |", set.name)
		for _, c := range columns {
			fmt.Printf(" %.3f |", got[set.name][c])
		}
		fmt.Println()
	}
}

// compare fails when a figure is below the floor.
func compare(got scores, floorFile string) error {
	data, err := os.ReadFile(floorFile)
	if err != nil {
		return err
	}
	var floor scores
	if err := json.Unmarshal(data, &floor); err != nil {
		return fmt.Errorf("%s: %w", floorFile, err)
	}
	var fell []string
	for _, set := range sets {
		if len(floor[set.name]) != len(columns) {
			return fmt.Errorf("%s: set %s has %d figures, want %d", floorFile, set.name, len(floor[set.name]), len(columns))
		}
		for _, c := range columns {
			if got[set.name][c] < floor[set.name][c]-0.0005 {
				fell = append(fell, fmt.Sprintf("%s %s is %.3f, was %.3f", set.name, c, got[set.name][c], floor[set.name][c]))
			}
		}
	}
	if len(fell) > 0 {
		return fmt.Errorf("below the floor of %s:\n  %s", floorFile, strings.Join(fell, "\n  "))
	}
	return nil
}
