package chart

import (
	"fmt"
	"math"
	"slices"
	"sort"
)

// A histogram counts the values in bins: newFrame cuts and fills them, draw paints them with the median.

type bin struct {
	lo, hi float64
	n      int
}

// histogram bins: round widths on a linear axis, equal ratios on a log axis. The width follows from the middle 98% of the
// values, which get about twice the cube root of n bins, so that a few far values do not squeeze the rest into one bar.
func (b *builder) histogram() []string {
	v := slices.DeleteFunc(b.numbers(b.x, b.spec.LogX), math.IsNaN)
	if len(v) == 0 {
		return nil
	}
	slices.Sort(v)
	const most = 80
	lo, hi := v[0], v[len(v)-1]
	from, to := quantile(v, .01), quantile(v, .99)
	want := max(8, min(40, 2*math.Cbrt(float64(len(v)))))
	var edges []float64
	cut := func(first float64, edge func(k float64) float64) {
		for k := first; len(edges) < 2 || edges[len(edges)-1] <= hi; k++ {
			edges = append(edges, edge(k))
		}
	}
	if b.spec.LogX {
		per := 1.0 // bins a decade
		for _, n := range []float64{2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 24, 32, 50, 100, 200} {
			if (math.Log10(hi)-math.Log10(lo))*n > most {
				break
			}
			if per = n; (math.Log10(to)-math.Log10(from))*n >= want {
				break
			}
		}
		cut(math.Floor(math.Log10(lo)*per+1e-9), func(k float64) float64 { return math.Pow(10, k/per) })
	} else {
		step := niceStep(max((to-from)/want, (hi-lo)/most))
		if lo == hi {
			step = niceStep(max(math.Abs(lo), 1) / 4)
		}
		if !slices.ContainsFunc(v, func(x float64) bool { return x != math.Trunc(x) }) {
			step = max(step, 1)
		}
		cut(math.Floor(lo/step+1e-9), func(k float64) float64 { return k * step })
	}
	for i := 1; i < len(edges); i++ {
		b.bins = append(b.bins, bin{lo: edges[i-1], hi: edges[i]})
	}
	for _, x := range v {
		i := sort.SearchFloat64s(edges, x)
		if i == len(edges) || edges[i] != x {
			i--
		}
		b.bins[max(0, min(i, len(b.bins)-1))].n++
	}
	b.median, b.total = quantile(v, .5), len(v)
	return []string{fmt.Sprintf("%s, median %s", plural(len(v), "value", "values"), withUnit(formatShort(b.median), b.xUnit))}
}
func (p *painter) histogram() {
	f := p.f
	p.bottom -= xAxisHeight
	most := 0
	for _, b := range f.bins {
		most = max(most, b.n)
	}
	y := linear(0, float64(most), max(2, int((p.bottom-p.top)/62)), "", true)
	p.yAxis(&y, f.yTitle)
	lo, hi := f.bins[0].lo, f.bins[len(f.bins)-1].hi
	n := max(2, int((p.right-p.left)/90))
	var x scale
	if f.spec.LogX {
		x = logScale(lo, hi, n+3, f.xUnit).trimLog(lo*1.15, hi/1.15, f.xUnit)
	} else {
		x = linear(lo, hi, n, f.xUnit, false)
	}
	x.lo, x.hi = lo, hi
	x.from, x.to = p.left, p.right
	x.ticks = slices.DeleteFunc(x.ticks, func(t tick) bool {
		return t.v < lo*(1-1e-9) && lo > 0 || t.v < lo && lo <= 0 || t.v > hi*(1+1e-9) && hi > 0
	})
	p.xAxis(x, logNote(axisTitle(f.xTitle, f.xUnit), f.spec.LogX))
	for _, b := range f.bins {
		x0, x1 := x.at(b.lo), x.at(b.hi)
		tip := withUnit(formatShort(b.lo), f.xUnit) + " to " + withUnit(formatShort(b.hi), f.xUnit) + "\n" + f.yTitle + ": " + formatNumber(float64(b.n)) +
			"\nshare: " + formatShort(100*float64(b.n)/float64(f.total)) + "%"
		if b.n > 0 {
			top := min(y.at(float64(b.n)), p.bottom-2) // one value among thousands is still seen
			p.add(shape{pts: rectangle(x0+.75, top, max(x1-x0-1.5, .5), p.bottom-top), closed: true, fill: palette[0]})
		}
		p.add(shape{pts: rectangle(x0, p.top, x1-x0, p.bottom-p.top), closed: true, hidden: true, tip: tip})
	}
	m := x.at(f.median)
	p.add(shape{pts: [][2]float64{{m, p.top - 6}, {m, p.bottom}}, stroke: ink, width: 1.2, dashed: true})
	label := "median " + withUnit(formatShort(f.median), f.xUnit)
	anchor, dx := 0.0, 6.0
	if m+12+textWidth(label, textSize, true) > p.right {
		anchor, dx = 1, -6
	}
	w := textWidth(label, textSize, true)
	p.add(shape{pts: rectangle(m+dx-w*anchor-2, p.top-7, w+4, 16), closed: true, fill: "#FFFFFF"})
	p.text(m+dx, p.top+5, label, textSize, true, ink, anchor)
}
