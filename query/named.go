package query

// A named query is a file of queries/: a comment that documents it, then the SQL.
//
//	-- title: Papers by kind
//	-- doc: What is counted,
//	--   on as many lines as it takes.
//	-- param since date: Only papers published on or after this day.
//	-- param limit integer = 20: Rows to show.
//	-- param metric claims.metric = speed: A type table.column is text out of that column's vocabulary.
//	-- param id text required: Which paper.
//	-- chart: bar x=kind y=papers
//	-- detail: doi url
//	SELECT … WHERE published_on >= $since::DATE … LIMIT $limit
//
// A parameter that is neither given nor has a default is null. What is detail, a table leaves out, the last first, where it has
// no room for all columns; it is never a column that a reader needs to understand the rest.

import (
	"database/sql"
	"embed"
	"fmt"
	"io/fs"
	"math"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/paperlake/paperlake/internal/spelling"
	"github.com/paperlake/paperlake/schemas"
)

//go:embed queries/*.sql
var queryFiles embed.FS

// A NamedQuery is a documented query with typed parameters.
type NamedQuery struct {
	Name   string
	Title  string
	Doc    string
	Params []Param
	SQL    string
	Chart  string // kind of chart that suits the result; "" when none does
	X      string // columns of the chart, where the result has more than it shows
	Y      string
	Series string
	Detail []string // columns that a narrow table does without, the last one first
}

// A Param is a parameter of a named query.
type Param struct {
	Name     string
	Type     string   // text, integer, number, date or boolean
	Values   []string // the values that a text may have, when they are fixed
	Default  string   // as it would be given; "" for null
	Doc      string
	Required bool
}

// Named returns the named queries by name.
func Named() ([]NamedQuery, error) { return loadQueries() }

var loadQueries = sync.OnceValues(func() ([]NamedQuery, error) {
	files, err := fs.Glob(queryFiles, "queries/*.sql")
	if err != nil {
		return nil, err
	}
	queries := make([]NamedQuery, len(files))
	for i, file := range files {
		text, err := queryFiles.ReadFile(file)
		if err != nil {
			return nil, err
		}
		if queries[i], err = parseNamed(strings.TrimSuffix(path.Base(file), ".sql"), string(text)); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
	}
	return queries, nil
})

// Lookup returns the named query of that name.
func Lookup(name string) (NamedQuery, error) {
	queries, err := Named()
	if err != nil {
		return NamedQuery{}, err
	}
	var names []string
	for _, q := range queries {
		if q.Name == name {
			return q, nil
		}
		names = append(names, q.Name)
	}
	if near := spelling.Nearest(name, names); near != "" {
		return NamedQuery{}, fmt.Errorf("no query is named %q; did you mean %s?", name, near)
	}
	return NamedQuery{}, fmt.Errorf("no query is named %q; there are %s", name, strings.Join(names, ", "))
}

func parseNamed(name, text string) (NamedQuery, error) {
	q := NamedQuery{Name: name}
	var last *string // the text that an indented line goes on with
	n := 0
	for line := range strings.Lines(text) {
		comment, ok := strings.CutPrefix(line, "--")
		if !ok {
			break
		}
		n++
		text = text[len(line):]
		if more, ok := strings.CutPrefix(comment, "   "); ok && last != nil {
			*last += " " + strings.TrimSpace(more)
			continue
		}
		key, rest, ok := strings.Cut(comment, ":")
		if !ok {
			return q, fmt.Errorf("line %d: want `-- key: text`", n)
		}
		rest = strings.TrimSpace(rest)
		switch words := strings.Fields(key); {
		case len(words) == 1 && words[0] == "title":
			q.Title, last = rest, &q.Title
		case len(words) == 1 && words[0] == "doc":
			q.Doc, last = rest, &q.Doc
		case len(words) == 1 && words[0] == "chart":
			if err := q.parseChart(strings.Fields(rest)); err != nil {
				return q, fmt.Errorf("line %d: %w", n, err)
			}
			last = nil
		case len(words) == 1 && words[0] == "detail":
			q.Detail, last = strings.Fields(rest), nil
		case len(words) > 2 && words[0] == "param":
			p, err := parseParam(words[1:], rest)
			if err != nil {
				return q, fmt.Errorf("line %d: %w", n, err)
			}
			q.Params = append(q.Params, p)
			last = &q.Params[len(q.Params)-1].Doc
		default:
			return q, fmt.Errorf("line %d: unknown key %q", n, strings.TrimSpace(key))
		}
	}
	q.SQL = strings.TrimSpace(text)
	if q.Title == "" || q.Doc == "" || q.SQL == "" {
		return q, fmt.Errorf("title, doc and SQL must all be there")
	}
	return q, nil
}

// parseChart reads KIND [x=COLUMN] [y=COLUMN] [series=COLUMN].
func (q *NamedQuery) parseChart(words []string) error {
	for i, word := range words {
		role, column, ok := strings.Cut(word, "=")
		switch {
		case i == 0 && !ok:
			q.Chart = word
		case i > 0 && role == "x":
			q.X = column
		case i > 0 && role == "y":
			q.Y = column
		case i > 0 && role == "series":
			q.Series = column
		default:
			return fmt.Errorf("chart: %q; want KIND, then x=, y= or series= and a column", word)
		}
	}
	return nil
}

// parseParam reads NAME TYPE [= DEFAULT | required].
func parseParam(words []string, doc string) (Param, error) {
	p := Param{Name: words[0], Type: words[1], Doc: doc}
	switch rest := words[2:]; {
	case len(rest) == 0:
	case len(rest) == 1 && rest[0] == "required":
		p.Required = true
	case len(rest) == 2 && rest[0] == "=":
		p.Default = rest[1]
	default:
		return p, fmt.Errorf("parameter %s: want `= DEFAULT` or `required` after its type", p.Name)
	}
	if table, column, ok := strings.Cut(p.Type, "."); ok {
		t, _ := schemas.Lookup(table)
		if t == nil {
			return p, fmt.Errorf("parameter %s: no table %s", p.Name, table)
		}
		c, _ := t.Column(column)
		if len(c.Values) == 0 {
			return p, fmt.Errorf("parameter %s: %s has no fixed vocabulary", p.Name, p.Type)
		}
		p.Type, p.Values = "text", c.Values
	}
	if p.Default != "" {
		if _, err := p.value(p.Default); err != nil {
			return p, err
		}
	}
	return p, nil
}

// Bind returns the SQL and the values of its parameters, for DB.Query. An empty value means null, the parameter not
// restricting anything.
func (q NamedQuery) Bind(given map[string]string) (text string, args []any, err error) {
	var names []string
	for _, p := range q.Params {
		names = append(names, p.Name)
		s, ok := given[p.Name]
		if !ok {
			s = p.Default
		}
		if s == "" && p.Required {
			return "", nil, fmt.Errorf("%s: parameter %s is missing (%s): %s", q.Name, p.Name, p.Type, p.Doc)
		}
		var v any
		if s != "" {
			if v, err = p.value(s); err != nil {
				return "", nil, fmt.Errorf("%s: %w", q.Name, err)
			}
		}
		args = append(args, sql.Named(p.Name, v))
	}
	for name := range given {
		if slices.Contains(names, name) {
			continue
		}
		switch near := spelling.Nearest(name, names); {
		case near != "":
			err = fmt.Errorf("%s: no parameter %q; did you mean %s?", q.Name, name, near)
		case len(names) == 0:
			err = fmt.Errorf("%s: no parameter %q; it takes none", q.Name, name)
		default:
			err = fmt.Errorf("%s: no parameter %q; it takes %s", q.Name, name, strings.Join(names, ", "))
		}
		return "", nil, err
	}
	return q.SQL, args, nil
}

// value reads s as the parameter's type. A date stays text, for the SQL to cast.
func (p Param) value(s string) (any, error) {
	s = strings.TrimSpace(s)
	switch p.Type {
	case "text":
		if len(p.Values) > 0 && !slices.Contains(p.Values, s) {
			if near := spelling.Nearest(s, p.Values); near != "" {
				return nil, fmt.Errorf("parameter %s: %q is none of its values; did you mean %s?", p.Name, s, near)
			}
			return nil, fmt.Errorf("parameter %s: %q is none of its values: %s", p.Name, s, strings.Join(p.Values, ", "))
		}
		return s, nil
	case "integer":
		n, err := strconv.ParseInt(s, 10, 64)
		if err != nil || n < 0 {
			return nil, p.unlike(s, "a whole number, 0 or more")
		}
		return n, nil
	case "number":
		f, err := strconv.ParseFloat(s, 64)
		if err != nil || math.IsNaN(f) || math.IsInf(f, 0) {
			return nil, p.unlike(s, "a number, as 1.5")
		}
		return f, nil
	case "boolean":
		switch strings.ToLower(s) {
		case "true", "yes", "1":
			return true, nil
		case "false", "no", "0":
			return false, nil
		}
		return nil, p.unlike(s, "true or false")
	case "date":
		for _, layout := range []string{time.DateOnly, "2006-01", "2006"} {
			if t, err := time.Parse(layout, s); err == nil {
				return t.Format(time.DateOnly), nil
			}
		}
		return nil, p.unlike(s, "a date: 2025-03-14, 2025-03 or 2025")
	}
	return nil, fmt.Errorf("parameter %s: unknown type %s; want text, integer, number, date or boolean", p.Name, p.Type)
}

func (p Param) unlike(s, want string) error {
	return fmt.Errorf("parameter %s: %q is not %s", p.Name, s, want)
}
