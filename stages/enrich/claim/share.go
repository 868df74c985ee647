package claim

import "strings"

// Shares of what is no resource by itself: "only 5% of the frames" is less work where frames are what is read. The words are in
// [part] of the lexicon; here it is asked whether the sentence says that the share was used, and that it was enough.

// partNoun reads a noun phrase at item i that ends in a word of [part], or one with a metric of which there can be a part.
func (m *Miner) partNoun(i int) (ref metricRef, next int, ok bool) {
	k := i
	for ; k < i+8 && m.nounAt(k) && (k == i || m.items[k].class&cDeterminer == 0 || m.possessive(k)); k++ {
		if m.items[k].class&cQuality != 0 {
			return ref, i, false
		}
		if m.items[k].part != noMetric && (!m.nounAt(k+1) || m.participle(k+1) || m.items[k+1].class&cDeterminer != 0) {
			return metricRef{metric: m.items[k].part, item: k}, k + 1, true
		}
	}
	if !m.named[i] {
		return ref, i, false
	}
	m.subjectOnly = false
	ref, next, ok = m.noun(i, 0)
	return ref, next, ok && (!ref.rate || ref.shrink != noMetric)
}

// participle: an unknown word in -ed or -ing follows the noun and goes on about it.
func (m *Miner) participle(k int) bool {
	w := m.text[m.items[k].start:m.items[k].end]
	return m.items[k].kind == tokWord && len(w) > 4 && (strings.HasSuffix(w, "ed") || strings.HasSuffix(w, "ing"))
}

// usedShare: the share at hand was used up, or was enough.
func (m *Miner) usedShare(f match) bool {
	if m.handled(f) {
		return true
	}
	if m.items[f.at+1].class&cOf == 0 {
		return false
	}
	q := &m.quantities[m.items[f.at].quantity]
	if q.low >= 100 || q.high >= 100 || m.items[f.at].parts > 2 {
		return false
	}
	switch ref := &f.metrics[0]; ref.metric {
	case mData, mTokens, mParameters, mCapacity, mCommunication, mMemory, mCompute:
	default:
		if m.items[ref.item].part == noMetric {
			return false // the other rules have read it, or it is how often or how long something happens
		}
	}
	k := f.at - 1
	little := q.only || q.hedge == lessThan
	for k > 0 && m.items[k].class&(cAdverb|cHedge) != 0 && m.items[k].class&(cPreposition|cVerb|cUse) == 0 {
		k--
	}
	if k >= 0 && (m.wordStarts(k, "label") || m.wordStarts(k, "annotat")) {
		m.found.metrics[0].metric = mData
	}
	little = little || k > 0 && m.wordAt(k, "to only") || k > 0 && m.items[k-1].class&cOnly != 0 // "only seeing 8% of the labels"
	next := f.last + 1
	little = little || m.wordAt(next, "already") || m.wordAt(f.last, "already")
	switch {
	case (little && m.theirs(next) || m.thatTake(next)) && m.consumes(k) != idle:
		return true
	case k >= 0 && (m.wordAt(k, "where") || m.wordAt(k, "when") || m.wordAt(k, "if")):
		return false
	case k < 0 || m.items[k].class&(cComma|cClause|cBreak|cOpen|cDeterminer) != 0 || m.chosen(k): // the share is the subject
		if m.items[next].class&cBe != 0 {
			return little && m.kept(f, true) && (m.consumes(next+1) != idle || m.items[next+1].class&cRemove == 0 && m.keeping(next+1))
		}
		return (little || m.chosen(k)) && m.items[next].class&(cRival|cVerb|cSuffice) != 0 && m.kept(f, true)
	}
	switch m.consumes(k) {
	case spends:
		return little || m.kept(f, true)
	case looks:
		return m.kept(f, true)
	}
	return false
}

// smallBefore: what stands before the aside with item at is said to be small, or counted.
func (m *Miner) smallBefore(at int) bool {
	k := at - 1
	for k > 0 && m.items[k].class&(cComma|cOpen|cBreak|cClause) != 0 {
		k--
	}
	for ; k >= 0 && k > at-14; k-- {
		c := m.items[k].class
		for c&cClose != 0 && k > 0 && m.items[k].class&cOpen == 0 { // another aside: "a smaller subset (a coreset), e.g., 5% of"
			k--
		}
		switch {
		case m.oneOf(k, smallWords[:]) || c&(cDown|cAdjective) == cDown|cAdjective || m.items[k].kind == tokNumber && m.items[k].class == cWord && isNoun(m.items[k+1].class):
			return true
		case c&cClose == 0 && c&(cComma|cOpen|cBreak|cClause|cQuantity) != 0:
			return false
		}
	}
	return false
}

var smallWords = [...]string{"small", "little", "tiny", "limited", "minimal", "few", "fraction", "portion", "sparse", "minor", "handful"}

// chosen: "the selected 20% of", "the best 5% of".
func (m *Miner) chosen(k int) bool {
	return k > 0 && m.items[k-1].class&cDeterminer != 0 && (m.wordStarts(k, "select") || m.wordStarts(k, "chosen") || m.wordAt(k, "top") || m.wordAt(k, "best"))
}

// theirs: what was used is compared with that of others: "than BigNet", "required by BigNet", "that BigNet needs".
func (m *Miner) theirs(k int) bool {
	if m.items[k].class&cThan != 0 {
		return true
	}
	for _, w := range [...]string{"required", "needed", "used", "utilized", "consumed"} {
		if m.wordAt(k, w) {
			return m.items[k+1].class&(cBy|cPreposition) != 0
		}
	}
	return m.thatTake(k)
}

// thatTake: "that Adam takes", said of the memory.
func (m *Miner) thatTake(k int) bool {
	if m.wordAt(k, "that") {
		for i := k + 2; i < k+6 && i < len(m.items) && (isNoun(m.items[i-1].class) || m.items[i-1].class&cBackground != 0); i++ {
			if m.items[i].class&cUse != 0 || m.wordStarts(i, "do") {
				return true
			}
		}
	}
	return false
}

// How a word before a share takes it.
const (
	idle   = iota
	looks  // it may be enough: "from", "with", "labels", "keeps"
	spends // it is used up: "requires", "processes"
)

func (m *Miner) consumes(k int) int {
	if k < 0 {
		return idle
	}
	it := &m.items[k]
	if it.class&(cPreposition|cTo) != 0 {
		if m.wordAt(k, "using") || m.wordAt(k, "via") {
			return spends
		}
		switch {
		case m.wordAt(k, "with"):
			if !m.participle(m.found.last + 1) { // "with 80% of the cases matching"
				return looks
			}
		case m.wordAt(k, "from"), m.wordAt(k, "based on"), m.wordAt(k, "for"):
			return looks
		case k > 0 && (m.wordAt(k, "on") || m.wordAt(k, "to") || m.wordAt(k, "to only") || m.wordAt(k, "over") || m.wordAt(k, "at")): // "trained on", "attends to", but not "agrees on", "rises to"
			for i := k - 1; i >= 0 && i > k-4; i-- {
				if c := m.items[i].class; c&(cTune|cTraining) != 0 {
					return looks
				} else if m.wordAt(i, "access") { // "has access to"
					return looks
				} else if way := m.taker(i); way != idle {
					return way
				} else if !isNoun(c) {
					break
				}
			}
		}
		return idle
	}
	return m.taker(k)
}

// taker: consumes of a verb.
func (m *Miner) taker(k int) int {
	it := &m.items[k]
	if it.class&cPreposition != 0 {
		return idle
	}
	w := m.text[it.start:it.end]
	for _, s := range takers {
		if len(w) >= len(s.stem) && equalFold(w[:len(s.stem)], s.stem) {
			return s.way
		}
	}
	return idle
}

var takers = [...]struct {
	stem string
	way  int
}{
	{"us", spends}, {"utili", spends}, {"requir", spends}, {"need", spends}, {"consum", spends}, {"process", spends}, {"access", spends}, {"annotat", spends},
	{"comput", spends}, {"transmit", spends}, {"upload", spends}, {"send", spends}, {"communicat", spends}, {"exchang", spends}, {"employ", spends}, {"leverag", spends}, {"rely", spends}, {"relies", spends},
	{"took", looks}, {"tak", looks}, {"label", looks}, {"read", looks}, {"attend", looks}, {"see", looks}, {"saw", looks}, {"look", looks}, {"view", looks}, {"observ", looks}, {"evaluat", looks},
	{"quer", looks}, {"sampl", looks}, {"select", looks}, {"retain", looks}, {"keep", looks}, {"kept", looks}, {"preserv", looks}, {"generat", looks}, {"train", looks}, {"tun", looks},
	{"learn", looks}, {"perform", looks}, {"execut", looks}, {"activat", looks}, {"touch", looks}, {"visit", looks}, {"explor", looks}, {"search", looks}, {"inspect", looks}, {"review", looks},
	{"check", looks}, {"fetch", looks}, {"load", looks}, {"stor", looks}, {"render", looks}, {"scan", looks}, {"examin", looks}, {"rephras", looks}, {"translat", looks},
	{"occup", looks}, {"compris", looks}, {"account", looks}, {"mak", looks}, {"run", looks}, {"given", looks},
}

// worldly: the share is of what the world or a country uses.
func (m *Miner) worldly(f match) bool {
	for k := f.at + 1; k <= f.last; k++ {
		if m.oneOf(k, worldWords[:]) {
			return true
		}
	}
	return false
}

var worldWords = [...]string{"world", "global", "worldwide", "national", "country"}

// valued: with the metric, before the figure of a match, stands a value, "66M" or "2 GB".
func (m *Miner) valued(f match) bool {
	for k := f.first; k < f.at; k++ {
		if m.items[k].kind == tokNumber {
			return !f.metrics[0].rate
		}
	}
	return false
}

// valueBetween: between the metric and the figure of a match stands a number.
func (m *Miner) valueBetween(f match) bool {
	for k := f.metrics[0].item + 1; k < f.at; k++ {
		if m.items[k].kind == tokNumber {
			return true
		}
	}
	return false
}

// rivals: at item k something begins that has the metric too: "BigNet's", "that of the teacher", "the original".
func (m *Miner) rivals(k int) bool {
	if m.wordAt(k, "that") || m.wordAt(k, "those") || m.wordAt(k, "the original") {
		return true
	}
	for ; isNoun(m.items[k].class); k++ {
		if m.items[k].class&cQuality != 0 {
			return false
		}
		if m.possessive(k) || m.wordAt(k, "original") || m.wordAt(k, "baseline") {
			return m.items[k+1].class&(cQuality|cMetric) == 0
		}
	}
	return false
}

// plainBetween: items lo to hi tell of no quality and of no other change.
func (m *Miner) plainBetween(lo, hi int) bool {
	for k := lo; k < hi; k++ {
		if m.items[k].class&(cQuality|cueClasses|cQuantity) != 0 && m.items[k].class&cThan == 0 {
			return false
		}
	}
	return true
}

// qualityIn: a quality stands between items lo and hi.
func (m *Miner) qualityIn(lo, hi int) bool {
	for k := lo; k < hi; k++ {
		if m.items[k].class&cQuality != 0 {
			return true
		}
	}
	return false
}
