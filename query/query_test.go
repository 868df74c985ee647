package query

import (
	"context"
	"database/sql"
	"errors"
	"math"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestRowValues(t *testing.T) {
	db := openLake(t, Options{})
	day := time.Date(2025, 3, 4, 0, 0, 0, 0, time.UTC)
	noon := day.Add(12*time.Hour + 34*time.Minute)
	for _, c := range []struct {
		sql, sqlType string
		want         any
	}{
		{"NULL", "INTEGER", nil},
		{"'it''s ö'", "VARCHAR", "it's ö"},
		{"true", "BOOLEAN", true},
		{"1::TINYINT", "TINYINT", int64(1)},
		{"-2::SMALLINT", "SMALLINT", int64(-2)},
		{"3::INTEGER", "INTEGER", int64(3)},
		{"9007199254740993::BIGINT", "BIGINT", int64(9007199254740993)},
		{"4::UTINYINT", "UTINYINT", int64(4)},
		{"5::USMALLINT", "USMALLINT", int64(5)},
		{"6::UINTEGER", "UINTEGER", int64(6)},
		{"7::UBIGINT", "UBIGINT", int64(7)},
		{"18446744073709551615::UBIGINT", "UBIGINT", "18446744073709551615"},
		{"sum(8)", "HUGEINT", int64(8)},
		{"170141183460469231731687303715884105727::HUGEINT", "HUGEINT", "170141183460469231731687303715884105727"},
		{"0.5::FLOAT", "FLOAT", 0.5},
		{"'inf'::DOUBLE", "DOUBLE", math.Inf(1)},
		{"12.50::DECIMAL(9, 2)", "DECIMAL(9,2)", 12.5},
		{"DATE '2025-03-04'", "DATE", day},
		{"TIMESTAMP '2025-03-04 12:34:00'", "TIMESTAMP", noon},
		{"TIMESTAMPTZ '2025-03-04 14:34:00+02'", "TIMESTAMPTZ", noon},
		{"TIME '12:34:56.5'", "TIME", "12:34:56.5"},
		{"INTERVAL 3 DAYS", "INTERVAL", "3 days"},
		{"INTERVAL '-1.25 seconds'", "INTERVAL", "-00:00:01.25"},
		{"INTERVAL '1 month 2 days 01:02:03'", "INTERVAL", "1 month 2 days 01:02:03"},
		{"'00112233-4455-6677-8899-aabbccddeeff'::UUID", "UUID", "00112233-4455-6677-8899-aabbccddeeff"},
		{"'a'::BLOB", "BLOB", "a"},
		{"'\\xFF'::BLOB", "BLOB", "ff"},
		{"['x', NULL]", "VARCHAR[]", []any{"x", nil}},
		{"[[1], []]", "INTEGER[][]", []any{[]any{int64(1)}, []any{}}},
		{"[DATE '2025-03-04']", "DATE[]", []any{day}},
		{"{'a': 1, 'b': ['x']}", `STRUCT("a" INTEGER, "b" VARCHAR[])`, map[string]any{"a": int64(1), "b": []any{"x"}}},
		{"MAP {'k': 2}", "MAP(VARCHAR, INTEGER)", map[string]any{"k": int64(2)}},
		{"'a'::ENUM('a', 'b')", "ENUM('a', 'b')", "a"},
	} {
		r, err := db.Query(context.Background(), "SELECT "+c.sql+" AS v")
		if err != nil {
			t.Errorf("%s: %v", c.sql, err)
			continue
		}
		if !r.Next() {
			t.Fatalf("%s: no row: %v", c.sql, r.Err())
		}
		if diff := cmp.Diff(c.want, r.Row()[0]); diff != "" {
			t.Errorf("%s: %s", c.sql, diff)
		}
		if got := r.Columns()[0]; got.Name != "v" || got.Type != c.sqlType && !strings.HasPrefix(c.sqlType, "ENUM") {
			t.Errorf("%s is column %+v, want type %s", c.sql, got, c.sqlType)
		}
		r.Close()
	}
}

func TestViews(t *testing.T) {
	db := openLake(t, Options{})
	got := render(t, db, "csv", WriteOptions{}, `SELECT (SELECT count(*) FROM papers), (SELECT count(*) FROM links), (SELECT count(*) FROM claims),
		(SELECT count(*) FROM sightings), (SELECT count(*) FROM problems), (SELECT count(DISTINCT kind) FROM papers)`)
	if _, rows, _ := strings.Cut(got, "\n"); rows != "10,7,14,13,3,4\n" {
		t.Errorf("rows of the tables: %s", got)
	}
	if got := render(t, db, "csv", WriteOptions{}, "SELECT name FROM (SHOW TABLES) ORDER BY name"); got != "name\nclaims\nlinks\npapers\nproblems\nsightings\n" {
		t.Errorf("tables: %s", got)
	}
	empty := openFiles(t, nil, Options{})
	for _, table := range []string{"papers", "links", "claims", "sightings", "problems"} {
		full, none := render(t, db, "csv", WriteOptions{}, "DESCRIBE "+table), render(t, empty, "csv", WriteOptions{}, "DESCRIBE "+table)
		if full != none {
			t.Errorf("%s with files:\n%swithout:\n%s", table, full, none)
		}
	}
}

func TestArguments(t *testing.T) {
	db := openLake(t, Options{})
	for _, c := range []struct {
		text string
		args []any
		want string
	}{
		{"SELECT ? || ?", []any{"a", "b"}, "ab"},
		{"SELECT $2 || $1", []any{"a", "b"}, "ba"},
		{"SELECT $x + $y", []any{sql.Named("y", 2), sql.Named("x", 1), sql.Named("unused", 3)}, "3"},
		{"SELECT coalesce($x::VARCHAR, 'null')", []any{sql.Named("x", nil)}, "null"},
		{"SELECT $d::DATE", []any{sql.Named("d", "2025-03-04")}, "2025-03-04"},
		{"SELECT $t::BOOLEAN", []any{sql.Named("t", true)}, "true"},
	} {
		got := render(t, db, "csv", WriteOptions{}, c.text, c.args...)
		if _, row, _ := strings.Cut(strings.TrimSpace(got), "\n"); row != c.want {
			t.Errorf("%s: %s, want %s", c.text, row, c.want)
		}
	}
	if _, err := db.Query(context.Background(), "SELECT $x + 1"); err == nil || err.Error() != "the SQL has a parameter $x and no value was given for it" {
		t.Error(err)
	}
}

func TestLimits(t *testing.T) {
	endless := "SELECT count(*) FROM range(1000000000) a, range(1000000000) b WHERE a.range * b.range % 7 = 8"
	t.Run("time", func(t *testing.T) {
		db := openFiles(t, nil, Options{Timeout: 100 * time.Millisecond})
		began := time.Now()
		_, err := db.Query(context.Background(), endless)
		if !errors.Is(err, ErrTimeout) || err.Error() != "the query was stopped at its time limit of 100ms" {
			t.Error(err)
		}
		if took := time.Since(began); took > 5*time.Second {
			t.Errorf("stopped after %s", took)
		}
		if got := render(t, db, "csv", WriteOptions{}, "SELECT 1 AS one"); got != "one\n1\n" {
			t.Errorf("afterwards: %s", got)
		}
	})
	t.Run("cancel", func(t *testing.T) {
		db := openFiles(t, nil, Options{})
		ctx, cancel := context.WithTimeout(context.Background(), 100*time.Millisecond)
		defer cancel()
		if _, err := db.Query(ctx, endless); err != context.DeadlineExceeded {
			t.Error(err)
		}
	})
	t.Run("memory", func(t *testing.T) {
		db := openFiles(t, nil, Options{MemoryLimit: "40MB", Threads: 1})
		_, err := db.Query(context.Background(), "SELECT range, hash(range) AS h FROM range(20000000) ORDER BY h")
		if !errors.Is(err, ErrMemory) || err.Error() != "the query needs more than its memory limit of 40MB: select fewer rows or columns, or raise the limit" {
			t.Error(err)
		}
	})
	t.Run("rows", func(t *testing.T) {
		db := openFiles(t, nil, Options{MaxRows: 3})
		if got := render(t, db, "table", WriteOptions{}, "FROM range(5)"); !strings.HasSuffix(got, "\nthe first 3 rows; there are more\n") {
			t.Error(got)
		}
		if got := render(t, db, "table", WriteOptions{}, "FROM range(3)"); !strings.HasSuffix(got, "\n3 rows\n") {
			t.Error(got)
		}
	})
}

func TestErrorsOfSQL(t *testing.T) {
	db := openLake(t, Options{})
	for text, want := range map[string]string{
		"SELECT 1 FROM nosuch": "Catalog Error: Table with name nosuch does not exist!\n\nLINE 1: SELECT 1 FROM nosuch\n                      ^\n\n" +
			"Tables: papers, links, claims, sightings, problems.",
		"FROM paper": "Catalog Error: Table with name paper does not exist!\nDid you mean \"papers\"?\n\nLINE 1: FROM paper\n             ^\n\n" +
			"Tables: papers, links, claims, sightings, problems.",
		"SELECT\n  titel\nFROM claims":                   "\n\nLINE 2:   titel\n          ^\n\nDid you mean title? DESCRIBE papers lists the columns of a table; the tables: papers, links, claims, sightings, problems.",
		"SELECT p.factor FROM papers p":                  "A column factor is in: claims.",
		"SELECT 1 +":                                     "Parser Error: syntax error at end of input",
		"SELECT 1 FROM":                                  "Parser Error: syntax error at end of input",
		`SELECT 1 FROM papers WHERE title LIKE "%it's%"`: "\n\nText goes in single quotes: '%it''s%'. Double quotes are for names of columns.",
		"SELECT 1 FROM claims WHERE metric = speed":      "\n\nspeed is a value of claims.metric; text goes in single quotes: 'speed'.",
		"SELECT 'x'::INTEGER":                            "Conversion Error: Could not convert string 'x' to INT32\n\nLINE 1: SELECT 'x'::INTEGER\n                  ^",
	} {
		_, err := db.Query(context.Background(), text)
		if err == nil || !strings.HasPrefix(err.Error(), want) && !strings.HasSuffix(err.Error(), want) {
			t.Errorf("%s\ngot:\n%v\nwant:\n%s", text, err, want)
		}
	}
}

func TestConcurrentQueries(t *testing.T) {
	db := openLake(t, Options{})
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			for range 5 {
				r, err := db.Query(context.Background(), "PIVOT claims ON metric USING count(*) GROUP BY phase")
				if err != nil {
					t.Error(err)
					return
				}
				n := 0
				for r.Next() {
					n++
				}
				if n != 3 || r.Err() != nil {
					t.Errorf("%d rows, %v", n, r.Err())
				}
				r.Close()
			}
		})
	}
	wait.Wait()
}
