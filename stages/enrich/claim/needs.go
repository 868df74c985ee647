package claim

import (
	"math/bits"
	"slices"
)

// Needs: what must stand in a sentence for a rule to match, derived from the patterns. A sentence whose words meet the needs
// of no rule is left before its figures are parsed, and a rule is tried on a figure only where the items before and behind
// it meet what its pattern wants there.

// needs is a set of conditions, bit i for conditions[i].
type needs uint64

// A condition is met by a phrase of the lexicon that is of one of the classes and, where measured, names a metric.
type condition struct {
	classes  []class
	measured bool
	part     bool // a word of [part] will do
}

var conditions []condition

const marks = cComma | cOpen | cClose | cBreak | cSlash // classes that items get without the lexicon

// everywhere are classes of which hardly a sentence has no word: to ask for them tells nothing, and there are 64 bits.
const everywhere = cPreposition | cDeterminer | cVerb | cAnd

// needOf returns the bit of a condition, or none for one that marks or nearly every sentence can meet.
func needOf(c condition) needs {
	for _, want := range c.classes {
		if want&(marks|everywhere) != 0 {
			return 0
		}
	}
	wide := slices.Clone(c.classes)
	for i := range wide {
		if len(wide) > 1 {
			wide[i] &^= cVerbForm | cNounForm | cAdjective // asked of several it tells little
		}
	}
	slices.Sort(wide)
	c.classes = slices.Compact(wide) // "of|in" asks for what "in|of" does
	at := slices.IndexFunc(conditions, func(o condition) bool {
		return o.measured == c.measured && o.part == c.part && slices.Equal(o.classes, c.classes)
	})
	if at < 0 {
		if at = len(conditions); at == 64 {
			return 0 // all bits are taken: it is not asked for
		}
		conditions = append(conditions, c)
	}
	return 1 << at
}

// derive sets what the rule needs before and behind its figure, and right behind it.
func (r *Rule) derive() {
	metric, cues := false, 0
	for _, e := range r.elements {
		metric = metric || e.kind == eMetric || e.kind == ePart || slices.Contains(e.classes, cUnit)
		if e.cue {
			cues++
		}
	}
	// Without a metric in the pattern or in the rule, the cue must bring it.
	measured := !metric && cues == 1 && r.Metric == "" && r.Sense != pairing
	for i, e := range r.elements {
		var n needs
		switch {
		case e.optional && !(e.cue && measured):
		case e.kind == eMetric:
			n = needOf(condition{classes: []class{cMetric}})
		case e.kind == ePart:
			n = needOf(condition{classes: []class{cMetric}, part: true})
		case e.kind == eClass:
			n = needOf(condition{classes: e.classes, measured: e.cue && measured})
		}
		if i < r.prefix {
			r.before |= n
		} else {
			r.behind |= n
		}
		if i == r.prefix+1 && e.kind == eClass && !e.optional {
			r.next = n
		}
	}
}

// meetsOf returns the conditions that an entry meets.
func meetsOf(e *entry) (n needs) {
	for i, c := range conditions {
		if c.measured && e.metric == noMetric {
			continue
		}
		if c.part && e.part != noMetric {
			n |= 1 << i
		}
		for _, want := range c.classes {
			if e.class&want == want {
				n |= 1 << i
			}
		}
	}
	return n
}

// A hope is what the items of a sentence meet all together, and which kinds of figures they can make.
type hope struct {
	met     needs
	kinds   uint16
	numbers bool // one was seen
	joined  bool // what joins a before and an after stands before the next item, hedges aside
}

// viable: the items of the sentence meet the needs of some rule that takes a figure of the kinds that they can make.
func (m *Miner) viable() bool {
	for kinds := m.hope.kinds; kinds != 0; kinds &= kinds - 1 {
		for _, n := range leastNeeds[bits.TrailingZeros16(kinds)] {
			if n&^m.hope.met == 0 {
				return true
			}
		}
	}
	return false
}

// meet works out what the items before and behind each item meet, and where a noun phrase may name a metric.
func (m *Miner) meet() {
	n := len(m.items)
	m.before, m.behind = slices.Grow(m.before[:0], n)[:n], slices.Grow(m.behind[:0], n)[:n]
	m.named = slices.Grow(m.named[:0], n)[:n]
	met := needs(0)
	for i := range m.items {
		m.before[i] = met
		met |= m.items[i].meets
	}
	met = 0
	named, hyphen := false, false
	for i := n - 1; i >= 0; i-- {
		it := &m.items[i]
		met |= it.meets
		m.behind[i] = met
		// The phrase goes on over nouns, what nounAt takes for nouns, "and", "of" and a slash.
		const on = cUp | cImprove | cCompress | cTune | cUse | cAnd | cOf | cSlash
		named = it.class&(cMetric|cQuality) != 0 || named && (isNoun(it.class) || it.class&on != 0 || it.hyphen || hyphen)
		m.named[i], hyphen = named || m.thorough, it.hyphen
	}
}

// partNeeds are the conditions that a word of [part] meets.
var partNeeds needs

// A try is a rule to be tried on a figure, with what it needs before and behind it.
type try struct {
	before, behind, next needs
	rule                 *Rule
}

// leastNeeds are, by bit of the kinds of figures, the needs of the rules that take them, without those that hold the needs
// of another.
var leastNeeds [16][]needs

// deriveNeeds works out the needs of the rules, once they are compiled.
func deriveNeeds(rules []Rule) {
	defer func() { partNeeds = meetsOf(&entry{part: mData}) }()
	for i := range rules {
		r := &rules[i]
		r.derive()
		n := r.before | r.behind
		for kind := range leastNeeds {
			least := &leastNeeds[kind]
			if r.elements[r.prefix].kinds>>kind&1 == 0 || slices.ContainsFunc(*least, func(o needs) bool { return o&^n == 0 }) {
				continue
			}
			*least = append(slices.DeleteFunc(*least, func(o needs) bool { return n&^o == 0 }), n)
		}
	}
}

// kindsOf returns the kinds of figures that a phrase can be or be part of.
func kindsOf(e *entry) (kinds uint16) {
	for _, k := range [...]struct {
		class class
		bits  uint16
	}{
		{cTimesWord | cFold | cFactor, 1 << times}, {cShareWord, 1<<share | littleBit}, {cMagnitude, 1 << magnitude}, {cPercent, 1<<percent | littleBit | signedBit},
	} {
		if e.class&k.class != 0 {
			kinds |= k.bits
		}
	}
	if kinds != 0 && e.class&cVerbForm != 0 {
		kinds |= verbBit
	}
	if e.class&(cFast|cNounForm) == cFast|cNounForm || e.class&(cMetric|cRate) == cMetric|cRate && e.metric == mSize {
		kinds |= 1 << times // "a speedup of 2.5", "a compression ratio of 14"
	}
	return kinds
}
