package chart

import (
	"fmt"
	"slices"
	"strings"
)

// Spec says what is drawn: the kind, and which column plays which part. A part that the kind does not have is "".
type Spec struct {
	Kind      Kind
	X         string   // line, band: time; scatter: number or time; bar, box: the categories; histogram: the number
	Y         []string // the numbers; several are one series each. band, box: the median, or the raw numbers of a box
	Series    string   // text that splits the rows into series
	Label     string   // text that names a point of a scatter
	Low, High string   // 25th and 75th percentile of band and box
	Min, Max  string   // ends of a box's whiskers
	LogX      bool     // in a box and a lying bar the values run along x on paper, yet they are Y here and LogY
	LogY      bool
}

// The words that name the parts of a five-number summary.
var (
	lowWords  = []string{"p25", "q1", "q25", "lower", "low", "lo"}
	midWords  = []string{"median", "p50", "q2", "q50", "mid", "middle"}
	highWords = []string{"p75", "q3", "q75", "upper", "high", "hi"}
	minWords  = []string{"min", "minimum", "p5", "p05", "p10", "q05", "q10"}
	maxWords  = []string{"max", "maximum", "p95", "p90", "q95", "q90"}
)

// Choose decides the kind of chart and the part of each column from the columns' names and types:
//
//	time, 25th, median, 75th percentile (+ text)   band
//	text, 25th, median, 75th percentile            box
//	time, number(s) (+ text)                       line; scatter when a moment recurs within a series
//	text, number                                   bar; box when the texts recur; scatter for many names with two numbers
//	two numbers                                    scatter
//	one number                                     histogram
//
// Of several numbers the ones in a unit (percent, factor, …) outrank counts, and columns of one unit are drawn together.
// Options override each part; an error says what is missing and which columns there are.
func Choose(t Table, o Options) (Spec, error) {
	d, err := newData(t)
	if err != nil {
		return Spec{}, err
	}
	return choose(d, o)
}

// parts are the columns sorted by the part they could play.
type parts struct {
	times, texts, numbers    []*column
	low, mid, high, min, max *column // all of low, mid, high or none
}

func choose(d *data, o Options) (Spec, error) {
	for _, v := range []int{o.Width, o.Height} {
		if v != 0 && (v < minSize || v > maxSize) {
			return Spec{}, fmt.Errorf("chart size %d px: use %d to %d", v, minSize, maxSize)
		}
	}
	p := sortParts(d)
	s := Spec{Kind: o.Kind}
	if err := s.applyColumns(d, o); err != nil {
		return Spec{}, err
	}
	if len(p.numbers) == 0 && p.low == nil && len(s.Y) == 0 && s.X == "" {
		return Spec{}, fmt.Errorf("nothing to draw: the result has no number column with a value (columns: %s)", d.describe())
	}
	if s.Kind == Auto {
		s.Kind = p.kind(d, s)
	}
	if err := s.fill(d, p); err != nil {
		return Spec{}, err
	}
	return s, s.scales(d, o)
}

// sortParts leaves out columns without a value and numbers that are only an order (rank, id).
func sortParts(d *data) parts {
	var p parts
	var ids []*column
	for _, c := range d.cols {
		if !slices.Contains(c.null, false) {
			continue
		}
		switch {
		case c.Type == Time:
			p.times = append(p.times, c)
		case c.Type == Text && isReference(c.Name), c.Type == Number && hasWord(c.Name, "id", "rank"):
			ids = append(ids, c)
		case c.Type == Number:
			p.numbers = append(p.numbers, c)
		default:
			p.texts = append(p.texts, c)
		}
	}
	for _, c := range ids { // better than nothing
		if c.Type == Text && len(p.texts) == 0 {
			p.texts = append(p.texts, c)
		}
		if c.Type == Number && len(p.numbers) == 0 {
			p.numbers = append(p.numbers, c)
		}
	}
	pick := func(words []string) *column {
		for _, c := range p.numbers {
			if hasWord(c.Name, words...) {
				return c
			}
		}
		return nil
	}
	low, mid, high := pick(lowWords), pick(midWords), pick(highWords)
	if low != nil && mid != nil && high != nil && low != mid && mid != high && low != high {
		p.low, p.mid, p.high, p.min, p.max = low, mid, high, pick(minWords), pick(maxWords)
	}
	return p
}

// isReference: the text points at something or quotes it, so it is a poor name for a bar.
func isReference(name string) bool {
	return hasWord(name, "id", "url", "doi", "sentence", "text", "hash", "abstract", "excerpt", "record", "file")
}

// applyColumns takes the columns that the user named.
func (s *Spec) applyColumns(d *data, o Options) error {
	for _, part := range []struct {
		name string
		to   *string
	}{{o.X, &s.X}, {o.Series, &s.Series}} {
		if part.name == "" {
			continue
		}
		c, err := d.find(part.name)
		if err != nil {
			return err
		}
		*part.to = c.Name
	}
	for _, name := range strings.Split(o.Y, ",") {
		if name = strings.TrimSpace(name); name == "" {
			continue
		}
		c, err := d.find(name)
		if err != nil {
			return err
		}
		if c.Type != Number {
			return fmt.Errorf("y column %q is %s, it must be a number (columns: %s)", c.Name, c.Type, d.describe())
		}
		s.Y = append(s.Y, c.Name)
	}
	return nil
}

func (p parts) kind(d *data, s Spec) Kind {
	x, _ := d.find(s.X)
	var texts []*column
	for _, c := range p.texts {
		if c.Name != s.X {
			texts = append(texts, c)
		}
	}
	nums := len(p.numbers)
	switch {
	case x != nil && x.Type == Number && len(s.Y) == 0 && nums == 1:
		return Histogram
	case x != nil && x.Type == Number:
		return Scatter
	case p.low != nil && len(s.Y) == 0 && (x != nil && x.Type == Time || x == nil && len(p.times) > 0):
		return Band
	case p.low != nil && len(s.Y) == 0 && (x != nil || len(p.texts) > 0):
		return Box
	case x == nil && len(p.times) > 0 || x != nil && x.Type == Time:
		t := x
		if t == nil {
			t = p.times[0]
		}
		switch by := seriesText(d, t, texts, s.Series); {
		case by == nil && recurs(d, t) && len(texts) > 0 && d.rows <= 60 && texts[0].distinct() == d.rows:
			return Bar // a short list of named things that happen to have dates
		case recurs(d, t, by):
			return Scatter
		}
		return Line
	case x != nil || len(p.texts) > 0:
		by := x
		if by == nil {
			by = texts[0]
		}
		groups := by.distinct()
		switch {
		case nums > 1 && d.rows > 40 && groups > 40:
			return Scatter
		case d.rows >= 5*groups && seriesText(d, by, texts, s.Series) == nil:
			return Box
		}
		return Bar
	case nums > 1:
		return Scatter
	}
	return Histogram
}

// seriesText gives the first text column that makes the rows of one x unique, or nil.
func seriesText(d *data, x *column, texts []*column, named string) *column {
	if named != "" {
		c, _ := d.find(named)
		return c
	}
	if !recurs(d, x) {
		return nil
	}
	for _, c := range texts {
		if c != x && !recurs(d, x, c) && c.distinct() < d.rows {
			return c
		}
	}
	return nil
}

// recurs: two rows have the same values in all of the columns; nil columns are skipped.
func recurs(d *data, cols ...*column) bool {
	seen := map[string]bool{}
	for r := range d.rows {
		var key strings.Builder
		for _, c := range cols {
			if c != nil {
				fmt.Fprintf(&key, "%q", c.label(r))
			}
		}
		if seen[key.String()] {
			return true
		}
		seen[key.String()] = true
	}
	return false
}

// fill gives each part that is still open its column, or says what the kind lacks.
func (s *Spec) fill(d *data, p parts) error {
	lacks := func(what string) error {
		return fmt.Errorf("a %s chart needs %s (columns: %s)", s.Kind, what, d.describe())
	}
	texts := slices.DeleteFunc(slices.Clone(p.texts), func(c *column) bool { return c.Name == s.X || c.Name == s.Series })
	first := func(cols []*column) string {
		if len(cols) == 0 {
			return ""
		}
		return cols[0].Name
	}
	mustBe := func(name string, types ...Type) bool {
		c, err := d.find(name)
		return err == nil && slices.Contains(types, c.Type)
	}
	switch s.Kind {
	case Line, Band:
		if s.X == "" {
			s.X = first(p.times)
		}
		if !mustBe(s.X, Time) {
			return lacks("a time column as x")
		}
		if s.Kind == Band {
			if p.low == nil {
				return lacks("three number columns named like p25, median, p75")
			}
			s.Low, s.Y, s.High = p.low.Name, []string{p.mid.Name}, p.high.Name
		} else if len(s.Y) == 0 {
			s.Y = together(p.numbers)
		}
		if s.Series == "" && len(s.Y) == 1 {
			x, _ := d.find(s.X)
			if c := seriesText(d, x, texts, ""); c != nil {
				s.Series = c.Name
			} else if recurs(d, x) && len(texts) > 0 {
				s.Series = texts[0].Name
			}
		}
	case Bar:
		if s.X == "" {
			if s.X = first(texts); s.X == "" {
				s.X = first(p.times)
			}
		}
		if s.X == "" {
			return lacks("a text or time column as x")
		}
		if len(s.Y) == 0 && len(p.numbers) > 0 {
			s.Y = together(p.numbers)[:1]
		}
		if x, _ := d.find(s.X); s.Series == "" && len(s.Y) == 1 {
			others := slices.DeleteFunc(texts, func(c *column) bool { return c == x || c.distinct() > 8 })
			if c := seriesText(d, x, others, ""); c != nil {
				s.Series = c.Name
			}
		}
	case Box:
		if p.low != nil && len(s.Y) == 0 {
			s.Low, s.Y, s.High = p.low.Name, []string{p.mid.Name}, p.high.Name
			if p.min != nil && p.max != nil {
				s.Min, s.Max = p.min.Name, p.max.Name
			}
		}
		if s.X == "" {
			s.X = first(texts)
		}
		if len(s.Y) == 0 && len(p.numbers) > 0 {
			s.Y = together(p.numbers)[:1]
		}
		if s.Series != "" {
			return fmt.Errorf("a box chart has no series: name %q as x", s.Series)
		}
	case Histogram:
		if s.X == "" {
			if len(s.Y) > 0 {
				s.X = s.Y[0]
			} else if len(p.numbers) > 0 {
				s.X = together(p.numbers)[0]
			}
		}
		if !mustBe(s.X, Number) {
			return lacks("a number column as x")
		}
		s.Y, s.Series = nil, ""
		return nil
	case Scatter:
		numbers := slices.DeleteFunc(slices.Clone(p.numbers), func(c *column) bool { return c.Name == s.X || slices.Contains(s.Y, c.Name) })
		if s.X == "" {
			if len(p.times) > 0 {
				s.X = p.times[0].Name
			} else if len(numbers) > 0 {
				s.X, numbers = numbers[0].Name, numbers[1:]
			}
		}
		if len(s.Y) == 0 && len(numbers) > 0 {
			s.Y = []string{numbers[0].Name}
		}
		if !mustBe(s.X, Time, Number) || len(s.Y) == 0 {
			return lacks("two number columns, or a time and a number column")
		}
		for _, c := range texts {
			if n := c.distinct(); s.Series == "" && n > 1 && n <= 8 && n < d.rows/2 {
				s.Series = c.Name
			} else if s.Label == "" && c.Name != s.Series {
				s.Label = c.Name
			}
		}
	default:
		return fmt.Errorf("chart kind %q is not one of %s", s.Kind, joinKinds())
	}
	if len(s.Y) == 0 {
		return lacks("a number column as y")
	}
	if len(s.Y) > 1 && s.Series != "" {
		return fmt.Errorf("series %q and %d y columns: give one y, or no series", s.Series, len(s.Y))
	}
	if len(s.Y) > 1 && (s.Kind == Scatter || s.Kind == Box || s.Kind == Band) {
		return fmt.Errorf("a %s chart takes one y column, not %d", s.Kind, len(s.Y))
	}
	if s.Series == s.X {
		s.Series = ""
	}
	return nil
}

func joinKinds() string {
	var k []string
	for _, v := range Kinds() {
		k = append(k, string(v))
	}
	return strings.Join(k, ", ")
}

// together gives the numbers that are worth one axis: those of the first derived column's unit, else the plain ones.
func together(numbers []*column) []string {
	var lead *column
	for _, c := range numbers {
		if lead == nil || isDerived(c.Name) && !isDerived(lead.Name) {
			lead = c
		}
	}
	var out []string
	for _, c := range numbers {
		if isDerived(c.Name) == isDerived(lead.Name) && unitOf(c.Name) == unitOf(lead.Name) {
			out = append(out, c.Name)
		}
	}
	return out
}

// scales decides on log axes: asked for, or ratios and positive values over more than two decades.
func (s *Spec) scales(d *data, o Options) error {
	auto := func(names ...string) bool {
		var all []float64
		ratio := true
		for _, n := range names {
			c, err := d.find(n)
			if err != nil {
				continue
			}
			if c.Type != Number {
				return false
			}
			all, ratio = append(all, c.num...), ratio && isRatio(c.Name)
		}
		if s.Low != "" { // q1, median, q3 do not say what they are of
			ratio = isRatio(s.Y[0]) || isRatio(o.YLabel) || o.Unit == "×"
		}
		lo, hi, ok := span(all)
		if o.Linear || !ok || lo <= 0 {
			return false
		}
		switch s.Kind {
		case Histogram:
			return hi > 100*lo || ratio && hi > 4*lo
		case Scatter, Box:
			return hi > 100*lo || ratio && hi > 10*lo
		case Line, Band:
			return ratio && hi > 50*lo
		}
		return false
	}
	x, err := d.find(s.X)
	if s.LogX = o.LogX || err == nil && s.Kind != Box && s.Kind != Bar && auto(s.X); o.LogX && (err != nil || x.Type != Number || s.Kind == Bar) {
		return fmt.Errorf("a log x axis needs numbers along x: x is %s", s.X)
	}
	if s.Kind == Histogram && o.LogY || s.Kind == Bar && o.LogY {
		return fmt.Errorf("a %s chart has no log y axis: its bars start at zero; ask for scatter or box, or leave the log axis off", s.Kind)
	}
	if s.Kind == Histogram || s.Kind == Bar {
		return nil
	}
	names := append([]string{}, s.Y...)
	for _, n := range []string{s.Low, s.High, s.Min, s.Max} {
		if n != "" {
			names = append(names, n)
		}
	}
	s.LogY = o.LogY || auto(names...)
	return nil
}
