package claim

// Matching: a small backtracking matcher over the items of a sentence, anchored at one quantity and bounded in every
// direction, so that the work per quantity is constant.

const (
	wideStops = cBreak
	gapStops  = cBreak | cComma | cOpen | cClose | cClause | cQuantity
)

// A metricRef is a metric found in a noun phrase.
type metricRef struct {
	metric metric
	shrink metric
	rate   bool
	weak   bool
	item   int // where its word stands
}

const maxMetrics = 4

// A match is how a rule met a quantity.
type match struct {
	first, last int // items
	cue         int // item that says what happened, -1 = none
	metrics     [maxMetrics]metricRef
	nmetrics    int
	at          int // the quantity
	rule        string
}

// Bounds that keep the work on one quantity constant, however the sentence goes on.
const (
	lookBack   = 48
	phraseGap  = 6
	clauseGap  = 14
	wideGap    = 40
	maxSteps   = 500 // of one rule on one figure
	maxAdverbs = 3
)

// kindOf gives the bits of a quantity that the Q of a rule asks for.
func (m *Miner) kindOf(at int) uint16 {
	q := &m.quantities[m.items[at].quantity]
	switch {
	case q.instead:
		return insteadBit
	case q.verb:
		return verbBit
	case (q.only || q.hedge == lessThan) && (q.kind == percent || q.kind == share):
		return 1<<q.kind | littleBit
	case (q.plus || q.minus) && q.kind == percent:
		return 1<<q.kind | signedBit
	}
	return 1 << q.kind
}

// matchRule tries one rule on the quantity at item at. Starting points are tried from near to far.
func (m *Miner) matchRule(r *Rule, at int) bool {
	// What must stand right beside the quantity settles most cases at once.
	if r.prefix+1 < len(r.elements) {
		if e := &r.elements[r.prefix+1]; e.kind == eClass && !e.optional {
			k := at + 1
			for n := 0; n < maxAdverbs && !e.accepts(m.items[k].class) && m.items[k].class&cAdverb != 0; n++ {
				k++
			}
			if !e.accepts(m.items[k].class) {
				return false
			}
		}
	}
	m.steps = maxSteps
	m.found = match{at: at, cue: -1}
	if r.prefix == 0 {
		m.found.first = at
		return m.step(r, 0, at)
	}
	if !m.thorough && !m.leads(r.elements[:r.prefix], at-1) {
		return false
	}
	m.found.at = at
	e := &r.elements[0]
	for start := at - 1; start >= 0 && start >= at-lookBack; start-- {
		c := m.items[start].class
		if c&cBreak != 0 && e.kind != eMetric && !e.accepts(c) && !r.overDash {
			break
		}
		switch e.kind {
		case eClass:
			if !e.accepts(c) {
				continue
			}
		case eMetric:
			if !m.phraseStart(start) {
				continue
			}
			if !m.named[start] { // step would find no metric
				m.steps--
				continue
			}
		}
		m.found = match{at: at, cue: -1, first: start}
		if m.step(r, 0, start) {
			return true
		}
	}
	if m.trace != nil {
		m.trace("  rule %s: its neighbours of the figure fit, the rest of %q does not", r.ID, r.Pattern)
	}
	return false
}

// leads: the elements before the quantity that no gap and no metric parts from it may end at item k. step is stricter.
func (m *Miner) leads(es []element, k int) bool {
	if len(es) == 0 {
		return true
	}
	e, rest := &es[len(es)-1], es[:len(es)-1]
	switch e.kind {
	case eClass:
		for n, j := 0, k; j >= 0; n, j = n+1, j-1 {
			if e.accepts(m.items[j].class) && m.leads(rest, j-1) {
				return true
			}
			if n == maxAdverbs || m.items[j].class&cAdverb == 0 {
				break
			}
		}
		return e.optional && m.leads(rest, k)
	case ePhrase, ePlain:
		for n := 0; !m.leads(rest, k); n++ {
			if n == phraseGap+maxAdverbs || k < 0 || !isNoun(m.items[k].class) && m.items[k].class&cAdverb == 0 {
				return false
			}
			k--
		}
	}
	return true
}

func (e *element) accepts(c class) bool {
	for _, want := range e.classes {
		if c&want == want {
			return true
		}
	}
	return false
}

// step matches the elements from ei on at item i, trying short gaps first.
func (m *Miner) step(r *Rule, ei, i int) bool {
	if ei == len(r.elements) {
		m.found.last = i - 1
		return true
	}
	if m.steps--; m.steps < 0 || i >= len(m.items) {
		return false
	}
	e := &r.elements[ei]
	it := &m.items[i]
	switch e.kind {
	case eClass:
		k := i
		for n := 0; n <= maxAdverbs && k < len(m.items); n++ {
			if e.accepts(m.items[k].class) {
				cue := m.found.cue
				if e.cue {
					m.found.cue = k
				}
				if m.step(r, ei+1, k+1) {
					return true
				}
				m.found.cue = cue
				break
			}
			if m.items[k].class&cAdverb == 0 {
				break
			}
			k++
		}
	case eQuantity:
		k := i
		for n := 0; k < m.found.at && n < maxAdverbs && m.items[k].class&cAdverb != 0; n++ {
			k++
		}
		if k == m.found.at && m.step(r, ei+1, k+1) {
			return true
		}
	case eOther:
		if it.class&cQuantity != 0 && i != m.found.at && m.quantities[it.quantity].kind == m.quantities[m.items[m.found.at].quantity].kind && m.step(r, ei+1, i+1) {
			return true
		}
	case eMetric:
		if i > 0 && m.items[i-1].class&cThan != 0 && ei > 0 {
			return false // "lower than the memory of": the noun phrase is a baseline
		}
		if !m.named[i] {
			break
		}
		saved, n := m.found.metrics, m.found.nmetrics
		m.subjectOnly = ei == 0 || ei == len(r.elements)-1 && !e.optional && r.elements[0].accepts(cRival)
		if next := m.metricList(i, maxMetrics); next > i {
			if m.step(r, ei+1, next) {
				return true
			}
			if m.items[next].class&cOverhead != 0 && m.step(r, ei+1, next+1) {
				return true // "memory overhead" is memory unless the overhead is the point
			}
			if m.found.nmetrics > n+1 {
				m.found.metrics, m.found.nmetrics = saved, n
				if next = m.metricList(i, 1); m.step(r, ei+1, next) {
					return true
				}
			}
		}
		m.found.metrics, m.found.nmetrics = saved, n
	case ePart:
		saved, n := m.found.metrics, m.found.nmetrics
		if ref, next, ok := m.partNoun(i); ok && n < maxMetrics {
			m.found.metrics[n], m.found.nmetrics = ref, n+1
			if m.step(r, ei+1, next) {
				return true
			}
		}
		m.found.metrics, m.found.nmetrics = saved, n
	case ePhrase, ePlain:
		for n := 0; n <= phraseGap; n++ {
			if m.step(r, ei+1, i+n) {
				return true
			}
			if i+n >= len(m.items) || !isNoun(m.items[i+n].class) || e.kind == ePlain && m.items[i+n].class&cQuality != 0 {
				break
			}
		}
		return false
	case eGap:
		for n := 0; n <= clauseGap; n++ {
			if m.step(r, ei+1, i+n) {
				return true
			}
			if aside := m.aside(i + n); aside > 0 {
				n += aside - 1
				continue
			}
			if i+n >= len(m.items) || m.items[i+n].class&gapStops != 0 ||
				r.elements[0].kind == eMetric && m.items[i+n].class&(cThan|cAnd) != 0 && !m.joinsPhases(i+n) ||
				m.items[i+n].class&cueClasses != 0 && m.items[i+n].class&(cVerbForm|cNounForm|cAdjective|cSetting) == cVerbForm {
				break
			}
		}
		return false
	case eNoNoun:
		for n := 0; n < maxAdverbs && (it.class&cAdverb != 0 || m.wordAt(i, "on average")) && m.items[i-1].class&cThan == 0; n++ {
			i++
			it = &m.items[i]
		}
		return (!isNoun(it.class) && it.class&cOf == 0 || m.wordAt(i, "each") || i > 0 && m.items[i-1].class&cThan != 0) && m.step(r, ei+1, i)
	case eWideGap:
		for n := 0; n <= wideGap; n++ {
			if m.step(r, ei+1, i+n) {
				return true
			}
			if i+n >= len(m.items) || i+n > m.found.at && ei < r.prefix || m.items[i+n].class&wideStops != 0 {
				break
			}
		}
		return false
	}
	return e.optional && m.step(r, ei+1, i)
}

// aside returns how many items a remark in parentheses at item i takes that holds no figure: "costs (measured in FLOPs)".
func (m *Miner) aside(i int) int {
	if i >= len(m.items) || m.items[i].class&cOpen == 0 {
		return 0
	}
	for k := i + 1; k < i+8 && m.items[k].class&(cQuantity|cQuality|cOpen|cBreak) == 0 && m.items[k].class != 0; k++ {
		if m.items[k].class&cClose != 0 && (k > i+2 || m.items[i+1].kind == tokNumber) { // one word alone is an acronym, of a score or of a rival
			return k + 1 - i
		}
	}
	return 0
}

// joinsPhases: the item at k is the and of "during training and inference".
func (m *Miner) joinsPhases(k int) bool {
	return k > 0 && m.items[k].class&cAnd != 0 && m.items[k-1].class&m.items[k+1].class&cPreposition == 0 &&
		m.items[k-1].class&(cTraining|cInference) != 0 && m.items[k+1].class&(cTraining|cInference) != 0 && (m.items[k-1].class|m.items[k+1].class)&cMetric == 0
}
