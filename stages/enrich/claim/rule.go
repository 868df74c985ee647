package claim

import (
	"fmt"
	"strings"
)

// A Rule says how English puts a figure and a metric together. Rules are data: the pattern is matched
// around each quantity of a sentence, the first rule of the table that matches makes the claim, and the
// arithmetic turns the figure into a factor. See table.go for the rules and doc.go for how to add one.
//
// A pattern is a row of elements, matched from left to right over the items of a sentence:
//
//	Q        the quantity. Q:x a factor, Q:% a percent, Q:s a share ("half"), Q:v a verb ("doubles"),
//	         Q:m orders of magnitude, Q:p before and after, Q:i after instead of before; letters add up.
//	         Q:l a percent or share that is said to be little. Q alone is Q:x%m.
//	q        some other quantity
//	M        one noun phrase, or a list of them, with a metric in it: "the peak memory usage"
//	~        nothing or a few words of a noun phrase
//	*        nothing or a few items of the same clause, no other figure among them
//	**       as *, but over commas, parentheses and other figures of the sentence
//	word     an item of that class of the lexicon; word.v word.n word.a only as verb, noun, adjective;
//	         a|b either; change is down|up|improve
//	( ) ,    the mark itself
//	$        no noun phrase goes on here
//	?        after an element: may be missing
//
// Adverbs and their like ("significantly", "further") may stand between any two elements.
type Rule struct {
	ID      string
	Doc     string // the English it reads, in one line
	Pattern string
	Sense   Sense
	Metric  string // the metric when the pattern has no M and the cue tells none
	Role    string // "" is result
	Worse   bool   // the figure is a price that is paid
	Title   bool   // for titles alone
	Yes     []Example
	No      []string // sentences that look alike and make no claim by this rule

	elements []element
	prefix   int // elements before Q
	lists    bool
}

// An Example is a sentence and the claims that Mine makes of it, in the form of Claim.String,
// joined by "; ".
type Example struct{ Text, Want string }

type elementKind uint8

const (
	eClass elementKind = iota
	eQuantity
	eOther
	eMetric
	ePhrase
	eGap
	eWideGap
	eNoNoun
)

type element struct {
	kind     elementKind
	optional bool
	classes  []class // any of these, each with all its bits
	kinds    uint16  // eQuantity: bits of quantityKind, verbBit
	cue      bool    // its class is what happened
}

const (
	verbBit    = 1 << 15
	insteadBit = 1 << 14
	littleBit  = 1 << 13
)

var atoms = map[string][]class{
	"fast": {cFast}, "slow": {cSlow}, "down": {cDown}, "up": {cUp}, "improve": {cImprove}, "change": {cDown, cUp, cImprove},
	"remove": {cRemove}, "use": {cUse}, "tune": {cTune}, "setting": {cSetting}, "overhead": {cOverhead}, "compress": {cCompress},
	"by": {cBy}, "of": {cOf}, "in": {cIn}, "with": {cWith}, "to": {cTo}, "from": {cFrom}, "than": {cThan}, "as": {cAs}, "be": {cBe},
	"and": {cAnd}, "(": {cOpen}, ")": {cClose}, ",": {cComma}, "only": {cOnly}, "the": {cDeterminer}, "rival": {cRival}, "verb": {cVerb},
	"model": {cModel}, "rate": {cMetric | cRate}, "metric": {cMetric}, "break": {cBreak}, "prep": {cPreposition}, "suffice": {cSuffice}, "clause": {cClause},
	"efficiency": {cEfficiency}, "fits": {cFits},
}

const cueClasses = cFast | cSlow | cDown | cUp | cImprove | cOverhead | cRemove | cCompress | cRival

// compile turns the pattern of a rule into elements.
func (r *Rule) compile() error {
	for _, field := range strings.Fields(r.Pattern) {
		var e element
		f := field
		if len(f) > 1 && strings.HasSuffix(f, "?") {
			e.optional, f = true, f[:len(f)-1]
		}
		switch {
		case f == "Q" || strings.HasPrefix(f, "Q:"):
			e.kind = eQuantity
			letters := strings.TrimPrefix(f, "Q:")
			if f == "Q" {
				letters = "x%m"
			}
			for _, c := range letters {
				switch c {
				case 'x':
					e.kinds |= 1 << times
				case '%':
					e.kinds |= 1 << percent
				case 's':
					e.kinds |= 1 << share
				case 'm':
					e.kinds |= 1 << magnitude
				case 'p':
					e.kinds |= 1 << beforeAfter
				case 'i':
					e.kinds |= insteadBit
				case 'l':
					e.kinds |= littleBit
				case 'v':
					e.kinds |= verbBit
				default:
					return fmt.Errorf("rule %s: unknown quantity letter %q", r.ID, c)
				}
			}
			r.prefix = len(r.elements)
		case f == "q":
			e.kind = eOther
		case f == "M":
			e.kind = eMetric
		case f == "~":
			e.kind = ePhrase
		case f == "*":
			e.kind = eGap
		case f == "$":
			e.kind = eNoNoun
		case f == "**":
			e.kind = eWideGap
		default:
			for _, alt := range strings.Split(f, "|") {
				name, form, _ := strings.Cut(alt, ".")
				classes, ok := atoms[name]
				if !ok {
					return fmt.Errorf("rule %s: unknown class %q", r.ID, alt)
				}
				for _, c := range classes {
					switch form {
					case "v":
						c |= cVerbForm
					case "n":
						c |= cNounForm
					case "a":
						c |= cAdjective
					}
					e.classes = append(e.classes, c)
					e.cue = e.cue || c&cueClasses != 0
				}
			}
		}
		r.elements = append(r.elements, e)
	}
	return nil
}

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
}

// Bounds that keep the work on one quantity constant, however the sentence goes on.
const (
	lookBack   = 48
	phraseGap  = 6
	clauseGap  = 14
	wideGap    = 40
	maxSteps   = 3000
	maxAdverbs = 3
)

// matchRule tries one rule on the quantity at item at. Starting points are tried from near to far.
func (m *Miner) matchRule(r *Rule, at int) bool {
	qe := &r.elements[r.prefix]
	q := &m.quantities[m.items[at].quantity]
	bit := uint16(1) << q.kind
	if q.verb {
		if qe.kinds&verbBit == 0 {
			return false
		}
		bit = verbBit
	}
	if q.instead {
		bit = insteadBit
	}
	if qe.kinds&littleBit != 0 && (q.only || q.hedge == lessThan) && (q.kind == percent || q.kind == share) {
		bit = littleBit
	}
	if qe.kinds&bit == 0 {
		return false
	}
	m.found = match{at: at, cue: -1}
	if r.prefix == 0 {
		m.found.first = at
		return m.step(r, 0, at)
	}
	// The element next to the quantity settles most cases at once.
	if e := &r.elements[r.prefix-1]; e.kind == eClass && !e.optional {
		k := at - 1
		for n := 0; n < maxAdverbs && k > 0 && !e.accepts(m.items[k].class) && m.items[k].class&cAdverb != 0; n++ {
			k--
		}
		if k < 0 || !e.accepts(m.items[k].class) {
			return false
		}
	}
	m.found.at = at
	e := &r.elements[0]
	for start := at - 1; start >= 0 && start >= at-lookBack; start-- {
		c := m.items[start].class
		if c&cBreak != 0 && e.kind != eMetric && !e.accepts(c) {
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
		}
		m.found = match{at: at, cue: -1, first: start}
		if m.step(r, 0, start) {
			return true
		}
	}
	return false
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
		if it.class&cQuantity != 0 && i != m.found.at && m.step(r, ei+1, i+1) {
			return true
		}
	case eMetric:
		if i > 0 && m.items[i-1].class&cThan != 0 && ei > 0 {
			return false // "lower than the memory of": the noun phrase is a baseline
		}
		saved, n := m.found.metrics, m.found.nmetrics
		m.subjectOnly = ei == 0 || ei == len(r.elements)-1 && e.optional == false && r.elements[0].accepts(cRival)
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
	case ePhrase:
		for n := 0; n <= phraseGap; n++ {
			if m.step(r, ei+1, i+n) {
				return true
			}
			if i+n >= len(m.items) || !isNoun(m.items[i+n].class) {
				break
			}
		}
		return false
	case eGap:
		for n := 0; n <= clauseGap; n++ {
			if m.step(r, ei+1, i+n) {
				return true
			}
			if i+n >= len(m.items) || m.items[i+n].class&gapStops != 0 ||
				r.elements[0].kind == eMetric && m.items[i+n].class&(cThan|cAnd) != 0 ||
				m.items[i+n].class&cueClasses != 0 && m.items[i+n].class&(cVerbForm|cNounForm|cAdjective) == cVerbForm {
				break
			}
		}
		return false
	case eNoNoun:
		return (!isNoun(it.class) && it.class&cOf == 0 || i > 0 && m.items[i-1].class&cThan != 0) && m.step(r, ei+1, i)
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

const (
	wideStops = cBreak
	gapStops  = cBreak | cComma | cOpen | cClose | cClause | cQuantity
)

// nounBlocks are the classes that end a noun phrase, unless the word is a metric as well.
const nounBlocks = cDown | cUp | cImprove | cFast | cSlow | cRemove | cUse | cTune | cBy | cOf | cIn | cWith | cTo | cFrom | cThan |
	cAs | cBe | cAnd | cPreposition | cClause | cVerb | cComma | cOpen | cClose | cBreak | cSlash | cQuantity | cMagnitude | cFactor |
	cTimesWord | cShareWord | cRival | cSuffice

func isNoun(c class) bool {
	if c&(cMetric|cQuality|cTraining|cInference|cSetting) != 0 {
		return c&(cQuantity|cFast|cClause) == 0
	}
	return c != 0 && c&nounBlocks == 0
}

// nounAt is isNoun with an eye on the text: "on-chain", "fine-tuned" and "required" are parts of noun phrases too.
func (m *Miner) nounAt(k int) bool {
	it := &m.items[k]
	if isNoun(it.class) {
		return true
	}
	if it.class == 0 || it.class&(cQuantity|cComma|cOpen|cClose|cBreak) != 0 {
		return false
	}
	if m.items[k+1].hyphen || it.hyphen {
		return it.class&cueClasses == 0
	}
	return it.class&cTune != 0 && it.class&(cDown|cUp) == 0 && m.text[it.end-2:it.end] == "ed"
}

// phraseStart: a noun phrase begins at item i, and it is not the tail of "the latency of …".
func (m *Miner) phraseStart(i int) bool {
	if !isNoun(m.items[i].class) || i > 0 && isNoun(m.items[i-1].class) {
		return false
	}
	if i > 1 && m.wordAt(i-1, "and") && isNoun(m.items[i-2].class) && m.items[m.found.at].parts > 1 {
		for k := i - 2; k >= 0 && k > i-8 && isNoun(m.items[k].class); k-- {
			if c := m.items[k].class; c&cMetric != 0 && c&cWeak == 0 {
				return false // the second of "latency and energy fall by 31% and 44%"
			}
		}
	}
	if i > 1 && m.items[i-1].class&(cIn|cPreposition) != 0 && m.items[i-1].class&(cOf|cWith|cUse) == 0 {
		k := i
		for isNoun(m.items[k].class) {
			k++
		}
		if k != m.found.at || m.quantities[m.items[k].quantity].verb { // "the batch that fits in memory doubles", but "trains on sequences 16x longer"
			return false
		}
	}
	if i > 1 && m.items[i-1].class&cOf != 0 {
		for k := i - 2; k >= 0 && k > i-8 && isNoun(m.items[k].class); k-- {
			if c := m.items[k].class; c&cMetric != 0 && c&cWeak == 0 || c&cQuality != 0 {
				return false
			}
		}
	}
	return true
}

// metricList reads "M", "M and M" or "M, M, and M" at item i into found, and returns the item after it, or i.
func (m *Miner) metricList(i, limit int) int {
	next := i
	for k := i; m.found.nmetrics < maxMetrics && limit > 0; limit-- {
		ref, after, ok := m.noun(k, 0)
		if !ok && next > i && m.items[k].class&cOverhead != 0 {
			ref, after, ok = m.found.metrics[m.found.nmetrics-1], k+1, true // "the communication volume and overhead"
			ref.item = k
		}
		if !ok {
			return next
		}
		m.found.metrics[m.found.nmetrics] = ref
		m.found.nmetrics++
		next, k = after, after
		sep := 0
		for sep < 2 && k < len(m.items) && m.items[k].class&(cComma|cAnd|cSlash) != 0 {
			k++
			sep++
		}
		if sep == 0 {
			return next
		}
	}
	return next
}

// noun reads one noun phrase with a metric at item i. The last strong metric word is its head ("training
// memory cost" is memory); a weak one counts when no strong one is there, and then looks behind "of".
// A word of quality after the head takes the phrase away ("token accuracy").
func (m *Miner) noun(i, hops int) (ref metricRef, next int, ok bool) {
	head, quality := -1, -1
	k := i
	for ; k < len(m.items) && k < i+12 && m.nounAt(k); k++ {
		c := m.items[k].class
		if c&cOverhead != 0 && head >= 0 {
			break
		}
		switch {
		case c&cQuality != 0:
			quality = k
		case c&cEfficiency != 0 && head >= 0:
			ref.rate = true
		case c&cMetric != 0 && (head < 0 || c&cWeak == 0 || ref.weak):
			e := &m.lex.entries[m.items[k].entry]
			ref = metricRef{metric: e.metric, shrink: e.shrink, rate: c&cRate != 0, weak: c&cWeak != 0, item: k}
			head = k
		}
	}
	if quality > head {
		return ref, i, false
	}
	if m.subjectOnly && head >= 0 && head == k-2 && m.items[k-1].entry == 0 && m.items[k-1].kind == tokWord && !m.items[k-1].hyphen {
		return ref, i, false // "the energy market": what comes last is the head
	}
	if (head < 0 || ref.weak) && hops < 2 && k > i && k < len(m.items) && m.items[k].class&cOf != 0 {
		if inner, after, ok := m.noun(k+1, hops+1); ok && (head < 0 || !inner.weak) {
			if head >= 0 && ref.rate && m.items[head].class&cEfficiency != 0 {
				inner.rate = true
			}
			return inner, after, true
		}
	}
	if head < 0 || ref.weak && m.items[head].class&cEfficiency != 0 && m.phaseWords(i, k-1) == (phaseVote{}) {
		return ref, i, false // nor does "efficiency" alone say of what
	}
	return ref, k, true
}
