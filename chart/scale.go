package chart

import (
	"math"
	"strconv"
	"time"
)

// scale maps values to pixels: at(lo) = from, at(hi) = to.
type scale struct {
	lo, hi   float64
	from, to float64
	log      bool
	ticks    []tick
}

type tick struct {
	v     float64
	label string
}

func (s scale) at(v float64) float64 {
	if s.log {
		return s.from + (s.to-s.from)*(math.Log(v)-math.Log(s.lo))/(math.Log(s.hi)-math.Log(s.lo))
	}
	return s.from + (s.to-s.from)*(v-s.lo)/(s.hi-s.lo)
}

// niceStep rounds up to 1, 2, 2.5 or 5 times a power of ten.
func niceStep(raw float64) float64 {
	if !(raw > 0) {
		return 1
	}
	mag := math.Pow(10, math.Floor(math.Log10(raw)))
	for _, m := range []float64{1, 2, 2.5, 5, 10} {
		if raw <= m*mag*(1+1e-9) {
			return m * mag
		}
	}
	return 10 * mag
}

// linear covers lo to hi and ends on ticks, about n of them.
func linear(lo, hi float64, n int, unit string, whole bool) scale {
	if lo == hi {
		if lo == 0 {
			hi = 1
		} else {
			lo, hi = min(lo, 0), max(hi, 0)
		}
	}
	step := niceStep((hi - lo) / float64(max(n, 1)))
	if whole && step < 1 {
		step = 1
	}
	s := scale{lo: step * math.Floor(lo/step+1e-9), hi: step * math.Ceil(hi/step-1e-9)}
	dec := 0
	for dec < 9 && math.Abs(step*math.Pow10(dec)-math.Round(step*math.Pow10(dec))) > 1e-6*step*math.Pow10(dec) {
		dec++
	}
	for k := math.Round(s.lo / step); k*step <= s.hi+step/2; k++ {
		s.ticks = append(s.ticks, tick{k * step, tickLabel(k*step, dec, step, unit)})
	}
	return s
}

func tickLabel(v float64, dec int, step float64, unit string) string {
	if step >= 1e15 || dec >= 9 {
		return minus(strconv.FormatFloat(v, 'g', 3, 64)) + tickUnit(unit)
	}
	return thousands(strconv.FormatFloat(v, 'f', dec, 64)) + tickUnit(unit)
}

// logScale covers lo to hi, ends on a tick, and takes the densest of 1-2-5, 1-3 and whole decades with at most n ticks.
func logScale(lo, hi float64, n int, unit string) scale {
	if lo == hi {
		lo, hi = lo/2, hi*2
	}
	var s scale
	for _, steps := range [][]float64{{1, 2, 5}, {1, 3}, {1}} {
		s = scale{log: true}
		from, to := int(math.Floor(math.Log10(lo)))-1, int(math.Ceil(math.Log10(hi)))+1
		var all []float64
		for e := from; e <= to; e++ {
			for _, m := range steps {
				v, _ := strconv.ParseFloat(strconv.FormatFloat(m*math.Pow(10, float64(e)), 'g', 6, 64), 64)
				all = append(all, v)
			}
		}
		for i, v := range all {
			below := i+1 < len(all) && all[i+1] <= lo*(1+1e-9)
			above := i > 0 && all[i-1] >= hi*(1-1e-9)
			if !below && !above {
				s.ticks = append(s.ticks, tick{v, formatNumber(v) + tickUnit(unit)})
			}
		}
		if len(s.ticks) <= n {
			break
		}
	}
	for every := 2; len(s.ticks) > max(n, 2); every++ { // very many decades: every second, third, … one
		var few []tick
		for i := 0; i < len(s.ticks); i += every {
			few = append(few, s.ticks[i])
		}
		if few[len(few)-1].v < hi {
			few = append(few, s.ticks[len(s.ticks)-1])
		}
		if len(few) >= len(s.ticks) {
			break
		}
		s.ticks = few
	}
	s.lo, s.hi = s.ticks[0].v, s.ticks[len(s.ticks)-1].v
	return s
}

// trimLog pulls the ends of a log scale in to the values where the outer tick is far off. Where fewer than three ticks are left,
// values are so near each other that even steps tell more.
func (s scale) trimLog(lo, hi float64, unit string) scale {
	s.lo, s.hi = max(s.lo, lo/1.15), min(s.hi, hi*1.15)
	var kept []tick
	for _, t := range s.ticks {
		if t.v >= s.lo*(1-1e-9) && t.v <= s.hi*(1+1e-9) {
			kept = append(kept, t)
		}
	}
	if len(kept) < 3 {
		kept = nil
		for _, t := range linear(s.lo, s.hi, 6, unit, false).ticks {
			if t.v >= s.lo*(1-1e-9) && t.v <= s.hi*(1+1e-9) {
				kept = append(kept, t)
			}
		}
	}
	s.ticks = kept
	return s
}

// timeScale covers exactly lo to hi. Ticks start calendar units; the finest unit whose labels fit side by side is used.
func timeScale(lo, hi, from, to float64, yearly bool, labelWidth func(string) float64) scale {
	if lo == hi {
		s := scale{lo: lo - 15*86400, hi: hi + 15*86400, from: from, to: to}
		label := timeLabel(lo)
		if yearly {
			label = toTime(lo).Format("2006")
		}
		s.addTick(lo, label)
		return s
	}
	s := scale{lo: lo, hi: hi, from: from, to: to}
	type unit struct {
		months, hours int
		format        string
	}
	units := []unit{{0, 1, "15:04"}, {0, 6, "2 Jan 15:04"}, {0, 24, "2 Jan 2006"}, {0, 48, "2 Jan 2006"}, {0, 168, "2 Jan 2006"},
		{1, 0, "Jan 2006"}, {2, 0, "Jan 2006"}, {3, 0, "Jan 2006"}, {6, 0, "Jan 2006"},
		{12, 0, "2006"}, {24, 0, "2006"}, {60, 0, "2006"}, {120, 0, "2006"}, {240, 0, "2006"}, {600, 0, "2006"}}
	if yearly {
		units = units[9:]
	}
	for _, u := range units {
		if u.hours > 0 && (hi-lo)/float64(u.hours*3600) > 40 || u.months > 0 && (hi-lo)/float64(u.months*28*86400) > 400 {
			continue
		}
		s.ticks = nil
		first := toTime(lo)
		if u.months > 0 {
			m := first.Year()*12 + int(first.Month()) - 1
			m -= m % u.months
			for ; ; m += u.months {
				t := time.Date(m/12, time.Month(m%12+1), 1, 0, 0, 0, 0, time.UTC)
				if float64(t.Unix()) > hi {
					break
				}
				s.addTick(float64(t.Unix()), t.Format(u.format))
			}
		} else {
			step := float64(u.hours * 3600)
			// Weeks start on Monday; 1970-01-05 was one.
			const monday = 4 * 86400
			for v := monday + step*math.Floor((lo-monday)/step); v <= hi; v += step {
				s.addTick(v, toTime(v).Format(u.format))
			}
		}
		fits := true
		for i := 1; i < len(s.ticks); i++ {
			a, b := s.ticks[i-1], s.ticks[i]
			fits = fits && s.at(b.v)-s.at(a.v) >= (labelWidth(a.label)+labelWidth(b.label))/2+10
		}
		if fits && len(s.ticks) > 0 {
			return s
		}
	}
	return s
}

func (s *scale) addTick(v float64, label string) {
	if v >= s.lo {
		s.ticks = append(s.ticks, tick{v, label})
	}
}
