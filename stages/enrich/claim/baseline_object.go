package claim

import "strings"

// What the method is put to work on or put in the place of: "accelerates Orca by 2x", "cuts the memory of the original decoder by 30%",
// "a replacement for dense attention".

// object returns the thing that the method makes faster or smaller, which is what it is compared to, where it has a name or is said
// to be what was there before: "accelerates Orca by 2x", "cuts the memory of existing solvers by 30%", "reduces Orca's latency by 30%".
func (m *Miner) object(part int, f match, ref metricRef) string {
	lo := f.cue + 1
	if ref.item >= 0 && ref.item < f.at && m.behindMetrics(ref.item, f.at) > 0 {
		lo = m.behindMetrics(ref.item, f.at)
	} else if f.cue < 0 || f.cue > f.at {
		return ""
	} else if s := m.possessor(lo, f.at); s != "" {
		return s
	} else if m.items[f.cue].class&(cFast|cCompress) == 0 || ref.item > f.cue && ref.item < f.at {
		return ""
	}
	if m.another(lo) || m.wordAt(lo, "our") || m.items[f.at].parts > 1 && m.capital(&m.items[lo]) && m.items[lo].kind == tokWord && m.nextMember(m.nounPhrase(lo), 1) > 0 {
		if hi := m.listEnd(lo); hi == f.at || hi < f.at && m.items[hi].class&(cBy|cIn|cOpen|cHedge) != 0 {
			return m.phraseFrom(lo, part, f)
		}
	}
	hi := lo
	for hi < f.at && hi < lo+5 && isNoun(m.items[hi].class) {
		hi++
	}
	if hi < f.at && m.items[hi].class&(cBy|cIn) == 0 {
		return ""
	}
	for hi > lo && m.items[hi-1].class&(cMetric|cTraining|cInference) != 0 {
		hi--
	}
	first, last := &m.items[lo], &m.items[hi-1]
	if hi <= lo || first.kind != tokWord || !m.capital(first) || !m.capital(last) && last.class&cModel == 0 && last.kind != tokNumber || hi == lo+1 && first.class&cModel != 0 {
		return "" // "accelerates training", "LLM inference"
	}
	if s := m.phraseText(lo, hi); !m.ownName(s) {
		return s
	}
	return ""
}

// ownName: the title begins with the name, or the abstract introduces it: "we propose Loom", "a cache called Loom".
func (m *Miner) ownName(s string) bool {
	if strings.HasPrefix(m.title, s) {
		return true
	}
	at := strings.Index(m.abs, s)
	if at <= 0 {
		return false
	}
	before := strings.TrimRight(m.abs[:at], " \"'“*")
	for _, w := range [...]string{"propose", "proposes", "called", "named", "introduce", "introduces", "present", "presents", "dubbed", "termed", "develop", "namely"} {
		if strings.HasSuffix(before, " "+w) {
			return true
		}
	}
	return false
}

// behindMetrics returns where what the metrics at item k are of begins, before item end, or 0: "the parameters and FLOPs of".
func (m *Miner) behindMetrics(k, end int) int {
	for k++; k < end && (m.items[k].class&(cAnd|cComma|cDeterminer) != 0 || m.items[k].class&cMetric != 0); {
		k++
	}
	if k < end-1 && m.items[k].class&cOf != 0 {
		return k + 1
	}
	return 0
}

// possessor returns the named owner at items lo to hi: "Orca" of "Orca's latency".
func (m *Miner) possessor(lo, hi int) string {
	for k := lo; k < hi && k < lo+6 && (isNoun(m.items[k].class) || m.items[k].class&cDeterminer != 0); k++ {
		if k > lo && m.possessive(k) && (m.capital(&m.items[lo]) || m.another(lo)) {
			if s := m.phraseText(lo, k); !m.ownName(s) {
				return s
			}
			break
		}
	}
	return ""
}

// listEnd returns the end of the list of noun phrases at item lo.
func (m *Miner) listEnd(lo int) int {
	hi := m.nounPhrase(lo)
	for n := 0; n < 6 && hi > lo; n++ {
		next := m.nextMember(hi, 1)
		if next == 0 {
			break
		}
		lo, hi = next, m.nounPhrase(next)
	}
	return hi
}

// another: the noun phrase at item k is said to be what was there before: "the original decoder", "existing solvers", "our base model".
func (m *Miner) another(k int) bool {
	own := m.wordAt(k, "our")
	for i := k; i < k+4 && i < len(m.items)-1 && (isNoun(m.items[i].class) || m.items[i].class&(cDeterminer|cAdverb) != 0 || m.items[i].class&cBackground != 0); i++ {
		if s := m.text[m.items[i].start:m.items[i].end]; former[s] || !own && (m.wordAt(i, "state-of-the-art") || m.wordAt(i, "state of the art") || m.wordAt(i, "sota")) {
			return true
		}
	}
	return false
}

// former are the words that tell that something is not the paper's own.
var former = map[string]bool{"original": true, "vanilla": true, "standard": true, "baseline": true, "baselines": true, "previous": true, "prior": true,
	"existing": true, "dense": true, "full": true, "default": true, "current": true, "conventional": true, "traditional": true, "naive": true, "base": true,
	"plain": true, "teacher": true, "established": true, "well-known": true, "unmodified": true, "uncompressed": true, "full-precision": true, "off-the-shelf": true, "popular": true}

// selfs are those of them that mean what the method was made from, whoever else it beats.
var selfs = map[string]bool{"original": true, "vanilla": true, "dense": true, "full": true, "base": true, "teacher": true, "unmodified": true, "uncompressed": true, "full-precision": true}

// formerSelf: the phrase tells of the method before the change: "the original model", "its teacher".
func formerSelf(s string) bool {
	for w := range strings.FieldsSeq(s) {
		if selfs[w] {
			return true
		}
	}
	return false
}

// replaced returns what the sentence says at item k that the method stands in for: "instead of A", "a replacement for A", "an
// alternative to A", "replacing A with".
func (m *Miner) replaced(k, part int, f match) string {
	next := k + 1
	switch c := m.items[k].class; {
	case c&cClause != 0:
		if !m.wordAt(k, "instead of") && !m.wordAt(k, "rather than") || m.items[next].kind == tokNumber || strings.HasSuffix(m.text[m.items[next].start:m.items[next].end], "ing") {
			return ""
		}
	case k == 0:
		return ""
	case c&cTo != 0:
		if !m.wordAt(k-1, "alternative") {
			return ""
		}
	case c&cPreposition != 0:
		if !m.wordAt(k, "for") || !m.wordAt(k-1, "replacement") && !m.wordAt(k-1, "substitute") {
			return ""
		}
	case m.wordStarts(k, "replac") && (m.another(next) || m.capital(&m.items[next])):
		if hi := m.nounPhrase(next); m.items[hi].class&(cWith|cBy|cIn) == 0 {
			return ""
		}
	default:
		return ""
	}
	if !m.another(next) && !m.capital(&m.items[next]) && m.items[next].class&cDeterminer == 0 {
		return ""
	}
	return m.rivalFrom(next, part, f)
}
