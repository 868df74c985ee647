package query

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	_ "github.com/duckdb/duckdb-go/v2"

	"github.com/paperlake/paperlake/schemas"
)

// testLake writes testdata/lake.sql as Parquet below a folder whose name DuckDB must not take for SQL, a pattern or a
// partition. papers is two files, the others one each.
func testLake(t testing.TB) (files map[string][]string, dir string) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), `it's a "lake", [1]*?`, "kind=none")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("duckdb", "")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	exec := func(text string) {
		t.Helper()
		if _, err := db.Exec(text); err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
	}
	for _, table := range schemas.Published {
		var columns []string
		for _, c := range table.Columns {
			columns = append(columns, quoteName(c.Name)+" "+sqlType(c.Type))
		}
		exec(fmt.Sprintf("CREATE TABLE %s (%s)", table.Name, strings.Join(columns, ", ")))
	}
	rows, err := os.ReadFile("testdata/lake.sql")
	if err != nil {
		t.Fatal(err)
	}
	exec(string(rows))
	files = map[string][]string{}
	write := func(table, part, where string) {
		path := filepath.Join(dir, table+part+".parquet")
		exec(fmt.Sprintf("COPY (FROM %s WHERE %s) TO %s (FORMAT parquet)", table, where, quoteText(path)))
		files[table] = append(files[table], path)
	}
	write("papers", "-1", "source_file < 'may'")
	write("papers", "-2", "source_file >= 'may'")
	for _, table := range []string{"links", "claims", "sightings", "problems"} {
		write(table, "", "true")
	}
	return files, dir
}

func openLake(t testing.TB, o Options) *DB {
	t.Helper()
	files, _ := testLake(t)
	return openFiles(t, files, o)
}

func openFiles(t testing.TB, files map[string][]string, o Options) *DB {
	t.Helper()
	db, err := Open(context.Background(), files, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

// render runs text and writes its result in a format.
func render(t testing.TB, db *DB, format string, o WriteOptions, text string, args ...any) string {
	t.Helper()
	r, err := db.Query(context.Background(), text, args...)
	if err != nil {
		t.Fatalf("%s\n%v", text, err)
	}
	defer r.Close()
	var b strings.Builder
	if err := Write(&b, format, r, o); err != nil {
		t.Fatalf("%s as %s: %v", text, format, err)
	}
	return b.String()
}
