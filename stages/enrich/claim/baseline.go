package claim

import "strings"

// surroundings fills in what a claim is compared to and what it was measured on, as far as the sentence says.
func (m *Miner) surroundings(c *Claim, r *Rule, part int, f match, ref metricRef) {
	end := max(f.at, f.cue, ref.item)
	c.Baseline = m.baseline(r, part, f, ref, end)
	c.Context = m.context(f, end)
}

func (m *Miner) baseline(r *Rule, part int, f match, ref metricRef, end int) string {
	// "outperforms Faiss by 3.2x"
	if f.cue >= 0 && f.cue < f.at && m.items[f.cue].class&cRival != 0 {
		if s := m.phraseFrom(f.cue+1, part, f); s != "" {
			return s
		}
	}
	if k := end + 1; (r.Sense == sharing || ref.item == end && m.items[f.at+1].class&cOf != 0) && k < len(m.items)-2 && m.items[k].class&cOf != 0 && f.cue < f.at { // "1% of the dense model, compared to …"
		if s := m.phraseFrom(k+1, part, f); s != "" {
			return s
		}
	}
	// "… faster than PPO", "… over Orca", "…, compared with 14% for the best defence". A figure that leans on the claim
	// before it may bring a rival of its own: "2.3x over A and 1.2x over B".
	from := min(f.cue+1, f.at+1)
	if f.cue < 0 || m.carried {
		from = f.at + 1
	}
	for k := from; k > 0 && k < len(m.items) && k < end+16; k++ {
		cl := m.items[k].class
		if m.carried && cl&cQuantity != 0 {
			break
		}
		if cl&cThan != 0 && k > f.cue-1 && !(m.wordAt(k, "over") && m.gainBetween(end, k)) {
			if m.comparedTo(k) {
				if s := m.phraseFrom(k+1, part, f); s != "" {
					return s
				}
			}
			if k > end && m.contrasts(k) {
				if s := m.secondOf(k, part, f); s != "" {
					return s
				}
			}
		}
		if k <= end {
			continue
		}
		if cl&(cBreak|cClause) != 0 || cl&cVerb != 0 && cl&(cThan|cTraining|cInference) == 0 || cl&cAnd != 0 && m.items[k+1].class&(cVerb|cUse|cDown|cUp|cImprove|cFast) != 0 {
			break
		}
	}
	if k := end + 1; k < len(m.items)-2 && m.items[k].class&cAs != 0 && (m.wordIn(f.at+1, "as") || m.wordAt(f.at+1, "as")) { // "twice as fast as A"
		if s := m.phraseFrom(k+1, part, f); s != "" {
			return s
		}
	}
	if k := end + 1; (m.wordAt(k, "that") || m.wordAt(k, "those")) && m.items[k+1].class&cOf != 0 { // "5x that of Orca"
		return m.phraseFrom(k+2, part, f)
	}
	if k := end + 1; k < len(m.items)-2 && m.items[k].class&(cFrom|cTo) != 0 && m.another(k+1) { // "reduces latency by 2x from the original"
		return m.phraseFrom(k+1, part, f)
	}
	// "12 s, compared to 40 s for Orca"
	if q := &m.quantities[m.items[f.at].quantity]; q.kind == beforeAfter && (q.compared || q.versus) {
		if s := m.holder(f.at+1, part, f); s != "" {
			return s
		}
	}
	if r.Sense == sharing || r.Sense == ratio {
		if s, ok := m.shareOf(part, f, ref, end); ok {
			return s
		}
	}
	return m.comparedAside(part, f, end)
}

// gainBetween: a figure of quality stands between items lo and hi, behind a comma: "cuts memory by 30%, gaining 2% in recall over A".
func (m *Miner) gainBetween(lo, hi int) bool {
	var seen class
	for k := lo + 1; k < hi; k++ {
		seen |= m.items[k].class
	}
	return seen&cComma != 0 && seen&cQuality != 0 && seen&cQuantity != 0
}

// comparedAside finds a comparison that stands apart: "Compared to A, our …", "we find that, compared to A, our …", and
// "…, and saves 20% of the energy, compared to A" at the end.
func (m *Miner) comparedAside(part int, f match, end int) string {
	for k := f.at - 1; k >= 0; k-- {
		if m.items[k].class&cThan != 0 && (k == 0 || k == 1 && m.comparing(k) || m.items[k-1].class&(cComma|cClause) != 0 && m.comparing(k)) && m.comparedTo(k) {
			return m.phraseFrom(k+1, part, f)
		}
	}
	for k := end + 1; k < len(m.items)-1 && k < end+40 && m.items[k].class&cBreak == 0; k++ {
		if m.items[k].class&cThan == 0 {
			continue
		}
		if m.comparing(k) || (m.wordAt(k, "versus") || m.wordAt(k, "vs")) && m.listBetween(end, k) && m.comparedTo(k) {
			return m.phraseFrom(k+1, part, f)
		}
	}
	return ""
}

// listBetween: items lo to hi go on with more savings and nothing else: "cuts power by 90% and improves latency by 80% vs".
func (m *Miner) listBetween(lo, hi int) bool {
	var seen class
	for k := lo + 1; k < hi; k++ {
		seen |= m.items[k].class
	}
	return seen&cQuantity != 0 && seen&(cAnd|cComma) != 0 && seen&(cQuality|cClause|cOpen|cThan) == 0
}

// comparing: the item is a comparison in so many words, whatever stands between it and the figure.
func (m *Miner) comparing(k int) bool {
	it := &m.items[k]
	if it.class&cThan == 0 || it.end-it.start < 8 {
		return false
	}
	w := m.text[it.start:it.end]
	for i := 0; i+4 <= len(w); i++ {
		if equalFold(w[i:i+4], "comp") || equalFold(w[i:i+4], "rela") {
			return true
		}
	}
	return false
}

// comparedTo: what follows "than" at item k is something to compare with, not "over all tasks" or "over 100 runs".
func (m *Miner) comparedTo(k int) bool {
	if k+2 >= len(m.items) || m.items[k+1].hyphen { // "over-smoothing"
		return false
	}
	next, after := &m.items[k+1], &m.items[k+2]
	for _, w := range [...]string{"year", "month", "week", "day", "decade"} {
		if m.wordStarts(k+2, w) && (next.class&cNumberWord != 0 || m.wordAt(k+1, "the")) {
			return false // "over one year"
		}
	}
	if next.kind == tokNumber && m.capitals(k+2) {
		return true // "than 3DMAC"
	}
	if next.kind == tokNumber && next.class&cQuantity == 0 && (next.value != float64(int64(next.value)) || after.glued && (after.class&cUnit != 0 || after.kind != tokWord || !isNoun(m.items[k+3].class))) {
		return false // "versus 13.5 hours", "than 80ms", but "than 32B models"
	}
	if next.class&cNumberWord != 0 && m.lex.entries[next.entry].value > 1 || next.kind == tokNumber && next.class&cQuantity == 0 && !after.glued {
		if after.class&(cUnit|cQuality) != 0 || next.value >= 100 {
			return false
		}
		for i := k + 2; isNoun(m.items[i].class) && i < k+6; i++ {
			if w := m.text[m.items[i].start:m.items[i].end]; m.items[i].class&cMetric != 0 || strings.HasSuffix(w, "sets") || w == "tasks" || w == "benchmarks" || w == "runs" || w == "seeds" || w == "domains" {
				return false
			}
		}
	}
	if m.wordAt(k, "over") && next.class&cDeterminer != 0 { // "over a wide range of budgets"
		for i := k + 2; i < k+5 && i < len(m.items)-2; i++ {
			if (m.wordAt(i, "range") || m.wordAt(i, "variety")) && m.items[i+1].class&cOf != 0 {
				return false
			}
		}
	}
	return !m.wordAt(k, "over") || !m.wordAt(k+1, "all") && !m.wordAt(k+1, "multiple") && !m.wordAt(k+1, "several") && !m.wordAt(k+1, "various")
}

// owner returns the possessor of a noun between items lo and hi: "TPT" of "TPT's memory".
func (m *Miner) owner(lo, hi int) string {
	for lo < hi && m.items[lo].class&cOf != 0 {
		lo++
	}
	for k := lo; k < hi; k++ {
		it := &m.items[k]
		if it.kind != tokWord || it.class&(cOf|cDeterminer) != 0 {
			continue
		}
		if rest := m.text[it.end:m.hi]; len(rest) > 4 && (rest[:2] == "'s" || rest[:4] == "’s") {
			return m.text[m.items[lo].start:it.end]
		}
	}
	return ""
}

// context finds hardware, model or data: a name after "on" or "for" ("on a single A100"), or before the comma of
// a sentence that begins with it.
func (m *Miner) context(f match, end int) string {
	for k := f.at + 1; k < len(m.items)-1 && k < end+14; k++ {
		cl := m.items[k].class
		if cl&(cBreak|cClause) != 0 || k > end && cl&cQuantity != 0 {
			break
		}
		if m.wordAt(k, "on") || m.wordAt(k, "for") {
			if s := m.name(k + 1); s != "" {
				return s
			}
		}
	}
	if m.wordAt(0, "on") || m.wordAt(0, "for") && !m.wordAt(1, "example") && !m.wordAt(1, "instance") {
		return m.name(1)
	}
	return ""
}

// name returns the noun phrase at item k if it holds a name: a capital letter or a word with a digit.
func (m *Miner) name(k int) string {
	lo, named := k, false
	for k < len(m.items)-1 && k < lo+8 && isNoun(m.items[k].class) {
		s := m.text[m.items[k].start:m.items[k].end]
		named = named || s[0] >= 'A' && s[0] <= 'Z' && m.items[k].kind == tokWord
		k++
	}
	if !named || m.items[lo].kind == tokNumber {
		return ""
	}
	return m.text[m.items[lo].start:m.items[k-1].end]
}
