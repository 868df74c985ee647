package query

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/duckdb/duckdb-go/v2"

	"github.com/paperlake/paperlake/internal/spelling"
	"github.com/paperlake/paperlake/schemas"
)

// Causes that a caller may want to tell from a mistake in the SQL.
var (
	ErrRefused = errors.New("refused")
	ErrLimit   = errors.New("memory limit")
	ErrTimeout = errors.New("the query was stopped at its time limit")
	ErrMemory  = errors.New("the query needs more than its memory limit")
)

// explain turns an error of DuckDB into one for the reader of the SQL.
func (db *DB) explain(err error) error {
	var e *duckdb.Error
	if !errors.As(err, &e) {
		return err
	}
	switch e.Type {
	case duckdb.ErrorTypeOutOfMemory:
		return fmt.Errorf("%w of %s: select fewer rows or columns, or raise the limit", ErrMemory, db.options.MemoryLimit)
	case duckdb.ErrorTypePermission, duckdb.ErrorTypeInvalidConfiguration:
		return refused("%v\n\nA query reads the tables %s, and nothing else on this machine.", clean(err), tableNames())
	}
	message := clean(err).Error()
	if hint := hint(message); hint != "" {
		message += "\n\n" + hint
	}
	return errors.New(message)
}

// clean keeps DuckDB's message and position. It drops suggestions out of DuckDB's own catalogue ("pg_sequences") and
// the stack trace of an internal error.
func clean(err error) error {
	var e *duckdb.Error
	if !errors.As(err, &e) {
		return err
	}
	message, _, _ := strings.Cut(e.Msg, "\n\nStack Trace")
	var lines []string
	for line := range strings.Lines(message) {
		if name, ok := strings.CutPrefix(line, "Did you mean \""); ok {
			name, _, _ = strings.Cut(name, `"`)
			if _, published := schemas.Lookup(name); !published && strings.HasPrefix(message, "Catalog Error: Table") {
				continue
			}
		}
		lines = append(lines, line)
	}
	return errors.New(strings.TrimRight(strings.Join(lines, ""), "\n"))
}

// hint says which tables there are, or which table has the column that was not found.
func hint(message string) string {
	if strings.HasPrefix(message, "Catalog Error: Table with name") {
		return "Tables: " + tableNames() + "."
	}
	if !strings.HasPrefix(message, "Binder Error:") {
		return ""
	}
	// 'Referenced column "x" not found', 'does not have a column named "x"'
	_, rest, found := strings.Cut(message, "olumn named \"")
	if !found {
		_, rest, found = strings.Cut(message, "olumn \"")
	}
	name, _, _ := strings.Cut(rest, `"`)
	if !found || name == "" {
		return ""
	}
	var in []string
	if _, sql, _ := strings.Cut(message, "\nLINE "); strings.Contains(sql, `"`+name+`"`) && strings.ContainsFunc(name, notOfNames) {
		return fmt.Sprintf("Text goes in single quotes: '%s'. Double quotes are for names of columns.", strings.ReplaceAll(name, "'", "''"))
	}
	for _, t := range schemas.Published {
		for _, c := range t.Columns {
			if slices.Contains(c.Values, name) {
				return fmt.Sprintf("%s is a value of %s.%s; text goes in single quotes: '%s'.", name, t.Name, c.Name, name)
			}
		}
	}
	for _, t := range schemas.Published {
		if _, ok := t.Column(name); ok {
			in = append(in, t.Name)
		}
	}
	if len(in) > 0 {
		return fmt.Sprintf("A column %s is in: %s.", name, strings.Join(in, ", "))
	}
	if close := spelling.Nearest(name, columnNames()); close != "" {
		return fmt.Sprintf("Did you mean %s? DESCRIBE papers lists the columns of a table; the tables: %s.", close, tableNames())
	}
	return fmt.Sprintf("DESCRIBE papers lists the columns of a table; the tables: %s.", tableNames())
}

// notOfNames tells the letters that no column's name has.
func notOfNames(r rune) bool { return r != '_' && !unicode.IsLetter(r) && !unicode.IsDigit(r) }

func tableNames() string {
	var names []string
	for _, t := range schemas.Published {
		names = append(names, t.Name)
	}
	return strings.Join(names, ", ")
}

func columnNames() []string {
	var names []string
	for _, t := range schemas.Published {
		for _, c := range t.Columns {
			if !slices.Contains(names, c.Name) {
				names = append(names, c.Name)
			}
		}
	}
	return names
}
