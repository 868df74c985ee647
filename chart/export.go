package chart

import (
	"bytes"
	_ "embed"
	"encoding/csv"
	"html/template"
	"io"
	"math"
	"strconv"
	"time"
)

// cellText writes a cell as data: whole precision, ISO 8601 times, "" for null.
func cellText(cell any) string {
	switch v := cell.(type) {
	case string:
		return v
	case float64:
		if a := math.Abs(v); a != 0 && (a < 1e-6 || a >= 1e21) {
			return strconv.FormatFloat(v, 'g', -1, 64)
		}
		return strconv.FormatFloat(v, 'f', -1, 64)
	case bool:
		return strconv.FormatBool(v)
	case time.Time:
		return isoTime(v.UTC())
	}
	return ""
}

func isoTime(t time.Time) string {
	if t.Equal(t.Truncate(24 * time.Hour)) {
		return t.Format(time.DateOnly)
	}
	return t.Format(time.RFC3339Nano)
}

func writeCSV(w io.Writer, t Table) error {
	c := csv.NewWriter(w)
	record := make([]string, len(t.Columns))
	for i, col := range t.Columns {
		record[i] = col.Name
	}
	if err := c.Write(record); err != nil {
		return err
	}
	for _, row := range t.Rows {
		for i := range record {
			record[i] = cellText(row[i])
		}
		if err := c.Write(record); err != nil {
			return err
		}
	}
	c.Flush()
	return c.Error()
}

//go:embed page.html
var pageSource string

var page = template.Must(template.New("page").Parse(pageSource))

// pageRows bounds the table on the page; the CSV has every row.
const pageRows = 2000

// writeHTML writes one file that needs nothing else: the SVG inline, a script for tips, and the data.
func writeHTML(w io.Writer, f *frame, t Table) error {
	var svg bytes.Buffer
	if err := writeSVG(&svg, f.draw()); err != nil {
		return err
	}
	type cell struct {
		Text   string
		Sort   string // what the column is sorted by when it differs from Text
		Number bool
	}
	view := struct {
		Title   string
		SVG     template.HTML
		Columns []Column
		Rows    [][]cell
		Total   string
		Cut     int
		Colors  map[string]string
	}{Title: f.title, SVG: template.HTML(svg.String()), Columns: t.Columns, Total: plural(len(t.Rows), "row", "rows"), Colors: map[string]string{}}
	for _, s := range f.series {
		view.Colors[s.name] = s.color
	}
	for i, row := range t.Rows {
		if i == pageRows {
			view.Cut = pageRows
			break
		}
		var cells []cell
		for _, v := range row[:len(t.Columns)] {
			c := cell{Text: cellText(v)}
			if n, ok := v.(float64); ok && !math.IsNaN(n) && !math.IsInf(n, 0) {
				c = cell{Text: formatNumber(n), Sort: c.Text, Number: true}
			}
			cells = append(cells, c)
		}
		view.Rows = append(view.Rows, cells)
	}
	return page.Execute(w, view)
}
