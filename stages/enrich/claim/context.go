package claim

// Context: the fifth layer. It reads around a figure that a rule has claimed: how sure it is (qualifier),
// what it is compared to (baseline, context), in which phase it was measured, and whether it is a result of
// the paper at all (role, attribution).

// spoken remembers what was claimed in the sentence so far, for figures that lean on it.
type spoken struct {
	at            int // item of the quantity
	rule          *Rule
	match         match
	claim, claims int // where in the output
}

// refuse tells why the quantity at item at is no claim whatever the rules say; "" is go on.
func (m *Miner) refuse(at int) string {
	q := &m.quantities[m.items[at].quantity]
	if q.kind == times && q.low == 0 || q.kind == percent && q.low == 0 {
		return "nothing changed"
	}
	return ""
}

// continuation reads a figure that has no words of its own, from the claim before it: "up to 2.4x (on average
// 1.6x)", "2.2x on summaries, 1.8x on code, and 2.0x on parsing".
func (m *Miner) continuation(dst []Claim, field string, at int) []Claim {
	if len(m.spoken) == 0 {
		return dst
	}
	p := m.spoken[len(m.spoken)-1]
	q, before := &m.quantities[m.items[at].quantity], &m.quantities[m.items[p.at].quantity]
	if q.kind != before.kind || q.verb || p.match.nmetrics > 1 && m.items[at].parts != int32(p.match.nmetrics) {
		return dst
	}
	inParentheses := at == p.at+2 && m.items[at-1].class&cOpen != 0 || at == p.at+3 && m.items[at-1].class&(cAdverb|cPreposition|cHedge) != 0 && m.items[at-2].class&cOpen != 0
	if !inParentheses {
		c := m.items[at-1].class
		if c&cDeterminer != 0 && at > 1 {
			c = m.items[at-2].class
		}
		if c&cBy != 0 && at > 1 {
			c = m.items[at-2].class
		}
		if c&(cComma|cAnd|cRival) == 0 && !(m.items[at-1].start > 0 && equalFold(m.text[m.items[at-1].start:m.items[at-1].end], "even")) {
			return dst
		}
		for k := p.at + 1; k < at-1; k++ {
			if m.items[k].class&(cBreak|cVerbForm) != 0 && m.items[k].class&(cPreposition|cMetric|cNounForm|cBe) == 0 || m.items[k].class&cQuality != 0 {
				return dst
			}
		}
		after := m.items[at+1].class
		if p.match.cue >= 0 && after&cueClasses&m.items[p.match.cue].class != 0 && after&cNounForm != 0 {
			after = m.items[at+2].class // "…, and a 10-20% reduction at higher rates"
		}
		if after != 0 && after&(cPreposition|cIn|cWith|cThan|cOpen|cClose|cComma|cBreak|cAnd|cRespectively|cOf|cClause) == 0 {
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
	if dst = m.claims(dst, field, p.rule); len(dst) > n {
		m.tracef("  carries on rule %s", p.rule.ID)
		m.spoken = append(m.spoken, spoken{at: at, rule: p.rule, match: m.found, claim: n, claims: len(dst) - n})
	}
	return dst
}

// qualify sets the qualifier from the hedges of the figure, else from an "average" of its noun phrase or sentence.
func (m *Miner) qualify(c *Claim, q *quantity, f match) {
	h := q.hedge
	if h == exact {
		lo, hi := min(f.first, f.at), max(f.last, f.at)
		for k := lo; k <= hi; k++ {
			if m.items[k].class&cHedge != 0 && m.lex.entries[m.items[k].entry].hedge == average {
				h = average
			}
		}
		for k := f.at; k > 0 && k > f.at-12 && h == exact; k-- {
			if m.items[k].class&cHedge != 0 && m.lex.entries[m.items[k].entry].hedge == average && m.wordAt(k, "on average") {
				h = average
			}
		}
	}
	if h == lessThan {
		h = atLeast
		if c.Direction == "worse" || c.Unit != "percent_of" && c.Unit != "fraction_of" {
			h = upTo
		}
	}
	c.Qualifier = hedgeNames[h]
}

func (m *Miner) wordAt(i int, w string) bool {
	return equalFold(m.text[m.items[i].start:m.items[i].end], w)
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
		if q0.hedge != upTo && q0.hedge != atLeast && q0.hedge != approx || q0.after {
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
					c.Qualifier = hedgeNames[q0.hedge]
				}
			}
		}
	}
}

func (m *Miner) claimIs(c *Claim, s spoken) bool {
	it := &m.items[s.at]
	q := &m.quantities[it.quantity]
	return c.Rule == s.rule.ID && (c.Value == q.low || c.Value == 1-q.low)
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

type phaseVote struct{ training, inference int }

// phase judges by the words of the claim, then of the sentence, then of the paper.
func (m *Miner) phase(c *Claim, mt metric, f match, ref metricRef) {
	lo, hi := f.first, f.last
	if ref.item >= 0 {
		lo, hi = min(lo, ref.item), max(hi, ref.item)
	}
	var v phaseVote
	count := func(k int) {
		switch cl := m.items[k].class & (cTraining | cInference); cl {
		case cTraining:
			v.training++
		case cInference:
			v.inference++
		}
	}
	for k := max(lo-2, 0); k <= hi+2 && k < len(m.items); k++ {
		count(k)
	}
	if v.training == v.inference {
		v = phaseVote{}
		for k := max(0, f.at-40); k < len(m.items) && k < f.at+40; k++ {
			count(k)
		}
	}
	if v.training == v.inference || mt == mParameters || mt == mSize {
		switch mt {
		case mParameters, mSize:
			c.Phase = "unspecified"
			return
		case mData:
			c.Phase = "training"
			return
		case mTokens, mLatency, mThroughput:
			c.Phase = "inference"
			return
		}
	}
	if v.training == v.inference {
		if !m.voted {
			m.voted = true
			m.vote = phaseVote{}
			m.tally(m.title, 3)
			m.tally(m.abs, 1)
		}
		v = m.vote
	}
	switch {
	case v.training > v.inference:
		c.Phase = "training"
	case v.inference > v.training:
		c.Phase = "inference"
	default:
		c.Phase = "unspecified"
	}
}

// tally adds the phase words of a text to the paper's vote.
func (m *Miner) tally(text string, weight int) {
	for i := 0; i < len(text); i++ {
		if !isLetter(text[i]) {
			continue
		}
		j := i + 1
		for j < len(text) && isLetter(text[j]) {
			j++
		}
		switch m.lex.single[m.lex.wordID(text[i:j])] & (cTraining | cInference) {
		case cTraining:
			m.vote.training += weight
		case cInference:
			m.vote.inference += weight
		}
		i = j
	}
}

// judge sets role and attribution.
func (m *Miner) judge(c *Claim, q *quantity, r *Rule, rd reading, f match, ref metricRef) {
	if q.vague {
		c.Role = "comparison"
	}
	var own, background bool
	for k := range m.items {
		if k > 400 {
			break
		}
		own = own || m.items[k].class&cOwn != 0
		background = background || m.items[k].class&cBackground != 0
	}
	if background && !own {
		c.Attribution = "background"
	}
}

// baseline finds what the figure is compared to.
func (m *Miner) baseline(c *Claim, f match) {
	for k := f.at + 1; k < len(m.items) && k < f.at+25; k++ {
		cl := m.items[k].class
		if cl&cBreak != 0 {
			return
		}
		if cl&cThan != 0 {
			lo := k + 1
			hi := lo
			for hi < len(m.items)-1 && hi < lo+12 && m.items[hi].class&(cClause|cComma|cBreak|cOpen|cClose|cQuantity|cVerb|cWith) == 0 {
				hi++
			}
			if hi > lo {
				c.Baseline = m.text[m.items[lo].start:m.items[hi-1].end]
			}
			return
		}
	}
}
