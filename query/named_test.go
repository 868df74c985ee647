package query

import (
	"context"
	"database/sql"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the goldens anew")

// variants are the calls besides the one with defaults that a golden shows.
var variants = map[string][]map[string]string{
	"top_speedups":               {{"metric": "", "limit": "4"}, {"phase": "training"}, {"since": "2025-04"}, {"code": "promised", "metric": ""}},
	"claims_by_metric":           {{"since": "2025-05"}},
	"claims_by_month":            {{"metric": "memory", "since": "2025-03"}},
	"claims_by_month_and_metric": {{"top": "1", "min_share": "0.5"}},
	"claims_by_year":             {{"min_papers": "1"}, {"metric": "size", "venue": "TINYCONF", "min_papers": "1"}},
	"code_share_by_month":        {{"category": "cs.LG"}, {"claiming": "true"}},
	"speedup_quartiles_by_month": {{"min_claims": "1"}, {"metric": "", "min_claims": "2"}},
	"factor_distribution":        {{"min_claims": "3"}, {"phase": "training"}},
	"factors":                    {{"metric": "", "phase": "training"}},
	"top_repository_owners":      {{"cited": "true"}, {"host": "gitlab.com"}},
	"promised_code":              {{"before": "2025-04-01"}},
	"memory_savings":             {{"only_kept": "yes"}},
	"papers_by_category":         {{"primary_only": "false", "top": "2", "min_share": "0.9"}},
	"problems_by_code":           {{"source_file": "may.jsonl"}},
	"near_duplicate_titles":      {{"min_similarity": "0.99"}},
	"find_system":                {{"name": "HALFSTEP"}, {"name": "nothing of that name"}},
	"paper":                      {{"id": "10.9999/PAPER.8"}, {"id": "title:00000000000000b0"}, {"id": "2503.99999"}},
	"systems_with_most_claims":   {{"metric": "speed"}},
	"venues":                     {{"min_papers": "3"}},
}

var required = map[string]map[string]string{
	"find_system": {"name": "swift"},
	"paper":       {"id": "2503.00001"},
}

func TestNamedQueriesGoldens(t *testing.T) {
	db := openLake(t, Options{})
	queries, err := Named()
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range queries {
		t.Run(q.Name, func(t *testing.T) {
			var got strings.Builder
			for _, given := range append([]map[string]string{required[q.Name]}, variants[q.Name]...) {
				fmt.Fprintf(&got, "# %s", q.Name)
				for _, name := range slices.Sorted(maps.Keys(given)) {
					fmt.Fprintf(&got, " -p %s=%s", name, given[name])
				}
				text, args, err := q.Bind(given)
				if err != nil {
					t.Fatal(err)
				}
				fmt.Fprintf(&got, "\n%s\n", render(t, db, "table", WriteOptions{}, text, args...))
			}
			header := strings.Split(got.String(), "\n")[1]
			for _, column := range append([]string{q.X, q.Y, q.Series}, q.Detail...) {
				if column != "" && !slices.Contains(strings.Fields(header), column) {
					t.Errorf("its chart or detail has %s; the columns are %s", column, header)
				}
			}
			golden := filepath.Join("testdata", "golden", q.Name+".txt")
			if *update {
				if err := os.WriteFile(golden, []byte(got.String()), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got.String()); diff != "" {
				t.Errorf("not the golden's rows; if meant, renew with -update (-golden +got):\n%s", diff)
			}
		})
	}
}

// Every named query answers on a lake without rows, and in the same order whatever the number of threads.
func TestNamedQueriesOnAnEmptyLakeAndInOneOrder(t *testing.T) {
	empty := openFiles(t, nil, Options{})
	files, _ := testLake(t)
	one, many := openFiles(t, files, Options{Threads: 1}), openFiles(t, files, Options{Threads: 4})
	queries, _ := Named()
	for _, q := range queries {
		text, args, err := q.Bind(required[q.Name])
		if err != nil {
			t.Fatal(err)
		}
		if got := render(t, empty, "jsonl", WriteOptions{}, text, args...); got != "" {
			t.Errorf("%s finds rows in an empty lake: %s", q.Name, got)
		}
		want := render(t, one, "jsonl", WriteOptions{}, text, args...)
		for range 3 {
			if got := render(t, many, "jsonl", WriteOptions{}, text, args...); got != want {
				t.Errorf("%s on four threads:\n%son one:\n%s", q.Name, got, want)
			}
		}
		if !strings.Contains(q.SQL, "ORDER BY") {
			t.Errorf("%s has no ORDER BY", q.Name)
		}
	}
}

// A paper of which only the year is known is dated to the year's first day, but is none of January's.
func TestMonthsLeaveOutYears(t *testing.T) {
	db := openLake(t, Options{})
	queries, _ := Named()
	for _, q := range queries {
		if !strings.Contains(q.SQL, "date_trunc('month'") {
			continue
		}
		given := map[string]string{"metric": "", "min_share": "0", "min_claims": "1"}
		maps.DeleteFunc(given, func(name, _ string) bool {
			return !slices.ContainsFunc(q.Params, func(p Param) bool { return p.Name == name })
		})
		text, args, err := q.Bind(given)
		if err != nil {
			t.Fatal(err)
		}
		got := render(t, db, "jsonl", WriteOptions{}, text, args...)
		if !strings.Contains(got, "2025-03-01") || strings.Contains(got, "2024-01-01") {
			t.Errorf("%s: want March 2025 and no January 2024:\n%s", q.Name, got)
		}
	}
}

// A parameter that is not used, or is used and not declared, is a mistake of the file.
func TestNamedQueriesDeclareTheirParameters(t *testing.T) {
	queries, _ := Named()
	for _, q := range queries {
		declared := map[string]bool{}
		for _, p := range q.Params {
			declared[p.Name] = true
			if !strings.Contains(q.SQL, "$"+p.Name) {
				t.Errorf("%s declares %s and does not use it", q.Name, p.Name)
			}
		}
		for _, part := range strings.Split(q.SQL, "$")[1:] {
			name := part[:strings.IndexFunc(part+" ", func(r rune) bool { return r != '_' && (r < 'a' || r > 'z') })]
			if name != "" && name != "." && !declared[name] {
				t.Errorf("%s uses $%s and does not declare it", q.Name, name)
			}
		}
	}
	if len(queries) < 14 {
		t.Errorf("%d named queries", len(queries))
	}
}

func TestParseNamed(t *testing.T) {
	q, err := parseNamed("q", `-- title: Papers
-- doc: One line
--   and another: with a colon.
-- param id text required: Which.
-- param limit integer = 5: How
--   many.
-- param metric claims.metric: Which.
-- chart: bar x=a series=b
-- detail: c d
SELECT $id, $limit, $metric
-- kept
`)
	if err != nil {
		t.Fatal(err)
	}
	if q.Doc != "One line and another: with a colon." || q.Chart != "bar" || q.X != "a" || q.Y != "" || q.Series != "b" || !slices.Equal(q.Detail, []string{"c", "d"}) || q.SQL != "SELECT $id, $limit, $metric\n-- kept" {
		t.Errorf("%+v", q)
	}
	if p := q.Params[1]; p.Doc != "How many." || p.Default != "5" || p.Required {
		t.Errorf("%+v", p)
	}
	if p := q.Params[2]; p.Type != "text" || !slices.Contains(p.Values, "speed") {
		t.Errorf("%+v", p)
	}
	for text, want := range map[string]string{
		"-- title: T\nSELECT 1":                                         "title, doc and SQL must all be there",
		"-- title: T\n-- doc: D\n-- colour: red\nSELECT 1":              `line 3: unknown key "colour"`,
		"-- title: T\nno comment":                                       "title, doc and SQL must all be there",
		"-- title: T\n-- chart: bar z=a\nSELECT 1":                      `line 2: chart: "z=a"; want KIND, then x=, y= or series= and a column`,
		"-- no key\nSELECT 1":                                           "line 1: want `-- key: text`",
		"-- title: T\n-- param n integer = x: N\nSELECT 1":              `line 2: parameter n: "x" is not a whole number, 0 or more`,
		"-- title: T\n-- param n integer 5: N\nSELECT 1":                "line 2: parameter n: want `= DEFAULT` or `required` after its type",
		"-- title: T\n-- param m claims.colour: M\nSELECT 1":            "line 2: parameter m: claims.colour has no fixed vocabulary",
		"-- title: T\n-- param m nosuch.metric: M\nSELECT 1":            "line 2: parameter m: no table nosuch",
		"-- title: T\n-- param n float = 1: N\nSELECT 1":                "line 2: parameter n: unknown type float; want text, integer, number, date or boolean",
		"-- title: T\n-- param metric claims.metric = red: N\nSELECT 1": `line 2: parameter metric: "red" is none of its values: speed, latency, throughput, memory, compute, parameters, size, tokens, data, communication, energy, cost, capacity`,
	} {
		if _, err := parseNamed("q", text); err == nil || err.Error() != want {
			t.Errorf("%s\ngot  %v\nwant %s", text, err, want)
		}
	}
}

func TestBind(t *testing.T) {
	q := NamedQuery{Name: "q", SQL: "SELECT 1", Params: []Param{
		{Name: "id", Type: "text", Required: true, Doc: "Which."},
		{Name: "limit", Type: "integer", Default: "20"},
		{Name: "least", Type: "number"},
		{Name: "since", Type: "date"},
		{Name: "all", Type: "boolean", Default: "false"},
		{Name: "kind", Type: "text", Values: []string{"speed", "memory"}},
	}}
	for _, c := range []struct {
		given map[string]string
		want  []any
		err   string
	}{
		{map[string]string{"id": "x"}, []any{"x", int64(20), nil, nil, false, nil}, ""},
		{map[string]string{"id": "x", "limit": "", "least": "1e3", "since": "2025-03", "all": "Yes", "kind": "memory"},
			[]any{"x", nil, 1000.0, "2025-03-01", true, "memory"}, ""},
		{map[string]string{"id": "a b", "since": "2025"}, []any{"a b", int64(20), nil, "2025-01-01", false, nil}, ""},
		{nil, nil, "q: parameter id is missing (text): Which."},
		{map[string]string{"id": ""}, nil, "q: parameter id is missing (text): Which."},
		{map[string]string{"id": "x", "limit": "ten"}, nil, `q: parameter limit: "ten" is not a whole number, 0 or more`},
		{map[string]string{"id": "x", "limit": "-1"}, nil, `q: parameter limit: "-1" is not a whole number, 0 or more`},
		{map[string]string{"id": "x", "limit": "99999999999999999999"}, nil, `q: parameter limit: "99999999999999999999" is not a whole number, 0 or more`},
		{map[string]string{"id": "x", "least": "NaN"}, nil, `q: parameter least: "NaN" is not a number, as 1.5`},
		{map[string]string{"id": "x", "since": "March"}, nil, `q: parameter since: "March" is not a date: 2025-03-14, 2025-03 or 2025`},
		{map[string]string{"id": "x", "since": "2025-02-30"}, nil, `q: parameter since: "2025-02-30" is not a date: 2025-03-14, 2025-03 or 2025`},
		{map[string]string{"id": "x", "all": "perhaps"}, nil, `q: parameter all: "perhaps" is not true or false`},
		{map[string]string{"id": "x", "kind": "red"}, nil, `q: parameter kind: "red" is none of its values: speed, memory`},
		{map[string]string{"id": "x", "kind": "sped"}, nil, `q: parameter kind: "sped" is none of its values; did you mean speed?`},
		{map[string]string{"id": "x", "limits": "1"}, nil, `q: no parameter "limits"; did you mean limit?`},
		{map[string]string{"id": "x", "colour": "1"}, nil, `q: no parameter "colour"; it takes id, limit, least, since, all, kind`},
	} {
		_, args, err := q.Bind(c.given)
		if c.err != "" {
			if err == nil || err.Error() != c.err {
				t.Errorf("%v\ngot  %v\nwant %s", c.given, err, c.err)
			}
			continue
		}
		var got []any
		for i, a := range args {
			if n := a.(sql.NamedArg); n.Name == q.Params[i].Name {
				got = append(got, n.Value)
			}
		}
		if diff := cmp.Diff(c.want, got); err != nil || diff != "" {
			t.Errorf("%v: %v %s", c.given, err, diff)
		}
	}
	if _, _, err := (NamedQuery{Name: "none"}).Bind(map[string]string{"limit": "1"}); err == nil || err.Error() != `none: no parameter "limit"; it takes none` {
		t.Error(err)
	}
}

func TestLookup(t *testing.T) {
	if q, err := Lookup("top_speedups"); err != nil || q.Title == "" {
		t.Error(q, err)
	}
	if _, err := Lookup("top_speedup"); err == nil || err.Error() != `no query is named "top_speedup"; did you mean top_speedups?` {
		t.Error(err)
	}
	if _, err := Lookup("weather"); err == nil || !strings.Contains(err.Error(), "there are claims_by_metric, ") {
		t.Error(err)
	}
}

// A value is bound, never pasted.
func TestParametersAreValues(t *testing.T) {
	db := openLake(t, Options{})
	q, _ := Lookup("find_system")
	text, args, err := q.Bind(map[string]string{"name": "x') OR true; DROP VIEW papers; --"})
	if err != nil {
		t.Fatal(err)
	}
	r, err := db.Query(context.Background(), text, args...)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if r.Next() {
		t.Error("found", r.Row())
	}
}
