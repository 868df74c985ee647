// Command queries times the named queries on a lake in one warm process and prints a JSON line a query.
//
//	go run ./bench/queries -lake lake -runs 5
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"slices"
	"time"

	"github.com/paperlake/paperlake/lake"
	"github.com/paperlake/paperlake/query"
	"github.com/paperlake/paperlake/schemas"
)

// needed finds values for the parameters that have no default, in the lake itself.
var needed = map[string]string{
	"id":   "SELECT min(paper_id) FROM claims",
	"name": "SELECT system_name FROM papers WHERE system_name IS NOT NULL ORDER BY paper_id LIMIT 1",
}

// A timing is the time from Query to the last row.
type timing struct {
	Name   string            `json:"name"`
	Given  map[string]string `json:"given,omitempty"`
	Rows   int64             `json:"rows"`
	Median float64           `json:"median_ms"`
	Max    float64           `json:"max_ms"`
}

func main() {
	dir := flag.String("lake", "lake", "folder of the lake")
	runs := flag.Int("runs", 5, "runs of each query after a first one that is not counted")
	threads := flag.Int("threads", 2, "DuckDB's threads")
	flag.Parse()
	if err := run(*dir, *runs, *threads); err != nil {
		fmt.Fprintln(os.Stderr, "queries:", err)
		os.Exit(1)
	}
}

func run(dir string, runs, threads int) (err error) {
	snapshot, err := lake.Read(dir)
	if err != nil {
		return err
	}
	files := map[string][]string{}
	for _, t := range schemas.Published {
		files[t.Name] = snapshot.Files(dir, t.Name)
	}
	db, err := query.Open(context.Background(), files, query.Options{Threads: threads})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	queries, err := query.Named()
	if err != nil {
		return err
	}
	out := json.NewEncoder(os.Stdout)
	for _, q := range queries {
		t, err := measure(db, q, runs)
		if err != nil {
			return fmt.Errorf("%s: %w", q.Name, err)
		}
		if err := out.Encode(t); err != nil {
			return err
		}
	}
	return nil
}

func measure(db *query.DB, q query.NamedQuery, runs int) (timing, error) {
	t := timing{Name: q.Name, Given: map[string]string{}}
	for _, p := range q.Params {
		if p.Required {
			value, err := first(db, needed[p.Name])
			if err != nil {
				return t, fmt.Errorf("a value for %s: %w", p.Name, err)
			}
			t.Given[p.Name] = value
		}
	}
	text, args, err := q.Bind(t.Given)
	if err != nil {
		return t, err
	}
	var times []float64
	for i := range runs + 1 {
		start := time.Now()
		if t.Rows, err = drain(db, text, args); err != nil {
			return t, err
		}
		if i > 0 {
			times = append(times, float64(time.Since(start).Microseconds())/1e3)
		}
	}
	slices.Sort(times)
	t.Median, t.Max = times[len(times)/2], times[len(times)-1]
	return t, nil
}

func drain(db *query.DB, text string, args []any) (int64, error) {
	r, err := db.Query(context.Background(), text, args...)
	if err != nil {
		return 0, err
	}
	for r.Next() {
	}
	return r.Rows(), errors.Join(r.Err(), r.Close())
}

func first(db *query.DB, text string) (string, error) {
	r, err := db.Query(context.Background(), text)
	if err != nil {
		return "", err
	}
	defer r.Close()
	if !r.Next() || r.Row()[0] == nil {
		return "", errors.Join(r.Err(), errors.New("the lake has none"))
	}
	return fmt.Sprint(r.Row()[0]), r.Err()
}
