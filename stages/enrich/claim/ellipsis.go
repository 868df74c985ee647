package claim

// Ellipsis: figures that lean on the claim before them, and hedges that reach over a list.

// spoken remembers what was claimed in the sentence so far, for figures that lean on it.
type spoken struct {
	at    int // item of the quantity
	rule  *Rule
	match match
}

// continuation reads a figure that has no words of its own, from the claim before it: "up to 2.4x (on average
// 1.6x)", "2.2x on summaries, 1.8x on code, and 2.0x on parsing".
func (m *Miner) continuation(dst []Claim, field string, at int) []Claim {
	if len(m.spoken) == 0 {
		return dst
	}
	p := m.spoken[len(m.spoken)-1]
	q, before := &m.quantities[m.items[at].quantity], &m.quantities[m.items[p.at].quantity]
	bracketed := at == p.at+2 && m.items[at-1].class&cOpen != 0
	if q.kind != before.kind && !(q.kind+before.kind == percent+share && p.rule.Sense == sharing) && !(q.kind+before.kind == times+magnitude && bracketed && m.items[at+1].class&cClose != 0) || q.verb || p.match.nmetrics > 1 && m.items[at].parts != int32(p.match.nmetrics) {
		return dst
	}
	if dst, ok := m.nextShare(dst, field, at, p); ok {
		return dst
	}
	compared := m.items[at-1].class&cOpen != 0 && m.items[at+1].class&cThan != 0 && at > p.at && at < p.at+12 && m.items[at+1].class&cueClasses == 0 && m.plainBetween(p.match.last+1, at) // "2x lower cost than A (4x over B)"
	inParentheses := compared || at > p.at && at < p.match.last && p.rule.ID == "q-reduction-aside-q-in-m" || m.items[at-1].class&cOpen != 0 && (at == p.at+2 || at > p.at && at == p.match.last+2 && !isNoun(m.items[at+1].class)) || at == p.at+3 && m.items[at-1].class&(cAdverb|cPreposition|cHedge) != 0 && m.items[at-2].class&cOpen != 0
	if !inParentheses && !m.besideName(at, p) {
		c := m.items[at-1].class
		if c&cDeterminer != 0 && at > 1 {
			c = m.items[at-2].class
		}
		again := c&(cBy|cOf|cFrom) != 0 && at > 1 // "by 20% at no loss of recall and by 40% at 1%"
		if again {
			c = m.items[m.beforeRank(at-2)].class
			again = p.at > 0 && m.items[at-1].class&m.items[p.at-1].class&cBy != 0
			if !again && m.items[at-1].class&cBy != 0 && m.byBefore(p.at) {
				return dst // "beats it by 2% with 80% less memory, and by 4% with 90%"
			}
		}
		if c&cWith != 0 && at > 1 && q.hedge != exact && m.items[at-2].class&cComma != 0 { // "…, with a maximum of 40x"
			c = cComma
		}
		if c&(cComma|cAnd|cRival) == 0 && !(m.wordAt(at-1, "even") && q.hedge == upTo) {
			return dst
		}
		less := p.rule.Sense == sharing && q.only && m.items[at+1].class&cOf == 0 // "needs 50% of the labels to reach it, and only 20% when …"
		for k := p.at + 1; k < at-1 && !less; k++ {
			if k > p.match.last && m.items[k].class&cNounForm != 0 && m.items[k].class&cueClasses != 0 && m.items[k+1].class&cOf != 0 && m.items[k+2].class&cQuantity != 0 {
				return dst // "a 12% increase in build time, with gains of 18% on one and 32% on the other"
			}
			if m.items[k].class&(cBreak|cVerbForm) != 0 && m.items[k].class&(cPreposition|cMetric|cNounForm|cBe|cTraining|cInference) == 0 && !m.gerund(k) || m.items[k].class&cQuality != 0 && !m.sameAgain(at) && !again && !m.unharmed(k) {
				return dst
			}
		}
		next := at + 1
		for m.items[next].class&cAdverb != 0 && next < at+4 {
			next++
		}
		after := m.items[next].class
		if m.sameAgain(at) {
			after = 0
		} else if after&cIn != 0 && p.match.metrics[0].item > p.at && m.items[p.at+1].class&cIn != 0 && !m.wordAt(at+2, "the") {
			return dst // "30% in energy and 20% in area": what is no metric stands where the metric did
		}
		if p.match.cue >= 0 && after&cueClasses&m.items[p.match.cue].class != 0 && after&cNounForm != 0 {
			if after = m.items[next+1].class; after&(cOf|cIn) != 0 { // "…, and a 10-20% reduction at higher rates"
				return dst
			}
		}
		if after != 0 && after&(cPreposition|cIn|cWith|cThan|cOpen|cClose|cComma|cBreak|cAnd|cOf|cClause) == 0 {
			return dst
		}
	}
	if q.hedge == exact && !inParentheses {
		for k := range int(m.items[at].parts) {
			m.quantities[int(m.items[at].quantity)+k].hedge = before.hedge
		}
	}
	m.found = p.match
	m.found.at = at
	n := len(dst)
	m.carried = true
	dst = m.claims(dst, field, p.rule)
	m.carried = false
	if len(dst) > n {
		if m.trace != nil {
			m.trace("  carries on rule %s", p.rule.ID)
		}
		m.spoken = append(m.spoken, spoken{at: at, rule: p.rule, match: m.found})
	}
	return dst
}

// beforeRank returns the item before the words that end at item k and tell which of the values of a metric is meant: "the median
// latency by 2x and the 99th-percentile one by 3x", "the tail by 3x".
func (m *Miner) beforeRank(k int) int {
	i := k
	for i > 0 && i > k-5 && m.oneOf(i, rankWords[:]) {
		i--
	}
	if i < k && i > 0 && m.wordAt(i, "the") {
		return i - 1
	}
	return k
}

var rankWords = [...]string{"one", "tail", "median", "mean", "average", "maximum", "peak", "percentile", "worst-case", "worst", "case", "p99", "p95", "p90", "p50", "99th", "95th", "90th", "99.9th", "th", "99", "95", "90"}

// unharmed: the quality at item k is not lost: "with no loss in quality", "without any drop in recall".
func (m *Miner) unharmed(k int) bool {
	for lo := k - 1; lo > 0 && lo > k-5; lo-- {
		if m.slight(lo) {
			return true
		}
	}
	return false
}

// besideName: the figure stands in parentheses behind a name, as the one before it does: "on PicoNet (20%), NanoNet (15%) and
// BigNet (40%)". Figures with a sign say by it that they are changes, too, so any words will do: "for trees (-30%) and graphs (-20%)".
func (m *Miner) besideName(at int, p spoken) bool {
	before := p.at
	if m.items[at-1].class&cOpen == 0 || m.items[at+1].class&cClose == 0 || before == 0 || m.items[before-1].class&cOpen == 0 || at < 4 {
		return false
	}
	signed := m.kindOf(at)&m.kindOf(before)&signedBit != 0
	if name := &m.items[at-2]; !signed && name.class&(cTraining|cInference) == 0 && (name.class != cWord || name.kind == tokWord && !m.capital(name)) {
		return false
	}
	joined := false
	labelled := signed && p.match.nmetrics > 0 && m.items[p.match.metrics[0].item+1].class&cPreposition != 0 // a task may have a quality's name: "time for regression (-30%)"
	k := at - 2
	for ; k > before && m.items[k].class&cClose == 0; k-- {
		c := m.items[k].class
		joined = joined || c&(cComma|cAnd) != 0
		if c&(cMetric|cQuantity|cBreak|cOpen|cueClasses) != 0 || c&cQuality != 0 && !labelled || c&cVerb != 0 && c&cPreposition == 0 {
			return false
		}
	}
	return joined && k > before && k < before+6
}

// gerund: a verb in -ing behind a preposition or an adjective is a noun: "for lightweight editing".
func (m *Miner) gerund(k int) bool {
	w := m.text[m.items[k].start:m.items[k].end]
	if len(w) < 5 || w[len(w)-3:] != "ing" {
		return false
	}
	lo := k - 1
	for lo > 0 && lo > k-4 && isNoun(m.items[lo].class) && m.items[lo].class&cDeterminer == 0 {
		lo--
	}
	return lo >= 0 && m.items[lo].class&(cPreposition|cDeterminer) != 0
}

// nextShare reads the next figure of a list whose members bring their own metric: "saves 28% energy, 12% memory",
// "needs 25% of the parameters and 10% of the time".
func (m *Miner) nextShare(dst []Claim, field string, at int, p spoken) ([]Claim, bool) {
	if m.items[at-1].class&(cAnd|cComma) == 0 || p.match.last <= p.at || p.match.metrics[0].item < p.at || p.match.nmetrics != 1 {
		return dst, false
	}
	for k := p.match.last + 1; k < at-1; k++ {
		if c := m.items[k].class; c&(cBreak|cClause) != 0 || c&cVerbForm != 0 && c&cPreposition == 0 {
			return dst, false
		}
	}
	k := at + 1
	if m.items[k].class&(cOf|cIn) != 0 {
		k++
	}
	m.subjectOnly = false
	ref, next, ok := m.noun(k, 0)
	if !ok || m.items[next].class&(cueClasses) != 0 {
		return dst, false
	}
	q, before := &m.quantities[m.items[at].quantity], &m.quantities[m.items[p.at].quantity]
	if p.rule.Sense == sharing && q.kind == percent && before.kind == percent && q.low+before.low == 100 {
		return dst, true // "10% real data and 90% synthetic data" is a mixture
	}
	if q.hedge == exact && p.rule.Sense == sharing {
		q.hedge, q.only = before.hedge, q.only || before.only
	}
	m.found = p.match
	m.found.at, m.found.last, m.found.nmetrics = at, next-1, 1
	m.found.metrics[0] = ref
	n := len(dst)
	if dst = m.claims(dst, field, p.rule); len(dst) == n {
		return dst, false
	}
	if m.trace != nil {
		m.trace("  goes on with rule %s", p.rule.ID)
	}
	m.spoken = append(m.spoken, spoken{at: at, rule: p.rule, match: m.found})
	return dst, true
}

// shareHedges lets "up to" reach over a list of like parts: "up to 6x lower latency and 2x lower memory cost",
// "up to 25% faster training, 2x faster rendering and 20% reduced memory". Of two unlike parts it covers the first.
func (m *Miner) shareHedges(claims []Claim) {
	run := 1
	for i := 1; i <= len(m.spoken); i++ {
		if i < len(m.spoken) && m.linked(m.spoken[i-1], m.spoken[i]) {
			run++
			continue
		}
		group := m.spoken[i-run : i]
		run = 1
		if len(group) < 2 {
			continue
		}
		q0 := &m.quantities[m.items[group[0].at].quantity]
		if q0.hedge == exact || q0.hedge == average || q0.after {
			continue
		}
		for j, s := range group[1:] {
			q := &m.quantities[m.items[s.at].quantity]
			if q.hedge != exact {
				break
			}
			prev := group[j]
			if len(group) < 3 && (q.kind != q0.kind || !m.likeCue(prev, s)) {
				break
			}
			for k := range claims {
				c := &claims[k]
				if c.Start <= int(q.start) && int(q.start) < c.End && c.Qualifier == "exact" && m.claimIs(c, s) {
					c.Qualifier = qualifier(q0.hedge, c)
				}
			}
		}
	}
}

func (m *Miner) claimIs(c *Claim, s spoken) bool {
	it := &m.items[s.at]
	q := &m.quantities[it.quantity]
	return c.Rule == s.rule.ID && (c.Value == q.low || c.Value == round4(q.low) || c.Value == round4(1-q.low))
}

func (m *Miner) likeCue(a, b spoken) bool {
	if a.match.cue < 0 || b.match.cue < 0 {
		return a.rule == b.rule
	}
	return m.items[a.match.cue].class&cueClasses&m.items[b.match.cue].class != 0
}

// linked: two figures of one list, nothing but noun phrases, a comma or "and" between them.
func (m *Miner) linked(a, b spoken) bool {
	if k := b.at - 1; k < 0 || m.items[k].class&(cAnd|cComma) == 0 {
		return false
	}
	for k := a.at + 1; k < b.at-1; k++ {
		c := m.items[k].class
		if c&(cBreak|cOpen|cClause|cThan) != 0 || c&cVerb != 0 && c&(cPreposition|cInference|cTraining) == 0 {
			return false
		}
	}
	return true
}

// sameAgain: the figure repeats the words of the one before it ("50 times smaller than A and 5 times smaller than B").
func (m *Miner) sameAgain(at int) bool {
	if len(m.spoken) == 0 || at == 0 || m.items[at-1].class&(cAnd|cComma) == 0 {
		return false
	}
	p := &m.spoken[len(m.spoken)-1]
	if p.match.cue != p.at+1 || m.items[at+1].class&cThan == 0 {
		return false
	}
	cue, again := m.items[p.match.cue].class, m.items[at+1].class
	return cue&cThan != 0 && again == cue || cue&cThan == 0 && again&cue&(cDown|cUp) != 0 && again&cAdjective != 0 // "3x less compute than A and 2x less than B"
}
