package extract

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"strings"
)

// CSV and TSV are tables whose header names their columns. A dialect is told from the head of the file: the
// separator, and whether quotes mean anything (TSV is often written without: there a quote is a character).
var (
	CSV = csvFormat("csv", "CSV tables of papers, with the columns of Zotero, Scopus, Embase, Lens, OpenAlex or the like", KnownColumns, ",;")
	TSV = csvFormat("tsv", "TSV tables of papers, with such columns", KnownColumns, "\t")
)

const anySeparator = ",;\t"

// CSV returns the format of comma, semicolon or tab separated tables with the columns of m.
func (m Mapping) CSV() *Format {
	return csvFormat("mapped-csv", "with --map: CSV or TSV, whatever its columns", m, anySeparator)
}

func csvFormat(name, doc string, m Mapping, separators string) *Format {
	return &Format{
		Name: name,
		Doc:  doc,
		Sniff: func(head []byte) bool {
			d, ok := sniffDialect(textHead(head), separators)
			if !ok {
				return false
			}
			b, err := m.bind(d.header())
			return err == nil && len(b.fields) > 1 // a title alone may be anything
		},
		Split: func(r io.Reader, emit func(Block) error) error {
			buffered := bufio.NewReaderSize(textReader(r), headBytes)
			head, _ := buffered.Peek(headBytes)
			d, ok := sniffDialect(bytes.TrimLeft(head, byteOrderMark), separators)
			if !ok {
				return fmt.Errorf("the first line is no header of a table with one of the separators %q", separators)
			}
			if _, err := m.bind(d.header()); err != nil {
				return err
			}
			return cutRecords(buffered, &rowFinder{dialect: d}, emit)
		},
		NewDecoder: func() Decoder { return &textDecoder{parser: &rowParser{mapping: m}} },
	}
}

// UnknownTable refuses a table whose columns are not known.
var UnknownTable = &Refusal{
	Name:   "table",
	Reason: "it looks like a table, but its first line names no column that is known as a title beside others; say which column is what with --map MAPPING.yaml",
	more: func(g *glance) string {
		d, _ := sniffDialect(textHead(g.head), anySeparator)
		return " (its columns are " + quoteAll(d.header(), ", ") + ")"
	},
	is: func(g *glance) bool {
		head := textHead(g.head)
		d, ok := sniffDialect(head, anySeparator)
		if !ok || len(d.header()) < 3 {
			return false
		}
		head = head[min(len(head), len(d.line)):] // prose has commas too, but not as many in every line
		head = bytes.TrimLeft(head, "\r\n")
		end := rowEnd(head, d)
		return end > 0 && len(d.cells(strings.TrimRight(view(head[:end]), "\r\n"))) == len(d.header())
	},
}

// A dialect is how one file is written.
type dialect struct {
	separator byte
	quoted    bool
	line      string // the header, without its line end
}

// encoded is the dialect as the head of its blocks.
func (d dialect) encoded() string {
	quoted := "-"
	if d.quoted {
		quoted = `"`
	}
	return string(d.separator) + quoted + d.line
}

func decodeDialect(s string) dialect { return dialect{s[0], s[1] == '"', s[2:]} }

func (d dialect) header() []string { return d.cells(d.line) }

// cells parts a row.
func (d dialect) cells(row string) []string {
	if !d.quoted {
		cells := strings.Split(row, string(d.separator))
		for i, cell := range cells { // quotes around a whole cell are quotes all the same
			if len(cell) > 1 && cell[0] == '"' && cell[len(cell)-1] == '"' && !strings.Contains(strings.ReplaceAll(cell[1:len(cell)-1], `""`, ""), `"`) {
				cells[i] = strings.ReplaceAll(cell[1:len(cell)-1], `""`, `"`)
			}
		}
		return cells
	}
	r := csv.NewReader(strings.NewReader(row))
	r.Comma, r.LazyQuotes, r.FieldsPerRecord = rune(d.separator), true, -1
	cells, err := r.Read()
	if err != nil {
		return nil
	}
	return cells
}

// sniffDialect reads the header and tells the dialect; head is UTF-8 without byte order mark.
func sniffDialect(head []byte, separators string) (d dialect, ok bool) {
	if len(head) == 0 || strings.IndexByte("{[<@%", head[0]) >= 0 || bytes.IndexByte(head, 0) >= 0 {
		return d, false
	}
	end := rowEnd(head, dialect{separator: separators[0], quoted: true})
	if end == 0 {
		end = len(head)
	}
	d.line = strings.TrimRight(string(head[:end]), "\r\n")
	most := 0
	for i := range len(separators) {
		if n := strings.Count(d.line, separators[i:i+1]); n > most {
			d.separator, most = separators[i], n
		}
	}
	if most == 0 || len(d.line) > 16<<10 {
		return d, false
	}
	d.quoted = d.separator != '\t' || !sameTabs(head[end:], most)
	for _, name := range d.header() {
		if len(name) > 100 { // a text, not the name of a column
			return d, false
		}
	}
	return d, len(d.header()) > 1
}

// sameTabs tells whether every line has as many tabs as the header: then no cell holds a line end, and quotes
// are not needed.
func sameTabs(rows []byte, tabs int) bool {
	for len(rows) > 0 {
		line, rest, whole := bytes.Cut(rows, []byte{'\n'})
		if whole && len(bytes.TrimSpace(line)) > 0 && bytes.Count(line, []byte{'\t'}) != tabs {
			return false
		}
		rows = rest
	}
	return true
}

// rowEnd returns where the row that begins data ends, with its line end; 0 when it is not there. Quotes count
// only at the beginning of a cell, as encoding/csv reads them with LazyQuotes.
func rowEnd(data []byte, d dialect) int {
	if !d.quoted {
		return bytes.IndexByte(data, '\n') + 1
	}
	for pos := 0; pos < len(data); {
		if data[pos] == '"' {
			for pos++; ; pos++ {
				quote := bytes.IndexByte(data[pos:], '"')
				if quote < 0 {
					return 0
				}
				if pos += quote; pos+1 == len(data) {
					return 0
				}
				if c := data[pos+1]; c == '"' {
					pos++
				} else if c == d.separator || c == '\n' || c == '\r' {
					break
				}
			}
			pos++
		}
		next := bytes.IndexAny(data[pos:], string(d.separator)+"\n")
		if next < 0 {
			return 0
		}
		if pos += next + 1; data[pos-1] == '\n' {
			return pos
		}
	}
	return 0
}

// rowFinder cuts out the rows below the header.
type rowFinder struct {
	dialect dialect
	encoded string
	begun   bool // the header is passed
}

func (f *rowFinder) nothing() error { return nil } // a header alone is an empty table

func (f *rowFinder) head() string {
	if f.encoded == "" {
		f.encoded = f.dialect.encoded()
	}
	return f.encoded
}

func (f *rowFinder) find(data []byte, last bool) (start, end int, err error) {
	pos := 0
	for {
		for f.begun && pos < len(data) && (data[pos] == '\n' || data[pos] == '\r') {
			pos++
		}
		if pos == len(data) {
			return pos, 0, nil
		}
		d := f.dialect
		if !f.begun {
			d.quoted = true // as the header was read
		}
		length := rowEnd(data[pos:], d)
		if length == 0 {
			if !last {
				return pos, 0, nil
			}
			length = len(data) - pos
		}
		if f.begun {
			return pos, pos + length, nil
		}
		f.begun = true
		pos += length
	}
}

type rowParser struct {
	mapping Mapping
	dialect dialect
	bound   bound
}

func (p *rowParser) under(head string) {
	p.dialect = decodeDialect(head)
	p.bound, _ = p.mapping.bind(p.dialect.header())
}

func (p *rowParser) parse(data string, r *Record, warn warn) error {
	cells := p.dialect.cells(strings.TrimRight(data, "\r\n"))
	switch n := len(cells); {
	case n == 0:
		return reject("invalid_row", "the row cannot be parted into cells: a quote is not closed")
	case n > p.bound.width+1, n > p.bound.width && strings.TrimSpace(cells[n-1]) != "": // one may come of a last separator
		return reject("wrong_columns", "the row has %d cells, the header %d: a separator inside a cell is not quoted", n, p.bound.width)
	case n < p.bound.width:
		warn("short_row", fmt.Sprintf("the row has %d cells, the header %d; the last ones are empty", n, p.bound.width))
	}
	p.bound.fill(cells, r, warn)
	return nil
}
