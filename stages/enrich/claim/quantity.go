package claim

// Quantities: the second layer. One pass over the labelled items of a sentence replaces every figure,
// with the hedges around it and the like figures listed beside it, by one item of class cQuantity.
//
//	list      = quantity { ("," | "and" | "or" | "/" | ", and") quantity }      of one kind: "66.8% and 68.7%"
//	quantity  = { hedge } amount { hedge after }                                "up to 3×", "30% on average", ">100x"
//	amount    = count times | count percent | share | magnitude | factor | before-after
//	count     = number | word number | count ("-" | "to" | "~") count           "1.2-1.4", "5-to-10", "two to three"
//	times     = "x" | "×" | "times" | "fold"; also "twice", "double", "tenfold" alone
//	percent   = "%" | "percent"; but "5 % points" is no percent
//	share     = "half" | "a third" | number "/" number                          "1/10 of the cost"
//	magnitude = [count | "several"] "orders of magnitude"
//	factor    = "a factor of" count [times]
//	before-after = ["from"] number unit ("to" | "→" | "vs") number unit        "from 12 s to 3 s"
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
	instead    bool   // before-after told backwards: "9 s instead of 45 s"
	bare       bool   // before-after without a unit
	vague      bool   // "orders of magnitude" without a count
	after      bool   // the hedge stands behind
}

// An item is a labelled stretch of the sentence: a phrase of the lexicon, an unknown word, a mark, a quantity.
type item struct {
	class      class
	start, end int32
	entry      int32 // lexicon entry
	quantity   int32 // index of the first part in Miner.quantities, for cQuantity
	parts      int32 // number of parts in the list
	kind       tokenKind
	glued      bool // nothing before it
	hyphen     bool // joined to the item before by a hyphen
	last       bool // last part of a list
	value      float64
}

const (
	maxHedges = 6  // more words of caution than that before one figure are noise
	maxParts  = 12 // figures in one list
)

// label turns tokens into items: the longest phrase of the lexicon at each word.
func (m *Miner) label() {
	lex := m.lex
	m.raw = m.raw[:0]
	for i := 0; i < len(m.tokens); {
		t := &m.tokens[i]
		it := item{start: t.start, end: t.end, kind: t.kind, glued: t.glued, value: t.value}
		n := 1
		switch t.kind {
		case tokWord, tokTimes, tokTilde:
			it.class = cWord
			if t.kind == tokWord && t.word != 0 {
				var e int32
				if e, n = lex.longest(m.tokens[i:]); e != 0 {
					it.entry, it.class = e, lex.entries[e].class
					it.end = m.tokens[i+n-1].end
				}
			}
			if t.kind == tokTimes || t.kind == tokTilde {
				it.class = cAdverb
			}
		case tokComma:
			it.class = cComma
		case tokOpen:
			it.class = cOpen
		case tokClose:
			it.class = cClose
		case tokSemicolon, tokColon, tokArrow:
			it.class = cBreak
		case tokSlash:
			it.class = cSlash
		case tokQuote, tokStop:
			i++
			continue
		case tokDash:
			if !t.glued {
				it.class = cBreak
			}
		case tokNumber:
			it.class = cWord
		case tokOther:
			it.class = cWord
		}
		m.raw = append(m.raw, it)
		i += n
	}
	m.raw = append(m.raw, item{kind: tokOther}) // a sentinel of no class ends every walk
}

// longest returns the entry of the longest phrase that tokens begin with and its length in tokens.
func (lex *lexicon) longest(tokens []token) (entry int32, n int) {
	state, n := int32(0), 1
	for k := 0; k < len(tokens); k++ {
		t := &tokens[k]
		if k > 0 {
			if t.kind == tokDash && t.glued && k+1 < len(tokens) && tokens[k+1].glued {
				continue // a phrase may be written with hyphens
			}
			if t.kind == tokStop && t.glued {
				continue // "e.g."
			}
		}
		if t.kind != tokWord || t.word == 0 {
			break
		}
		if state = lex.next.get(step{state, t.word}); state == 0 {
			break
		}
		if e := lex.accept[state]; e != 0 && !(k > 0 && t.word == lex.up && k+1 < len(tokens) && tokens[k+1].word == lex.to) {
			entry, n = e, k+1 // "speed up to 2x" is a speed, up to 2x
		}
	}
	return entry, n
}

// quantify replaces figures by quantity items and drops what no pattern looks at (hyphens).
func (m *Miner) quantify() {
	m.items, m.quantities = m.items[:0], m.quantities[:0]
	hyphen := false
	for i := 0; i < len(m.raw)-1; {
		first := len(m.quantities)
		if next := m.list(i); next > i {
			a, z := &m.quantities[first], &m.quantities[len(m.quantities)-1]
			if a.kind == points {
				m.items = append(m.items, item{class: cQuality, start: a.start, end: z.end})
				m.quantities = m.quantities[:first]
				i = next
				continue
			}
			m.items = append(m.items, item{class: cQuantity, start: a.from, end: max(z.end, m.raw[next-1].end),
				quantity: int32(first), parts: int32(len(m.quantities) - first), hyphen: hyphen})
			hyphen = false
			i = next
			continue
		}
		it := m.raw[i]
		if it.kind == tokDash {
			if it.class == 0 { // glued to the left: a hyphen, or a dash that opens a clause
				hyphen = m.raw[i+1].glued
				if !hyphen {
					it.class = cBreak
					m.items = append(m.items, it)
				}
				i++
				continue
			}
		}
		it.hyphen = hyphen
		hyphen = false
		if it.hyphen && len(m.items) > 0 {
			// "memory-bound", "token-aware": the first part is no metric, unless the whole still speaks of it.
			if prev := &m.items[len(m.items)-1]; prev.class&cMetric != 0 && it.class&(cMetric|cDown|cUp|cImprove|cFast|cOverhead|cCompress) == 0 {
				prev.class = cWord
			}
		}
		m.items = append(m.items, it)
		i++
	}
	m.items = append(m.items, item{})
}

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
	for len(m.quantities)-first < maxParts {
		k := next
		sep := 0
		for sep < 3 && (m.raw[k].class&cComma != 0 || m.raw[k].class&cSlash != 0 || m.raw[k].class&cAnd != 0 && m.wordIs(k, "and", "or")) {
			k++
			sep++
		}
		if sep == 0 {
			return next
		}
		r, after, ok := m.one(k)
		if !ok || r.kind != q.kind || r.verb || r.vague {
			return next
		}
		if r.hedge == exact && !r.after {
			r.hedge = q.hedge
		}
		r.only = r.only || q.only
		m.quantities = append(m.quantities, r)
		next = after
	}
	return next
}

// sharedUnit parses "number and number unit".
func (m *Miner) sharedUnit(i int) int {
	if m.raw[i].kind != tokNumber || m.inName(i) {
		return i
	}
	k := i + 1
	if m.raw[k].class&cComma != 0 {
		k++
	}
	if m.raw[k].class&cAnd == 0 || m.raw[k+1].kind != tokNumber {
		return i
	}
	r, after, ok := m.one(k + 1)
	if !ok || r.kind != times && r.kind != percent || r.high != 0 {
		return i
	}
	q := r
	q.low, q.start, q.end, q.from = m.raw[i].value, m.raw[i].start, m.raw[i].end, m.raw[i].start
	m.quantities = append(m.quantities, q, r)
	return after
}

// one parses one quantity with its hedges.
func (m *Miner) one(i int) (q quantity, next int, ok bool) {
	k, h, only, hedged, minus := i, exact, false, false, false
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
		case it.class&cHedge != 0 && it.kind == tokWord:
			h = stronger(h, e.hedge)
		case it.class&cOnly != 0:
			only = true
		case hedged && it.class&(cDeterminer|cAdverb) != 0 && it.kind == tokWord && it.class&(cUp|cDown) == 0:
		case it.kind == tokPlus && m.raw[k+1].kind == tokNumber && m.raw[k+1].glued:
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
	q.only, q.minus = only, minus
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
			if (m.wordIs(next, "on average", "averagely", "in average", "at most", "at best", "or more", "or so", "and more", "on an average", "at minimum", "at least", "and above", "and over")) && m.raw[next+1].kind != tokNumber {
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

// wordIs compares the text of an item with phrases.
func (m *Miner) wordIs(i int, phrases ...string) bool {
	text := m.text[m.raw[i].start:m.raw[i].end]
	for _, p := range phrases {
		if equalFold(text, p) {
			return true
		}
	}
	return false
}

func equalFold(a, b string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range len(a) {
		c := a[i]
		if lower(c) != b[i] {
			return false
		}
	}
	return true
}

// inName: the number is the end of a hyphenated name ("CIFAR-10") or the middle of a version.
func (m *Miner) inName(i int) bool {
	return i >= 2 && m.raw[i].glued && m.raw[i-1].kind == tokDash && m.raw[i-1].glued && m.raw[i-2].kind == tokWord &&
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
	case it.class&cFrom != 0 && (m.raw[i+1].kind == tokNumber || m.raw[i+1].kind == tokTilde):
		k := i + 1
		if m.raw[k].kind == tokTilde {
			k++
		}
		if q, next, ok = m.pair(k, true); ok {
			q.start = it.start
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
		if m.raw[n].class&cPoints != 0 && m.raw[n].kind == tokWord {
			q.kind, q.end = points, m.raw[n].end
			n++
		}
		return q, n, true
	case u.class&cMagnitude != 0:
		q.kind, q.end = magnitude, u.end
		return q, n + 1, true
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
	case m.isTimes(n):
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
	return q, i, false
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
		return true
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

func (m *Miner) isTimes(n int) bool { return m.raw[n].kind == tokTimes }

type count struct {
	low, high float64
	plain     bool // a number in digits
	word      bool // its unit was in the number: "five- to tenfold"
}

// between parses "between 20% and 45%" up to the second unit.
func (m *Miner) between(i int) (c count, next int, ok bool) {
	a, n, ok := m.number(i + 1)
	if !ok {
		return c, i, false
	}
	unit := m.raw[n].kind
	if unit == tokPercent || unit == tokTimes {
		n++
	} else {
		unit = tokOther
	}
	if m.raw[n].class&cAnd == 0 {
		return c, i, false
	}
	b, n, ok := m.number(n + 1)
	if !ok || b <= a || unit != tokOther && m.raw[n].kind != unit {
		return c, i, false
	}
	return count{low: a, high: b, plain: true}, n, true
}

// count parses a number or a range of numbers, each of which may carry its unit: "3x-5x", "10% to 20%".
func (m *Miner) count(i int) (c count, next int, ok bool) {
	if m.raw[i].kind == tokWord && m.wordIs(i, "between") {
		return m.between(i)
	}
	a, n, ok := m.number(i)
	if !ok {
		return c, i, false
	}
	c.low, c.plain = a, m.raw[i].kind == tokNumber
	k := n
	unit := tokOther
	if u := &m.raw[k]; u.kind == tokPercent || u.kind == tokTimes {
		unit = u.kind
		k++
	}
	sep := 0
	for sep < 3 && (m.raw[k].kind == tokDash || m.raw[k].kind == tokTilde || m.raw[k].class&cTo != 0 && m.wordIs(k, "to")) {
		k++
		sep++
	}
	if sep > 0 || unit == tokOther && m.lostDash(n) {
		if m.raw[k].class&cHedge != 0 && m.raw[k].kind == tokWord {
			k++ // "2 to over 5 times"
		}
		if w := &m.raw[k]; w.class&cTimesWord != 0 && w.class&cVerbForm == 0 && unit == tokOther {
			if b := m.lex.entries[w.entry].value; b > a { // "five- to tenfold"
				c.high, c.word = b, true
				return c, k + 1, true
			}
		}
		if b, n2, ok := m.number(k); ok && b > a {
			if unit == tokOther || m.raw[n2].kind == unit {
				c.high = b
				return c, n2, true
			}
		}
	}
	return c, n, true
}

// lostDash: listings lose the dash of a range, so "3.41 4.60 times" is one.
func (m *Miner) lostDash(n int) bool {
	if m.raw[n].kind != tokNumber || m.raw[n-1].kind != tokNumber {
		return false
	}
	a, b := &m.raw[n-1], &m.raw[n]
	return hasPoint(m.text[a.start:a.end]) && hasPoint(m.text[b.start:b.end]) && (m.raw[n+1].kind == tokTimes || m.raw[n+1].kind == tokPercent)
}

func hasPoint(s string) bool {
	for i := range len(s) {
		if s[i] == '.' {
			return true
		}
	}
	return false
}

func (m *Miner) number(i int) (v float64, next int, ok bool) {
	it := &m.raw[i]
	if it.kind == tokNumber {
		if m.raw[i+1].kind == tokCaret {
			if m.raw[i+2].kind == tokNumber && m.raw[i+2].value < 12 && it.value == 10 {
				v = 1
				for range int(m.raw[i+2].value) {
					v *= 10
				}
				return v, i + 3, true
			}
			return 0, i, false
		}
		if s := &m.raw[i+1]; s.class&cScale != 0 && s.glued && m.isTimes(i+2) {
			return it.value * m.lex.entries[s.entry].value, i + 2, true // "2k times"
		}
		return it.value, i + 1, true
	}
	if it.class&cNumberWord != 0 {
		v = m.lex.entries[it.entry].value
		// "three hundred times", "twenty-five percent"
		n := i + 1
		for n < i+4 {
			k := n
			if m.raw[k].kind == tokDash && m.raw[k].glued {
				k++
			}
			if m.raw[k].class&cNumberWord == 0 {
				break
			}
			if w := m.lex.entries[m.raw[k].entry].value; w >= 100 {
				v *= w
			} else if v >= 20 && w < 10 {
				v += w
			} else {
				break
			}
			n = k + 1
		}
		if m.raw[n].kind == tokDash && m.raw[n].glued && (m.raw[n+1].class&(cNumberWord|cTo) != 0) {
			return v, n, true
		}
		return v, n, true
	}
	return 0, i, false
}

// pair parses before and after: "12.3 s to 5.6 s", "from 141,000 to 22,000 tokens", "333.6s vs. 62s".
// Without "from", both figures bear the unit.
func (m *Miner) pair(i int, from bool) (q quantity, next int, ok bool) {
	a, unitA, n, ok := m.measure(i)
	if !ok {
		return q, i, false
	}
	percentA := false
	if unitA == 0 && m.raw[n].kind == tokPercent {
		percentA = true
		n++
	}
	k := n
	// "from 12 s in the baseline to 3 s" is beyond this; "(from 12 s) to" is not.
	joined, reversed := false, false
	for k < n+3 {
		it := &m.raw[k]
		if it.kind == tokWord && m.wordIs(k, "instead of", "rather than", "down from") || it.class&cComma != 0 && m.raw[k+1].kind == tokWord && m.wordIs(k+1, "down from") {
			joined, reversed = true, true
			k++
			continue
		}
		if it.class&(cTo|cFrom) != 0 && m.wordIs(k, "to", "down to", "to only") || it.kind == tokArrow || it.kind == tokWord && m.wordIs(k, "vs", "versus") {
			joined = true
			k++
			continue
		}
		if joined && (it.class&(cOnly|cHedge) != 0 && it.kind == tokWord || it.kind == tokTilde || it.kind == tokLess) {
			k++
			continue
		}
		break
	}
	if !joined {
		return q, i, false
	}
	b, unitB, n2, ok := m.measure(k)
	if !ok || a == 0 || b == 0 {
		return q, i, false
	}
	if percentA {
		if !from || m.raw[n2].kind != tokPercent || unitB != 0 || b >= a {
			return q, i, false
		}
		q.kind, q.low, q.high, q.start, q.end = beforeAfter, a, b, m.raw[i].start, m.raw[n2].end
		return q, n2 + 1, true
	}
	q.kind = beforeAfter
	switch {
	case unitB == 0 && unitA == 0 && from && m.raw[n2].kind != tokPercent && !m.isTimes(n2):
		q.bare = true
	case reversed && unitA != 0 && unitB == 0: // "8 steps rather than 1,000"
		unitB = unitA
		fallthrough
	case unitB != 0 && (unitA != 0 && m.sameUnit(unitA, unitB) || unitA == 0 && from):
		if unitA == 0 {
			unitA = unitB
		}
		a, b = a*m.unitScale(unitA), b*m.unitScale(unitB)
		q.unit = m.lex.entries[m.raw[unitB].entry].metric
	default:
		return q, i, false
	}
	if q.low, q.high = a, b; reversed {
		q.low, q.high, q.instead = b, a, true
	}
	q.start, q.end = m.raw[i].start, m.raw[n2-1].end
	return q, n2, true
}

// measure parses a number, its scale ("7B") and its unit.
func (m *Miner) measure(i int) (v float64, unit, next int, ok bool) {
	if m.raw[i].kind != tokNumber || m.inName(i) {
		return 0, 0, i, false
	}
	v, n := m.raw[i].value, i+1
	if e := &m.lex.entries[m.raw[n].entry]; m.raw[n].class&cScale != 0 && m.raw[n].kind == tokWord && (m.raw[n].glued || m.raw[n].end-m.raw[n].start > 2) {
		v *= e.value
		n++
	}
	if m.raw[n].kind == tokDash && m.raw[n].glued && m.raw[n+1].class&cUnit != 0 {
		n++
	}
	if u := &m.raw[n]; u.kind == tokWord && (u.class&cUnit != 0 || u.class&cMetric != 0 && u.class&cWeak == 0) {
		return v, n, n + 1, true
	}
	return v, 0, n, true
}

func (m *Miner) sameUnit(a, b int) bool {
	ea, eb := &m.lex.entries[m.raw[a].entry], &m.lex.entries[m.raw[b].entry]
	return ea.metric == eb.metric
}

// unitScale brings two units of one kind to the same one: seconds, bytes, joules.
func (m *Miner) unitScale(unit int) float64 {
	if e := &m.lex.entries[m.raw[unit].entry]; e.class&cUnit != 0 && e.value != 0 {
		return e.value
	}
	return 1
}
