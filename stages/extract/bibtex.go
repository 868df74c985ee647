package extract

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
)

// BibTeX is a bibliography, hand-kept or exported. Its grammar, as files in the wild have it:
//
//	file   = { text | "@" type ( "{" body "}" | "(" body ")" ) }      text outside of entries is no error
//	body   = [ key ] "," { name "=" value [ "," ] }                   keys may be empty, commas missing
//	value  = part { "#" part }
//	part   = "{" balanced "}" | '"' balanced '"' | number | macro
//
// @string defines macros, @comment and @preamble say nothing about papers.
//
// It is read by a parser of its own: the libraries for Go that were looked at stop at the first entry that is not
// strictly well-formed, and give no offsets.
var BibTeX = &Format{
	Name:  "bibtex",
	Doc:   "BibTeX and BibLaTeX bibliographies, of the ACL Anthology, DBLP, Crossref, Google Scholar, Zotero, Mendeley and by hand",
	Sniff: sniffBibTeX,
	Split: func(r io.Reader, emit func(Block) error) error {
		return cutRecords(textReader(r), &bibFinder{}, emit)
	},
	NewDecoder: func() Decoder { return &textDecoder{parser: &bibParser{}} },
}

// sniffBibTeX accepts text with an entry that has a field. In a mail or a note an address may have an @, but no
// bracket behind it.
func sniffBibTeX(head []byte) bool {
	head = textHead(head)
	if len(head) == 0 || strings.IndexByte("<{[", head[0]) >= 0 {
		return false
	}
	for {
		at := bytes.IndexByte(head, '@')
		if at < 0 {
			return false
		}
		if kind, body := bibStart(head[at:]); body > 0 && bibKnown(kind) {
			return true
		}
		head = head[at+1:]
	}
}

func bibKnown(kind string) bool {
	switch kind {
	case "article", "inproceedings", "conference", "proceedings", "book", "booklet", "inbook", "incollection", "manual", "mastersthesis", "phdthesis",
		"thesis", "techreport", "report", "unpublished", "misc", "online", "software", "dataset", "string", "preamble", "comment", "electronic",
		"collection", "mvbook", "patent", "periodical", "standard", "presentation", "web_page", "generic", "preprint":
		return true
	}
	return false
}

// bibStart reads "@type{" or "@type(" at the beginning of data; body is where its body begins, 0 if there is none.
func bibStart(data []byte) (kind string, body int) {
	i := 1
	for i < len(data) && (isLetter(data[i]) || i > 1 && (isDigit(data[i]) || data[i] == '_' || data[i] == '-')) {
		i++
	}
	end := i
	for i < len(data) && isBlank(data[i]) {
		i++
	}
	if end == 1 || end > 40 || i >= len(data) || data[i] != '{' && data[i] != '(' {
		return "", 0
	}
	return strings.ToLower(string(data[1:end])), i + 1
}

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }
func isBlank(c byte) bool  { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

// bibFinder cuts out entries, and collects the @strings before them.
type bibFinder struct {
	strings []byte
	heads   string
	begun   bool // an entry of any kind was seen
}

func (f *bibFinder) nothing() error {
	if !f.begun {
		return errors.New("the input has no entry (@type{…}) of a bibliography")
	}
	return nil
}

func (f *bibFinder) head() string {
	if len(f.heads) != len(f.strings) {
		f.heads = string(f.strings)
	}
	return f.heads
}

func (f *bibFinder) find(data []byte, last bool) (start, end int, err error) {
	pos := 0
	for {
		at := bytes.IndexByte(data[pos:], '@')
		if at < 0 {
			return len(data), 0, nil
		}
		pos += at
		kind, body := bibStart(data[pos:])
		if body == 0 {
			if !last && len(data)-pos < 100 { // the bracket may come
				return pos, 0, nil
			}
			pos++
			continue
		}
		length, err := bibEnd(data[pos:], body, last)
		if err != nil {
			return pos, 0, err
		}
		if length == 0 {
			return pos, 0, nil
		}
		f.begun = true
		switch kind {
		case "comment", "preamble":
		case "string":
			if len(f.strings) < 1<<20 { // far more than any macro file has
				f.strings = append(append(f.strings, data[pos:pos+length]...), '\n')
			}
		default:
			return pos, pos + length, nil
		}
		pos += length
	}
}

// bibEnd returns where the entry that begins data ends, 0 if more is needed. An entry that is not closed ends
// where the next one begins at the start of a line.
func bibEnd(data []byte, body int, last bool) (int, error) {
	round, depth, quoted := data[body-1] == '(', 0, false
	for i := body; i < len(data); i++ {
		switch data[i] {
		case '\\':
			if i+1 < len(data) && data[i+1] == '\\' {
				i++
			}
		case '{':
			if depth++; depth > Bounds.Depth {
				return 0, errLimit("max-depth", "braces are nested more than %d deep", Bounds.Depth)
			}
		case '}':
			if depth == 0 {
				return i + 1, nil
			}
			depth--
		case '"':
			quoted = quoted != (depth == 0) // a bracket inside quotes does not end the entry
		case ')':
			if round && depth == 0 && !quoted {
				return i + 1, nil
			}
		case '@':
			if data[i-1] != '\n' {
				continue
			}
			if !last && len(data)-i < 100 {
				return 0, nil
			}
			// A new entry has a key or a first field behind its bracket; "@article{" in a text has not.
			if kind, inner := bibStart(data[i:]); inner > 0 && bibKnown(kind) {
				return i, nil
			}
		}
	}
	if last {
		return len(data), nil
	}
	return 0, nil
}

// bibParser reads entries.
type bibParser struct {
	macros map[string]string
	fields map[string]string
	data   string
	pos    int
}

func (p *bibParser) under(head string) {
	p.macros = make(map[string]string)
	for i, name := range months {
		p.macros[name] = months[i]
	}
	for head != "" {
		_, body := bibStart([]byte(head))
		if body == 0 {
			return
		}
		length, _ := bibEnd([]byte(head), body, true)
		p.data, p.pos = head[:length], body
		if name := p.name(); name != "" && p.next('=') {
			if value, err := p.value(); err == nil {
				p.macros[strings.ToLower(name)] = value
			}
		}
		head = strings.TrimLeft(head[max(length, 1):], "\r\n")
	}
}

func (p *bibParser) blanks() {
	for p.pos < len(p.data) && isBlank(p.data[p.pos]) {
		p.pos++
	}
}

// next passes over c, if it is next after blanks.
func (p *bibParser) next(c byte) bool {
	p.blanks()
	if p.pos < len(p.data) && p.data[p.pos] == c {
		p.pos++
		return true
	}
	return false
}

// name reads the name of a field or a macro.
func (p *bibParser) name() string {
	p.blanks()
	from := p.pos
	for p.pos < len(p.data) && !isBlank(p.data[p.pos]) && strings.IndexByte(`=,#{}()"`, p.data[p.pos]) < 0 {
		p.pos++
	}
	return p.data[from:p.pos]
}

// entry reads the fields of an entry into p.fields; of two fields of one name the first counts.
func (p *bibParser) entry(data string) error {
	if p.fields == nil {
		p.fields = make(map[string]string)
	}
	clear(p.fields)
	_, body := bibStart([]byte(data))
	p.data, p.pos = data, body
	// The key may be anything without a comma. Without a comma or with a = before it there is no key.
	if end := strings.IndexAny(data[body:], ",=\"{"); end >= 0 && data[body+end] == ',' {
		p.pos = body + end + 1
	}
	for {
		for p.next(',') {
		}
		p.blanks()
		if p.pos >= len(p.data) {
			return p.broken("the entry is not closed")
		}
		if c := p.data[p.pos]; c == '}' || c == ')' {
			return nil
		}
		name := strings.ToLower(p.name())
		if name == "" {
			return p.broken(fmt.Sprintf("%q where a field's name is expected", p.data[p.pos]))
		}
		if !p.next('=') {
			return p.broken(fmt.Sprintf("no = after %q", name))
		}
		value, err := p.value()
		if err != nil {
			return err
		}
		if p.fields[name] == "" {
			p.fields[name] = value
		}
	}
}

func (p *bibParser) broken(what string) error {
	return reject("invalid_bibtex", "line %d of the entry: %s", 1+strings.Count(p.data[:min(p.pos, len(p.data))], "\n"), what)
}

// value reads parts that are joined by #.
func (p *bibParser) value() (string, error) {
	var whole string
	for {
		part, err := p.part()
		whole += part
		if err != nil || !p.next('#') {
			return whole, err
		}
	}
}

func (p *bibParser) part() (string, error) {
	p.blanks()
	if p.pos >= len(p.data) {
		return "", p.broken("the entry ends where a value is expected")
	}
	switch opening := p.data[p.pos]; opening {
	case '{', '"':
		p.pos++
		from, depth := p.pos, 0
		for ; p.pos < len(p.data); p.pos++ {
			switch c := p.data[p.pos]; {
			case c == '"' && opening == '"' && depth == 0, c == '}' && opening == '{' && depth == 0:
				p.pos++
				return p.data[from : p.pos-1], nil
			case c == '{':
				depth++
			case c == '}' && depth > 0:
				depth--
			}
		}
		return "", p.broken("a value is not closed")
	}
	name := p.name()
	if name == "" {
		return "", p.broken(fmt.Sprintf("%q where a value is expected", p.data[p.pos]))
	}
	if value, is := p.macros[strings.ToLower(name)]; is {
		return value, nil
	}
	return name, nil // a number, or a macro of a style file
}
