// Package query runs SQL over one snapshot of the lake.
//
//	files of the snapshot ──► views in a private in-memory DuckDB, its door shut ──► one SELECT ──► Result ──► Write
//
// The door: DuckDB may read the files it was given and nothing else, writes nothing, loads no extension, and its
// settings are locked. Settings alone do not close it (an allowed path is allowed to COPY as well as to SELECT), so a
// statement is let in only when DuckDB itself calls it a SELECT, see guard.go; door_test.go tries the ways round.
package query

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/duckdb/duckdb-go/v2"

	"github.com/paperlake/paperlake/schemas"
)

// Options limit what a query may take. The zero value means the defaults.
type Options struct {
	MemoryLimit string        // as DuckDB writes it: "512MiB", "1GB"; default 1GB. Nothing is spilled to disk
	Threads     int           // default: one a core
	Timeout     time.Duration // of one query, from Query to the end of its execution; default a minute, negative for none
	MaxRows     int64         // rows that a Result hands out; default all
}

func (o Options) withDefaults() Options {
	if o.MemoryLimit == "" {
		o.MemoryLimit = "1GB"
	}
	if o.Timeout == 0 {
		o.Timeout = time.Minute
	}
	return o
}

// DB is a private DuckDB with the published tables as views. It is safe for concurrent use.
type DB struct {
	connector *duckdb.Connector
	options   Options
}

// Open makes a database with one view for each published table over exactly the files given for it, absolute paths
// of Parquet files that this project wrote. A table without files is an empty view of the right columns. Open fails
// when a file is missing or lacks a column of schemas, and when a setting of the door did not take.
func Open(ctx context.Context, files map[string][]string, o Options) (*DB, error) {
	o = o.withDefaults()
	settings, err := door(files, o)
	if err != nil {
		return nil, err
	}
	connector, err := duckdb.NewConnector("", nil)
	if err != nil {
		return nil, fmt.Errorf("open DuckDB: %w", err)
	}
	db := &DB{connector: connector, options: o}
	if err := db.setUp(ctx, files, settings); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return db, nil
}

// Close frees the database. Results must be closed before.
func (db *DB) Close() error { return db.connector.Close() }

func (db *DB) setUp(ctx context.Context, files map[string][]string, settings []setting) error {
	conn, err := db.connect(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	var script strings.Builder
	for _, s := range settings {
		fmt.Fprintf(&script, "SET %s = %s;\n", s.name, s.value)
	}
	if _, err := conn.ExecContext(ctx, script.String(), nil); err != nil {
		return fmt.Errorf("shut DuckDB's door: %w", clean(err))
	}
	if err := checkSettings(ctx, conn, settings); err != nil {
		return err
	}
	for _, t := range schemas.Published {
		if _, err := conn.ExecContext(ctx, viewSQL(t, files[t.Name]), nil); err != nil {
			return fmt.Errorf("table %s: %w", t.Name, clean(err))
		}
	}
	return nil
}

func (db *DB) connect(ctx context.Context) (*duckdb.Conn, error) {
	conn, err := db.connector.Connect(ctx)
	if err != nil {
		return nil, fmt.Errorf("open DuckDB: %w", err)
	}
	return conn.(*duckdb.Conn), nil
}

// viewSQL names the columns and their types, so that a file without one is an error here, one more does not show, and a
// reader gets the types of schemas whatever is in the files. DuckDB drops a cast to the type that is there already, so
// filters still reach the row groups' statistics; reading the types back instead would double the time to open.
func viewSQL(t *schemas.Table, files []string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "CREATE VIEW %s AS SELECT ", quoteName(t.Name))
	for i, c := range t.Columns {
		if i > 0 {
			b.WriteString(", ")
		}
		name, value := quoteName(c.Name), "NULL"
		if len(files) > 0 {
			value = name
		}
		fmt.Fprintf(&b, "CAST(%s AS %s) AS %s", value, sqlType(c.Type), name)
	}
	if len(files) == 0 {
		b.WriteString(" WHERE false")
	} else {
		// Without the option a folder named "a=b" above the lake would put its value in place of a column a.
		fmt.Fprintf(&b, " FROM read_parquet(%s, hive_partitioning = false)", quoteList(files))
	}
	return b.String()
}

// sqlType returns DuckDB's name of a column type of schemas.
func sqlType(t arrow.DataType) string {
	switch t.ID() {
	case arrow.STRING:
		return "VARCHAR"
	case arrow.INT32:
		return "INTEGER"
	case arrow.INT64:
		return "BIGINT"
	case arrow.FLOAT64:
		return "DOUBLE"
	case arrow.BOOL:
		return "BOOLEAN"
	case arrow.DATE32:
		return "DATE"
	case arrow.LIST:
		return sqlType(t.(*arrow.ListType).Elem()) + "[]"
	}
	panic("query: no SQL type for " + t.String())
}

// Query runs one statement that reads: SELECT, WITH, FROM, VALUES, TABLE, DESCRIBE, SHOW, SUMMARIZE, PIVOT, UNPIVOT,
// or EXPLAIN of such a one. args are values of ? in order, or sql.NamedArg of $name. The result is complete, in
// DuckDB's memory, when Query returns; Close gives it back.
//
// The error wraps ErrRefused, ErrTimeout or ErrMemory where that is the cause; that of the SQL is DuckDB's message
// with its position.
func (db *DB) Query(ctx context.Context, text string, args ...any) (*Result, error) {
	text, err := admit(text)
	if err != nil {
		return nil, err
	}
	parent, cancel := ctx, func() {}
	if db.options.Timeout > 0 {
		ctx, cancel = context.WithTimeout(ctx, db.options.Timeout)
	}
	r, err := db.query(ctx, text, args)
	cancel()
	switch {
	case err == nil:
		return r, nil
	case parent.Err() != nil:
		return nil, parent.Err()
	case ctx.Err() == context.DeadlineExceeded:
		return nil, fmt.Errorf("%w of %s", ErrTimeout, db.options.Timeout)
	}
	return nil, db.explain(err)
}

// query runs admitted text on a connection of its own: what a statement may have changed (profiling, temporary
// types) ends with it.
func (db *DB) query(ctx context.Context, text string, args []any) (r *Result, err error) {
	conn, err := db.connect(ctx)
	if err != nil {
		return nil, err
	}
	r = &Result{conn: conn, maxRows: db.options.MaxRows}
	defer func() {
		if err != nil {
			err = errors.Join(err, r.Close())
			r = nil
		}
	}()
	if err := singleStatement(ctx, conn, text); err != nil {
		return r, err
	}
	if r.stmt, err = prepareRead(ctx, conn, text); err != nil {
		return r, err
	}
	values, err := namedValues(r.stmt, args)
	if err != nil {
		return r, err
	}
	rows, err := r.stmt.QueryContext(ctx, values)
	if err != nil {
		return r, err
	}
	r.open(rows)
	return r, nil
}

// namedValues lines args up with the parameters of stmt.
func namedValues(stmt *duckdb.Stmt, args []any) ([]driver.NamedValue, error) {
	named := map[string]any{}
	var plain []any
	for _, a := range args {
		if n, ok := a.(sql.NamedArg); ok {
			named[n.Name] = n.Value
		} else {
			plain = append(plain, a)
		}
	}
	values := make([]driver.NamedValue, stmt.NumInput())
	for i := range values {
		name, err := stmt.ParamName(i + 1)
		if err != nil {
			return nil, err
		}
		v, ok := named[name]
		if !ok && i < len(plain) {
			v, ok = plain[i], true
		}
		if !ok {
			return nil, fmt.Errorf("the SQL has a parameter $%s and no value was given for it", name)
		}
		if v, err = driver.DefaultParameterConverter.ConvertValue(v); err != nil {
			return nil, fmt.Errorf("parameter $%s: %w", name, err)
		}
		values[i] = driver.NamedValue{Ordinal: i + 1, Value: v}
	}
	return values, nil
}

func quoteText(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

func quoteName(s string) string { return `"` + strings.ReplaceAll(s, `"`, `""`) + `"` }

func quoteList(list []string) string {
	quoted := make([]string, len(list))
	for i, s := range list {
		quoted[i] = quoteText(s)
	}
	return "[" + strings.Join(quoted, ", ") + "]"
}

// checkFiles refuses what DuckDB could read as something other than the path of one file.
func checkFiles(files map[string][]string) error {
	for name, paths := range files {
		if _, ok := schemas.Lookup(name); !ok {
			return fmt.Errorf("files given for %q: no such table", name)
		}
		for _, p := range paths {
			if !filepath.IsAbs(p) {
				return fmt.Errorf("table %s: %s is not an absolute path", name, p)
			}
		}
	}
	return nil
}
