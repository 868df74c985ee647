package extract

import (
	"strconv"
	"strings"
	"time"
)

// Readers of values that the mappings of the JSON formats are made of. A mapping is lenient: a value of a kind
// that is not foreseen is passed over, except a title or an abstract, where it keeps the record out.

type reader = func(*paperDecoder) error

// within reads an object by fields of its own; null and anything else is passed over.
func within(f fields) reader {
	return func(d *paperDecoder) error {
		if d.scan.peek() != '{' {
			return d.scan.skip()
		}
		return d.scan.object(func(key string) error {
			read, ok := f[key]
			if !ok {
				return d.scan.skip()
			}
			err := read(d)
			if err != nil {
				d.inner = "." + key + d.inner
			}
			return err
		})
	}
}

// each reads every element of a list.
func each(read reader) reader {
	return func(d *paperDecoder) error {
		if d.scan.peek() != '[' {
			return d.scan.skip()
		}
		return d.scan.array(func() error { return read(d) })
	}
}

// lenient reads a text, or a number as it is written, or the first of a list of them; true, false and null are
// nothing.
func (d *paperDecoder) lenient() (s string, err error) {
	if d.scan.peek() != '[' {
		return d.leaf()
	}
	err = d.scan.array(func() error {
		item, err := d.leaf()
		if s == "" {
			s = item
		}
		return err
	})
	return s, err
}

func (d *paperDecoder) leaf() (string, error) {
	if c := d.scan.peek(); c == '"' || c == '-' || c >= '0' && c <= '9' {
		return d.scan.scalar()
	}
	return "", d.scan.skip()
}

// maybe reads a text into the record unless it has one already.
func maybe(target func(*Record) *string) reader {
	return func(d *paperDecoder) error {
		s, err := d.lenient()
		if to := target(&d.record); *to == "" {
			*to = strings.TrimSpace(s)
		}
		return err
	}
}

// The places of a record that mappings fill.
func theID(r *Record) *string         { return &r.ID }
func theDOI(r *Record) *string        { return &r.DOI }
func theOpenReview(r *Record) *string { return &r.OpenReview }
func theTitle(r *Record) *string      { return &r.Title }
func theAbstract(r *Record) *string   { return &r.Abstract }
func theComment(r *Record) *string    { return &r.Comment }
func theVenue(r *Record) *string      { return &r.Venue }
func theURL(r *Record) *string        { return &r.URL }

// apart keeps a value for finish, under a name.
func apart(name string) reader {
	return func(d *paperDecoder) error {
		s, err := d.lenient()
		if s != "" {
			d.setAside(name, s)
		}
		return err
	}
}

// setAside keeps the first value of that name.
func (d *paperDecoder) setAside(name, value string) {
	if d.aside == nil {
		d.aside = make(map[string]string)
	}
	if d.aside[name] == "" {
		d.aside[name] = value
	}
}

// oneOf returns the first of the values that were set aside.
func (d *paperDecoder) oneOf(names ...string) string {
	for _, name := range names {
		if s := d.aside[name]; s != "" {
			return s
		}
	}
	return ""
}

// dated reads a date; of several the most telling counts.
func dated(telling int) reader {
	return func(d *paperDecoder) error {
		s, err := d.lenient()
		d.setDate(s, telling)
		return err
	}
}

// day reads a day of the record.
func day(target func(*Record) *Day) reader {
	return func(d *paperDecoder) error {
		s, err := d.lenient()
		if to := target(&d.record); !to.Known {
			*to = ParseDay(s)
		}
		return err
	}
}

func theUpdated(r *Record) *Day { return &r.Updated }

// observed reads a count.
func observed(target func(*Record) *int64) reader {
	return func(d *paperDecoder) error {
		s, err := d.lenient()
		if n, bad := strconv.ParseInt(s, 10, 64); bad == nil && n >= 0 {
			*target(&d.record) = n
		}
		return err
	}
}

func theUpvotes(r *Record) *int64   { return &r.Upvotes }
func theCitations(r *Record) *int64 { return &r.Citations }

// lengthInto counts the elements of a list.
func lengthInto(target func(*Record) *int64) reader {
	return func(d *paperDecoder) error {
		if d.scan.peek() != '[' {
			return d.scan.skip()
		}
		n := int64(0)
		err := d.scan.array(func() error { n++; return d.scan.skip() })
		*target(&d.record) = n
		return err
	}
}

// listed appends texts to a list of the record.
func listed(target func(*Record) *[]string) reader {
	return func(d *paperDecoder) error {
		s, err := d.leaf()
		if s = strings.TrimSpace(s); s != "" {
			to := target(&d.record)
			*to = append(*to, s)
		}
		return err
	}
}

func theAuthors(r *Record) *[]string    { return &r.Authors }
func theCategories(r *Record) *[]string { return &r.Categories }

// Names in parts, as their keys say.
var nameParts = fields{
	"given": apart("given"), "first": apart("given"), "middle": middle, "family": apart("family"), "last": apart("family"),
	"suffix": apart("suffix"), "name": apart("name"), "literal": apart("name"),
}

func middle(d *paperDecoder) error {
	var parts []string
	err := each(func(d *paperDecoder) error {
		s, err := d.leaf()
		parts = append(parts, s)
		return err
	})(d)
	d.setAside("middle", strings.Join(parts, " "))
	return err
}

// person reads one author: an object with the parts of the name or the whole of it, or a text.
func person(d *paperDecoder) error {
	if d.scan.peek() != '{' {
		return listed(theAuthors)(d)
	}
	err := within(nameParts)(d)
	name := joinName(d.aside["given"], d.aside["middle"], d.aside["family"], d.aside["suffix"])
	if name == "" {
		name = d.aside["name"]
	}
	for _, part := range [...]string{"given", "middle", "family", "suffix", "name"} {
		delete(d.aside, part)
	}
	if name != "" {
		d.record.Authors = append(d.record.Authors, name)
	}
	return err
}

func joinName(parts ...string) string {
	var b strings.Builder
	for _, part := range parts {
		if part = strings.TrimSpace(part); part != "" {
			if b.Len() > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(part)
		}
	}
	return b.String()
}

// isoDay writes a day as ISO 8601.
func isoDay(d Day) string {
	if !d.Known {
		return ""
	}
	return time.Unix(int64(d.Days)*86400, 0).UTC().Format(time.DateOnly)
}

// milliDay returns the day of a time in milliseconds since 1970.
func milliDay(s string) Day {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || n <= 0 {
		return Day{}
	}
	return DayOf(time.UnixMilli(n).UTC())
}

// warn notes something that is wrong with the record, which is taken all the same.
func (d *paperDecoder) warn(code, message string) {
	d.kept = append(d.kept, Trouble{Code: code, Message: message})
}

func dayOfDate(year, month, day int) Day {
	return DayOf(time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC))
}
