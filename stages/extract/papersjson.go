package extract

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// The fields of a paper's JSON object, by the names that listings use. Fields that are not here are passed over:
// unknown fields never break a run.
var paperFields = map[string]func(*paperDecoder) error{
	"id":           into(func(r *Record) *string { return &r.ID }),
	"arxiv_id":     identifier,
	"arxiv":        identifier,
	"doi":          into(func(r *Record) *string { return &r.DOI }),
	"title":        into(func(r *Record) *string { return &r.Title }),
	"abstract":     into(func(r *Record) *string { return &r.Abstract }),
	"summary":      into(func(r *Record) *string { return &r.Abstract }),
	"comment":      into(func(r *Record) *string { return &r.Comment }),
	"comments":     into(func(r *Record) *string { return &r.Comment }),
	"venue":        into(func(r *Record) *string { return &r.Venue }),
	"year":         date,
	"published":    date,
	"published_on": date,
	"date":         date,
	"abs":          into(func(r *Record) *string { return &r.URL }),
	"url":          into(func(r *Record) *string { return &r.URL }),
	"site":         into(func(r *Record) *string { return &r.URL }),
	"rank":         rank,
	"authors":      people,
	"author":       people,
	"categories":   subjects,
	"github":       link("github"),
	"code":         link("code"),
	"project":      link("project"),
	"homepage":     link("homepage"),
	"demo":         link("demo"),
}

// elementLead is what may stand before an element of an array.
const elementLead = "[, \t\r\n"

// paperDecoder decodes JSON objects of papers.
type paperDecoder struct {
	scan   jsonScanner
	record Record
	arxiv  string // an arXiv id in a field of its own goes before the source's id
	wide   bool   // the date is longer than a year
}

func newPaperDecoder() Decoder { return &paperDecoder{} }

// Decode implements Decoder.
func (d *paperDecoder) Decode(b Block, row func(*Record), bad func(Trouble)) {
	if b.Ends == nil {
		eachLine(b, func(line []byte, number, offset int64) { d.one(line, number, offset, row, bad) })
		return
	}
	from := 0
	for i, end := range b.Ends {
		data := bytes.TrimLeft(b.Data[from:end], elementLead)
		d.one(data, b.First+int64(i), b.Offset+int64(end-len(data)), row, bad)
		from = end
	}
}

func (d *paperDecoder) one(data []byte, number, offset int64, row func(*Record), bad func(Trouble)) {
	if len(bytes.TrimSpace(data)) == 0 {
		return
	}
	trouble := func(code, message string, kept bool) {
		bad(Trouble{Record: number, Offset: offset, Code: code, Message: message, Excerpt: excerpt(data), Kept: kept})
	}
	if !utf8.Valid(data) {
		trouble("invalid_utf8", "the record has bytes that are not UTF-8; they are read as U+FFFD", true)
		data = bytes.ToValidUTF8(data, []byte("\uFFFD"))
	}
	code, err := d.object(data)
	if err != nil {
		trouble(code, err.Error()+"; the record is kept out", false)
		return
	}
	d.record.Number, d.record.Offset = number, offset
	row(&d.record)
}

// object reads one record. On failure it returns the code of the trouble.
func (d *paperDecoder) object(data []byte) (code string, err error) {
	d.scan.reset(data)
	d.record.reset()
	d.arxiv, d.wide = "", false
	if c := d.scan.peek(); c != '{' {
		return "not_a_record", fmt.Errorf("begins with %q, not with the { of an object", c)
	}
	field := ""
	err = d.scan.object(func(key string) error {
		field = key
		read, ok := paperFields[key]
		if !ok {
			return d.scan.skip()
		}
		return read(d)
	})
	if err == nil && d.scan.peek() != 0 {
		err = d.scan.fail("more text after the object's end")
	}
	if err != nil {
		at := d.scan.pos
		var e *jsonError
		if errors.As(err, &e) {
			at = e.at
		}
		if errors.Is(err, errWrongType) {
			return "wrong_type", fmt.Errorf("field %q: %w", field, err)
		}
		if field == "" {
			return "invalid_json", fmt.Errorf("column %d: %w", at+1, err)
		}
		return "invalid_json", fmt.Errorf("field %q, column %d: %w", field, at+1, err)
	}
	if d.arxiv != "" {
		d.record.ID = d.arxiv
	}
	if strings.TrimSpace(d.record.Title) == "" {
		return "missing_title", errors.New("no title")
	}
	return "", nil
}

var errWrongType = errors.New("wrong type")

// into reads a text, or a number as it is written; the first field that has one wins.
func into(target func(*Record) *string) func(*paperDecoder) error {
	return func(d *paperDecoder) error {
		if c := d.scan.peek(); c == '[' || c == '{' || c == 't' || c == 'f' {
			return d.wrong("a text")
		}
		s, err := d.scan.scalar()
		if to := target(&d.record); err == nil && *to == "" {
			*to = s
		}
		return err
	}
}

func (d *paperDecoder) wrong(want string) error {
	what := map[byte]string{'[': "a list", '{': "an object", 't': "true", 'f': "false", '"': "a text"}[d.scan.peek()]
	if what == "" {
		what = "a number"
	}
	return fmt.Errorf("%w: %s where %s is expected", errWrongType, what, want)
}

func identifier(d *paperDecoder) error {
	s, err := d.scan.scalar()
	if s != "" {
		d.arxiv = s
	}
	return err
}

// date keeps the most telling date: a day goes before a bare year.
func date(d *paperDecoder) error {
	s, err := d.scan.scalar()
	if err == nil && (d.record.Date == "" || len(s) > 4 && !d.wide) {
		d.record.Date, d.wide = s, len(s) > 4
	}
	return err
}

func rank(d *paperDecoder) error {
	s, err := d.scan.scalar()
	if n, bad := strconv.ParseInt(s, 10, 32); bad == nil {
		d.record.Rank = int32(n)
	}
	return err
}

// people reads authors: a list of names, a list of objects with a name, or one text with semicolons.
func people(d *paperDecoder) error {
	r := &d.record
	switch d.scan.peek() {
	case '[':
		return d.scan.array(func() error {
			if d.scan.peek() == '{' {
				return d.scan.object(func(key string) error {
					if key != "name" {
						return d.scan.skip()
					}
					return d.appendText(&r.Authors)
				})
			}
			return d.appendText(&r.Authors)
		})
	case '"':
		s, err := d.scan.text()
		separator := ";"
		if !strings.Contains(s, ";") {
			separator = ", "
		}
		r.Authors = appendSplit(r.Authors, s, separator)
		return err
	}
	if null, err := d.scan.null(); null || err != nil {
		return err
	}
	return d.wrong("a list of authors")
}

// subjects reads categories: a list of texts, or one text with blanks between them.
func subjects(d *paperDecoder) error {
	switch d.scan.peek() {
	case '[':
		return d.scan.array(func() error { return d.appendText(&d.record.Categories) })
	case '"':
		s, err := d.scan.text()
		d.record.Categories = appendSplit(d.record.Categories, s, " ")
		return err
	}
	if null, err := d.scan.null(); null || err != nil {
		return err
	}
	return d.wrong("a list of categories")
}

// link reads a metadata field that holds links: a text or a list of texts.
func link(name string) func(*paperDecoder) error {
	return func(d *paperDecoder) error {
		add := func() error {
			s, err := d.scan.scalar()
			d.record.addLink(name, s)
			return err
		}
		switch d.scan.peek() {
		case '[':
			return d.scan.array(add)
		case '"', 'n':
			return add()
		}
		return d.scan.skip() // "code": true and the like say nothing that can be followed
	}
}

func (d *paperDecoder) appendText(to *[]string) error {
	if d.scan.peek() != '"' {
		if null, err := d.scan.null(); null || err != nil {
			return err
		}
		return d.wrong("a text")
	}
	s, err := d.scan.text()
	if err == nil && s != "" {
		*to = append(*to, s)
	}
	return err
}

func appendSplit(to []string, s, separator string) []string {
	for part := range strings.SplitSeq(s, separator) {
		if part = strings.TrimSpace(part); part != "" {
			to = append(to, part)
		}
	}
	return to
}

// looksLikePaper tells whether the object has what a paper needs: a title and an abstract, or an id or authors.
func looksLikePaper(data []byte) bool {
	var (
		scan  jsonScanner
		title bool
		more  bool
	)
	scan.reset(data)
	err := scan.object(func(key string) error {
		switch key {
		case "title":
			title = true
		case "abstract", "summary", "authors", "author", "arxiv_id":
			more = true
		}
		return scan.skip()
	})
	return err == nil && title && more
}
