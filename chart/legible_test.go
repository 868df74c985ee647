package chart

import (
	"bytes"
	"image/png"
	"slices"
	"strings"
	"testing"
)

// texts are what stands on the picture of a table, in drawing order.
func texts(t *testing.T, tab Table, o Options) (out []shape) {
	t.Helper()
	d, err := newData(tab)
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
	for _, sh := range f.draw().shapes {
		if sh.text != "" {
			out = append(out, sh)
		}
	}
	return out
}

func reads(shapes []shape, text string) bool {
	return slices.ContainsFunc(shapes, func(sh shape) bool { return sh.text == text })
}

// A log axis says that it is one, and has ticks enough to be read, within a decade too.
func TestLogAxesAreRead(t *testing.T) {
	tab := Table{cols("month", Time, "claims", Number), nil}
	for i, v := range []float64{277, 363, 624, 528, 392, 407} {
		tab.Rows = append(tab.Rows, []any{month(i), v})
	}
	got := texts(t, tab, Options{LogY: true})
	for _, want := range []string{"Claims, log scale", "300", "400", "500", "600"} {
		if !reads(got, want) {
			t.Errorf("no %q on the picture", want)
		}
	}
}

// The ticks of small values differ.
func TestTicksOfSmallValues(t *testing.T) {
	for _, v := range []float64{1.23e-6, 4e-9, 2e-12} {
		got := texts(t, Table{cols("name", Text, "cost", Number), [][]any{{"a", v}, {"b", v / 3}}}, Options{})
		if n := len(slices.DeleteFunc(got, func(sh shape) bool { return strings.Trim(sh.text, "0.") != "" })); n != 1 {
			t.Errorf("%g: %d ticks of nothing but 0", v, n)
		}
	}
}

// One month alone is named on its axis.
func TestOneMoment(t *testing.T) {
	if got := texts(t, Table{cols("month", Time, "claims", Number), [][]any{{month(0), 5.}}}, Options{Kind: Line}); !reads(got, "Mar 2025") {
		t.Error("the axis does not say Mar 2025")
	}
}

// What has no mark has no entry in the legend.
func TestLegendOfWhatIsDrawn(t *testing.T) {
	tab := Table{cols("published_on", Time, "factor", Number, "metric", Text), [][]any{
		{month(0), 2., "speed"}, {month(1), nil, "ghost"}, {month(2), 3., "memory"}, {month(2), 5., "speed"}}}
	got := texts(t, tab, Options{Kind: Scatter, Series: "metric"})
	if reads(got, "ghost") || !reads(got, "memory") || !reads(got, "speed") {
		t.Error("want speed and memory in the legend, and no ghost")
	}
}

// The heading of the names stands within the margin, however short the names are.
func TestHeadingOfNames(t *testing.T) {
	tab := Table{cols("system_name", Text, "papers", Number), nil}
	for i := range 20 {
		tab.Rows = append(tab.Rows, []any{string(rune('A' + i)), float64(i + 1)})
	}
	for _, sh := range texts(t, tab, Options{Kind: Bar}) {
		if left := sh.pts[0][0] - sh.anchor*textWidth(sh.text, sh.size, sh.bold); left < margin-.5 {
			t.Errorf("%q begins at %.0f, left of the margin", sh.text, left)
		}
	}
}

// A letter that the font lacks takes room in the SVG, where the viewer has it, and shows as a box in the PNG.
func TestLettersThatTheFontLacks(t *testing.T) {
	if got := inFont("ΔNet Москва 日本 e\u0301", false); got != "ΔNet Москва □□ é" && got != "ΔNet Москва □□ e\u0301" && got != "ΔNet Москва □□ e" {
		t.Errorf("%q", got)
	}
	if w := textWidth("日本語", 10, false); w < 29 {
		t.Errorf("three ideographs of 10 px are %.1f px wide", w)
	}
	tab := func(name string) Table { return Table{cols("name", Text, "n", Number), [][]any{{name, 1.}, {"b", 2.}}} }
	blank, foreign := draw(t, "png", tab("\u00a0"), Options{}), draw(t, "png", tab("日本"), Options{})
	if bytes.Equal(blank, foreign) {
		t.Error("the PNG shows nothing in place of 日本")
	}
	if _, err := png.Decode(bytes.NewReader(foreign)); err != nil {
		t.Error(err)
	}
}
