package query

// A statement is let in by what DuckDB's parser makes of it, never by a reading of our own:
//
//	admit            the first word is that of a reading statement, and no word switches logging or profiling on
//	singleStatement  text without a semicolon is one statement; with one, DuckDB's parser counts
//	prepareRead      the prepared statement is a SELECT; of an EXPLAIN, what is explained is one (EXPLAIN ANALYZE runs
//	                 it: EXPLAIN ANALYZE COPY … TO an allowed path overwrites that file, settings or not)

import (
	"context"
	"database/sql/driver"
	"fmt"
	"slices"
	"strings"

	"github.com/duckdb/duckdb-go/v2"
)

var reading = []string{"SELECT", "WITH", "FROM", "VALUES", "TABLE", "DESCRIBE", "DESC", "SHOW", "SUMMARIZE", "PIVOT", "UNPIVOT", "EXPLAIN"}

// switches are table functions that a SELECT can call to write outside of its result: a profile to an allowed path,
// log lines to standard output.
var switches = []string{"enable_profiling", "enable_logging", "write_log", "enable_peg_parser"}

func refused(format string, a ...any) error {
	return fmt.Errorf("%w: %s", ErrRefused, fmt.Sprintf(format, a...))
}

// admit returns text without the blank and the semicolons at its end.
func admit(text string) (string, error) {
	text = strings.TrimRight(text, "; \t\r\n")
	word := strings.ToUpper(firstWord(text))
	if word == "" && strings.TrimSpace(text) == "" {
		return "", refused("the SQL is empty")
	}
	if word != "" && !slices.Contains(reading, word) {
		return "", refused("%s is no statement that reads; those are %s", word, strings.Join(reading, ", "))
	}
	lower := strings.ToLower(text)
	for _, name := range switches {
		if strings.Contains(lower, name) {
			return "", refused("%s is not available here", name)
		}
	}
	return text, nil
}

// firstWord returns the first word after blanks, comments and opening parentheses, or "" when something else stands there.
func firstWord(s string) string {
	for {
		s = strings.TrimLeft(s, "( \t\r\n")
		switch {
		case strings.HasPrefix(s, "--"):
			_, s, _ = strings.Cut(s, "\n")
		case strings.HasPrefix(s, "/*"):
			_, s, _ = strings.Cut(s, "*/")
		default:
			return s[:wordEnd(s)]
		}
	}
}

func wordEnd(s string) int {
	for i := range len(s) {
		if c := s[i] | 0x20; (c < 'a' || c > 'z') && s[i] != '_' {
			return i
		}
	}
	return len(s)
}

// singleStatement guards what comes after it: preparing several statements runs all but the last.
func singleStatement(ctx context.Context, conn *duckdb.Conn, text string) error {
	if !strings.Contains(text, ";") {
		return nil
	}
	if rest, ok := explained(text); ok {
		text = rest
	}
	rows, err := conn.QueryContext(ctx, "SELECT json_array_length(p, '$.statements'), p ->> '$.error_message' FROM (SELECT json_serialize_sql($1::VARCHAR) AS p)",
		[]driver.NamedValue{{Ordinal: 1, Value: text}})
	if err != nil {
		return err
	}
	defer rows.Close()
	row := make([]driver.Value, 2)
	if err := rows.Next(row); err != nil {
		return err
	}
	switch n := fmt.Sprint(row[0]); {
	case n == "1":
		return nil
	case row[1] == nil:
		return refused("%s statements; one is run at a time", n)
	default:
		if message := fmt.Sprint(row[1]); !strings.HasPrefix(message, "Only SELECT") {
			return fmt.Errorf("%s", message)
		}
		return refused("text with a semicolon inside must be a single SELECT")
	}
}

// prepareRead prepares text when it reads and does nothing else.
func prepareRead(ctx context.Context, conn *duckdb.Conn, text string) (*duckdb.Stmt, error) {
	stmt, kind, err := prepare(ctx, conn, text)
	if err != nil {
		return nil, err
	}
	inner := kind
	if kind == duckdb.STATEMENT_TYPE_EXPLAIN {
		inner, err = explainedType(ctx, conn, text)
	}
	if err == nil && inner != duckdb.STATEMENT_TYPE_SELECT {
		err = refused("the statement does more than read; those that read are %s", strings.Join(reading, ", "))
	}
	if err != nil {
		stmt.Close()
		return nil, err
	}
	return stmt, nil
}

func prepare(ctx context.Context, conn *duckdb.Conn, text string) (*duckdb.Stmt, duckdb.StmtType, error) {
	prepared, err := conn.PrepareContext(ctx, text)
	if err != nil {
		return nil, duckdb.STATEMENT_TYPE_INVALID, err
	}
	stmt := prepared.(*duckdb.Stmt)
	kind, err := stmt.StatementType()
	if err != nil {
		stmt.Close()
		return nil, kind, err
	}
	return stmt, kind, nil
}

func explainedType(ctx context.Context, conn *duckdb.Conn, text string) (duckdb.StmtType, error) {
	rest, ok := explained(text)
	if !ok {
		return duckdb.STATEMENT_TYPE_INVALID, refused("write EXPLAIN as the first word, with plain options")
	}
	stmt, kind, err := prepare(ctx, conn, rest)
	if err != nil {
		return kind, err
	}
	return kind, stmt.Close()
}

// explained returns what EXPLAIN [ANALYZE] [(options)] stands before. It reads only what cannot be read in two ways:
// a comment or a quote among the options is no match.
func explained(text string) (rest string, ok bool) {
	s := strings.TrimSpace(text)
	for i, word := range []string{"EXPLAIN", "ANALYZE", "VERBOSE"} {
		if n := wordEnd(s); strings.EqualFold(s[:n], word) {
			s = strings.TrimLeft(s[n:], " \t\r\n")
		} else if i == 0 {
			return "", false
		}
	}
	if strings.HasPrefix(s, "(") {
		options, after, _ := strings.Cut(s[1:], ")")
		plain := strings.Trim(strings.ToLower(options), "abcdefghijklmnopqrstuvwxyz_, \t\r\n") == ""
		if first := strings.ToUpper(firstWord(options)); plain && !slices.Contains(reading, first) {
			s = after
		}
	}
	return s, true
}
