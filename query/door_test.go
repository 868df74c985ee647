package query

import (
	"context"
	"errors"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/duckdb/duckdb-go/v2"
)

// attempts are ways out of the door. $OTHER is a Parquet file that was not given, $GIVEN one that was, $NEW a path that
// does not exist, $DIR their folder, all with their quotes doubled; $URL is a server that counts its callers.
var attempts = []string{
	// reading
	"SELECT * FROM read_csv('/etc/passwd')",
	"SELECT * FROM read_text('/etc/passwd')",
	"SELECT * FROM read_blob('$OTHER')",
	"SELECT * FROM read_parquet('$OTHER')",
	"SELECT * FROM read_parquet(['$GIVEN', '$OTHER'])",
	"SELECT * FROM '$OTHER'",
	"FROM '/etc/passwd'",
	"SELECT * FROM parquet_metadata('$OTHER')",
	"SELECT * FROM parquet_kv_metadata('$OTHER')",
	"SELECT * FROM read_json('/etc/passwd')",
	"SELECT * FROM sniff_csv('/etc/passwd')",
	"SELECT * FROM read_duckdb('$NEW')",
	"SELECT * FROM glob('/etc/*')",
	"SELECT * FROM glob('$DIR/*')",
	"SELECT * FROM query('SELECT * FROM read_text(''/etc/passwd'')')",
	"SELECT * FROM query_table('$OTHER')",
	"SELECT * FROM duckdb_secrets()",
	"SELECT * FROM duckdb_extensions()",
	"DESCRIBE SELECT * FROM read_csv('/etc/passwd')",
	"SUMMARIZE SELECT * FROM read_text('/etc/passwd')",
	"EXPLAIN SELECT * FROM read_csv('/etc/passwd')",
	// the network
	"SELECT * FROM read_parquet('$URL/x.parquet')",
	"SELECT * FROM read_csv('$URL/x.csv')",
	"SELECT * FROM 's3://bucket/x.parquet'",
	// writing
	"COPY (SELECT 1) TO '$NEW'",
	"COPY (SELECT 1 AS x) TO '$GIVEN' (FORMAT parquet, USE_TMP_FILE false)",
	"COPY papers FROM '$GIVEN'",
	"EXPLAIN COPY (SELECT 1) TO '$NEW'",
	"EXPLAIN ANALYZE COPY (SELECT 1 AS x) TO '$GIVEN' (FORMAT parquet, USE_TMP_FILE false)",
	"EXPLAIN (ANALYZE) COPY (SELECT 1 AS x) TO '$GIVEN' (FORMAT parquet, USE_TMP_FILE false)",
	"EXPLAIN (ANALYZE /*) SELECT 1 --*/) COPY (SELECT 1 AS x) TO '$GIVEN' (FORMAT parquet, USE_TMP_FILE false)",
	"EXPLAIN ANALYZE /* */ COPY (SELECT 1 AS x) TO '$GIVEN' (FORMAT parquet, USE_TMP_FILE false)",
	"/* */ EXPLAIN ANALYZE COPY (SELECT 1 AS x) TO '$GIVEN' (FORMAT parquet, USE_TMP_FILE false)",
	"SELECT 1; COPY (SELECT 1 AS x) TO '$GIVEN' (FORMAT parquet, USE_TMP_FILE false)",
	"COPY (SELECT 1 AS x) TO '$GIVEN' (FORMAT parquet, USE_TMP_FILE false); SELECT 1",
	"SELECT $$a;b$$; COPY (SELECT 1 AS x) TO '$GIVEN' (FORMAT parquet, USE_TMP_FILE false); SELECT 1",
	"SELECT * FROM enable_profiling(save_location := '$GIVEN', format := 'json')",
	"SELECT * FROM enable_logging(storage := 'file', storage_path := '$DIR')",
	"SELECT * FROM enable_logging(storage := 'stdout')",
	"EXPORT DATABASE '$NEW'",
	"IMPORT DATABASE '$DIR'",
	"ATTACH '$NEW' AS other",
	"ATTACH ':memory:' AS other",
	"CREATE TABLE t AS SELECT 1",
	"CREATE TEMP MACRO m() AS 1",
	"CREATE OR REPLACE VIEW papers AS SELECT 1",
	"DROP VIEW papers",
	"INSERT INTO papers SELECT 1",
	"DELETE FROM papers",
	"WITH d AS (DELETE FROM papers RETURNING *) SELECT * FROM d",
	// the settings and the process
	"INSTALL httpfs",
	"LOAD httpfs",
	"LOAD '$NEW'",
	"FORCE INSTALL json",
	"SET threads = 4",
	"SET enable_external_access = true",
	"SET SESSION lock_configuration = false",
	"RESET memory_limit",
	"SET VARIABLE x = 1",
	"PRAGMA enable_profiling = 'json'",
	"PRAGMA threads = 4",
	"PRAGMA version",
	"CALL pragma_version()",
	"CREATE SECRET s (TYPE s3)",
	"USE memory",
	"BEGIN",
	"CHECKPOINT",
	"VACUUM",
	"PREPARE p AS SELECT 1",
	"EXECUTE p",
	"DEALLOCATE p",
	"SELECT 1; SELECT 2",
	"SELECT 1;;SELECT 2;",
	"SELECT ';'; DROP VIEW papers; SELECT 1",
	"",
	" ; ",
}

func TestDoorIsShut(t *testing.T) {
	files, dir := testLake(t)
	read := func() map[string]string {
		got := map[string]string{}
		entries, err := os.ReadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			data, err := os.ReadFile(filepath.Join(dir, e.Name()))
			if err != nil {
				t.Fatal(err)
			}
			got[e.Name()] = string(data)
		}
		return got
	}
	other := filepath.Join(dir, "other.parquet")
	data, err := os.ReadFile(files["claims"][0])
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(other, data, 0o644); err != nil {
		t.Fatal(err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	called := make(chan bool, 1)
	go func() {
		conn, err := listener.Accept()
		if err == nil {
			conn.Close()
		}
		called <- err == nil
	}()

	before := read()
	db := openFiles(t, files, Options{})
	quoted := func(s string) string { return strings.ReplaceAll(s, "'", "''") }
	fill := strings.NewReplacer("$OTHER", quoted(other), "$GIVEN", quoted(files["claims"][0]), "$NEW", quoted(filepath.Join(dir, "new")),
		"$DIR", quoted(dir), "$URL", "http://"+listener.Addr().String())
	for _, attempt := range attempts {
		text := fill.Replace(attempt)
		r, err := db.Query(context.Background(), text)
		if err == nil {
			t.Errorf("let in: %s", attempt)
			r.Close()
			continue
		}
		if strings.TrimSpace(err.Error()) == "" || strings.Contains(err.Error(), "Stack Trace") {
			t.Errorf("%s: %v", attempt, err)
		}
		if got := render(t, db, "csv", WriteOptions{}, "SELECT count(*) AS n, count(DISTINCT kind) AS kinds FROM papers"); got != "n,kinds\n10,4\n" {
			t.Fatalf("after %s the views answer %q", attempt, got)
		}
	}
	listener.Close()
	if <-called {
		t.Error("a query called a server")
	}
	after := read()
	if len(after) != len(before) {
		t.Errorf("files before %d, after %d", len(before), len(after))
	}
	for name := range before {
		if before[name] != after[name] {
			t.Errorf("%s was changed", name)
		}
	}
}

// The attempts prove something only if an open DuckDB lets them out.
func TestDoorAttemptsWorkWithoutTheDoor(t *testing.T) {
	connector, err := duckdb.NewConnector("", nil)
	if err != nil {
		t.Fatal(err)
	}
	defer connector.Close()
	db := &DB{connector: connector}
	conn, err := db.connect(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	given := filepath.Join(t.TempDir(), "given")
	for _, text := range []string{
		"COPY (SELECT 1 AS x) TO '$GIVEN' (FORMAT parquet)",
		"SET allowed_paths = ['$GIVEN']",
		"SET enable_external_access = false",
		"SET lock_configuration = true",
		"EXPLAIN ANALYZE COPY (SELECT 'overwritten' AS x) TO '$GIVEN' (FORMAT parquet, USE_TMP_FILE false)",
	} {
		if _, err := conn.ExecContext(context.Background(), strings.ReplaceAll(text, "$GIVEN", given), nil); err != nil {
			t.Fatalf("%s: %v", text, err)
		}
	}
	data, err := os.ReadFile(given)
	if err != nil || !strings.Contains(string(data), "overwritten") {
		t.Errorf("settings alone now keep an allowed path from being written (%v): guard.go may be more than is needed", err)
	}
}

// The guard reads statements, the settings stop what they do: each holds where the other is passed by.
func TestSettingsHoldWithoutTheGuard(t *testing.T) {
	files, dir := testLake(t)
	db := openFiles(t, files, Options{})
	conn, err := db.connect(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	for _, text := range []string{
		"COPY (SELECT 1) TO '$NEW'",
		"COPY (SELECT 1) TO '.tmp/new'",
		"EXPORT DATABASE '$NEW'",
		"ATTACH '$NEW' AS other",
		"INSTALL httpfs",
		"LOAD httpfs",
		"SET threads = 4",
		"SET allowed_paths = ['/etc/passwd']",
		"SET enable_external_access = true",
		"SET lock_configuration = false",
		"RESET memory_limit",
		"PRAGMA temp_directory = '/tmp'",
	} {
		text = strings.ReplaceAll(text, "$NEW", strings.ReplaceAll(filepath.Join(dir, "new"), "'", "''"))
		if _, err := conn.ExecContext(context.Background(), text, nil); err == nil {
			t.Errorf("let through: %s", text)
		}
	}
}

func TestStatementsThatRead(t *testing.T) {
	db := openLake(t, Options{})
	for _, text := range []string{
		"SELECT 1",
		" select 1 ; ; \n",
		"-- what it is\nSELECT ';' -- ; done;",
		"/* ; */ SELECT 1",
		"(SELECT 1)",
		"WITH a AS (FROM papers) SELECT count(*) FROM a",
		"FROM papers LIMIT 1",
		"VALUES (1), (2)",
		"TABLE papers",
		"DESCRIBE papers",
		"DESC papers",
		"SHOW TABLES",
		"SUMMARIZE claims",
		"EXPLAIN SELECT * FROM papers",
		"EXPLAIN ANALYZE SELECT ';' FROM papers",
		"EXPLAIN (ANALYZE, FORMAT json) SELECT * FROM papers",
		"EXPLAIN (SELECT metric FROM claims)",
		"PIVOT claims ON metric USING count(*) GROUP BY phase",
		"PIVOT claims ON metric IN ('speed', 'memory') USING count(*) GROUP BY phase",
		"UNPIVOT (SELECT 1 AS a, 2 AS b) ON a, b INTO NAME k VALUE v",
		"SELECT * FROM (PIVOT claims ON phase USING count(*) GROUP BY metric)",
		"SELECT * FROM query('SELECT count(*) FROM papers')",
		"SELECT getvariable('x')",
	} {
		r, err := db.Query(context.Background(), text)
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		for r.Next() {
		}
		if r.Err() != nil {
			t.Errorf("%s: %v", text, r.Err())
		}
		if err := r.Close(); err != nil {
			t.Errorf("%s: %v", text, err)
		}
	}
}

// Open must fail when DuckDB does not hold to what it was told.
func TestOpenRefusesASettingThatDidNotTake(t *testing.T) {
	connector, err := duckdb.NewConnector("", nil)
	if err != nil {
		t.Fatal(err)
	}
	defer connector.Close()
	conn, err := (&DB{connector: connector}).connect(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	files := map[string][]string{"papers": {"/nowhere/papers.parquet"}}
	settings, err := door(files, Options{Threads: 1}.withDefaults())
	if err != nil {
		t.Fatal(err)
	}
	// Nothing was set: every setting that is not DuckDB's default must be noticed.
	noticed := 0
	for _, s := range settings {
		if err := checkSettings(context.Background(), conn, []setting{s}); err != nil {
			noticed++
			if !strings.Contains(err.Error(), s.name) {
				t.Errorf("%s: %v", s.name, err)
			}
		} else if s.name != "allowed_directories" && s.name != "autoinstall_known_extensions" && s.name != "autoload_known_extensions" {
			t.Errorf("%s is taken for set", s.name)
		}
	}
	if noticed < 7 {
		t.Errorf("%d settings noticed", noticed)
	}
}

func TestOpenErrors(t *testing.T) {
	files, dir := testLake(t)
	for name, c := range map[string]struct {
		files map[string][]string
		o     Options
		want  string
	}{
		"missing file":   {map[string][]string{"claims": {filepath.Join(dir, "gone.parquet")}}, Options{}, "gone.parquet"},
		"relative path":  {map[string][]string{"claims": {"claims.parquet"}}, Options{}, "not an absolute path"},
		"no such table":  {map[string][]string{"authors": nil}, Options{}, `"authors": no such table`},
		"wrong columns":  {map[string][]string{"claims": files["links"]}, Options{}, "table claims"},
		"not Parquet":    {map[string][]string{"claims": {filepath.Join(dir, "no.parquet")}}, Options{}, "no.parquet"},
		"memory unit":    {nil, Options{MemoryLimit: "12 sheep"}, `"12 sheep" is no amount of memory: want a number and a unit, as 512MiB or 1GB`},
		"memory percent": {nil, Options{MemoryLimit: "80%"}, "no amount of memory"},
	} {
		if err := os.WriteFile(filepath.Join(dir, "no.parquet"), []byte("not Parquet at all"), 0o644); err != nil {
			t.Fatal(err)
		}
		db, err := Open(context.Background(), c.files, c.o)
		if err == nil {
			db.Close()
			t.Errorf("%s: opened", name)
		} else if !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestRefusalsCanBeTold(t *testing.T) {
	db := openLake(t, Options{})
	for text, is := range map[string]bool{
		"DROP VIEW papers":                      true,
		"SELECT 1; SELECT 2":                    true,
		"SELECT * FROM read_csv('/etc/passwd')": true,
		"SELECT nothing FROM papers":            false,
	} {
		if _, err := db.Query(context.Background(), text); errors.Is(err, ErrRefused) != is {
			t.Errorf("%s: %v", text, err)
		}
	}
}
