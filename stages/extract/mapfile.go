package extract

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	yamlparser "github.com/goccy/go-yaml/parser"

	"github.com/paperlake/paperlake/internal/spelling"
)

// MappingExample is a mapping file with all that one can say.
const MappingExample = `fields:                          # a field of Paperlake: a column of yours
  title: Name of Work
  abstract: [Abstract, Summary]  # the first that has a value counts
  authors: people.name           # JSON and Parquet: dots lead into objects, and through lists
  date: Year
links:                           # columns that hold links, under any name
  code: Repository
separators:                      # between the items of authors or categories, where guessing fails
  authors: " / "
optional: [abstract, code]       # what only some of the files have
records: response.papers         # JSON only: where in an object the list of papers is
`

// A MappingError says what is wrong with a mapping, or why a file does not fit it, and where the mapping says so.
type MappingError struct {
	Place   string // "mapping.yaml:4:3"; "" when the mapping is of no file
	Message string
}

func (e *MappingError) Error() string {
	if e.Place == "" {
		return e.Message
	}
	return e.Place + ": " + e.Message
}

// ReadMapping reads a mapping file, YAML as in MappingExample. It is strict: whatever is not understood is an error.
// Errors wrap MappingError, one for each mistake, with line and column; name is what they call the file.
func ReadMapping(name string, data []byte) (Mapping, error) {
	r := mapReader{name: name, m: Mapping{Columns: map[string][]string{}, Separators: map[string]string{}, Places: map[string]string{}}}
	file, err := yamlparser.ParseBytes(data, 0, yamlparser.AllowDuplicateMapKey()) // they are found below, in the same words
	if err != nil {
		place, message := name, err.Error()
		var syntax yaml.Error
		if errors.As(err, &syntax) && syntax.GetToken() != nil {
			at := syntax.GetToken().Position
			place, message = fmt.Sprintf("%s:%d:%d", name, at.Line, at.Column), syntax.GetMessage()
		}
		return Mapping{}, &MappingError{place, "not YAML: " + message}
	}
	if len(file.Docs) == 0 || file.Docs[0].Body == nil {
		return Mapping{}, &MappingError{name, "the mapping says nothing; write something like\n" + MappingExample}
	}
	if len(file.Docs) > 1 {
		return Mapping{}, &MappingError{name, "the file has several YAML documents; a mapping is one"}
	}
	r.top(file.Docs[0].Body)
	if len(r.errs) == 0 && len(r.m.Columns["title"]) == 0 {
		r.errs = append(r.errs, &MappingError{name, "no column is mapped to title, and a paper without title cannot be taken: write title: COLUMN under fields:"})
	}
	return r.m, errors.Join(r.errs...)
}

// mapReader reads a mapping and notes all that is wrong with it.
type mapReader struct {
	name string
	m    Mapping
	errs []error
}

func (r *mapReader) place(n ast.Node) string {
	at := n.GetToken().Position
	return fmt.Sprintf("%s:%d:%d", r.name, at.Line, at.Column)
}

func (r *mapReader) bad(n ast.Node, format string, args ...any) {
	r.errs = append(r.errs, &MappingError{r.place(n), fmt.Sprintf(format, args...)})
}

var mapSections = []string{"fields", "links", "separators", "optional", "records"}

func (r *mapReader) top(body ast.Node) {
	r.section(body, "the file", func(key string, at, value ast.Node) {
		switch key {
		case "fields":
			r.section(value, key, func(field string, at, value ast.Node) {
				if !slices.Contains(Fields, field) {
					r.bad(at, "unknown field %q%s known are %s; a column that holds links goes under links:", field, didYouMean(field, Fields), strings.Join(Fields, ", "))
					return
				}
				r.columns(field, value)
			})
		case "links":
			r.section(value, key, func(name string, at, value ast.Node) { r.columns("link:"+name, value) })
		case "separators":
			r.section(value, key, func(field string, at, value ast.Node) {
				if !slices.Contains(listFields, field) {
					r.bad(at, "field %q is no list%s only %s have a separator", field, didYouMean(field, listFields), strings.Join(listFields, " and "))
				} else if text, ok := r.text(value, "the text between two items"); ok {
					r.m.Separators[field] = text
				}
			})
		case "optional":
			for _, name := range r.texts(value, "the name of a field, or a list of them") {
				r.optional(name, value)
			}
		case "records":
			if path, ok := r.text(value, "the path of the list of papers, keys with dots between them"); ok {
				r.m.Records, r.m.Places["records"] = path, r.place(value)
			}
		default:
			r.bad(at, "unknown key %q%s known are %s", key, didYouMean(key, mapSections), strings.Join(mapSections, ", "))
		}
	})
	for field := range r.m.Separators {
		if len(r.m.Columns[field]) == 0 {
			r.bad(body, "separators: no column is mapped to %s", field)
		}
	}
	for _, field := range r.m.Optional {
		if len(r.m.Columns[field]) == 0 {
			r.bad(body, "optional: no column is mapped to %s", strings.TrimPrefix(field, "link:"))
		}
	}
}

// optional notes a field, or the name of a link.
func (r *mapReader) optional(name string, at ast.Node) {
	switch {
	case name == "title":
		r.bad(at, "title cannot be optional: a paper without title cannot be taken")
	case slices.Contains(Fields, name):
		r.m.Optional = append(r.m.Optional, name)
	default:
		r.m.Optional = append(r.m.Optional, "link:"+name)
	}
}

func didYouMean(word string, known []string) string {
	if near := spelling.Nearest(word, known); near != "" {
		return fmt.Sprintf(": did you mean %q?", near)
	}
	return ";"
}

// section reads an object; each key may stand once.
func (r *mapReader) section(n ast.Node, what string, entry func(key string, at, value ast.Node)) {
	object, ok := n.(*ast.MappingNode)
	if !ok {
		r.bad(n, "%s: want lines of KEY: VALUE, got %s", what, kindOf(n))
		return
	}
	seen := map[string]string{}
	for _, v := range object.Values {
		key := v.Key.GetToken().Value
		if _, plain := scalarText(v.Key); !plain {
			r.bad(v.Key, "%s: want the name of a key, got %s", what, kindOf(v.Key))
			continue
		}
		if first, twice := seen[key]; twice {
			r.bad(v.Key, "%q stands twice, first at %s: put several columns in one list, as in [A, B]", key, first)
			continue
		}
		seen[key] = r.place(v.Key)
		entry(key, v.Key, v.Value)
	}
}

// columns reads what is mapped to a field.
func (r *mapReader) columns(field string, value ast.Node) {
	r.m.Columns[field] = r.texts(value, "the name of a column, or a list of them")
	r.m.Places[field] = r.place(value)
}

// texts reads a text or a list of texts.
func (r *mapReader) texts(n ast.Node, want string) (out []string) {
	list, ok := n.(*ast.SequenceNode)
	if !ok {
		list = &ast.SequenceNode{Values: []ast.Node{n}}
	} else if len(list.Values) == 0 {
		r.bad(n, "the list is empty: want %s", want)
	}
	for _, item := range list.Values {
		if text, ok := r.text(item, want); ok {
			out = append(out, text)
		}
	}
	return out
}

func (r *mapReader) text(n ast.Node, want string) (string, bool) {
	text, ok := scalarText(n)
	if !ok || text == "" {
		r.bad(n, "want %s, got %s; what is meant as a text goes in quotes", want, kindOf(n))
		return "", false
	}
	return text, true
}

// scalarText reads a text as it is written: a column may be called 2024.
func scalarText(n ast.Node) (string, bool) {
	switch n := n.(type) {
	case *ast.StringNode:
		return n.Value, true
	case *ast.IntegerNode, *ast.FloatNode:
		return n.GetToken().Value, true
	}
	return "", false
}

func kindOf(n ast.Node) string {
	switch n := n.(type) {
	case *ast.NullNode:
		return "nothing"
	case *ast.StringNode, *ast.LiteralNode:
		return "a text"
	case *ast.MappingNode:
		return "lines of KEY: VALUE"
	case *ast.SequenceNode:
		return "a list"
	case *ast.BoolNode:
		return n.GetToken().Value
	case *ast.AnchorNode, *ast.AliasNode, *ast.MergeKeyNode, *ast.TagNode:
		return "a YAML anchor or tag, which mappings do without"
	}
	return fmt.Sprintf("%q", n.GetToken().Value)
}

// Sum is the SHA-256 of what the mapping says, in hex; "" for nil. Comments and the order of keys do not count. The
// same file under another mapping is another input.
func (m *Mapping) Sum() string {
	if m == nil {
		return ""
	}
	said, _ := json.Marshal([]any{m.Columns, m.Separators, m.Records}) // maps of strings, in the order of their keys
	sum := sha256.Sum256(said)
	return hex.EncodeToString(sum[:])
}
