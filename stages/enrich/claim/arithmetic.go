package claim

import "math"

// A Sense names the arithmetic that turns a figure into a factor, the improvement as a ratio: 1 is no
// change, above 1 is better.
type Sense uint8

const (
	change  Sense = iota + 1 // the figure is by how much it changed, the cue which way: "30% less"
	sharing                  // the figure is what is left or used: "only 15% of"
	ratio                    // the figure is the ratio itself: "twice the throughput"
	pairing                  // the figure is a before and an after
	rivalry                  // the figure is how much more a rival has
	gain                     // the figure is a gain, whatever the metric: "3x more efficient in memory"
)

var senseNames = [...]string{"", "change", "share", "ratio", "before-after", "rival", "gain"}

func (s Sense) String() string { return senseNames[s] }

// A reading is a figure with its meaning.
type reading struct {
	metric           metric
	value, valueHigh float64
	unit             string
	factor, high     float64
	worse            bool
}

// read computes what quantity q says of the metric under the rule's sense. cue is the class of the word
// that says what happened. ok is false where the arithmetic has no answer ("200% less").
func read(sense Sense, q *quantity, ref metricRef, cue class, price bool) (r reading, ok bool) {
	r = reading{metric: ref.metric, value: q.low, valueHigh: q.high, unit: units[q.kind]}
	if q.kind == share {
		r.value, r.valueHigh = round4(q.low), round4(q.high)
	}
	rate, improved := ref.rate, cue&cImprove != 0
	if sense == change && cue&(cDown|cRemove) != 0 && ref.shrink != noMetric {
		r.metric, rate = ref.shrink, false
	}
	switch sense {
	case pairing:
		if better := cue&cDown != 0 && !rate || cue&cUp != 0 && rate || cue&cImprove != 0; q.versus && better && (q.high > q.low) != rate {
			w := *q
			w.low, w.high = q.high, q.low // of "less time (9 s vs. 45 s)" the less is ours
			q = &w
		}
		if cue&(cDown|cUp) == cDown && q.high > q.low || cue&(cDown|cUp) == cUp && q.high < q.low {
			return r, false // "cuts the time from 2 to 4 minutes"
		}
		return readPair(r, q, rate)
	case sharing:
		return readShare(r, q, ref)
	case gain:
		rate, cue = true, cUp
	case rivalry:
		if rate && ref.item >= 0 || q.kind == share || q.kind == percent {
			return r, false
		}
		rate = true
	case ratio:
		switch q.kind {
		case share:
			return readShare(r, q, ref)
		case times, magnitude:
			if q.kind == times && q.low < 1 { // "0.1x the cost"
				w := *q
				w.kind, r.unit = share, "fraction_of"
				return readShare(r, &w, ref)
			}
			if q.verb && !rate { // "doubles the training time"
				switch r.metric {
				case mSpeed, mLatency, mMemory, mCompute, mCost, mEnergy:
					r.worse = true
				default:
					return r, false
				}
			} else if !rate { // "twice the memory" is said of rivals, of settings and of much else
				return r, false
			}
		default:
			return r, false
		}
	case change:
		if cue == 0 {
			switch {
			case q.minus: // "(-42%)" is told by its sign
				cue = cDown
			case q.plus:
				cue = cUp
			case price:
				cue = cUp
			default:
				return r, false
			}
		}
		switch {
		case cue&cRemove != 0 && cue&cDown == 0, cue&cCompress != 0:
			r.worse = false
			rate = rate && r.metric == mSize && ref.item >= 0 && cue&cCompress == 0
			if q.kind == percent {
				rate = false
			}
			cue = cDown
		case cue&cFast != 0:
			// "40% training time acceleration" is a reduction of the time, "30% speedup" is a rise of the rate.
			rate = (ref.item < 0 || rate || q.kind != percent) && r.metric != mCost
			cue = cUp
			if !rate {
				cue = cDown
			}
		case cue&cRival != 0 && r.metric == mData && !rate:
			return r, false
		case cue&cRival != 0:
			if cue = cDown; rate {
				cue = cUp
			}
		case cue&cSlow != 0:
			r.worse, rate = true, false
		case cue&cOverhead != 0:
			r.worse, rate = true, false
		case cue&cImprove != 0 && r.metric == mData && !rate:
			return r, false // "improves by 3% on the dataset"
		case improved && (cue&cUp == 0 || q.kind == percent && q.low >= 100 && (r.metric == mSpeed || r.metric == mLatency)): // "boosts runtime by 150%"
			if cue = cDown; rate {
				cue = cUp
			}
		}
		if q.kind == times && q.low < 1 && q.high < 1 && cue&(cDown|cAdjective) == cDown|cAdjective && !rate { // "0.76x lower latency" is what is left of it
			q = &quantity{kind: times, low: invert(q.low), high: invert(q.high)}
		}
		if cue&cUp != 0 && cue&cDown == 0 {
			r.worse = !rate
		} else if cue&cDown != 0 {
			r.worse = rate
		}
	}
	if price {
		r.worse = true
	}
	f := func(v float64) float64 {
		switch q.kind {
		case times:
			if r.worse {
				return 1 / v
			}
			return v
		case magnitude:
			if r.worse {
				return math.Pow(10, -v)
			}
			return math.Pow(10, v)
		case percent:
			switch {
			case rate && !r.worse:
				return 1 + v/100
			case rate:
				return 1 - v/100
			case !r.worse && v >= 100 && (cue&cDown == 0 || improved):
				return 1 + v/100
			case !r.worse:
				return 1 / (1 - v/100)
			default:
				return 1 / (1 + v/100)
			}
		case share:
			// "by half": value is what is left of it.
			switch {
			case rate && !r.worse:
				return 1 + v
			case r.worse:
				return 1 / (1 + v)
			default:
				return 1 / (1 - v)
			}
		}
		return math.NaN()
	}
	if q.kind == share {
		r.value = round4(1 - q.low)
	}
	r.factor = f(q.low)
	if q.high != 0 {
		r.high = f(q.high)
	}
	return r.checked()
}

var units = [...]string{times: "x", percent: "percent", share: "fraction_of", magnitude: "order_of_magnitude", beforeAfter: "x", points: ""}

func readShare(r reading, q *quantity, ref metricRef) (reading, bool) {
	rate := ref.rate
	if ref.shrink != noMetric {
		r.metric, rate = ref.shrink, false
	} else if r.metric == mCapacity {
		return r, false
	}
	f := func(v float64) float64 { return 1 / v }
	switch q.kind {
	case percent:
		r.unit = "percent_of"
		f = func(v float64) float64 { return 100 / v }
	case share:
	default:
		return r, false
	}
	r.factor = f(q.low)
	if q.high != 0 {
		r.high = f(q.high)
	}
	if r.factor < 1 { // "150% of the time"
		r.worse = true
	}
	if rate {
		r.factor = 1 / r.factor
		if q.high != 0 {
			r.high = 1 / r.high
		}
		r.worse = r.factor < 1
	}
	return r.checked()
}

func readPair(r reading, q *quantity, rate bool) (reading, bool) {
	a, b := q.low, q.high
	r.worse = (b > a) != rate
	v := a / b
	if rate {
		v = b / a
	}
	r.factor, r.value, r.valueHigh = v, v, 0
	if v < 1 {
		r.value = 1 / v
	}
	r.value = round4(r.value)
	return r.checked()
}

// checked rounds the factors and refuses what is no ratio, or none that is left after rounding.
func (r reading) checked() (reading, bool) {
	r.factor, r.high = round4(r.factor), round4(r.high)
	if !(r.factor > 0) || r.factor > 1e13 || r.factor == 1 || r.factor < 1 != r.worse || r.high < 0 || math.IsInf(r.high, 0) || math.IsNaN(r.high) {
		return r, false
	}
	return r, true
}

// round4 rounds to four significant digits.
func round4(v float64) float64 {
	if v == 0 {
		return 0
	}
	p := math.Pow(10, 3-math.Floor(math.Log10(math.Abs(v))))
	if p > 1 {
		return math.Round(v*p) / p
	}
	return math.Round(v/(1/p)) * (1 / p)
}
