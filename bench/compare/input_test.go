package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/klauspost/compress/gzip"
)

type paper struct{ ID, Abs, Title, Summary string }

const lineShape = `{"id": %q, "abs": "https://arxiv.org/abs/%s", "title": %s, "summary": "See \"id\" 1.5.\n"}` + "\n"

// listings writes two months; the first paper recurs in the second one.
func listings(t *testing.T) string {
	folder := t.TempDir()
	for month, ids := range map[string][]string{"2025-03": {"2503.00001", "2503.00002", "1812.99999"}, "2025-04": {"2503.00001", "2403.00001"}} {
		f, err := os.Create(filepath.Join(folder, month+".jsonl.gz"))
		if err != nil {
			t.Fatal(err)
		}
		z := gzip.NewWriter(f)
		for i, id := range ids {
			fmt.Fprintf(z, lineShape, id, id, []string{`"Fast: a \"quick\" title"`, `"$k$ means"`, `"\u00c9tude"`}[i])
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

func readPapers(t *testing.T, folder string) (papers []paper, files []string) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		files = append(files, e.Name())
		name := filepath.Join(folder, e.Name())
		read := func(line []byte) error {
			var p paper
			if err := json.Unmarshal(line, &p); err != nil {
				return fmt.Errorf("%s: %w", line, err)
			}
			papers = append(papers, p)
			return nil
		}
		if strings.HasSuffix(name, ".gz") {
			if err := eachLine(name, read); err != nil {
				t.Fatal(err)
			}
			continue
		}
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(text)) {
			if err := read([]byte(line)); err != nil {
				t.Fatal(err)
			}
		}
	}
	return papers, files
}

// Copies share no paper, within one the repeats stay repeats, and only ids and titles differ.
func TestCopies(t *testing.T) {
	from := listings(t)
	shapely := regexp.MustCompile(`^\d\d(0[1-9]|1[0-2])\.\d{5}$`)
	for _, s := range []shape{{4, true, false}, {4, false, false}, {4, true, true}, {4, false, true}} {
		folder := filepath.Join(t.TempDir(), "in")
		if err := makeInput(from, folder, s.copies, s.oneFile, s.packed); err != nil {
			t.Fatal(err)
		}
		papers, files := readPapers(t, folder)
		if want := map[bool]int{true: 1, false: 8}[s.oneFile]; len(files) != want {
			t.Errorf("%v: files %v, want %d", s, files, want)
		}
		seen, titles := map[string]int{}, map[string]bool{}
		for _, p := range papers {
			seen[p.ID]++
			titles[p.Title] = true
			if !shapely.MatchString(p.ID) || p.Abs != "https://arxiv.org/abs/"+p.ID || p.Summary != "See \"id\" 1.5.\n" {
				t.Errorf("%v: %+v", s, p)
			}
		}
		twice := 0
		for _, n := range seen {
			if n == 2 {
				twice++
			}
		}
		if len(papers) != 20 || len(seen) != 16 || twice != 4 || len(titles) != 12 {
			t.Errorf("%v: %d records of %d papers, %d of them twice, %d titles; want 20, 16, 4, 12", s, len(papers), len(seen), twice, len(titles))
		}
	}
}

func TestGunzipFails(t *testing.T) {
	from := listings(t)
	good, bad := filepath.Join(from, "2025-03.jsonl.gz"), filepath.Join(from, "2025-04.jsonl.gz")
	text, err := os.ReadFile(bad)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(bad, text[:len(text)/2], 0o644); err != nil {
		t.Fatal(err)
	}
	if err := gunzip([]string{good, good}, 2); err != nil {
		t.Error(err)
	}
	if err := gunzip([]string{good, bad}, 2); err == nil || !strings.Contains(err.Error(), bad) {
		t.Errorf("a cut file: %v", err)
	}
}

func TestSpread(t *testing.T) {
	for want, values := range map[string][]float64{"2.0 (1.0–9.0)": {9, 1, 2}, "3.0 (1.0–9.0)": {9, 1, 2, 4}, "5.0": {5}} {
		if got := spreadOf(values).text("%.1f"); got != want {
			t.Errorf("%v: %s, want %s", values, got, want)
		}
	}
}
