// Package chart draws the result of a query.
//
//	Table + Options → Choose (which column plays which part) → frame (what is drawn, in order)
//	                → scene (shapes in pixels) → svg, png, html
//	                → Vega-Lite
//
// The same table and options give the same bytes: nothing here reads a clock, a map in its order, or the machine.
package chart

import (
	"bytes"
	"fmt"
	"io"
	"path/filepath"
	"strings"
)

// Type is the type of a column's cells.
type Type int

// The types a column can have. A cell of any type may be nil.
const (
	Text   Type = iota // string
	Number             // float64
	Time               // time.Time, drawn in UTC
	Bool               // bool
)

func (t Type) String() string { return [...]string{"text", "number", "time", "bool"}[t] }

// Column is the name and type of one column of a query result.
type Column struct {
	Name string
	Type Type
}

// Table is a query result. A cell is nil, string, float64, time.Time or bool, as its column's Type says.
type Table struct {
	Columns []Column
	Rows    [][]any
}

// Kind is a kind of chart.
type Kind string

// The kinds of chart. Auto leaves the choice to Choose.
const (
	Auto      Kind = ""
	Line      Kind = "line"      // numbers over time, one line a series
	Bar       Kind = "bar"       // one number a category; lies down when the labels are long or many
	Histogram Kind = "histogram" // how one number is distributed
	Scatter   Kind = "scatter"   // number against number or time
	Box       Kind = "box"       // quartiles and whiskers a category, given or computed
	Band      Kind = "band"      // median line in its quartile ribbon over time, one panel a series
)

// Kinds lists the kinds a user can ask for.
func Kinds() []Kind { return []Kind{Line, Bar, Histogram, Scatter, Box, Band} }

// Formats lists the formats that Draw writes.
func Formats() []string { return []string{"svg", "png", "vl.json", "html", "csv"} }

// Options override what Choose would do by itself. The zero value overrides nothing.
type Options struct {
	Kind            Kind
	Title, Subtitle string
	X, Y, Series    string // column names; Y may list several, separated by commas
	XLabel, YLabel  string // axis titles
	Unit            string // of Y (of X in a histogram): "%", "×", "ms", …
	LogX, LogY      bool
	Linear          bool // no automatic log axis
	Width, Height   int  // px, 0 for the default of 960 × 540; png has two pixels a px
	Source          string
	Limit           int // most bars, lines, panels or boxes drawn, 0 for the kind's default
}

// The picture's size in px when Options give none, and the bounds they must keep.
const (
	defaultWidth, defaultHeight = 960, 540
	minSize, maxSize            = 240, 8000
)

// FormatOf gives the format that a file name asks for by its ending.
func FormatOf(path string) (string, error) {
	name := strings.ToLower(filepath.Base(path))
	for _, f := range Formats() {
		if strings.HasSuffix(name, "."+f) {
			return f, nil
		}
	}
	return "", fmt.Errorf("chart file %q: the name must end in .%s", path, strings.Join(Formats(), ", ."))
}

// Draw writes the chart of t in one of Formats. csv is the table itself, every row.
// Nothing is written to w when there is an error other than w's own.
func Draw(w io.Writer, format string, t Table, o Options) error {
	d, err := newData(t)
	if err != nil {
		return err
	}
	spec, err := choose(d, o)
	if err != nil {
		return err
	}
	var buf bytes.Buffer
	switch format {
	case "csv":
		err = writeCSV(&buf, t)
	case "svg", "png", "html", "vl.json":
		var f *frame
		if f, err = newFrame(d, spec, o); err != nil {
			return err
		}
		switch format {
		case "svg":
			err = writeSVG(&buf, f.draw())
		case "png":
			err = writePNG(&buf, f.draw())
		case "html":
			err = writeHTML(&buf, f, t)
		case "vl.json":
			err = writeVegaLite(&buf, f)
		}
	default:
		err = fmt.Errorf("chart format %q is not one of %s", format, strings.Join(Formats(), ", "))
	}
	if err != nil {
		return err
	}
	_, err = w.Write(buf.Bytes())
	return err
}
