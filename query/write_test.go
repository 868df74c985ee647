package query

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/ipc"
	"github.com/apache/arrow-go/v18/arrow/memory"
	"github.com/apache/arrow-go/v18/parquet/file"
	"github.com/apache/arrow-go/v18/parquet/pqarrow"
	"github.com/google/go-cmp/cmp"
)

// mixed has what formats stumble over: quotes, pipes, line ends, markup, null beside empty, lists, 2^53+1, a repeated name.
const mixed = `SELECT * FROM (VALUES
	('plain', 9007199254740993, 2.5, DATE '2025-03-04', TIMESTAMP '2025-03-04 05:06:07', true, ['x', 'y, z'], 1),
	('a "quoted", <b>bold</b> & | piped', -1, 1e-7, NULL, NULL, false, [], 2),
	('two' || chr(10) || 'lines', NULL, 123456789.123, DATE '1999-12-31', NULL, NULL, NULL, 3),
	('', 0, 'nan'::DOUBLE, NULL, NULL, NULL, [NULL, 'ö—×'], NULL),
	(NULL, 7, 100000, NULL, TIMESTAMP '2025-03-04 05:06:07.5', true, ['https://example.org'], 5)
) t(words, big, ratio, day, moment, flag, list, words)`

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", "formats", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s; if meant, renew with -update (-golden +got):\n%s", name, diff)
	}
}

func TestTextFormatsGoldens(t *testing.T) {
	db := openLake(t, Options{})
	for name, c := range map[string]struct {
		format string
		o      WriteOptions
	}{
		"plain.txt":    {"table", WriteOptions{}},
		"terminal.txt": {"table", WriteOptions{Terminal: true, Width: 130}},
		"color.txt":    {"table", WriteOptions{Terminal: true, Color: true, Width: 100}},
		"narrow.txt":   {"table", WriteOptions{Terminal: true, Width: 60}},
		"mixed.csv":    {"csv", WriteOptions{}},
		"mixed.tsv":    {"tsv", WriteOptions{}},
		"mixed.json":   {"json", WriteOptions{}},
		"mixed.jsonl":  {"jsonl", WriteOptions{}},
		"mixed.md":     {"markdown", WriteOptions{}},
		"mixed.html":   {"html", WriteOptions{Title: "Mixed <values>"}},
	} {
		golden(t, name, render(t, db, c.format, c.o, mixed))
	}
}

// No line of a table is longer than the terminal, and no cell is lost.
func TestTableFitsItsWidth(t *testing.T) {
	db := openLake(t, Options{})
	for _, text := range []string{mixed, "FROM papers", "FROM claims ORDER BY ALL", "SELECT repeat('x', 500) AS long, 1 AS n", "SELECT 1 AS n"} {
		for width := 40; width < 300; width += 13 {
			got := render(t, db, "table", WriteOptions{Terminal: true, Width: width}, text)
			for line := range strings.Lines(got) {
				if n := len([]rune(strings.TrimSuffix(line, "\n"))); n > width {
					t.Fatalf("%s at %d has a line of %d:\n%s", text, width, n, got)
				}
			}
		}
	}
	got := render(t, db, "table", WriteOptions{Terminal: true, Width: 60}, "FROM papers ORDER BY paper_id LIMIT 1")
	for _, want := range []string{"row 1", "paper_id", "content_hash", "arxiv:2503.00001"} {
		if !strings.Contains(got, want) {
			t.Errorf("%s is missing:\n%s", want, got)
		}
	}
}

// A table that is too narrow for all columns goes without those of detail, the last one first, and says so; the others stay.
func TestTableLeavesOutDetail(t *testing.T) {
	db := openLake(t, Options{})
	q, err := Lookup("top_speedups")
	if err != nil {
		t.Fatal(err)
	}
	sql, args, err := q.Bind(nil)
	if err != nil {
		t.Fatal(err)
	}
	shown := 0 // columns at the width before
	for width := 60; width < 400; width += 17 {
		got := render(t, db, "table", WriteOptions{Terminal: true, Width: width, Detail: q.Detail}, sql, args...)
		_, said, _ := strings.Cut(got, "no room for")
		header := strings.Fields(strings.ReplaceAll(strings.Split(got, "\n")[1], "│", " "))
		for i, name := range q.Detail {
			if slices.Contains(header, name) == strings.Contains(said, name) {
				t.Fatalf("at %d %s must be shown or named as left out:\n%s", width, name, got)
			}
			if i > 0 && slices.Contains(header, name) && !slices.Contains(header, q.Detail[i-1]) {
				t.Fatalf("at %d %s is shown before %s:\n%s", width, name, q.Detail[i-1], got)
			}
		}
		if len(header) < max(shown, 4) {
			t.Fatalf("at %d only %s are left:\n%s", width, header, got)
		}
		shown = len(header)
		for line := range strings.Lines(got) {
			if n := len([]rune(strings.TrimSuffix(line, "\n"))); n > width {
				t.Fatalf("at %d a line of %d:\n%s", width, n, got)
			}
		}
	}
	if shown != 11 {
		t.Errorf("at last %d of 11 columns", shown)
	}
}

func TestTableShowsPlansAsTheyAre(t *testing.T) {
	db := openLake(t, Options{})
	got := render(t, db, "table", WriteOptions{Terminal: true, Width: 60}, "EXPLAIN SELECT title FROM papers WHERE kind = 'survey'")
	if !strings.Contains(got, "READ_PARQUET") || strings.Contains(got, "explain_key") || strings.Count(got, "\n") < 5 {
		t.Error(got)
	}
}

// Terminals obey escape sequences; titles of papers must not command them.
func TestTableTamesControlCharacters(t *testing.T) {
	db := openLake(t, Options{})
	got := render(t, db, "table", WriteOptions{Terminal: true, Width: 80}, "SELECT 'a' || chr(27) || '[2J' || chr(13) || 'b' AS v")
	if strings.ContainsAny(got, "\x1b\r") {
		t.Errorf("%q", got)
	}
}

func TestCSVReadsBack(t *testing.T) {
	db := openLake(t, Options{})
	rows, err := csv.NewReader(strings.NewReader(render(t, db, "csv", WriteOptions{}, mixed))).ReadAll()
	if err != nil || len(rows) != 6 || rows[2][0] != `a "quoted", <b>bold</b> & | piped` || rows[3][0] != "two\nlines" || rows[1][1] != "9007199254740993" || rows[1][6] != `["x","y, z"]` {
		t.Errorf("%v %q", err, rows)
	}
	if rows, err := csv.NewReader(strings.NewReader(render(t, db, "csv", WriteOptions{}, "SELECT unnest([NULL, 'x', '']) AS one"))).ReadAll(); err != nil || len(rows) != 4 {
		t.Errorf("a lone null is lost: %v %q", err, rows)
	}
}

func TestJSONReadsBack(t *testing.T) {
	db := openLake(t, Options{})
	var all []map[string]any
	if err := json.Unmarshal([]byte(render(t, db, "json", WriteOptions{}, mixed)), &all); err != nil || len(all) != 5 {
		t.Fatalf("%v: %d rows", err, len(all))
	}
	if all[3]["ratio"] != nil || all[2]["words"] != "two\nlines" || all[0]["words_1"] != 1.0 {
		t.Errorf("%v", all)
	}
	for line := range strings.Lines(render(t, db, "jsonl", WriteOptions{}, mixed)) {
		if !json.Valid([]byte(line)) {
			t.Errorf("not JSON: %s", line)
		}
	}
	if got := render(t, db, "json", WriteOptions{}, "SELECT 1 WHERE false"); got != "[\n]\n" {
		t.Errorf("no rows: %q", got)
	}
	if got := render(t, db, "jsonl", WriteOptions{}, "SELECT 1 WHERE false"); got != "" {
		t.Errorf("no rows: %q", got)
	}
}

// want is mixed as Arrow writes it.
var want = map[string][]string{
	"words":   {"plain", `a "quoted", <b>bold</b> & | piped`, "two\nlines", "", array.NullValueStr},
	"big":     {"9007199254740993", "-1", array.NullValueStr, "0", "7"},
	"ratio":   {"2.5", "1e-07", "1.23456789123e+08", "NaN", "100000"},
	"day":     {"2025-03-04", array.NullValueStr, "1999-12-31", array.NullValueStr, array.NullValueStr},
	"flag":    {"true", "false", array.NullValueStr, array.NullValueStr, "true"},
	"list":    {`["x","y, z"]`, "[]", array.NullValueStr, `[null,"ö—×"]`, `["https://example.org"]`},
	"words_1": {"1", "2", "3", array.NullValueStr, "5"},
}

func checkColumnar(t *testing.T, batch arrow.RecordBatch) {
	t.Helper()
	for name, values := range want {
		at := batch.Schema().FieldIndices(name)
		if len(at) != 1 {
			t.Errorf("column %s: %v", name, at)
			continue
		}
		var got []string
		for i := range int(batch.NumRows()) {
			got = append(got, batch.Column(at[0]).ValueStr(i))
		}
		if diff := cmp.Diff(values, got); diff != "" {
			t.Errorf("column %s: %s", name, diff)
		}
	}
}

func TestArrowReadsBack(t *testing.T) {
	db := openLake(t, Options{})
	r, err := ipc.NewReader(strings.NewReader(render(t, db, "arrow", WriteOptions{}, mixed)))
	if err != nil {
		t.Fatal(err)
	}
	defer r.Release()
	if !r.Next() {
		t.Fatal(r.Err())
	}
	checkColumnar(t, r.RecordBatch())
	if got := r.Schema().Field(4).Type.String(); got != "timestamp[us]" {
		t.Errorf("moment is %s", got)
	}
}

func TestParquetReadsBack(t *testing.T) {
	db := openLake(t, Options{})
	read := func(text string) arrow.Table {
		f, err := file.NewParquetReader(bytes.NewReader([]byte(render(t, db, "parquet", WriteOptions{}, text))))
		if err != nil {
			t.Fatal(err)
		}
		r, err := pqarrow.NewFileReader(f, pqarrow.ArrowReadProperties{}, memory.DefaultAllocator)
		if err != nil {
			t.Fatal(err)
		}
		table, err := r.ReadTable(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		return table
	}
	batches := array.NewTableReader(read(mixed), 0)
	if !batches.Next() {
		t.Fatal(batches.Err())
	}
	checkColumnar(t, batches.RecordBatch())
	if n := read("SELECT 1 AS one WHERE false").NumRows(); n != 0 {
		t.Errorf("no rows are %d", n)
	}
	if n := read("SELECT range AS n, repeat('x', 50) AS s FROM range(100001)").NumRows(); n != 100001 {
		t.Errorf("100001 rows are %d", n)
	}
}

func TestColumnarRefusesWhatDoesNotFit(t *testing.T) {
	db := openLake(t, Options{})
	r, err := db.Query(context.Background(), "SELECT 1::HUGEINT AS n UNION ALL SELECT 170141183460469231731687303715884105727")
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	err = Write(&bytes.Buffer{}, "arrow", r, WriteOptions{})
	if err == nil || err.Error() != "row 2, column n: 170141183460469231731687303715884105727 does not fit int64: cast the column to DOUBLE or VARCHAR" {
		t.Error(err)
	}
}

func TestHTMLEscapes(t *testing.T) {
	db := openLake(t, Options{})
	got := render(t, db, "html", WriteOptions{Title: "</title><script>"}, `SELECT '<script>alert(1)</script>' AS "<i>", 'javascript:alert(1)' AS j, 'https://e.org/"><script>' AS u`)
	if strings.Count(got, "<script") != 1 || strings.Contains(got, "<i>") || strings.Contains(got, `href="javascript`) {
		t.Error(got)
	}
}

type broken struct{ after int }

func (b *broken) Write(p []byte) (int, error) {
	if b.after -= len(p); b.after < 0 {
		return 0, errors.New("disk full")
	}
	return len(p), nil
}

func TestWriteErrors(t *testing.T) {
	db := openLake(t, Options{})
	for _, format := range Formats() {
		for _, after := range []int{0, 100000} {
			r, err := db.Query(context.Background(), "SELECT range AS n, md5(range::VARCHAR) AS h FROM range(20000)")
			if err != nil {
				t.Fatal(err)
			}
			if err := Write(&broken{after}, format, r, WriteOptions{}); err == nil || !strings.Contains(err.Error(), "disk full") {
				t.Errorf("%s after %d bytes: %v", format, after, err)
			}
			r.Close()
		}
	}
	r, err := db.Query(context.Background(), "SELECT 1")
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if err := Write(&bytes.Buffer{}, "yaml", r, WriteOptions{}); err == nil || !strings.HasPrefix(err.Error(), `no output format "yaml"; there are table, csv,`) {
		t.Error(err)
	}
}
