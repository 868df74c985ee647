package claim

// Quantities: the second layer. One pass over the labelled items of a sentence replaces every figure,
// with the hedges around it and the like figures listed beside it, by one item of class cQuantity.
//
//	list      = quantity { ("," | "and" | "or" | "/" | ", and") quantity }      of one kind: "66.8% and 68.7%"
//	          | quantity "(" quantity ")"                                       before more words: "3× (2× on average) faster"
//	quantity  = { hedge } amount { hedge after }                                "up to 3×", "30% on average", ">100x"
//	amount    = count times | count percent | share | magnitude | factor | before-after
//	count     = number | word number | count ("-" | "to" | "~") count           "1.2-1.4", "5-to-10", "two to three"
//	times     = "x" | "×" | "times" | "fold"; also "twice", "double", "tenfold" alone
//	percent   = "%" | "percent"; but "5 % points" is no percent
//	share     = "half" | "a third" | number "/" number                          "1/10 of the cost"
//	magnitude = [count | "several"] "orders of magnitude"
//	factor    = "a factor of" count [times]
//	before-after = ["from"] number unit ("to" | "→" | "vs") number unit        "from 12 s to 3 s"
//	             | number unit ("instead of" | "compared to") number unit         "3 s compared to 12 s"
//
// A number that is part of a name ("CIFAR-10"), of a product ("5 times 5", "384×384"), of a power
// ("2 × 10^15") or a count of devices ("8×RTX 4090") is none of these.

type quantityKind uint8

const (
	times quantityKind = iota + 1
	percent
	share
	magnitude
	beforeAfter
	points // percentage points and the like: kept so that no other reading takes them
)

var quantityKindNames = [...]string{"", "times", "percent", "share", "magnitude", "before-after", "points"}

func (k quantityKind) String() string { return quantityKindNames[k] }

type quantity struct {
	kind       quantityKind
	low, high  float64 // high 0: no range. before-after: the two figures in order of reading
	hedge      hedge
	start, end int32  // of the amount, hedges left out
	from       int32  // where the hedges begin
	unit       metric // before-after: what the unit measures, if it tells
	verb       bool   // "halves", "doubling"
	only       bool   // "only 15%", "just", "a mere"
	minus      bool   // "-42%"
	plus       bool   // "+42%"
	instead    bool   // before-after told backwards: "9 s instead of 45 s"
	compared   bool   // … by a comparison: "9 s compared to 45 s"
	versus     bool   // before-after whose order is not told: "(9 s vs. 45 s)"
	bare       bool   // before-after without a unit
	odds       bool   // "10:1": of compression and reduction alone
	vague      bool   // "orders of magnitude" without a count
	after      bool   // the hedge stands behind
}

const (
	maxHedges = 6  // more words of caution than that before one figure are noise
	maxParts  = 12 // figures in one list
)

// list parses a list of quantities at raw item i, appends its parts, and returns the item after it, or i.
func (m *Miner) list(i int) int {
	first := len(m.quantities)
	q, next, ok := m.one(i)
	if !ok {
		// "13.2 and 30.2 times": the unit stands once.
		return m.sharedUnit(i)
	}
	m.quantities = append(m.quantities, q)
	if q.kind == points || q.kind == beforeAfter || q.verb {
		return next
	}
	if r, after, ok := m.bracketed(next, q.kind); ok {
		m.quantities = append(m.quantities, r)
		return after
	}
	labelled := false
	for len(m.quantities)-first < maxParts {
		k := next
		if n := m.labelAt(k); n > k { // "5x (forward), 8x (backward) and 7x (end-to-end) speedup"
			if k = n; labelled {
				next = n
			}
		}
		sep := 0
		for sep < 3 && (m.raw[k].class&cComma != 0 || m.raw[k].class&cSlash != 0 || m.raw[k].class&cAnd != 0 && m.wordIs(k, "and", "or")) {
			k++
			sep++
		}
		if sep == 0 {
			return next
		}
		r, after, ok := m.one(k)
		if !ok && m.factorAt(i) {
			r, after, ok = m.factor(k)
		}
		if !ok || r.kind != q.kind || r.verb || r.vague {
			return next
		}
		if r.hedge == exact && !r.after {
			r.hedge = q.hedge
		}
		r.only = r.only || q.only
		m.quantities = append(m.quantities, r)
		labelled = labelled || k > next && m.raw[next].class&cOpen != 0
		next = after
	}
	return next
}

// factorAt: the list at raw item i begins with "factors of", "by a factor of", which is said once for all.
func (m *Miner) factorAt(i int) bool {
	for k := i; k < i+maxHedges; k++ {
		switch it := &m.raw[k]; {
		case it.class&cFactor != 0:
			return true
		case it.class&(cHedge|cOnly|cDeterminer) == 0:
			return false
		}
	}
	return false
}

// factor parses the next factor of such a list, "17-23 and 2-4", which no noun follows.
func (m *Miner) factor(i int) (q quantity, next int, ok bool) {
	c, n, ok := m.count(i)
	if !ok || !c.plain || c.low <= 1 || m.thing(n) && !m.wordIs(n, "respectively") || m.raw[n].class&cOf != 0 || m.raw[n].kind == tokNumber || m.raw[n].kind == tokPercent || m.raw[n].glued && m.raw[n].kind == tokDash || m.raw[n].class&(cUnit|cScale) != 0 {
		return q, i, false
	}
	return quantity{kind: times, low: c.low, high: c.high, start: m.raw[i].start, end: m.raw[n-1].end, from: m.raw[i].start}, n, true
}

// labelAt returns the item behind a label in parentheses at raw item k that holds no number, or k.
func (m *Miner) labelAt(k int) int {
	if m.raw[k].class&cOpen == 0 {
		return k
	}
	for i := k + 1; i < k+6 && (m.raw[i].kind == tokWord || m.raw[i].kind == tokDash); i++ {
		if m.raw[i+1].class&cClose != 0 {
			return i + 2
		}
	}
	return k
}

// sharedUnit parses numbers of which the last alone has the unit: "13.2 and 30.2 times", "55, 67, 86%", "1.5/1.7%".
func (m *Miner) sharedUnit(i int) int {
	first, k, joined := len(m.quantities), i, false
	for len(m.quantities)-first < maxParts {
		if m.raw[k].kind != tokNumber || m.inName(k) || m.raw[k].value > 1900 {
			break
		}
		if r, after, ok := m.one(k); ok {
			if r.kind != times && r.kind != percent || r.high != 0 || !joined && len(m.quantities)-first < 2 {
				break
			}
			for j := first; j < len(m.quantities); j++ {
				q := &m.quantities[j]
				q.kind, q.hedge = r.kind, r.hedge
			}
			m.quantities = append(m.quantities, r)
			return after
		}
		n := &m.raw[k]
		m.quantities = append(m.quantities, quantity{low: n.value, start: n.start, end: n.end, from: n.start})
		comma := m.raw[k+1].class&cComma != 0
		if k++; comma {
			k++
		}
		slash := m.raw[k].class&cSlash != 0 && m.raw[k].glued && !comma
		if slash || m.raw[k].class&cAnd != 0 {
			joined = true
			k++
		} else if !comma {
			break
		}
	}
	m.quantities = m.quantities[:first]
	return i
}

// one parses one quantity with its hedges.
func (m *Miner) one(i int) (q quantity, next int, ok bool) {
	k, h, only, hedged, minus, plus := i, exact, false, false, false, false
	for k < i+maxHedges {
		it := &m.raw[k]
		e := &m.lex.entries[it.entry]
		switch {
		case it.kind == tokTilde:
			h = stronger(h, approx)
		case it.kind == tokMore:
			h = stronger(h, atLeast)
		case it.kind == tokLess:
			h = stronger(h, lessThan)
		case it.class&cHedge != 0 && it.class&cUse != 0 && m.raw[k+1].class&cOnly != 0:
			return q, i, false // "under only half the budget"
		case it.class&cHedge != 0 && it.kind == tokWord:
			h = stronger(h, e.hedge)
			only = only || it.class&cOnly != 0 // "as little as"
		case it.class&cOnly != 0:
			only = true
		case only && it.kind == tokWord && m.raw[k+1].kind == tokNumber && m.wordIs(k, "first", "last", "top", "leading"): // "only the first 25%"
		case hedged && it.class&(cDeterminer|cAdverb) != 0 && it.kind == tokWord && it.class&(cUp|cDown) == 0:
		case it.kind == tokPlus && m.raw[k+1].kind == tokNumber && (m.raw[k+1].glued || !it.glued):
			plus = true
		case it.kind == tokDash && m.raw[k+1].kind == tokNumber && m.raw[k+1].glued && (!it.glued || k > 0 && m.raw[k-1].class&cOpen != 0):
			minus = true
		default:
			goto amount
		}
		hedged = true
		k++
	}
amount:
	if k > i && m.raw[k].class&cDeterminer != 0 {
		k++
	}
	q, next, ok = m.amount(k)
	if !ok {
		return q, i, false
	}
	q.from = m.raw[i].start
	if h != exact {
		q.hedge = h
	}
	q.only, q.minus, q.plus = only, minus, plus
	// Hedges behind: "30% on average", "60%+", "3x or more".
	for {
		it := &m.raw[next]
		if it.kind == tokPlus && it.glued {
			q.hedge = stronger(q.hedge, atLeast)
			next++
			continue
		}
		if it.class&cHedge != 0 && it.kind == tokWord && next+1 < len(m.raw) {
			hh := m.lex.entries[it.entry].hedge
			if (m.wordIs(next, "on average", "averagely", "in average", "at most", "at best", "or more", "or so", "on an average", "at minimum", "at least", "and above", "and over")) && m.raw[next+1].kind != tokNumber {
				q.hedge = stronger(q.hedge, hh)
				q.after = true
				next++
				continue
			}
		}
		return q, next, true
	}
}

// stronger tells which of two hedges of one figure is the qualifier: "up to more than 5 times" is up_to,
// "around 70% on average" is average.
func stronger(a, b hedge) hedge { return max(a, b) }

// inName: the number is the end of a hyphenated name ("CIFAR-10") or the middle of a version.
func (m *Miner) inName(i int) bool {
	return i >= 2 && m.raw[i].glued && m.raw[i-1].kind == tokDash && m.raw[i-1].class&cBreak == 0 && m.raw[i-1].glued && m.raw[i-2].kind == tokWord &&
		m.raw[i-2].class&(cTo|cHedge|cNumberWord) == 0
}

func (m *Miner) amount(i int) (q quantity, next int, ok bool) {
	it := &m.raw[i]
	e := &m.lex.entries[it.entry]
	q.start = it.start
	switch {
	case it.class&cTimesWord != 0:
		q.kind, q.low, q.verb = times, e.value, it.class&cVerbForm != 0
		q.end = it.end
		if m.compound(i) {
			return q, i, false
		}
		return q, i + 1, true
	case it.class&cShareWord != 0:
		if m.compound(i) {
			return q, i, false
		}
		q.kind, q.low, q.verb, q.end = share, e.value, it.class&cVerbForm != 0, it.end
		return q, i + 1, true
	case it.class&cFactor != 0:
		// "a factor of 3", "by a factor of 2 to 4"
		if m.raw[i+1].class&cOf != 0 && m.raw[i+1].class&(cIn|cPreposition) == 0 { // "a factor ranging from 2 to 6"
			i++
		}
		c, n, found := m.count(i + 1)
		if !found {
			if m.raw[i+1].kind == tokTilde || m.raw[i+1].class&cHedge != 0 {
				if c, n, found = m.count(i + 2); found {
					q.hedge = approx
					if m.raw[i+1].class&cHedge != 0 {
						q.hedge = m.lex.entries[m.raw[i+1].entry].hedge
					}
				}
			}
			if !found {
				return q, i, false
			}
		}
		if m.raw[n].class&cMagnitude != 0 { // "by a factor of two orders of magnitude"
			q.kind, q.low, q.high, q.end = magnitude, c.low, c.high, m.raw[n].end
			return q, n + 1, true
		}
		if m.isTimes(n) {
			n++
		}
		if m.raw[n].kind == tokPercent || m.raw[n].class&(cUnit|cScale) != 0 && m.raw[n].glued {
			return q, i, false
		}
		q.kind, q.low, q.high, q.end = times, c.low, c.high, m.raw[n-1].end
		return q, n, true
	case it.class&cMagnitude != 0:
		q.kind, q.low, q.end = magnitude, 1, it.end
		if i == 0 || m.raw[i-1].class&cDeterminer == 0 || m.wordIs(i-1, "the") { // not "almost an order of magnitude"
			q.hedge, q.vague = atLeast, true
		}
		return q, i + 1, true
	case it.class&cSeveral != 0 && m.raw[i+1].class&cMagnitude != 0:
		q.kind, q.low, q.hedge, q.vague, q.end = magnitude, 1, atLeast, true, m.raw[i+1].end
		return q, i + 2, true
	case it.class&cFrom != 0:
		k, h := i+1, exact
		for ; k < i+3; k++ { // "from about 12 s"
			if it := &m.raw[k]; it.kind == tokTilde {
				h = stronger(h, approx)
			} else if it.kind == tokMore {
				h = stronger(h, atLeast)
			} else if it.class&cHedge != 0 && it.kind == tokWord {
				h = stronger(h, m.lex.entries[it.entry].hedge)
			} else {
				break
			}
		}
		if q, next, ok = m.pair(k, true); ok {
			q.start, q.hedge = it.start, h
			return q, next, true
		}
		return q, i, false
	case it.class&cDeterminer != 0 && m.raw[i+1].class&cMagnitude != 0: // "an order of magnitude"
		q.kind, q.low, q.start, q.end = magnitude, 1, it.start, m.raw[i+1].end
		return q, i + 2, true
	}
	if m.inName(i) {
		return q, i, false
	}
	if it.kind == tokTimes && (i == 0 || m.raw[i-1].kind != tokNumber) && m.raw[i+1].kind == tokNumber { // "a × 1.8 speedup"
		if c, n, found := m.count(i + 1); found && (m.raw[n].kind == tokClose || n == len(m.raw)-1 || m.raw[n].kind == tokWord && !m.raw[n].glued && !m.isTimes(n) && m.raw[n].class&cUnit == 0) {
			q.kind, q.low, q.high, q.end = times, c.low, c.high, m.raw[n-1].end
			return q, n, true
		}
	}
	if it.kind == tokNumber && m.raw[i+1].class&cSlash != 0 && m.raw[i+1].glued && m.raw[i+2].kind == tokNumber && m.raw[i+2].glued {
		a, b := it.value, m.raw[i+2].value
		n := i + 3
		if m.raw[n].kind == tokPercent || m.raw[n].kind == tokSlash || a >= b || a == 0 || a != float64(int(a)) || b > 10000 {
			return q, i, false
		}
		if m.raw[n].glued && m.raw[n].kind == tokWord { // 1/10th
			n++
		}
		q.kind, q.low, q.end = share, a/b, m.raw[n-1].end
		return q, n, true
	}
	if n := m.toOne(i); n > i { // "10:1", "4:1 to 10:1"
		q.kind, q.low, q.end, q.odds = times, it.value, m.raw[n-1].end, true
		if k := n + 1; m.raw[n].kind == tokDash || m.wordIs(n, "to") {
			if z := m.toOne(k); z > k && m.raw[k].value > q.low {
				q.high, q.end, n = m.raw[k].value, m.raw[z-1].end, z
			}
		}
		return q, n, true
	}
	if p, next, ok := m.pair(i, false); ok {
		return p, next, true
	}
	c, n, found := m.count(i)
	if !found {
		return q, i, false
	}
	q.low, q.high = c.low, c.high
	u := &m.raw[n]
	switch {
	case c.word:
		q.kind, q.end = times, m.raw[n-1].end
		return q, n, true
	case u.kind == tokPercent || u.class&cPercent != 0:
		q.kind, q.end = percent, u.end
		n++
		if m.raw[n].class&cPoints != 0 && m.raw[n].kind == tokWord && m.raw[n+1].class&cMetric == 0 { // but "0.1% point labels"
			q.kind, q.end = points, m.raw[n].end
			n++
		}
		n = m.counts(n)
		return q, n, true
	case u.class&cMagnitude != 0:
		q.kind, q.end = magnitude, u.end
		return q, n + 1, true
	case u.class&cHedge != 0 && m.raw[n+1].class&cMagnitude != 0 && m.wordIs(n, "or more"): // "two or more orders of magnitude"
		q.kind, q.hedge, q.end = magnitude, atLeast, m.raw[n+1].end
		return q, n + 2, true
	case u.kind == tokDash && u.glued && m.raw[n+1].class&cMagnitude != 0:
		q.kind, q.end = magnitude, m.raw[n+1].end
		return q, n + 2, true
	case u.class&cFold != 0:
		q.kind, q.end = times, u.end
		return q, n + 1, true
	case u.kind == tokDash && (m.raw[n+1].class&cFold != 0 || m.isTimes(n+1)):
		q.kind, q.end = times, m.raw[n+1].end
		return q, n + 2, true
	case u.class&cPoints != 0 && u.kind == tokWord && c.plain:
		q.kind, q.end = points, u.end
		return q, n + 1, true
	case m.isTimes(n) || u.kind == tokPlus && u.glued && m.isTimes(n+1):
		if u.kind == tokPlus { // "100+ times"
			q.hedge = atLeast
			n++
		}
		n++
		if m.isTimes(n) { // "1.5x times"
			n++
		}
		if m.factorOf(n) {
			return q, i, false
		}
		q.kind, q.end = times, m.raw[n-1].end
		return q, n, true
	}
	if m.bareSpeedup(i, n) && c.low > 1 {
		q.kind, q.end = times, m.raw[n-1].end
		return q, n, true
	}
	return q, i, false
}

// bareSpeedup: the number at items i to n needs no unit, "a speedup of 2.5", "speedups of about 2.5 and 3.1".
func (m *Miner) bareSpeedup(i, n int) bool {
	if after := &m.raw[n]; after.kind == tokWord && after.class&(cPreposition|cThan|cAnd|cClause|cIn|cBe) == 0 || after.kind == tokNumber || after.kind == tokPercent || after.class&(cUnit|cScale) != 0 || m.isTimes(n) || after.kind == tokDash && after.glued || after.kind == tokSlash || after.class&cOpen != 0 && after.glued {
		return false
	}
	for k := i - 1; k > 0 && k > i-8; k-- {
		switch it := &m.raw[k]; {
		case it.class&cOf != 0:
			return m.namesFactor(k - 1)
		case it.kind == tokNumber && k < i-1 && m.raw[k+1].class&(cComma|cAnd) != 0, it.class&(cHedge|cAnd|cComma|cDeterminer) != 0, it.kind == tokTilde, it.kind == tokMore:
		default:
			return false
		}
	}
	return false
}

// namesFactor: what stands at raw item k is told by a bare number: "a speedup of 2.5", "an acceleration factor of 3", "a compression
// ratio of 14". An acceleration alone may be that of a car.
func (m *Miner) namesFactor(k int) bool {
	it := &m.raw[k]
	w := m.text[it.start:it.end]
	if it.class&(cFast|cNounForm) == cFast|cNounForm {
		return len(w) > 4 && equalFold(w[:5], "speed") || len(w) > 12 && equalFold(w[:12], "acceleration") && w[12] == ' '
	}
	return it.class&(cMetric|cRate) == cMetric|cRate && m.lex.entries[it.entry].metric == mSize && len(w) > 11 && equalFold(w[:11], "compression") && w[12] != 'g'
}

// compound: "double-scale", "half-normal" is a word of its own.
func (m *Miner) compound(i int) bool {
	return m.raw[i+1].kind == tokDash && m.raw[i+1].glued && m.raw[i+2].glued && m.raw[i+2].kind == tokWord
}

// factorOf: what stands behind "2 ×" makes it a product, a resolution, a power or a count of things.
func (m *Miner) factorOf(n int) bool {
	it := &m.raw[n]
	switch {
	case it.kind == tokNumber:
		return true
	case it.kind == tokWord && it.glued:
		return it.class&changeClasses == 0 // but "3xfaster"
	case it.kind == tokWord && it.entry == 0: // "8x RTX 4090", "4× H100", but "3x GEMM speedup"
		for _, c := range []byte(m.text[it.start:it.end]) {
			if isDigit(c) {
				return true
			}
		}
		return m.raw[n+1].kind == tokNumber && m.raw[n+2].kind != tokPercent && !m.isTimes(n+2)
	}
	return false
}
