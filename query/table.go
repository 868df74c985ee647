package query

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
)

const (
	maxLines = 4 // of one cell; the rest is cut with an ellipsis
	// Of a column's width as much is kept for its longest word: a fifth of the line, within these bounds.
	maxWord   = 24
	leastWord = 12
	wordShare = 5
)

// writeTable draws the rows for a reader: a box on a terminal, plain columns elsewhere. Where the columns cannot fit
// the width those of o.Detail are left out, as many as it takes; where that is not enough each row becomes a block of its
// own, a line a column.
func writeTable(w io.Writer, r *Result, o WriteOptions) error {
	columns := r.Columns()
	if len(columns) == 2 && columns[0].Name == "explain_key" {
		return writePlan(w, r)
	}
	header := make([]string, len(columns))
	for i, c := range columns {
		header[i] = c.Name
	}
	var rows [][]string
	for r.Next() {
		cells := make([]string, len(columns))
		for i, v := range r.Row() {
			switch {
			case v != nil:
				cells[i] = oneLine(shortText(v, columns[i].Type))
			case o.Color:
				cells[i] = text.Faint.Sprint("null")
			}
		}
		rows = append(rows, cells)
	}
	if r.Err() != nil {
		return r.Err()
	}
	shown, widths, ok := fitWithout(header, rows, columns, o)
	var err error
	if ok {
		rows := pickRows(rows, shown)
		_, err = fmt.Fprintln(w, grid(pick(header, shown), rows, pick(columns, shown), widths, o))
	} else {
		for i, cells := range rows {
			if _, err = fmt.Fprintf(w, "row %d\n%s\n", i+1, block(header, cells, o)); err != nil {
				break
			}
		}
	}
	if err != nil {
		return err
	}
	count := fmt.Sprintf("%d rows", len(rows))
	switch {
	case r.Truncated():
		count = fmt.Sprintf("the first %d rows; there are more", len(rows))
		if o.Terminal {
			count += ": -o FILE, -F or a pipe has them all"
		}
	case len(rows) == 1:
		count = "1 row"
	}
	if ok && len(shown) < len(columns) {
		var hidden []string
		for i, name := range header {
			if !slices.Contains(shown, i) {
				hidden = append(hidden, name)
			}
		}
		count = text.WrapSoft(fmt.Sprintf("%s; no room for %s (a wider terminal, -F or -o shows all)", count, strings.Join(hidden, ", ")), o.Width)
	}
	_, err = fmt.Fprintln(w, count)
	return err
}

// writePlan writes what EXPLAIN says as it is: a drawing of many lines.
func writePlan(w io.Writer, r *Result) error {
	for r.Next() {
		if _, err := fmt.Fprintln(w, strings.TrimRight(exactText(r.Row()[1], ""), "\n")); err != nil {
			return err
		}
	}
	return r.Err()
}

// oneLine folds blanks, and shows what would move the cursor.
func oneLine(s string) string {
	if !strings.ContainsFunc(s, func(r rune) bool { return r < ' ' || r == 0x7f }) {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\r' || r == '\t':
			return ' '
		case r < ' ' || r == 0x7f:
			return '\uFFFD'
		}
		return r
	}, s)
}

// fitWithout returns which columns are shown, and their widths: all, or those that are left without the last of o.Detail.
func fitWithout(header []string, rows [][]string, columns []Column, o WriteOptions) (shown, widths []int, ok bool) {
	for i := range header {
		shown = append(shown, i)
	}
	for detail := o.Detail; ; detail = detail[:len(detail)-1] {
		if widths, ok = fit(pick(header, shown), pickRows(rows, shown), pick(columns, shown), o); ok || len(detail) == 0 {
			return shown, widths, ok
		}
		shown = slices.DeleteFunc(shown, func(i int) bool { return header[i] == detail[len(detail)-1] })
	}
}

func pick[T any](all []T, indexes []int) []T {
	picked := make([]T, len(indexes))
	for i, at := range indexes {
		picked[i] = all[at]
	}
	return picked
}

func pickRows(rows [][]string, indexes []int) [][]string {
	picked := make([][]string, len(rows))
	for i, cells := range rows {
		picked[i] = pick(cells, indexes)
	}
	return picked
}

// fit returns the columns' widths for the line: text columns are cut to one width, the largest that fits, but not
// below their longest word (up to a bound). not ok when even that is too wide.
func fit(header []string, rows [][]string, columns []Column, o WriteOptions) (widths []int, ok bool) {
	widths = make([]int, len(header))
	floors := make([]int, len(header))
	longest := maxWord
	if o.Width > 0 {
		longest = min(maxWord, max(leastWord, o.Width/wordShare))
	}
	measure := func(i int, s string) {
		widths[i] = max(widths[i], text.StringWidthWithoutEscSequences(s))
		for word := range strings.FieldsSeq(s) {
			floors[i] = max(floors[i], min(text.StringWidthWithoutEscSequences(word), longest))
		}
	}
	for i := range header {
		measure(i, header[i])
		for _, cells := range rows {
			measure(i, cells[i])
		}
		if isNumber(columns[i].Type) {
			floors[i] = widths[i]
		}
	}
	if o.Width <= 0 {
		return widths, true
	}
	cut := func(level int) (cut []int, total int) {
		cut = make([]int, len(widths))
		total = 1
		for i, w := range widths {
			cut[i] = max(min(w, level), floors[i])
			total += cut[i] + 3
		}
		return cut, total
	}
	for level := o.Width; level > 0; level-- {
		if cut, total := cut(level); total <= o.Width {
			return cut, true
		}
	}
	return nil, false
}

func style(o WriteOptions) table.Style {
	s := table.StyleLight
	if !o.Terminal {
		s.Box = table.BoxStyle{PaddingRight: "  ", MiddleHorizontal: "-"}
		s.Options = table.OptionsNoBordersAndSeparators
	}
	s.Format = table.FormatOptions{} // names as they are, not in capitals
	if o.Color {
		s.Color.Header = text.Colors{text.Bold}
	}
	return s
}

func grid(header []string, rows [][]string, columns []Column, widths []int, o WriteOptions) string {
	t := table.NewWriter()
	t.SetStyle(style(o))
	configs := make([]table.ColumnConfig, len(columns))
	for i, c := range columns {
		align := text.AlignLeft
		if isNumber(c.Type) {
			align = text.AlignRight
		}
		configs[i] = table.ColumnConfig{Number: i + 1, Align: align, AlignHeader: align}
	}
	t.SetColumnConfigs(configs)
	t.AppendHeader(wrapped(header, widths))
	for _, cells := range rows {
		t.AppendRow(wrapped(cells, widths))
	}
	return trimLines(t.Render())
}

func wrapped(cells []string, widths []int) table.Row {
	row := make(table.Row, len(cells))
	for i, s := range cells {
		row[i] = wrap(s, widths[i])
	}
	return row
}

// wrap breaks s at blanks into at most maxLines lines of width.
func wrap(s string, width int) string {
	if text.StringWidthWithoutEscSequences(s) <= width {
		return s
	}
	lines := strings.Split(text.WrapSoft(s, width), "\n")
	if len(lines) > maxLines {
		lines = lines[:maxLines]
		last := strings.TrimRight(lines[maxLines-1], " ")
		if text.StringWidthWithoutEscSequences(last) >= width {
			last = text.Trim(last, width-1)
		}
		lines[maxLines-1] = last + "…"
	}
	return strings.Join(lines, "\n")
}

func block(header, cells []string, o WriteOptions) string {
	names := 0
	for _, h := range header {
		names = max(names, text.StringWidthWithoutEscSequences(h))
	}
	t := table.NewWriter()
	t.SetStyle(style(o))
	for i, h := range header {
		t.AppendRow(table.Row{h, wrap(cells[i], max(8, o.Width-names-7))})
	}
	return trimLines(t.Render())
}

func trimLines(s string) string {
	lines := slices.Collect(strings.Lines(s))
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " \n")
	}
	return strings.Join(lines, "\n")
}
