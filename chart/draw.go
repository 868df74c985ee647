package chart

import (
	"math"
	"slices"
	"strings"
)

// The look: white paper, one light grid across the value axis, text in three greys, colour for data only.
const (
	ink, soft, faint = "#1B1F24", "#5A626B", "#767D86"
	gridColor        = "#E4E7EB"
	axisColor        = "#9AA1A9"

	margin                            = 32.0
	titleSize, subtitleSize, textSize = 20.0, 13.5, 12.5
	footSize                          = 11.0
)

// painter lays a frame out on a scene; left, top, right, bottom bound what is still free.
type painter struct {
	*scene
	f                        *frame
	left, top, right, bottom float64
}

func (f *frame) draw() *scene {
	w := float64(f.width)
	p := &painter{scene: &scene{w: w, name: f.title}, f: f, left: margin, right: w - margin, top: margin - 6}
	p.head()
	foot := p.footLines()
	footHeight := margin - 8 + 15*float64(len(foot))
	p.h = float64(f.height)
	if p.h == 0 {
		p.h = defaultHeight
	}
	var rows *rowLayout
	if f.spec.Kind == Box || f.spec.Kind == Bar && !p.standing() {
		// Rows need their height; a picture of fixed height that cannot hold them grows.
		rows = p.layRows()
		need := p.top + rows.need() + footHeight
		if floor := p.top + rows.least() + footHeight; f.height == 0 || p.h < floor {
			p.h = math.Ceil(max(need, floor))
		}
	}
	p.h = max(p.h, p.top+footHeight+120)
	p.bottom = p.h - footHeight
	for i, line := range foot {
		p.text(p.left, p.bottom+footHeight-margin+14-15*float64(len(foot)-1-i), line, footSize, false, faint, 0)
	}
	switch {
	case rows != nil:
		p.rows(rows)
	case f.spec.Kind == Bar:
		p.columns()
	case f.spec.Kind == Histogram:
		p.histogram()
	case f.spec.Kind == Scatter:
		p.scatter()
	case f.spec.Kind == Band:
		p.bands()
	default:
		p.lines()
	}
	return p.scene
}

func (p *painter) head() {
	width := p.right - p.left
	for _, line := range wrap(p.f.title, width, titleSize, true, 3) {
		p.top += titleSize
		p.text(p.left, p.top, line, titleSize, true, ink, 0)
		p.top += 5
	}
	for _, line := range wrap(p.f.subtitle, width, subtitleSize, false, 4) {
		p.top += subtitleSize + 4
		p.text(p.left, p.top, line, subtitleSize, false, soft, 0)
	}
	p.top += 16
	if len(p.f.series) > 1 && (p.f.spec.Kind == Bar || p.f.spec.Kind == Scatter) {
		p.legend()
	}
}

func (p *painter) legend() {
	x, y := p.left, p.top+10
	for i, s := range p.f.series {
		name := strings.Join(wrap(s.name, min(260, p.right-p.left-20), textSize, false, 1), "")
		w := 18 + textWidth(name, textSize, false)
		if x > p.left && x+w > p.right {
			x, y = p.left, y+20
		}
		p.add(shape{pts: rectangle(x, y-9, 11, 11), closed: true, fill: s.color, series: i + 1})
		p.add(shape{pts: [][2]float64{{x + 17, y + 1}}, text: name, size: textSize, fill: ink, series: i + 1})
		x += w + 20
	}
	p.top = y + 16
}

func (p *painter) footLines() []string {
	var lines []string
	for _, s := range append([]string{p.f.source}, strings.Join(p.f.faults, " · ")) {
		lines = append(lines, wrap(s, p.right-p.left, footSize, false, 3)...)
	}
	return lines
}

// yAxis draws the title above the axis, tick labels at its left and the grid. Plot area: what is left over.
func (p *painter) yAxis(s *scale, title string) {
	if title != "" {
		p.top += textSize
		p.text(p.left, p.top, strings.Join(wrap(title, p.right-p.left, textSize, false, 1), ""), textSize, false, soft, 0)
		p.top += 14
	}
	widest := 0.0
	for _, t := range s.ticks {
		widest = max(widest, textWidth(t.label, textSize, false))
	}
	p.left += widest + 10
	s.from, s.to = p.bottom, p.top
	p.yGrid(s, true)
}

func (p *painter) yGrid(s *scale, labels bool) {
	for _, t := range s.ticks {
		y := s.at(t.v)
		color := gridColor
		if t.v == 0 || t.v == s.lo {
			color = axisColor
		}
		p.line(p.left, y, p.right, y, color, 1)
		if labels {
			p.text(p.left-10, y+4, t.label, textSize, false, soft, 1)
		}
	}
}

// xAxis draws tick marks, labels that do not touch, and the title, in the 44 px below the plot.
func (p *painter) xAxis(s scale, title string) {
	end := -1e9
	for _, t := range s.ticks {
		x, w := s.at(t.v), textWidth(t.label, textSize, false)
		center := min(max(x, w/2+4), p.w-w/2-4)
		if center-w/2 < end+6 {
			continue
		}
		end = center + w/2
		p.line(x, p.bottom, x, p.bottom+5, axisColor, 1)
		p.text(center, p.bottom+20, t.label, textSize, false, soft, .5)
	}
	for _, line := range wrap(title, p.right-p.left, textSize, false, 1) {
		p.text((p.left+p.right)/2, p.bottom+40, line, textSize, false, soft, .5)
	}
}

const xAxisHeight = 48

// yScale covers all that is drawn; from zero unless the values lie far above it in a narrow range.
func (p *painter) yScale() scale {
	f := p.f
	var v []float64
	whole := true
	for _, s := range f.series {
		for _, pt := range s.pts {
			v = append(v, pt.y, pt.low, pt.high, pt.min, pt.max)
			whole = whole && (math.IsNaN(pt.y) || pt.y == math.Trunc(pt.y)) && math.IsNaN(pt.low)
		}
	}
	lo, hi, _ := span(v)
	n := max(2, int((p.bottom-p.top)/62))
	if f.spec.LogY {
		return logScale(lo, hi, n+3, f.yUnit).trimLog(lo, hi, f.yUnit)
	}
	if f.spec.Kind == Bar || f.spec.Kind != Scatter && hi-lo > .15*hi || lo > 0 && hi-lo > .6*hi {
		lo, hi = min(lo, 0), max(hi, 0)
	}
	if f.spec.Kind == Bar && lo < 0 {
		lo -= .08 * (hi - lo) // the values stand below the bars
	}
	if f.yUnit == "%" && lo >= 0 && hi > 90 && hi <= 100 {
		hi = 100
	}
	return linear(lo, hi, n, f.yUnit, whole)
}

func (p *painter) xScale() scale {
	var v []float64
	for _, s := range p.f.series {
		for _, pt := range s.pts {
			if !math.IsNaN(pt.y) || p.f.spec.Kind != Scatter {
				v = append(v, pt.x)
			}
		}
	}
	lo, hi, _ := span(v)
	n := max(2, int((p.right-p.left)/90))
	var s scale
	switch {
	case p.f.xTime:
		pad := 8.0
		return timeScale(lo, hi, p.left+pad, p.right-pad, p.f.x.yearly, func(l string) float64 { return textWidth(l, textSize, false) })
	case p.f.spec.LogX:
		s = logScale(lo, hi, n+3, p.f.xUnit).trimLog(lo, hi, p.f.xUnit)
	default:
		if lo > 0 && hi-lo > .6*hi {
			lo = 0
		}
		s = linear(lo, hi, n, p.f.xUnit, false)
	}
	s.from, s.to = p.left, p.right
	return s
}

func (p *painter) lines() {
	f := p.f
	direct := len(f.series) > 1
	labelWidth := 0.0
	if direct {
		for _, s := range f.series {
			labelWidth = max(labelWidth, textWidth(s.name, textSize, true))
		}
		labelWidth = min(labelWidth, .25*p.w)
	}
	p.bottom -= xAxisHeight
	y := p.yScale()
	p.yAxis(&y, logNote(axisTitle(f.yTitle, f.yUnit), f.spec.LogY))
	outer := p.right
	p.right -= labelWidth
	if direct {
		// The grid ends where the labels start.
		p.shapes = slices.DeleteFunc(p.shapes, func(s shape) bool { return s.stroke == gridColor || s.stroke == axisColor })
		p.right -= 14
		p.yGrid(&y, false)
	}
	x := p.xScale()
	p.xAxis(x, logNote(f.xTitle, f.spec.LogX))
	type end struct {
		at, y float64
		i     int
	}
	var ends []end
	for i := len(f.series) - 1; i >= 0; i-- { // the first series on top
		s := f.series[i]
		p.polyline(s, i, x, y)
		for k := len(s.pts) - 1; k >= 0; k-- {
			if !math.IsNaN(s.pts[k].y) {
				at := y.at(s.pts[k].y)
				ends = append(ends, end{at, at, i})
				break
			}
		}
	}
	p.hotColumns(x, f.series)
	if !direct {
		return
	}
	const gap = 17.0
	slices.SortStableFunc(ends, func(a, b end) int {
		switch {
		case a.at < b.at:
			return -1
		case a.at > b.at:
			return 1
		}
		return a.i - b.i
	})
	for i := range ends {
		ends[i].y = max(ends[i].y, p.top)
		if i > 0 {
			ends[i].y = max(ends[i].y, ends[i-1].y+gap)
		}
	}
	for limit, i := p.bottom, len(ends)-1; i >= 0; i-- {
		ends[i].y = min(ends[i].y, limit)
		limit = ends[i].y - gap
	}
	for _, e := range ends {
		if math.Abs(e.y-e.at) > 4 {
			p.add(shape{pts: [][2]float64{{p.right - 4, e.at}, {p.right + 9, e.y}}, stroke: f.series[e.i].color, width: 1, opacity: .6, series: e.i + 1})
		}
		name := wrap(f.series[e.i].name, outer-p.right-12, textSize, true, 1)
		p.add(shape{pts: [][2]float64{{p.right + 12, e.y + 4}}, text: strings.Join(name, ""), size: textSize, bold: true, fill: darker(f.series[e.i].color), series: e.i + 1})
	}
}

// darker makes a colour of the palette dark enough for text.
func darker(hex string) string {
	c := map[string]string{"#CC79A7": "#A8467F", "#E69F00": "#A87400", "#56B4E9": "#1F7FB8", "#A89B00": "#7A7000", "#8A9099": "#666C75", "#009E73": "#007F5C", "#D55E00": "#B85100"}[hex]
	if c == "" {
		return hex
	}
	return c
}

// polyline draws the runs between gaps; points get dots while there are few, and where one stands alone.
func (p *painter) polyline(s series, i int, x, y scale) {
	dots := len(s.pts) <= 40
	var run [][2]float64
	flush := func() {
		if len(run) > 1 {
			p.add(shape{pts: run, stroke: s.color, width: 2.5, series: i + 1})
		}
		if dots || len(run) == 1 {
			for _, at := range run {
				p.add(shape{pts: [][2]float64{at}, r: 3.2, fill: s.color, stroke: "#FFFFFF", width: 1, series: i + 1})
			}
		}
		run = nil
	}
	for _, pt := range s.pts {
		if math.IsNaN(pt.y) {
			flush()
			continue
		}
		run = append(run, [2]float64{x.at(pt.x), y.at(pt.y)})
	}
	flush()
}

// hotColumns makes each moment a hot spot that tells the values of the series there.
func (p *painter) hotColumns(x scale, all []series) {
	var moments []float64
	for _, s := range all {
		for _, pt := range s.pts {
			moments = append(moments, pt.x)
		}
	}
	slices.Sort(moments)
	moments = slices.Compact(moments)
	next := make([]int, len(all))
	for m, at := range moments {
		from, to := p.left, p.right
		if m > 0 {
			from = (x.at(moments[m-1]) + x.at(at)) / 2
		}
		if m+1 < len(moments) {
			to = (x.at(at) + x.at(moments[m+1])) / 2
		}
		tip := []string{p.f.x.when(at)}
		for i, s := range all {
			for ; next[i] < len(s.pts) && s.pts[next[i]].x <= at; next[i]++ {
				pt := s.pts[next[i]]
				if math.IsNaN(pt.y) {
					continue
				}
				name := s.name
				if name == "" {
					name = p.f.yTitle
				}
				if !math.IsNaN(pt.low) {
					tip = append(tip, "median: "+p.value(pt.y), "25th to 75th percentile: "+p.value(pt.low)+" to "+p.value(pt.high))
					continue
				}
				tip = append(tip, name+": "+p.value(pt.y))
			}
		}
		if len(tip) > 1 {
			p.add(shape{pts: rectangle(from, p.top, to-from, p.bottom-p.top), closed: true, hidden: true, tip: strings.Join(tip, "\n")})
		}
	}
}

func (p *painter) value(v float64) string { return withUnit(formatNumber(v), p.f.yUnit) }

// bands draws small multiples on one scale, one panel a series.
func (p *painter) bands() {
	f := p.f
	n := len(f.series)
	cols := min(n, 3)
	if n == 4 {
		cols = 2
	}
	lines := (n + cols - 1) / cols
	const gutter = 46.0 // half a date label from either side
	head := 0.0
	if n > 1 {
		head = 24
	}
	full := *p
	full.top += textSize + 14
	panelHeight := (full.bottom-full.top)/float64(lines) - head - xAxisHeight
	y := (&painter{scene: p.scene, f: f, top: 0, bottom: panelHeight}).yScale()
	widest := 0.0
	for _, t := range y.ticks {
		widest = max(widest, textWidth(t.label, textSize, false))
	}
	p.text(p.left, p.top+textSize, logNote(axisTitle(f.yTitle, f.yUnit), f.spec.LogY), textSize, false, soft, 0)
	left := p.left + widest + 10
	width := (p.right - left - gutter*float64(cols-1)) / float64(cols)
	for i, s := range f.series {
		panel := *p
		panel.left = left + float64(i%cols)*(width+gutter)
		panel.right = panel.left + width
		panel.top = full.top + float64(i/cols)*(panelHeight+head+xAxisHeight) + head
		panel.bottom = panel.top + panelHeight
		y.from, y.to = panel.bottom, panel.top
		if n > 1 {
			name := wrap(s.name, width, textSize+.5, true, 1)
			panel.text(panel.left, panel.top-10, strings.Join(name, ""), textSize+.5, true, darker(s.color), 0)
		}
		panel.yGrid(&y, i%cols == 0)
		x := panel.xScale()
		title := f.xTitle
		if i+cols < n { // a panel stands below
			title = ""
		}
		panel.ribbon(s, i, x, y)
		panel.polyline(s, i, x, y)
		panel.xAxis(x, title)
		panel.hotColumns(x, f.series[i:i+1])
	}
}

func (p *painter) ribbon(s series, i int, x, y scale) {
	var top, bottom [][2]float64
	flush := func() {
		if len(top) > 1 {
			slices.Reverse(bottom)
			p.add(shape{pts: append(top, bottom...), closed: true, fill: s.color, opacity: .22, series: i + 1})
		}
		top, bottom = nil, nil
	}
	for _, pt := range s.pts {
		if math.IsNaN(pt.low) || math.IsNaN(pt.high) {
			flush()
			continue
		}
		top = append(top, [2]float64{x.at(pt.x), y.at(pt.high)})
		bottom = append(bottom, [2]float64{x.at(pt.x), y.at(pt.low)})
	}
	flush()
}

func (p *painter) scatter() {
	f := p.f
	p.bottom -= xAxisHeight
	y := p.yScale()
	p.yAxis(&y, logNote(axisTitle(f.yTitle, f.yUnit), f.spec.LogY))
	x := p.xScale()
	p.line(p.left, p.bottom, p.right, p.bottom, axisColor, 1)
	p.xAxis(x, logNote(axisTitle(f.xTitle, f.xUnit), f.spec.LogX))
	n := 0
	for _, s := range f.series {
		n += len(s.pts)
	}
	r, opacity := 4.5, .7
	switch {
	case n > 2000:
		r, opacity = 2.2, .35
	case n > 300:
		r, opacity = 3.2, .5
	}
	for i, s := range f.series {
		for _, pt := range s.pts {
			if math.IsNaN(pt.y) {
				continue
			}
			var tip []string
			if pt.label != "" {
				tip = append(tip, pt.label)
			}
			if s.name != "" {
				tip = append(tip, human(f.spec.Series)+": "+s.name)
			}
			at := withUnit(formatNumber(pt.x), f.xUnit)
			if f.xTime {
				at = f.x.when(pt.x)
			}
			tip = append(tip, f.xTitle+": "+at, f.yTitle+": "+p.value(pt.y))
			p.add(shape{pts: [][2]float64{{x.at(pt.x), y.at(pt.y)}}, r: r, fill: s.color, opacity: opacity, series: i + 1, tip: strings.Join(tip, "\n")})
		}
	}
}

func logNote(title string, log bool) string {
	if log {
		return title + ", log scale"
	}
	return title
}
