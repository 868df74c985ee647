package chart

import (
	"math"
	"strings"
)

// Bars stand while all their labels fit side by side; otherwise bars, and boxes always, lie in rows.

// standing: the categories are moments, or few enough with labels short enough.
func (p *painter) standing() bool {
	f := p.f
	if f.x.Type == Time {
		return true
	}
	slot := (p.right - p.left - 50) / float64(len(f.categories))
	for _, c := range f.categories {
		if textWidth(c, textSize, false)+12 > slot {
			return false
		}
	}
	return len(f.categories) <= 12
}

const widestBar = 130.0

// columns draws standing bars.
func (p *painter) columns() {
	f := p.f
	p.bottom -= xAxisHeight
	y := p.yScale()
	p.yAxis(&y, axisTitle(f.yTitle, f.yUnit))
	slot := (p.right - p.left) / float64(len(f.categories))
	n := float64(len(f.series))
	pad := max(slot*.16, .5)
	if n == 1 && len(f.categories) < 8 {
		pad = slot * .25
	}
	pad = max(pad, (slot-widestBar*n)/2)
	bar := (slot - 2*pad) / n
	x := scale{lo: 0, hi: float64(len(f.categories)), from: p.left, to: p.right}
	every, widest := 1, 0.0
	for _, c := range f.categories {
		widest = max(widest, textWidth(c, textSize, false)+8)
	}
	if widest > slot {
		every = int(math.Ceil(widest / slot))
	}
	for i := 0; i < len(f.categories); i += every {
		x.ticks = append(x.ticks, tick{float64(i) + .5, f.categories[i]})
	}
	labelled := len(f.categories)*len(f.series) <= 24
	room := bar
	if n == 1 {
		room = slot - 3
	}
	for _, s := range f.series {
		for _, pt := range s.pts {
			labelled = labelled && (math.IsNaN(pt.y) || textWidth(p.barLabel(pt), textSize-1, false) < room)
		}
	}
	for i, s := range f.series {
		for _, pt := range s.pts {
			if math.IsNaN(pt.y) {
				continue
			}
			left := x.at(pt.x) + pad + bar*float64(i)
			y0, y1 := y.at(0), y.at(pt.y)
			p.add(shape{pts: rectangle(left+.5, min(y0, y1), max(bar-1, .5), math.Abs(y1-y0)), closed: true, fill: s.color, series: i + 1, tip: p.barTip(s, pt)})
			if labelled {
				at := y1 - 6
				if pt.y < 0 {
					at = y1 + 15
				}
				p.text(left+bar/2, at, p.barLabel(pt), textSize-1, false, ink, .5)
			}
		}
	}
	p.xAxis(x, f.xTitle)
}

func (p *painter) barTip(s series, pt point) string {
	name := s.name
	if name == "" {
		name = p.f.yTitle
	}
	return p.f.categories[int(pt.x)] + "\n" + name + ": " + p.value(pt.y)
}

// rowLayout is the measure of lying bars and boxes: labels at the left, one row a category.
type rowLayout struct {
	labels     [][]string // wrapped
	labelWidth float64
	inner      float64 // height of the marks of a row
	extra      float64 // axis and titles
}

const rowLine, rowGap = 15.0, 9.0

func (p *painter) layRows() *rowLayout {
	f := p.f
	l := &rowLayout{extra: textSize + 16, inner: 20}
	if f.spec.Kind == Box {
		l.extra += xAxisHeight
		l.inner = 26
	} else if n := len(f.series); n > 1 {
		l.inner = 15 * float64(n)
	}
	limit := .36 * (p.right - p.left)
	if f.spec.X != "" {
		l.labelWidth = min(textWidth(f.xTitle, textSize, false), limit)
	}
	for _, c := range f.categories {
		lines := wrap(c, limit, textSize, false, 2)
		for _, line := range lines {
			l.labelWidth = max(l.labelWidth, textWidth(line, textSize, false))
		}
		l.labels = append(l.labels, lines)
	}
	return l
}

func (l *rowLayout) row(i int) float64 {
	return max(l.inner, rowLine*float64(len(l.labels[i]))) + rowGap
}

// need is the height of comfortable rows, least the height below which labels would touch.
func (l *rowLayout) need() float64 {
	sum := l.extra
	for i := range l.labels {
		sum += l.row(i)
	}
	return sum
}

func (l *rowLayout) least() float64 {
	sum := l.extra
	for i := range l.labels {
		sum += rowLine*float64(len(l.labels[i])) + 2
	}
	return sum
}

func (p *painter) rows(l *rowLayout) {
	f := p.f
	free := p.bottom - p.top
	stretch := (free - l.extra) / (l.need() - l.extra)
	stretch = min(stretch, 1.6)
	p.top += textSize
	if f.spec.X != "" {
		p.text(p.left+l.labelWidth, p.top, f.xTitle, textSize, false, soft, 1)
	}
	plot := *p
	plot.left = p.left + l.labelWidth + 12
	plot.top += 12
	height := 0.0
	for i := range l.labels {
		height += l.row(i) * stretch
	}
	plot.bottom = plot.top + height
	if f.spec.Kind == Box {
		plot.boxRows(l, stretch)
		return
	}
	p.text(plot.left, p.top, axisTitle(f.yTitle, f.yUnit), textSize, false, soft, 0)
	plot.barRows(l, stretch)
}

// rowLabels writes the categories and gives each row's middle.
func (p *painter) rowLabels(l *rowLayout, stretch, right float64) []float64 {
	var middles []float64
	y := p.top
	for i, lines := range l.labels {
		h := l.row(i) * stretch
		mid := y + h/2
		for k, line := range lines {
			p.text(right, mid+4+rowLine*(float64(k)-float64(len(lines)-1)/2), line, textSize, false, ink, 1)
		}
		middles = append(middles, mid)
		y += h
	}
	return middles
}

func (p *painter) barRows(l *rowLayout, stretch float64) {
	f := p.f
	// The value stands at the bar's end, so the axis needs neither ticks nor grid.
	widest := 0.0
	var v []float64
	for _, s := range f.series {
		for _, pt := range s.pts {
			if v = append(v, pt.y); !math.IsNaN(pt.y) {
				widest = max(widest, textWidth(p.barLabel(pt), textSize, false))
			}
		}
	}
	lo, hi, _ := span(v)
	lo, hi = min(lo, 0), max(hi, 0)
	if lo == hi {
		hi = 1
	}
	x := scale{lo: lo, hi: hi, from: p.left, to: p.right - widest - 8}
	if lo < 0 {
		x.from += widest + 8
	}
	middles := p.rowLabels(l, stretch, p.left-12)
	n := float64(len(f.series))
	for i, s := range f.series {
		for _, pt := range s.pts {
			if math.IsNaN(pt.y) {
				continue
			}
			row := l.row(int(pt.x))*stretch - min(rowGap, l.row(int(pt.x))*stretch*.3)
			row = min(row, l.inner*1.25)
			bar := row / n
			top := middles[int(pt.x)] - row/2 + bar*float64(i)
			x0, x1 := x.at(0), x.at(pt.y)
			p.add(shape{pts: rectangle(min(x0, x1), top+.5, max(math.Abs(x1-x0), .5), max(bar-1, 1)), closed: true, fill: s.color, series: i + 1, tip: p.barTip(s, pt)})
			if pt.y < 0 {
				p.text(x1-6, top+bar/2+4, p.barLabel(pt), textSize, false, ink, 1)
			} else {
				p.text(x1+6, top+bar/2+4, p.barLabel(pt), textSize, false, ink, 0)
			}
		}
	}
	p.line(x.at(0), p.top-2, x.at(0), p.bottom, axisColor, 1)
}

func (p *painter) barLabel(pt point) string { return withUnit(formatShort(pt.y), tickUnit(p.f.yUnit)) }

// boxRows draws a box a row: quartiles, the median, whiskers where there are any, and the figures at the right.
func (p *painter) boxRows(l *rowLayout, stretch float64) {
	f := p.f
	pts := f.series[0].pts
	count := func(pt point) string { return "n = " + formatNumber(float64(pt.n)) }
	widest, counts, counted := textWidth("median", textSize, false), 0.0, pts[0].n > 0
	for _, pt := range pts {
		widest = max(widest, textWidth(p.barLabel(pt), textSize, true))
		if counted {
			counts = max(counts, textWidth(count(pt), textSize, false)+14)
		}
	}
	edge := p.right
	p.right -= widest + counts + 18
	var v []float64
	for _, pt := range pts {
		v = append(v, pt.y, pt.low, pt.high, pt.min, pt.max)
	}
	lo, hi, _ := span(v)
	n := max(2, int((p.right-p.left)/90))
	var x scale
	if f.spec.LogY {
		x = logScale(lo, hi, n+3, f.yUnit).trimLog(lo, hi, f.yUnit)
	} else {
		if lo > 0 && hi-lo > .6*hi {
			lo = 0
		}
		x = linear(lo, hi, n, f.yUnit, false)
	}
	x.from, x.to = p.left, p.right
	for _, t := range x.ticks {
		p.line(x.at(t.v), p.top-4, x.at(t.v), p.bottom, gridColor, 1)
	}
	p.line(p.left, p.bottom, p.right, p.bottom, axisColor, 1)
	p.xAxis(x, logNote(axisTitle(f.yTitle, f.yUnit), f.spec.LogY))
	p.text(edge-counts, p.top-12, "median", textSize, false, soft, 1)
	for i, mid := range p.rowLabels(l, stretch, p.left-12) {
		pt := pts[i]
		h := min(l.inner*stretch*.8, 30)
		color := palette[0]
		for _, whisker := range [][2]float64{{pt.min, pt.low}, {pt.high, pt.max}} {
			if math.IsNaN(whisker[0]) || math.IsNaN(whisker[1]) {
				continue
			}
			a, b := x.at(whisker[0]), x.at(whisker[1])
			p.line(a, mid, b, mid, color, 1.5)
		}
		tip := []string{pt.label, "median: " + p.value(pt.y)}
		if !math.IsNaN(pt.low) && !math.IsNaN(pt.high) {
			a, b := x.at(pt.low), x.at(pt.high)
			p.add(shape{pts: rectangle(a, mid-h/2, max(b-a, 1), h), closed: true, fill: "#A9CCE3", stroke: color, width: 1.2})
			tip = append(tip, "25th to 75th percentile: "+p.value(pt.low)+" to "+p.value(pt.high))
		}
		if !math.IsNaN(pt.min) && !math.IsNaN(pt.max) {
			for _, end := range []float64{pt.min, pt.max} {
				p.line(x.at(end), mid-h/5, x.at(end), mid+h/5, color, 1.5)
			}
			tip = append(tip, "whiskers: "+p.value(pt.min)+" to "+p.value(pt.max))
		}
		p.line(x.at(pt.y), mid-h/2, x.at(pt.y), mid+h/2, "#003A5D", 3)
		p.text(edge-counts, mid+4, p.barLabel(pt), textSize, true, ink, 1)
		if counted {
			p.text(edge, mid+4, count(pt), textSize, false, soft, 1)
			tip = append(tip, "values: "+formatNumber(float64(pt.n)))
		}
		p.add(shape{pts: rectangle(p.left, mid-l.row(i)*stretch/2, p.right-p.left, l.row(i)*stretch), closed: true, hidden: true, tip: strings.Join(tip, "\n")})
	}
}
