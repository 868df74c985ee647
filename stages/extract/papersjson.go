package extract

import (
	"bytes"
	"errors"
	"fmt"
	"hash/maphash"
	"strconv"
	"strings"
	"unicode/utf8"
)

// The fields of a paper's JSON object, by the names that listings use. Fields that are not here are passed over:
// unknown fields never break a run.
var paperFields = fields{
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

// fields are the keys of an object that mean something, each with what reads its value.
type fields map[string]func(*paperDecoder) error

// paperContent are those of paperFields that fill nothing but what DropContent drops.
var paperContent = map[string]bool{
	"abstract": true, "summary": true, "comment": true, "comments": true, "authors": true, "author": true, "categories": true,
	"github": true, "code": true, "project": true, "homepage": true, "demo": true,
}

// A mapping says how the objects of a format become records.
type mapping struct {
	fields  fields
	content map[string]bool // fields that need not be read of a record that is wanted in brief
	// finish completes the record when all fields are read, whatever their order. It may keep the record out,
	// or pass it over with errPassedOver.
	finish func(*paperDecoder) (code string, err error)
}

// errPassedOver is for what a listing holds besides papers, and what is no problem: reviews among submissions.
var errPassedOver = errors.New("not a paper")

// paperDecoder decodes JSON objects of papers.
type paperDecoder struct {
	mapping *mapping
	scan    jsonScanner
	record  Record
	arxiv   string            // an arXiv id in a field of its own goes before the source's id
	dated   int               // how telling the record's date is
	aside   map[string]string // values that only finish can judge, by field
	cells   [][]byte          // of a Mapping
	texts   []string          // views of them
	kept    []Trouble         // of the record that is taken all the same
	inner   string            // where inside of a field reading failed: ".title"
	order   []fieldReader     // of the last record: the next one nearly always has its fields in the same order
	brief   bool              // only what DropContent leaves is wanted of this record
	seen    *seenRecords
}

// A fieldReader reads the field of that key; nil passes it over.
type fieldReader struct {
	lead    string // all that stands between the value before and this one: `, "title": `
	key     string
	read    reader
	content bool
}

// fields reads an object's fields and returns the key of the last one.
func (d *paperDecoder) fields() (key string, err error) {
	s := &d.scan
	for n := 0; ; n++ {
		if n == len(d.order) || !s.passes(d.order[n].lead) {
			more, err := d.field(n)
			if !more || err != nil {
				return key, err
			}
		}
		f := &d.order[n]
		if key = f.key; f.read == nil || d.brief && f.content {
			err = s.skip()
		} else {
			err = f.read(d)
		}
		if err != nil {
			return key, err
		}
	}
}

// field reads what stands before the value of the object's field number n, and notes it; more is false at the object's end.
func (d *paperDecoder) field(n int) (more bool, err error) {
	s := &d.scan
	from := s.pos
	switch {
	case n > 0:
		if s.peek() != ',' {
			return false, s.expect('}')
		}
	case s.peek() != '{':
		return false, s.expect('{')
	}
	s.pos++
	if n == 0 && s.peek() == '}' {
		s.pos++
		return false, nil
	}
	s.space()
	name, err := s.text()
	if err == nil {
		err = s.expect(':')
	}
	if err != nil {
		return false, err
	}
	s.space()
	d.order = append(d.order[:n], fieldReader{string(s.data[from:s.pos]), strings.Clone(name), d.mapping.fields[name], d.mapping.content[name]})
	return true, nil
}

var paperMapping = mapping{fields: paperFields, content: paperContent}

func newPaperDecoder() Decoder { return &paperDecoder{mapping: &paperMapping} }

// Decode implements Decoder.
func (d *paperDecoder) Decode(b Block, row func(*Record), bad func(Trouble)) {
	if b.Repeat != nil {
		if d.seen == nil {
			d.seen = new(seenRecords)
		}
		defer clear(d.seen[:]) // they are views of the block
	}
	one := func(data []byte, number, offset int64) {
		var seen *seenRecord
		if b.Repeat != nil {
			if seen = d.seen.like(data); bytes.Equal(seen.data, data) && len(data) > 0 {
				b.Repeat(number, seen.number)
				return
			}
		}
		d.brief = b.Brief != nil && b.Brief(number)
		if d.one(data, number, offset, row, bad) && seen != nil && offset > 0 { // the first one may have a byte order mark
			*seen = seenRecord{data, number}
		}
	}
	if b.Ends == nil {
		eachLine(b, one)
		return
	}
	from := 0
	for i, end := range b.Ends {
		data := bytes.TrimLeft(b.Data[from:end], elementLead)
		one(data, b.First+int64(i), b.Offset+int64(end-len(data)))
		from = end
	}
}

// seenRecords are records of a block, each at a place that its first bytes give, where the id stands. A fifth of the records
// of a year of daily arXiv listings are there when they come again.
type seenRecords [1 << 10]seenRecord

type seenRecord struct {
	data   []byte
	number int64
}

func (s *seenRecords) like(data []byte) *seenRecord {
	return &s[maphash.Bytes(seenSeed, data[:min(len(data), 64)])%uint64(len(s))]
}

var seenSeed = maphash.MakeSeed()

// one decodes one record; taken says that it has called row.
func (d *paperDecoder) one(data []byte, number, offset int64, row func(*Record), bad func(Trouble)) (taken bool) {
	if offset == 0 {
		data = bytes.TrimPrefix(data, []byte(byteOrderMark))
	}
	if trimmed := bytes.TrimSpace(data); len(trimmed) == 0 || string(trimmed) == "null" { // null: asked for and not found
		return false
	}
	trouble := func(code, message string, kept bool) {
		bad(Trouble{Record: number, Offset: offset, Code: code, Message: message, Excerpt: excerpt(data), Kept: kept})
	}
	if !utf8.Valid(data) {
		trouble("invalid_utf8", "the record has bytes that are not UTF-8; they are read as U+FFFD", true)
		data = bytes.ToValidUTF8(data, []byte("\uFFFD"))
	}
	code, err := d.object(data)
	if err == errPassedOver {
		return false
	}
	if err != nil {
		trouble(code, err.Error()+"; the record is kept out", false)
		return false
	}
	for _, t := range d.kept {
		trouble(t.Code, t.Message, true)
	}
	d.record.Number, d.record.Offset = number, offset
	row(&d.record)
	return true
}

// object reads one record. On failure it returns the code of the trouble.
func (d *paperDecoder) object(data []byte) (code string, err error) {
	d.scan.reset(data)
	d.record.reset()
	d.arxiv, d.dated, d.kept, d.inner = "", 0, d.kept[:0], ""
	clear(d.aside)
	for i := range d.cells {
		d.cells[i] = d.cells[i][:0]
	}
	if c := d.scan.peek(); c != '{' {
		return "not_a_record", fmt.Errorf("begins with %q, not with the { of an object", c)
	}
	field, err := d.fields()
	if err == nil && d.scan.peek() != 0 {
		err = d.scan.fail("more text after the object's end")
	}
	if err != nil {
		field += d.inner
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
	if d.mapping.finish != nil {
		if code, err := d.mapping.finish(d); err != nil {
			return code, err
		}
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
		switch d.scan.peek() {
		case '[', '{', 't', 'f':
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
	if err == nil {
		d.setDate(s, min(len(s), len("2006-01-02")))
	}
	return err
}

// setDate takes the date unless a more telling one is there.
func (d *paperDecoder) setDate(s string, telling int) {
	if s != "" && telling > d.dated {
		d.record.Date, d.dated = s, telling
	}
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
