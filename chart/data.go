package chart

import (
	"fmt"
	"math"
	"strings"
	"time"
	"unicode/utf8"
)

// data is a Table by column, checked, with every number finite or NaN for "no value".
//
// SQL says months and years in several ways; they all become Time here:
// timestamps, text such as "2025-03" or "2025-03-14", and a number column named year.
type data struct {
	cols      []*column
	rows      int
	notFinite int // cells that were NaN or ±Inf
}

type column struct {
	Column           // Type is the type after the above
	num    []float64 // Number: the values; Time: seconds since 1970 UTC; NaN where null
	txt    []string  // Text, Bool; "" where null
	null   []bool
	yearly bool // Time made of whole years
}

func newData(t Table) (*data, error) {
	if len(t.Columns) == 0 {
		return nil, fmt.Errorf("nothing to draw: the result has no columns")
	}
	if len(t.Rows) == 0 {
		return nil, fmt.Errorf("nothing to draw: the result has no rows (columns: %s)", describe(t.Columns))
	}
	d := &data{rows: len(t.Rows)}
	for i, c := range t.Columns {
		if c.Name == "" {
			c.Name = fmt.Sprintf("column_%d", i+1)
		}
		name := c.Name
		for n := 2; ; n++ { // SQL lets two columns have one name; the second is then called name_2
			if _, err := d.find(c.Name); err != nil {
				break
			}
			c.Name = fmt.Sprintf("%s_%d", name, n)
		}
		col := &column{Column: c, null: make([]bool, len(t.Rows))}
		switch c.Type {
		case Number, Time:
			col.num = make([]float64, len(t.Rows))
		case Text, Bool:
			col.txt = make([]string, len(t.Rows))
		default:
			return nil, fmt.Errorf("column %q has the unknown type %d", c.Name, c.Type)
		}
		for r, row := range t.Rows {
			if i >= len(row) {
				return nil, fmt.Errorf("row %d has %d cells, there are %d columns", r+1, len(row), len(t.Columns))
			}
			if err := d.setCell(col, r, row[i]); err != nil {
				return nil, err
			}
		}
		col.textToTime()
		col.yearToTime()
		d.cols = append(d.cols, col)
	}
	return d, nil
}

func (d *data) setCell(c *column, r int, cell any) error {
	if cell == nil {
		c.null[r] = true
		if c.num != nil {
			c.num[r] = math.NaN()
		}
		return nil
	}
	ok := false
	switch v := cell.(type) {
	case string:
		if ok = c.Type == Text; ok {
			c.txt[r] = v
		}
	case float64:
		if ok = c.Type == Number; ok {
			if c.num[r] = v; math.IsInf(v, 0) || math.IsNaN(v) {
				c.num[r], c.null[r] = math.NaN(), true
				d.notFinite++
			}
		}
	case time.Time:
		if ok = c.Type == Time; ok {
			c.num[r] = float64(v.Unix()) + float64(v.Nanosecond())/1e9
		}
	case bool:
		if ok = c.Type == Bool; ok {
			c.txt[r] = map[bool]string{false: "no", true: "yes"}[v]
		}
	}
	if !ok {
		return fmt.Errorf("row %d, column %q: a %s column cannot hold a %T", r+1, c.Name, c.Type, cell)
	}
	return nil
}

// textToTime turns a text column of nothing but months or days into a Time column.
func (c *column) textToTime() {
	if c.Type != Text {
		return
	}
	num := make([]float64, len(c.txt))
	layout, seen := "", false
	for r, s := range c.txt {
		if c.null[r] {
			num[r] = math.NaN()
			continue
		}
		if !seen {
			switch {
			case len(s) == len("2006-01"):
				layout = "2006-01"
			case len(s) == len("2006-01-02"):
				layout = "2006-01-02"
			default:
				return
			}
			seen = true
		}
		t, err := time.Parse(layout, s)
		if err != nil {
			return
		}
		num[r] = float64(t.Unix())
	}
	if seen {
		c.Type, c.num, c.txt = Time, num, nil
	}
}

// yearToTime turns a number column named year, holding whole years, into a Time column.
func (c *column) yearToTime() {
	if c.Type != Number || !hasWord(c.Name, "year") {
		return
	}
	num := make([]float64, len(c.num))
	for r, v := range c.num {
		if num[r] = math.NaN(); c.null[r] {
			continue
		}
		if v != math.Trunc(v) || v < 1500 || v > 2500 {
			return
		}
		num[r] = float64(time.Date(int(v), 1, 1, 0, 0, 0, 0, time.UTC).Unix())
	}
	c.Type, c.num, c.yearly = Time, num, true
}

func (d *data) find(name string) (*column, error) {
	for _, c := range d.cols {
		if c.Name == name {
			return c, nil
		}
	}
	for _, c := range d.cols { // SQL names do not mind case
		if strings.EqualFold(c.Name, name) {
			return c, nil
		}
	}
	return nil, fmt.Errorf("there is no column %q (columns: %s)", name, d.describe())
}

func (d *data) describe() string {
	cols := make([]Column, len(d.cols))
	for i, c := range d.cols {
		cols[i] = c.Column
	}
	return describe(cols)
}

func describe(cols []Column) string {
	s := make([]string, len(cols))
	for i, c := range cols {
		s[i] = fmt.Sprintf("%s (%s)", c.Name, c.Type)
	}
	return strings.Join(s, ", ")
}

// label is the cell as a category's name, on one line.
func (c *column) label(r int) string {
	switch {
	case c.null[r]:
		return "(none)"
	case c.Type == Time:
		return c.when(c.num[r])
	case c.Type == Number:
		return formatNumber(c.num[r])
	}
	s := c.txt[r]
	if !utf8.ValidString(s) {
		s = strings.ToValidUTF8(s, "\uFFFD")
	}
	if s = strings.Join(strings.Fields(s), " "); s == "" {
		return "(empty)"
	}
	return s
}

// when is a moment of a Time column for reading.
func (c *column) when(sec float64) string {
	if c.yearly {
		return toTime(sec).Format("2006")
	}
	return timeLabel(sec)
}

// distinct counts different labels.
func (c *column) distinct() int {
	seen := map[string]bool{}
	for r := range c.null {
		seen[c.label(r)] = true
	}
	return len(seen)
}

// span gives the least and greatest value; ok is false when there is none.
func span(values []float64) (lo, hi float64, ok bool) {
	lo, hi = math.Inf(1), math.Inf(-1)
	for _, v := range values {
		if !math.IsNaN(v) {
			lo, hi, ok = min(lo, v), max(hi, v), true
		}
	}
	return lo, hi, ok
}
