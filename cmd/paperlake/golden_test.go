package main

import (
	"bytes"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the goldens anew")

// The five tables of each test listing, as a query gives them. Renew with
// `go test ./cmd/paperlake -run Goldens -update`, then read the diff.
func TestGoldens(t *testing.T) {
	order := map[string]string{
		"papers":    "source_file, source_record",
		"links":     "paper_id, field, start, url",
		"claims":    "paper_id, field DESC, start, metric, factor",
		"sightings": "source_file, source_record",
		"problems":  "source_file, source_record, code",
	}
	for listing, inputs := range map[string][]string{
		"listing":    {"testdata/listing.txt"},
		"arxiv":      {"testdata/arxiv.jsonl"},
		"conference": {"testdata/conference.json"},
		"broken":     {"testdata/broken.jsonl"},
	} {
		t.Run(listing, func(t *testing.T) {
			lake := filepath.Join(t.TempDir(), "lake")
			command := func(args ...string) []byte {
				cmd := exec.Command(os.Args[0], args...)
				cmd.Dir = "../.."
				cmd.Env = append(os.Environ(), asCommand+"=1")
				var stderr bytes.Buffer
				cmd.Stderr = &stderr
				out, err := cmd.Output()
				if err != nil {
					t.Fatalf("paperlake %v: %v\n%s", args, err, stderr.Bytes())
				}
				return out
			}
			command(append([]string{"run", "--lake", lake, "--max-rejects", "100%"}, inputs...)...)
			for table, by := range order {
				got := command("query", "--lake", lake, "-F", "jsonl", "SELECT * FROM "+table+" ORDER BY "+by)
				golden := filepath.Join("..", "..", "testdata", "golden", listing, table+".jsonl")
				if *update {
					if err := os.MkdirAll(filepath.Dir(golden), 0o755); err != nil {
						t.Fatal(err)
					}
					if err := os.WriteFile(golden, got, 0o644); err != nil {
						t.Fatal(err)
					}
					continue
				}
				want, err := os.ReadFile(golden)
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(string(got), "\n")); diff != "" {
					t.Errorf("%s (-golden +got):\n%s", table, diff)
				}
			}
		})
	}
}
