package query

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"time"
)

// WriteOptions say what the output is for. Only table and html look at them.
type WriteOptions struct {
	Title    string   // heading of html
	Terminal bool     // table: draw a box; false gives plain columns
	Color    bool     // table: dim what is null
	Width    int      // table: characters in a line, long text is wrapped and cut to them; 0 for no limit
	Detail   []string // table: columns that are left out, the last one first, where Width has no room for all
}

type format struct {
	name  string
	write func(w io.Writer, r *Result, o WriteOptions) error
}

// formats, the first is the default. csv, tsv, json, jsonl, markdown, html, parquet and arrow are written as the rows
// come; table keeps them to find the widths.
var formats = []format{
	{"table", writeTable},
	{"csv", func(w io.Writer, r *Result, _ WriteOptions) error { return writeCSV(w, r, ',') }},
	{"tsv", func(w io.Writer, r *Result, _ WriteOptions) error { return writeCSV(w, r, '\t') }},
	{"json", func(w io.Writer, r *Result, _ WriteOptions) error { return writeJSON(w, r, "[", ",", "\n]\n") }},
	{"jsonl", func(w io.Writer, r *Result, _ WriteOptions) error { return writeJSON(w, r, "", "", "") }},
	{"markdown", func(w io.Writer, r *Result, _ WriteOptions) error { return writeMarkdown(w, r) }},
	{"html", writeHTML},
	{"parquet", func(w io.Writer, r *Result, _ WriteOptions) error { return writeParquet(w, r) }},
	{"arrow", func(w io.Writer, r *Result, _ WriteOptions) error { return writeArrow(w, r) }},
}

// Formats lists the formats that Write knows.
func Formats() []string {
	names := make([]string, len(formats))
	for i, f := range formats {
		names[i] = f.name
	}
	return names
}

// Write writes the rest of r to w in the named format. arrow is the IPC stream format.
func Write(w io.Writer, name string, r *Result, o WriteOptions) error {
	for _, f := range formats {
		if f.name != name {
			continue
		}
		buffered := bufio.NewWriterSize(w, 1<<16)
		if err := f.write(buffered, r, o); err != nil {
			return err
		}
		if r.Err() != nil {
			return r.Err()
		}
		return buffered.Flush()
	}
	return fmt.Errorf("no output format %q; there are %s", name, strings.Join(Formats(), ", "))
}

// writeCSV writes RFC 4180 with a header, lines ended by LF. Null is empty, a list is JSON.
func writeCSV(w io.Writer, r *Result, comma rune) error {
	out := csv.NewWriter(w)
	out.Comma = comma
	record := make([]string, len(r.Columns()))
	for i, c := range r.Columns() {
		record[i] = c.Name
	}
	if err := out.Write(record); err != nil {
		return err
	}
	for r.Next() {
		for i, v := range r.Row() {
			record[i] = exactText(v, r.Columns()[i].Type)
		}
		if len(record) == 1 && record[0] == "" {
			// encoding/csv writes a lone empty field as an empty line, which readers skip.
			out.Flush()
			if _, err := io.WriteString(w, "\"\"\n"); err != nil {
				return err
			}
			continue
		}
		if err := out.Write(record); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// exactText is a value in full, for machines. Null is "".
func exactText(v any, sqlType string) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return v
	case int64:
		return strconv.FormatInt(v, 10)
	case float64:
		return exactFloat(v)
	case bool:
		return strconv.FormatBool(v)
	case time.Time:
		return timeText(v, sqlType)
	}
	var b bytes.Buffer
	appendJSON(&b, v, sqlType)
	return b.String()
}

// exactFloat is the shortest text that reads back as v, with an exponent only where JavaScript would write one.
func exactFloat(v float64) string {
	if a := math.Abs(v); a != 0 && (a < 1e-6 || a >= 1e21) {
		return strconv.FormatFloat(v, 'e', -1, 64)
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}

// timeText is ISO 8601: a day for a DATE, else a moment.
func timeText(t time.Time, sqlType string) string {
	switch {
	case strings.HasPrefix(sqlType, "DATE"):
		return t.Format(time.DateOnly)
	case sqlType == "TIMESTAMPTZ" || sqlType == "TIMESTAMP WITH TIME ZONE":
		return t.Format(time.RFC3339Nano)
	}
	return t.Format("2006-01-02T15:04:05.999999999")
}

// writeJSON writes an object a row, keys in the order of the columns: an array, or with no brackets a line each.
func writeJSON(w io.Writer, r *Result, open, between, end string) error {
	keys := make([][]byte, len(r.Columns()))
	for i, name := range uniqueNames(r.Columns()) {
		var b bytes.Buffer
		appendJSON(&b, name, "")
		keys[i] = b.Bytes()
	}
	var b bytes.Buffer
	b.WriteString(open)
	for first := true; r.Next(); first = false {
		if !first {
			b.WriteString(between)
		}
		if open != "" || !first {
			b.WriteByte('\n')
		}
		b.WriteByte('{')
		for i, v := range r.Row() {
			if i > 0 {
				b.WriteByte(',')
			}
			b.Write(keys[i])
			b.WriteByte(':')
			appendJSON(&b, v, r.Columns()[i].Type)
		}
		b.WriteByte('}')
		if _, err := w.Write(b.Bytes()); err != nil {
			return err
		}
		b.Reset()
	}
	if end == "" && r.Rows() > 0 {
		end = "\n"
	}
	b.WriteString(end)
	_, err := w.Write(b.Bytes())
	return err
}

// appendJSON appends v. What JSON has no number for (NaN, infinity) is null.
func appendJSON(b *bytes.Buffer, v any, sqlType string) {
	switch v := v.(type) {
	case nil:
		b.WriteString("null")
	case float64:
		if math.IsNaN(v) || math.IsInf(v, 0) {
			b.WriteString("null")
			return
		}
		b.WriteString(exactFloat(v))
	case time.Time:
		b.WriteString(strconv.Quote(timeText(v, sqlType)))
	case []any:
		b.WriteByte('[')
		for i, e := range v {
			if i > 0 {
				b.WriteByte(',')
			}
			appendJSON(b, e, strings.TrimSuffix(sqlType, "[]"))
		}
		b.WriteByte(']')
	default:
		e := json.NewEncoder(b)
		e.SetEscapeHTML(false)
		if err := e.Encode(v); err != nil {
			b.WriteString("null")
			return
		}
		b.Truncate(b.Len() - 1) // the encoder's newline
	}
}

// uniqueNames returns the columns' names, a repeated one with _1, _2 … behind it.
func uniqueNames(columns []Column) []string {
	names := make([]string, len(columns))
	taken := map[string]bool{}
	for i, c := range columns {
		name := c.Name
		for n := 1; taken[name]; n++ {
			name = fmt.Sprintf("%s_%d", c.Name, n)
		}
		taken[name] = true
		names[i] = name
	}
	return names
}

// writeMarkdown writes a GitHub table, numbers to the right.
func writeMarkdown(w io.Writer, r *Result) error {
	cell := strings.NewReplacer(`\`, `\\`, "|", `\|`, "\r\n", "<br>", "\n", "<br>", "<", "&lt;", "&", "&amp;")
	line := func(cells []string) error {
		_, err := fmt.Fprintf(w, "| %s |\n", strings.Join(cells, " | "))
		return err
	}
	cells := make([]string, len(r.Columns()))
	rule := make([]string, len(r.Columns()))
	for i, c := range r.Columns() {
		cells[i] = cell.Replace(c.Name)
		rule[i] = "---"
		if isNumber(c.Type) {
			rule[i] = "---:"
		}
	}
	if err := line(cells); err != nil {
		return err
	}
	if err := line(rule); err != nil {
		return err
	}
	for r.Next() {
		for i, v := range r.Row() {
			cells[i] = cell.Replace(shortText(v, r.Columns()[i].Type))
		}
		if err := line(cells); err != nil {
			return err
		}
	}
	return nil
}

// shortText is a value for the eye: a float with six digits, a list with commas. Null is "".
func shortText(v any, sqlType string) string {
	switch v := v.(type) {
	case float64:
		return shortFloat(v)
	case []any:
		parts := make([]string, len(v))
		for i, e := range v {
			parts[i] = shortText(e, strings.TrimSuffix(sqlType, "[]"))
		}
		return strings.Join(parts, ", ")
	}
	return exactText(v, sqlType)
}

func shortFloat(v float64) string {
	if a := math.Abs(v); a >= 1e6 && a < 1e15 {
		return strconv.FormatFloat(math.Round(v), 'f', -1, 64)
	}
	return strconv.FormatFloat(v, 'g', 6, 64)
}

func isNumber(sqlType string) bool {
	switch base, _, _ := strings.Cut(sqlType, "("); base {
	case "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "UHUGEINT",
		"FLOAT", "DOUBLE", "DECIMAL":
		return true
	}
	return false
}
