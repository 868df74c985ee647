package chart

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"flag"
	"fmt"
	"image/color"
	"image/png"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

var (
	update   = flag.Bool("update", false, "write the golden pictures anew")
	pictures = flag.String("pictures", "", "also write every sample in every format to this folder, to be looked at")
)

func draw(t interface {
	Helper()
	Fatalf(string, ...any)
}, format string, tab Table, o Options) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Draw(&b, format, tab, o); err != nil {
		t.Fatalf("Draw %s: %v", format, err)
	}
	return b.Bytes()
}

func TestGoldens(t *testing.T) {
	for _, s := range samples() {
		t.Run(s.name, func(t *testing.T) {
			spec, err := Choose(s.table, s.opts)
			if err != nil || spec.Kind != s.kind {
				t.Fatalf("Choose = %+v, %v; want kind %s", spec, err, s.kind)
			}
			got := draw(t, "svg", s.table, s.opts)
			if len(got) > 60_000 {
				t.Errorf("picture of %d bytes: make the sample smaller", len(got))
			}
			golden := filepath.Join("testdata", s.name+".svg")
			if *update {
				if err := os.WriteFile(golden, got, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), string(got)); diff != "" {
				t.Errorf("picture changed (look at it, then -update):\n%s", diff)
			}
			if *pictures != "" {
				for _, f := range Formats() {
					if err := os.WriteFile(filepath.Join(*pictures, s.name+"."+f), draw(t, f, s.table, s.opts), 0o644); err != nil {
						t.Fatal(err)
					}
				}
			}
		})
	}
}

func TestSameInputSameBytes(t *testing.T) {
	for i, s := range samples() {
		again := samples()[i]
		for _, f := range Formats() {
			first := draw(t, f, s.table, s.opts)
			for range 3 { // maps give another order each time
				if !bytes.Equal(first, draw(t, f, again.table, again.opts)) {
					t.Errorf("%s.%s: other bytes the second time", s.name, f)
				}
			}
		}
	}
}

// The PNG has the scene's size twice over, colour in the plot, ink in the title, and clean paper along its edge.
func TestPNG(t *testing.T) {
	for _, s := range samples() {
		img, err := png.Decode(bytes.NewReader(draw(t, "png", s.table, s.opts)))
		if err != nil {
			t.Fatalf("%s: %v", s.name, err)
		}
		var svg struct {
			Width  int `xml:"width,attr"`
			Height int `xml:"height,attr"`
		}
		if err := xml.Unmarshal(draw(t, "svg", s.table, s.opts), &svg); err != nil {
			t.Fatal(err)
		}
		w, h := img.Bounds().Dx(), img.Bounds().Dy()
		if w != 2*svg.Width || h != 2*svg.Height {
			t.Errorf("%s: png is %d × %d, svg %d × %d", s.name, w, h, svg.Width, svg.Height)
		}
		count := func(x0, y0, x1, y1 int, is func(r, g, b int) bool) (n int) {
			for y := y0; y < y1; y++ {
				for x := x0; x < x1; x++ {
					c := color.NRGBAModel.Convert(img.At(x, y)).(color.NRGBA)
					if is(int(c.R), int(c.G), int(c.B)) {
						n++
					}
				}
			}
			return n
		}
		colourful := func(r, g, b int) bool { return max(r, g, b)-min(r, g, b) > 60 }
		dark := func(r, g, b int) bool { return max(r, g, b) < 80 }
		if n := count(0, h/4, w, h, colourful); n < 500 {
			t.Errorf("%s: only %d pixels of colour in the plot", s.name, n)
		}
		if n := count(64, 40, w/2, 110, dark); n < 500 {
			t.Errorf("%s: only %d dark pixels where the title stands", s.name, n)
		}
		if n := count(0, 0, w, 16, func(r, g, b int) bool { return r+g+b < 765 }); n > 0 {
			t.Errorf("%s: %d marked pixels along the upper edge", s.name, n)
		}
	}
}

// Texts of the picture stay inside it and do not stand on each other.
func TestTextsDoNotOverlap(t *testing.T) {
	type box struct {
		x0, x1, y float64
		size      float64
		text      string
	}
	for _, s := range samples() {
		for _, size := range [][2]int{{}, {420, 300}, {1600, 900}} {
			o := s.opts
			o.Width, o.Height = size[0], size[1]
			d, err := newData(s.table)
			if err != nil {
				t.Fatal(err)
			}
			spec, err := choose(d, o)
			if err != nil {
				t.Fatal(err)
			}
			f, err := newFrame(d, spec, o)
			if err != nil {
				t.Fatal(err)
			}
			sc := f.draw()
			var boxes []box
			for _, sh := range sc.shapes {
				if sh.text == "" {
					continue
				}
				w := textWidth(sh.text, sh.size, sh.bold)
				b := box{sh.pts[0][0] - sh.anchor*w, sh.pts[0][0] + (1-sh.anchor)*w, sh.pts[0][1], sh.size, sh.text}
				if b.x0 < 0 || b.x1 > sc.w || b.y > sc.h {
					t.Errorf("%s %v: %q leaves the picture", s.name, size, b.text)
				}
				for _, other := range boxes {
					if b.x0 < other.x1 && other.x0 < b.x1 && math.Abs(b.y-other.y) < .75*min(b.size, other.size) {
						t.Errorf("%s %v: %q stands on %q", s.name, size, b.text, other.text)
					}
				}
				boxes = append(boxes, b)
			}
		}
	}
}

func TestChoose(t *testing.T) {
	jan := time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC)
	feb := jan.AddDate(0, 1, 0)
	many := func(cols []Column, row func(i int) []any) Table {
		var rows [][]any
		for i := range 60 {
			rows = append(rows, row(i))
		}
		return Table{cols, rows}
	}
	for _, c := range []struct {
		name  string
		table Table
		opts  Options
		want  Spec
	}{
		{"time and number", Table{cols("month", Time, "claims", Number), [][]any{{jan, 1.}, {feb, 2.}}}, Options{},
			Spec{Kind: Line, X: "month", Y: []string{"claims"}}},
		{"months as text", Table{cols("month", Text, "claims", Number), [][]any{{"2025-01", 1.}, {"2025-02", 2.}}}, Options{},
			Spec{Kind: Line, X: "month", Y: []string{"claims"}}},
		{"years as numbers", Table{cols("year", Number, "papers", Number), [][]any{{2023., 1.}, {2024., 2.}}}, Options{},
			Spec{Kind: Line, X: "year", Y: []string{"papers"}}},
		{"a share outranks the counts it is made of", Table{cols("month", Time, "papers", Number, "linked", Number, "linked_pct", Number), [][]any{{jan, 9., 3., 33.}, {feb, 9., 4., 44.}}}, Options{},
			Spec{Kind: Line, X: "month", Y: []string{"linked_pct"}}},
		{"counts together", Table{cols("month", Time, "papers", Number, "linked", Number), [][]any{{jan, 9., 3.}, {feb, 9., 4.}}}, Options{},
			Spec{Kind: Line, X: "month", Y: []string{"papers", "linked"}}},
		{"text splits lines", Table{cols("metric", Text, "month", Time, "claims", Number), [][]any{{"a", jan, 1.}, {"b", jan, 2.}, {"a", feb, 3.}, {"b", feb, 4.}}}, Options{},
			Spec{Kind: Line, X: "month", Y: []string{"claims"}, Series: "metric"}},
		{"a moment recurs", Table{cols("published_on", Time, "factor", Number), [][]any{{jan, 2.}, {jan, 3.}, {feb, 4.}}}, Options{},
			Spec{Kind: Scatter, X: "published_on", Y: []string{"factor"}}},
		{"quartiles over time", Table{cols("month", Time, "p25", Number, "median", Number, "p75", Number), [][]any{{jan, 1., 2., 3.}, {feb, 1., 2., 3.}}}, Options{},
			Spec{Kind: Band, X: "month", Y: []string{"median"}, Low: "p25", High: "p75"}},
		{"quartiles by another name", Table{cols("month", Time, "lower", Number, "mid", Number, "upper", Number), [][]any{{jan, 1., 2., 3.}, {feb, 1., 2., 3.}}}, Options{},
			Spec{Kind: Band, X: "month", Y: []string{"mid"}, Low: "lower", High: "upper"}},
		{"quartiles by text", Table{cols("metric", Text, "min", Number, "q1", Number, "median", Number, "q3", Number, "max", Number), [][]any{{"a", 0., 1., 2., 3., 4.}}}, Options{},
			Spec{Kind: Box, X: "metric", Y: []string{"median"}, Low: "q1", High: "q3", Min: "min", Max: "max"}},
		{"text and number", Table{cols("owner", Text, "papers", Number), [][]any{{"a", 1.}, {"b", 2.}}}, Options{},
			Spec{Kind: Bar, X: "owner", Y: []string{"papers"}}},
		{"a reference is a poor name", Table{cols("paper_id", Text, "title", Text, "rank", Number, "factor", Number), [][]any{{"x:1", "a", 1., 9.}, {"x:2", "b", 2., 8.}}}, Options{},
			Spec{Kind: Bar, X: "title", Y: []string{"factor"}}},
		{"two texts and a number", Table{cols("category", Text, "status", Text, "papers", Number), [][]any{{"a", "x", 1.}, {"a", "y", 2.}, {"b", "x", 1.}}}, Options{},
			Spec{Kind: Bar, X: "category", Y: []string{"papers"}, Series: "status"}},
		{"a yes or no", Table{cols("hedged", Bool, "claims", Number), [][]any{{true, 1.}, {false, 2.}}}, Options{},
			Spec{Kind: Bar, X: "hedged", Y: []string{"claims"}}},
		{"raw values by text", many(cols("metric", Text, "factor", Number), func(i int) []any { return []any{"m" + fmt.Sprint(i%3), 1 + float64(i)} }), Options{},
			Spec{Kind: Box, X: "metric", Y: []string{"factor"}, LogY: true}},
		{"one number", Table{cols("tokens", Number), [][]any{{1.}, {2.}}}, Options{}, Spec{Kind: Histogram, X: "tokens"}},
		{"one ratio", Table{cols("speedup", Number), [][]any{{1.1}, {20.}}}, Options{}, Spec{Kind: Histogram, X: "speedup", LogX: true}},
		{"one ratio, linear", Table{cols("speedup", Number), [][]any{{1.1}, {20.}}}, Options{Linear: true}, Spec{Kind: Histogram, X: "speedup"}},
		{"over two decades", Table{cols("tokens", Number), [][]any{{1.}, {2000.}}}, Options{}, Spec{Kind: Histogram, X: "tokens", LogX: true}},
		{"over two decades with zero", Table{cols("tokens", Number), [][]any{{0.}, {2000.}}}, Options{}, Spec{Kind: Histogram, X: "tokens"}},
		{"two numbers", Table{cols("memory", Number, "speed", Number), [][]any{{1., 2.}}}, Options{LogX: true},
			Spec{Kind: Scatter, X: "memory", Y: []string{"speed"}, LogX: true}},
		{"many names, two numbers", many(cols("title", Text, "a", Number, "b", Number), func(i int) []any { return []any{fmt.Sprint("p", i), 5., 6.} }), Options{},
			Spec{Kind: Scatter, X: "a", Y: []string{"b"}, Label: "title"}},
		{"columns asked for", Table{cols("owner", Text, "papers", Number, "links", Number), [][]any{{"a", 1., 2.}}}, Options{Kind: Bar, Y: "LINKS, papers"},
			Spec{Kind: Bar, X: "owner", Y: []string{"links", "papers"}}},
		{"a bar over time asked for", Table{cols("month", Time, "claims", Number), [][]any{{jan, 1.}, {feb, 2.}}}, Options{Kind: Bar},
			Spec{Kind: Bar, X: "month", Y: []string{"claims"}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := Choose(c.table, c.opts)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
			draw(t, "svg", c.table, c.opts)
		})
	}
}

func TestErrors(t *testing.T) {
	owners := Table{cols("owner", Text, "papers", Number), [][]any{{"a", 1.}}}
	for _, c := range []struct {
		name  string
		table Table
		opts  Options
		want  string
	}{
		{"no columns", Table{}, Options{}, "the result has no columns"},
		{"no rows", Table{Columns: owners.Columns}, Options{}, "the result has no rows (columns: owner (text), papers (number))"},
		{"no number", Table{cols("owner", Text), [][]any{{"a"}}}, Options{}, "no number column with a value (columns: owner (text))"},
		{"only nulls", Table{owners.Columns, [][]any{{"a", nil}}}, Options{}, "no number column with a value"},
		{"only NaN", Table{owners.Columns, [][]any{{"a", math.NaN()}}}, Options{}, "no number column with a value"},
		{"no time", owners, Options{Kind: Line}, "a line chart needs a time column as x (columns: owner (text), papers (number))"},
		{"no quartiles", Table{cols("month", Text, "papers", Number), [][]any{{"2025-01", 1.}}}, Options{Kind: Band}, "needs three number columns named like p25, median, p75"},
		{"one number for two", owners, Options{Kind: Scatter}, "a scatter chart needs two number columns"},
		{"unknown column", owners, Options{Y: "stars"}, `there is no column "stars" (columns: owner (text), papers (number))`},
		{"text as y", owners, Options{Y: "owner"}, `y column "owner" is text, it must be a number`},
		{"unknown kind", owners, Options{Kind: "pie"}, `chart kind "pie" is not one of line, bar, histogram, scatter, box, band`},
		{"bars on a log axis", owners, Options{LogY: true}, "bars start at zero"},
		{"log of text", owners, Options{LogX: true}, "a log x axis needs numbers"},
		{"nothing above zero", Table{cols("x", Number, "y", Number), [][]any{{-1., -2.}}}, Options{LogY: true}, "no row has a value for both x and y"},
		{"size", owners, Options{Width: 7}, "chart size 7 px: use 240 to 8000"},
		{"wrong cell", Table{owners.Columns, [][]any{{"a", "1"}}}, Options{}, `row 1, column "papers": a number column cannot hold a string`},
		{"short row", Table{owners.Columns, [][]any{{"a"}}}, Options{}, "row 1 has 1 cells, there are 2 columns"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var out bytes.Buffer
			err := Draw(&out, "svg", c.table, c.opts)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want %q", err, c.want)
			}
			if out.Len() > 0 {
				t.Error("something was written despite the error")
			}
		})
	}
	if err := Draw(io.Discard, "gif", owners, Options{}); err == nil || !strings.Contains(err.Error(), "svg, png, vl.json, html, csv") {
		t.Errorf("unknown format: %v", err)
	}
	broken := errors.New("disk full")
	if err := Draw(failing{broken}, "svg", owners, Options{}); !errors.Is(err, broken) {
		t.Errorf("writer's error: %v", err)
	}
}

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }

func TestFormatOf(t *testing.T) {
	for path, want := range map[string]string{"a.svg": "svg", "out/B.PNG": "png", "x.vl.json": "vl.json", "x.html": "html", "a.b.csv": "csv", "x.json": "", "svg": "", "a.gif": ""} {
		got, err := FormatOf(path)
		if got != want || (err == nil) != (want != "") {
			t.Errorf("FormatOf(%q) = %q, %v", path, got, err)
		}
	}
}

const nasty = `</script><script>alert("1")</script> & 'x' ]]> \u2028 ` + "\x00\x1b\u2028\xff"

// Text from papers reaches every format as text.
func TestEscaping(t *testing.T) {
	tab := Table{cols(nasty, Text, "n\"<b>", Number), [][]any{{nasty, 1.}, {"ok", 2.}}}
	o := Options{Title: nasty, Subtitle: nasty, XLabel: nasty, YLabel: nasty, Source: nasty}
	svg := draw(t, "svg", tab, o)
	wellFormed(t, svg)
	if bytes.Contains(svg, []byte("<script")) {
		t.Error("svg: script element")
	}
	page := string(draw(t, "html", tab, o))
	if n := strings.Count(page, "<script"); n != 1 {
		t.Errorf("html: %d script elements", n)
	}
	for _, out := range []string{"http://", "https://"} {
		if strings.Contains(strings.ReplaceAll(page, "http://www.w3.org/2000/svg", ""), out) {
			t.Errorf("html: refers to the network by %s", out)
		}
	}
	vl := draw(t, "vl.json", tab, o)
	if bytes.Contains(vl, []byte("</")) || !json.Valid(vl) {
		t.Error("vl.json: closing tag or not JSON")
	}
	records, err := csv.NewReader(bytes.NewReader(draw(t, "csv", tab, o))).ReadAll()
	if err != nil || records[1][0] != nasty {
		t.Errorf("csv: %q, %v", records, err)
	}
}

func wellFormed(t interface{ Fatalf(string, ...any) }, doc []byte) {
	d := xml.NewDecoder(bytes.NewReader(doc))
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			t.Fatalf("not well-formed: %v\n%s", err, doc)
		}
	}
}

func TestVegaLite(t *testing.T) {
	for _, s := range samples() {
		var spec map[string]any
		if err := json.Unmarshal(draw(t, "vl.json", s.table, s.opts), &spec); err != nil {
			t.Fatal(err)
		}
		if spec["$schema"] != "https://vega.github.io/schema/vega-lite/v5.json" {
			t.Errorf("%s: $schema %v", s.name, spec["$schema"])
		}
		values := spec["data"].(map[string]any)["values"].([]any)
		if len(values) == 0 {
			t.Fatalf("%s: no data", s.name)
		}
		first := values[0].(map[string]any)
		if views := checkViews(t, s.name, spec, first); views == 0 {
			t.Errorf("%s: nothing is drawn", s.name)
		}
	}
}

// checkViews: each view has a mark, and each field it encodes is in the data.
func checkViews(t *testing.T, name string, v, row map[string]any) (n int) {
	if enc, ok := v["encoding"].(map[string]any); ok {
		for channel, e := range enc {
			if field, ok := e.(map[string]any)["field"].(string); ok {
				if _, ok := row[field]; !ok {
					t.Errorf("%s: %s refers to %q, which the data lack", name, channel, field)
				}
			}
		}
	}
	if v["mark"] != nil {
		n++
	}
	layers, _ := v["layer"].([]any)
	if inner, ok := v["spec"]; ok {
		layers = append(layers, inner)
	}
	for _, l := range layers {
		n += checkViews(t, name, l.(map[string]any), row)
	}
	return n
}

func TestCSV(t *testing.T) {
	tab := Table{cols("month", Time, "at", Time, "factor", Number, "name", Text, "hedged", Bool),
		[][]any{{month(0), month(0).Add(90 * time.Minute), 2.5, "a, b", true}, {nil, nil, nil, nil, nil}}}
	want := "month,at,factor,name,hedged\n2025-03-01,2025-03-01T01:30:00Z,2.5,\"a, b\",true\n,,,,\n"
	if got := string(draw(t, "csv", tab, Options{})); got != want {
		t.Errorf("got %q\nwant %q", got, want)
	}
}

func TestNotesTellWhatIsLeftOut(t *testing.T) {
	tab := Table{cols("memory", Number, "speed", Number), [][]any{{1., 2.}, {-1., 3.}, {math.NaN(), 1.}, {4., math.Inf(1)}}}
	svg := string(draw(t, "svg", tab, Options{LogX: true}))
	for _, want := range []string{"2 values are not a finite number and left out", "1 value is not above zero and left off the log axis"} {
		if !strings.Contains(svg, want) {
			t.Errorf("picture does not say %q", want)
		}
	}
}

func TestNulls(t *testing.T) {
	tab := Table{cols("month", Time, "claims", Number), nil}
	for i, v := range []any{1., 2., nil, 4., nil, 6., 7.} {
		tab.Rows = append(tab.Rows, []any{month(i), v})
	}
	svg := string(draw(t, "svg", tab, Options{}))
	if n := strings.Count(svg, `stroke-width="2.5"`); n != 2 { // 1-2 and 6-7; 4 is a dot alone
		t.Errorf("%d runs of line, want 2", n)
	}
	if n := strings.Count(svg, "<circle"); n != 5 {
		t.Errorf("%d dots, want 5", n)
	}
}

// Any table is drawn or refused: no panic, no NaN among the coordinates, well-formed output.
// Left to choose by itself, it refuses only what has nothing to draw.
func TestAnyTable(t *testing.T) {
	names := []string{"month", "year", "metric", "p25", "median", "p75", "min", "max", "factor", "papers", "share", "paper_id", "pct", "x_ms", ""}
	rapid.Check(t, func(rt *rapid.T) {
		var tab Table
		tab.Columns = cols(rapid.SampledFrom(names).Draw(rt, "name"), Number)
		for i := range rapid.IntRange(0, 5).Draw(rt, "columns") {
			tab.Columns = append(tab.Columns, Column{rapid.SampledFrom(names).Draw(rt, fmt.Sprint("name", i)), Type(rapid.IntRange(0, 3).Draw(rt, fmt.Sprint("type", i)))})
		}
		for range rapid.IntRange(1, 25).Draw(rt, "rows") {
			var row []any
			for _, c := range tab.Columns {
				if rapid.IntRange(0, 9).Draw(rt, "null") == 0 {
					row = append(row, nil)
					continue
				}
				switch c.Type {
				case Text:
					row = append(row, rapid.OneOf(rapid.SampledFrom([]string{"a", "b", "a rather long name of something", "", "2025-01"}), rapid.StringN(0, 90, -1)).Draw(rt, "text"))
				case Number:
					row = append(row, rapid.OneOf(rapid.SampledFrom([]float64{0, 1, 2, 2024, -3, .5, 1e6}), rapid.Float64Range(-1e12, 1e12), rapid.Just(math.Inf(1)), rapid.Float64Range(1e-9, 1)).Draw(rt, "number"))
				case Time:
					row = append(row, time.Unix(rapid.OneOf(rapid.Int64Range(1.6e9, 1.8e9), rapid.Int64Range(-6e10, 1e11), rapid.Just[int64](1735689600)).Draw(rt, "time"), 0))
				case Bool:
					row = append(row, rapid.Bool().Draw(rt, "bool"))
				}
			}
			tab.Rows = append(tab.Rows, row)
		}
		log := rapid.SampledFrom([]string{"", "", "", "x", "y", "xy"}).Draw(rt, "log")
		o := Options{
			Kind:  rapid.SampledFrom(append(Kinds(), Auto)).Draw(rt, "kind"),
			LogX:  strings.Contains(log, "x"),
			LogY:  strings.Contains(log, "y"),
			Width: rapid.SampledFrom([]int{0, 240, 1600}).Draw(rt, "width"), Height: rapid.SampledFrom([]int{0, 240}).Draw(rt, "height"),
			Limit: rapid.SampledFrom([]int{0, 1, 3}).Draw(rt, "limit"),
		}
		check := func(o Options) error {
			var svg bytes.Buffer
			if err := Draw(&svg, "svg", tab, o); err != nil {
				return err
			}
			wellFormed(rt, svg.Bytes())
			for _, bad := range []string{`"NaN`, `"+Inf`, `"-Inf`, ",NaN", "MNaN", "LNaN", ",+Inf", ",-Inf", "M+Inf", "L+Inf", "M-Inf", "L-Inf"} {
				if bytes.Contains(svg.Bytes(), []byte(bad)) {
					rt.Fatalf("%s in the picture of %+v\n%s", bad, o, svg.Bytes())
				}
			}
			if vl := draw(rt, "vl.json", tab, o); !json.Valid(vl) {
				rt.Fatalf("vl.json is not JSON")
			}
			return nil
		}
		_ = check(o) // an asked-for kind may lack its columns
		if err := check(Options{}); err != nil && !strings.Contains(err.Error(), "nothing to draw") {
			rt.Fatalf("no overrides, yet: %v", err)
		}
	})
}

func TestHuman(t *testing.T) {
	for name, want := range map[string]string{
		"median_factor": "Median factor", "with_code_pct": "With code", "latency_ms": "Latency", "count_star()": "Count", "median(factor)": "Median factor",
		"n_papers": "Papers", "n": "Number", "paperId": "Paper ID", "repo_owner": "Repository owner", "arxiv_id": "arXiv ID", "pct": "Pct", "": "",
	} {
		if got := human(name); got != want {
			t.Errorf("human(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestNumbers(t *testing.T) {
	for v, want := range map[float64]string{1234567: "1,234,567", 0: "0", -1234.5: "−1,234", 2.437: "2.437", .000012: "1.2e−05", 999.96: "1,000", .5: "0.5", 1e18: "1e+18"} {
		if got := formatNumber(v); got != want {
			t.Errorf("formatNumber(%v) = %q, want %q", v, got, want)
		}
	}
}

func TestQuantileAsDuckDB(t *testing.T) {
	for q, want := range map[float64]float64{0: 1, .25: 1.75, .5: 2.5, .75: 4.75, 1: 10} {
		if got := quantile([]float64{1, 2, 3, 10}, q); got != want {
			t.Errorf("quantile %v = %v, want %v", q, got, want)
		}
	}
}

// Every value is in exactly one bin, and the bin holds it.
func TestHistogramCountsEveryValue(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		v := rapid.SliceOfN(rapid.Float64Range(.001, 1e5), 1, 300).Draw(rt, "values")
		tab := Table{Columns: cols("v", Number)}
		for _, x := range v {
			tab.Rows = append(tab.Rows, []any{x})
		}
		o := Options{LogX: rapid.Bool().Draw(rt, "log"), Linear: true}
		d, _ := newData(tab)
		spec, _ := choose(d, o)
		f, err := newFrame(d, spec, o)
		if err != nil {
			rt.Fatalf("%v", err)
		}
		total := 0
		for _, b := range f.bins {
			total += b.n
			in := len(slices.DeleteFunc(slices.Clone(v), func(x float64) bool { return x < b.lo*(1-1e-12) || x > b.hi*(1+1e-12) }))
			if b.n > in {
				rt.Fatalf("bin %v to %v counts %d, holds %d", b.lo, b.hi, b.n, in)
			}
		}
		if total != len(v) {
			rt.Fatalf("%d of %d values counted", total, len(v))
		}
	})
}
