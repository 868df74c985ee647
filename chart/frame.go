package chart

import (
	"fmt"
	"math"
	"slices"
	"sort"
	"strings"
)

// frame is what is drawn, in drawing order, with every word that stands on the picture.
type frame struct {
	spec            Spec
	width, height   int // px; height 0: what the chart needs
	title, subtitle string
	faults          []string // what the data lacked, told at the foot
	source          string
	xTitle, yTitle  string
	xUnit, yUnit    string
	xTime           bool
	x               *column
	categories      []string // bar, box
	series          []series
	bins            []bin // histogram
	median          float64
	total           int // values in the histogram
}

type series struct {
	name  string
	color string
	pts   []point
}

// point is one mark; NaN is a gap. x counts seconds since 1970 on a time axis, and is the category's number in bar and box.
type point struct {
	x, y                float64
	low, high, min, max float64
	n                   int // values behind a computed box, 0 when it was given
	label               string
}

// Okabe and Ito's palette, made for colour-blind readers, its yellow darkened to stand on white.
var palette = []string{"#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#333333", "#A89B00"}

const otherName, otherColor = "other", "#8A9099"

func newFrame(d *data, s Spec, o Options) (*frame, error) {
	f := &frame{spec: s, width: o.Width, height: o.Height, source: o.Source}
	if f.width == 0 {
		f.width = defaultWidth
	}
	f.x, _ = d.find(s.X)
	f.xTime = f.x != nil && f.x.Type == Time && s.Kind != Bar && s.Kind != Box
	if d.notFinite > 0 {
		f.faults = append(f.faults, plural(d.notFinite, "value is", "values are")+" not a finite number and left out")
	}
	b := &builder{frame: f, d: d, o: o}
	b.titles()
	b.columns()
	var says []string
	switch s.Kind {
	case Histogram:
		says = b.histogram()
	case Box:
		says = b.boxes()
	default:
		says = b.points()
	}
	if f.bins == nil && !slices.ContainsFunc(f.series, series.drawn) {
		return nil, fmt.Errorf("nothing to draw: no row has a value for both %s (columns: %s)", strings.Join(append([]string{s.X}, s.Y...), " and "), d.describe())
	}
	f.series = slices.DeleteFunc(f.series, func(s series) bool { return f.bins == nil && !s.drawn() })
	if b.notPositive > 0 {
		f.faults = append(f.faults, plural(b.notPositive, "value is", "values are")+" not above zero and left off the log axis")
	}
	if o.Subtitle != "" {
		says = append([]string{o.Subtitle}, says...)
	} else if len(says) > 0 {
		says[0] = capital(says[0])
	}
	f.subtitle = strings.Join(says, " · ")
	for i := range f.series {
		if f.series[i].color == "" {
			f.series[i].color = palette[i%len(palette)]
		}
	}
	return f, nil
}

func (s series) drawn() bool {
	return slices.ContainsFunc(s.pts, func(p point) bool { return !math.IsNaN(p.y) })
}

// builder fills a frame from data.
type builder struct {
	*frame
	d                      *data
	o                      Options
	notPositive            int
	y, low, high, min, max []float64
}

func (b *builder) titles() {
	s, o := b.spec, b.o
	if b.x != nil {
		b.xTitle = human(s.X)
		if b.x.Type == Number {
			b.xUnit = unitOf(s.X)
		}
		for _, ending := range []string{" on", " at"} { // published_on
			if event, ok := strings.CutSuffix(b.xTitle, ending); ok && b.x.Type == Time {
				b.xTitle = "Date " + lower(event)
			}
		}
	}
	if len(s.Y) > 0 {
		b.yTitle, b.yUnit = human(s.Y[0]), unitOf(s.Y[0])
		if len(s.Y) > 1 {
			b.yTitle = "Value"
			if b.yUnit == "" {
				b.yTitle = "Number"
			}
		}
	}
	if s.Low != "" {
		if w := strings.Fields(b.yTitle); len(w) > 1 { // "Median factor" → "Factor": the subtitle says median
			w = slices.DeleteFunc(w, func(v string) bool { return slices.Contains(midWords, strings.ToLower(v)) })
			b.yTitle = capital(strings.Join(w, " "))
		}
	}
	if o.Unit != "" {
		if s.Kind == Histogram {
			b.xUnit = o.Unit
		} else {
			b.yUnit = o.Unit
		}
	}
	if o.XLabel != "" {
		b.xTitle = o.XLabel
	}
	if o.YLabel != "" {
		b.yTitle = o.YLabel
	}
	by := ""
	if b.x != nil {
		by = " by " + lower(b.xTitle)
	}
	y := b.yTitle
	if len(s.Y) > 1 && o.YLabel == "" {
		var each []string
		for _, name := range s.Y {
			each = append(each, lower(human(name)))
		}
		y = capital(strings.Join(each, ", "))
	}
	switch b.title = y + by; {
	case s.Kind == Histogram:
		b.title = "Distribution of " + lower(b.xTitle)
		b.yTitle = o.YLabel
		if b.yTitle == "" {
			b.yTitle = "Rows"
		}
	case s.Kind == Scatter:
		b.title = y + " against " + lower(b.xTitle)
		if b.xTime {
			b.title = y + by
		}
	case s.Kind == Box && b.x == nil:
		b.title = "Distribution of " + lower(y)
	}
	if s.Series != "" {
		joint := " and "
		if s.Kind == Scatter && !b.xTime {
			joint = " by "
		}
		b.title += joint + lower(human(s.Series))
	}
	if o.Title != "" {
		b.title = o.Title
	}
}

// columns takes the number columns, shares of one as percent, and drops what a log axis cannot show.
func (b *builder) columns() {
	s := b.spec
	get := func(name string) []float64 {
		c, err := b.d.find(name)
		if name == "" || err != nil {
			return nil
		}
		return b.numbers(c, s.LogY)
	}
	if len(s.Y) == 1 {
		b.y = get(s.Y[0])
	}
	b.low, b.high, b.min, b.max = get(s.Low), get(s.High), get(s.Min), get(s.Max)
	if lo, hi, ok := span(b.y); ok && b.yUnit == "" && lo >= 0 && hi <= 1 && hasWord(s.Y[0], "share", "fraction", "rate") {
		b.yUnit = "%"
		for i := range b.y {
			b.y[i] *= 100
		}
	}
}

func (b *builder) numbers(c *column, log bool) []float64 {
	out := slices.Clone(c.num)
	for i, v := range out {
		if log && v <= 0 {
			out[i] = math.NaN()
			b.notPositive++
		}
	}
	return out
}

func at(v []float64, r int) float64 {
	if v == nil {
		return math.NaN()
	}
	return v[r]
}

// points makes the series of line, band, bar and scatter, in the order of the rows.
func (b *builder) points() []string {
	s, d := b.spec, b.d
	var xs []float64
	if s.Kind == Bar {
		xs = b.categoryNumbers()
	} else {
		xs = b.numbers(b.x, s.LogX)
	}
	label, _ := d.find(s.Label)
	add := func(to *series, r int, y float64) {
		if math.IsNaN(xs[r]) {
			return
		}
		p := point{x: xs[r], y: y, low: at(b.low, r), high: at(b.high, r), min: at(b.min, r), max: at(b.max, r)}
		if label != nil && s.Label != "" {
			p.label = label.label(r)
		}
		to.pts = append(to.pts, p)
	}
	if len(s.Y) > 1 {
		for _, name := range s.Y {
			c, _ := d.find(name)
			sr, ys := series{name: human(name)}, b.numbers(c, s.LogY)
			for r := range d.rows {
				add(&sr, r, ys[r])
			}
			b.series = append(b.series, sr)
		}
	} else {
		by, _ := d.find(s.Series)
		index := map[string]int{}
		for r := range d.rows {
			name := ""
			if s.Series != "" {
				name = by.label(r)
			}
			i, ok := index[name]
			if !ok {
				i = len(b.series)
				index[name], b.series = i, append(b.series, series{name: name})
			}
			add(&b.series[i], r, b.y[r])
		}
	}
	var says []string
	if s.Kind == Band {
		says = append(says, "Line: median, band: 25th to 75th percentile")
	}
	if s.Kind == Line || s.Kind == Band {
		for _, sr := range b.series {
			sort.SliceStable(sr.pts, func(i, j int) bool { return sr.pts[i].x < sr.pts[j].x })
		}
	}
	says = append(says, b.fold()...)
	if s.Kind == Bar {
		says = append(says, b.cutBars()...)
	}
	return says
}

// fold keeps the largest series. Counts of the rest are summed into one; medians and shares cannot be, and are left out.
func (b *builder) fold() []string {
	keep := len(palette)
	if b.spec.Kind == Band {
		keep = 6
	}
	if b.o.Limit > 0 && b.spec.Kind != Bar {
		keep = min(b.o.Limit, keep)
	}
	n := len(b.series)
	if n <= keep {
		return nil
	}
	additive := b.spec.Kind != Band && b.spec.Kind != Scatter && len(b.spec.Y) == 1 && !isDerived(b.spec.Y[0]) && b.yUnit == ""
	for _, v := range b.y {
		additive = additive && !(v < 0) && (math.IsNaN(v) || v == math.Trunc(v))
	}
	size := func(s series) (size float64) {
		for _, p := range s.pts {
			switch {
			case math.IsNaN(p.y):
			case additive:
				size += p.y
			default:
				size++
			}
		}
		return size
	}
	sort.SliceStable(b.series, func(i, j int) bool { return size(b.series[i]) > size(b.series[j]) })
	rest := b.series[keep:]
	b.series = b.series[:keep:keep]
	if !additive {
		return []string{fmt.Sprintf("the %d series with most points of %d", keep, n)}
	}
	sum := map[float64]float64{}
	for _, s := range rest {
		for _, p := range s.pts {
			if !math.IsNaN(p.y) {
				sum[p.x] += p.y
			}
		}
	}
	other := series{name: otherName, color: otherColor}
	if slices.ContainsFunc(b.series, func(s series) bool { return s.name == otherName }) {
		other.name = "all " + otherName
	}
	for x, y := range sum {
		nan := math.NaN()
		other.pts = append(other.pts, point{x: x, y: y, low: nan, high: nan, min: nan, max: nan})
	}
	sort.Slice(other.pts, func(i, j int) bool { return other.pts[i].x < other.pts[j].x })
	b.series = append(b.series, other)
	return []string{fmt.Sprintf("the %d largest of %d series, the rest summed as “%s”", keep, n, other.name)}
}

// categoryNumbers numbers the categories in the order of the rows. A category that recurs without a series is a bar each time.
func (b *builder) categoryNumbers() []float64 {
	out := make([]float64, b.d.rows)
	index := map[string]int{}
	for r := range out {
		name := b.x.label(r)
		i, ok := index[name]
		if !ok || b.spec.Series == "" && len(b.spec.Y) == 1 {
			i = len(b.categories)
			index[name], b.categories = i, append(b.categories, name)
		}
		out[r] = float64(i)
	}
	return out
}

// cutBars keeps the categories with the longest bars, in the order that the query gave them.
func (b *builder) cutBars() []string {
	keep := 30
	if b.o.Limit > 0 {
		keep = b.o.Limit
	}
	n := len(b.categories)
	if n <= keep || b.x.Type == Time && b.o.Limit == 0 {
		return nil
	}
	length := make([]float64, n)
	for _, s := range b.series {
		for _, p := range s.pts {
			if !math.IsNaN(p.y) {
				length[int(p.x)] = max(length[int(p.x)], math.Abs(p.y))
			}
		}
	}
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(i, j int) bool { return length[order[i]] > length[order[j]] })
	b.keepCategories(order[:keep])
	return []string{fmt.Sprintf("the %d largest of %s", keep, formatNumber(float64(n)))}
}

func (b *builder) keepCategories(kept []int) {
	kept = slices.Sorted(slices.Values(kept))
	var names []string
	for _, old := range kept {
		names = append(names, b.categories[old])
	}
	b.categories = names
	for i := range b.series {
		var pts []point
		for _, p := range b.series[i].pts {
			if to, ok := slices.BinarySearch(kept, int(p.x)); ok {
				p.x = float64(to)
				pts = append(pts, p)
			}
		}
		b.series[i].pts = pts
	}
}

// boxes takes given quartiles row by row, or computes them from raw numbers (whiskers at the 5th and 95th percentile).
func (b *builder) boxes() []string {
	var pts []point
	says := []string{"Box: 25th to 75th percentile, line: median"}
	name := func(r int) string {
		if b.x == nil || b.spec.X == "" {
			return b.yTitle
		}
		return b.x.label(r)
	}
	if b.spec.Low != "" {
		for r := range b.d.rows {
			if !math.IsNaN(b.y[r]) {
				pts = append(pts, point{label: name(r), y: b.y[r], low: at(b.low, r), high: at(b.high, r), min: at(b.min, r), max: at(b.max, r)})
			}
		}
		if b.spec.Min != "" {
			says[0] += fmt.Sprintf(", whiskers: %s to %s", lower(human(b.spec.Min)), lower(human(b.spec.Max)))
		}
	} else {
		says[0] += ", whiskers: 5th to 95th percentile"
		values, order := map[string][]float64{}, []string{}
		for r, v := range b.y {
			if math.IsNaN(v) {
				continue
			}
			if values[name(r)] == nil {
				order = append(order, name(r))
			}
			values[name(r)] = append(values[name(r)], v)
		}
		for _, name := range order {
			v := values[name]
			slices.Sort(v)
			pts = append(pts, point{label: name, n: len(v), y: quantile(v, .5), low: quantile(v, .25), high: quantile(v, .75), min: quantile(v, .05), max: quantile(v, .95)})
		}
		sort.SliceStable(pts, func(i, j int) bool { return pts[i].y > pts[j].y })
	}
	keep := 30
	if b.o.Limit > 0 {
		keep = b.o.Limit
	}
	if n := len(pts); n > keep {
		says = append(says, fmt.Sprintf("the first %d of %s", keep, formatNumber(float64(n))))
		pts = pts[:keep]
	}
	for i := range pts {
		pts[i].x = float64(i)
		b.categories = append(b.categories, pts[i].label)
	}
	b.series = []series{{pts: pts}}
	return says
}

// quantile of sorted values, between neighbours in proportion, as DuckDB's quantile_cont does.
func quantile(sorted []float64, q float64) float64 {
	pos := q * float64(len(sorted)-1)
	i := int(pos)
	if i+1 >= len(sorted) {
		return sorted[len(sorted)-1]
	}
	return sorted[i] + (pos-float64(i))*(sorted[i+1]-sorted[i])
}
