// Command duckdb runs one SQL script in an in-memory DuckDB: the peer that bench/compare times from outside, as a
// process of its own with the same engine that paperlake links.
//
//	go run ./bench/duckdb -sql bench/sql/tuned.sql -out out 2025-*.jsonl
//
// In the script getvariable('listings') is the list of input files; OUT is the output folder, since COPY takes no
// expression for its file name.
package main

import (
	"context"
	"database/sql"
	"errors"
	"flag"
	"fmt"
	"os"
	"strings"

	_ "github.com/duckdb/duckdb-go/v2"
)

func main() {
	script := flag.String("sql", "", "file with the SQL to run")
	out := flag.String("out", "", "folder that OUT stands for")
	threads := flag.Int("threads", 2, "DuckDB's threads")
	flag.Parse()
	if err := run(*script, *out, *threads, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "duckdb:", err)
		os.Exit(1)
	}
}

func run(script, out string, threads int, inputs []string) (err error) {
	text, err := os.ReadFile(script)
	if err != nil {
		return err
	}
	db, err := sql.Open("duckdb", "")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	conn, err := db.Conn(context.Background()) // settings and variables belong to a connection
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	quoted := make([]string, len(inputs))
	for i, in := range inputs {
		quoted[i] = quote(in)
	}
	sql := fmt.Sprintf("SET threads = %d;\nSET VARIABLE listings = [%s];\n", threads, strings.Join(quoted, ", ")) +
		strings.ReplaceAll(string(text), "'OUT/", "'"+strings.ReplaceAll(out, "'", "''")+"/")
	_, err = conn.ExecContext(context.Background(), sql)
	return err
}

func quote(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }
