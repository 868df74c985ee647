package claim

import "strings"

// Context: the fifth layer. It reads around a figure that a rule has claimed: how sure it is (qualifier),
// what it is compared to (baseline, context), in which phase it was measured, and whether it is a result of
// the paper at all (role, attribution).

// refuse tells why the quantity at item at is no claim whatever the rules say; "" is go on.
func (m *Miner) refuse(at int) string {
	q := &m.quantities[m.items[at].quantity]
	if q.kind == times && q.low == 0 || q.kind == percent && q.low == 0 {
		return "nothing changed"
	}
	if m.namesSizes(at) {
		return "two sizes, no fraction"
	}
	if next := m.items[at+1].class; next&cThan != 0 && m.items[at+2].class&cQuantity != 0 && (m.wordAt(at+1, "vs") || m.wordAt(at+1, "versus")) {
		return "one of two figures that are only set side by side"
	}
	if q.kind == percent && !(at > 0 && m.items[at-1].class&(cDown|cVerbForm) == cDown|cVerbForm) && !(q.only && at > 0 && m.items[at-1].class&cUse != 0) && m.items[at+1].class&cOf != 0 && m.wordAt(at+2, "the") && (m.wordAt(at+3, "time") || m.wordAt(at+3, "cases")) && !m.thatTake(at+4) && m.items[at+4].class&(cMetric|cWord|cUse|cOf|cBy) == 0 {
		return "a frequency"
	}
	if m.wordIn(at, "within") && m.items[at+1].class&cOf != 0 {
		return "a tolerance"
	}
	return ""
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
		for k := lo - 1; k >= 0 && isNoun(m.items[k].class); k-- { // "an average speedup of"
			if m.items[k].class&cHedge != 0 && m.lex.entries[m.items[k].entry].hedge == average || m.wordAt(k, "maximum") {
				h = m.lex.entries[m.items[k].entry].hedge
			}
		}
		for k := f.at; k >= 0 && k > f.at-12 && h == exact && m.items[k].class&(cComma|cQuality|cBreak) == 0; k-- {
			if m.wordAt(k, "on average") {
				h = average
			}
		}
		if h == exact && m.wordAt(0, "on average") { // covers the sentence
			h = average
		}
		for k := hi + 1; k < len(m.items) && k < hi+12 && h == exact && m.items[k].class&(cComma|cBreak|cQuantity|cClause) == 0; k++ {
			switch {
			case m.wordAt(k, "on average"), m.wordAt(k, "averagely"):
				h = average
			case m.wordAt(k, "at best"), m.wordAt(k, "at most"):
				h = upTo
			}
		}
	}
	if c.Qualifier = qualifier(h, c); m.wordIn(f.at, "under") && c.Unit == "x" && c.Direction != "worse" {
		c.Qualifier = "exact" // "under 4x compression" is a setting
	}
}

func qualifier(h hedge, c *Claim) string {
	if h == lessThan {
		h = atLeast
		if c.Direction == "worse" || c.Unit != "percent_of" && c.Unit != "fraction_of" {
			h = upTo
		}
	}
	return hedgeNames[h]
}

func (m *Miner) wordAt(i int, w string) bool {
	return equalFold(m.text[m.items[i].start:m.items[i].end], w)
}

// judge sets role and attribution.
func (m *Miner) judge(c *Claim, q *quantity, r *Rule, f match) {
	var own, background bool
	for k := 0; k < len(m.items) && k < 400; k++ {
		cl := m.items[k].class
		own = own || cl&cOwn != 0 && k < f.at
		if cl&cBackground != 0 && k < 8 && k < f.at && m.subjectAt(k) && !(c.Direction == "better" && m.overcome(k, f)) && !(k > 0 && m.items[k-1].class&cThan != 0 || k > 1 && m.items[k-2].class&cThan != 0) {
			background = true
		}
	}
	if background && !own && !m.thanOurs(f.last+1) || c.Direction == "better" && m.proposedBefore(f.at) || c.Direction == "worse" && m.othersPay(f, own) || c.Direction != "worse" && m.hoped(f, own) || r.Sense == sharing && !own && m.plainShare(c, q, f) && !m.enough(c, q, f) {
		c.Attribution = "background"
	}
	switch {
	case c.Role != "result":
	case q.vague:
		c.Role = "comparison"
	case m.supposed(f), (c.Direction == "worse" || r.Sense == pairing) && m.varied(f), r.Sense == sharing && m.poorly(f.first):
		c.Role = "setting"
	case c.Direction == "worse" && f.cue >= 0 && m.lex.entries[m.items[f.cue].entry].metric == mParameters: // "models 100 times larger"
		c.Role = "comparison"
	case c.Direction == "worse" && c.Attribution == "own" && (c.Metric == "parameters" || c.Metric == "data") && c.Unit != "percent" && c.Unit != "percent_of": // "with 30 times as many parameters" is how big it is
		c.Role = "comparison"
	case c.Direction == "worse" && (f.rule == "q-fewer-m" || f.rule == "lower-m-paren-q") && !q.only && m.rivalBefore(f.at): // "outperforms larger models, even those with 3x more parameters"
		c.Role = "comparison"
	case (c.Direction == "worse" || c.Metric == "parameters" || c.Metric == "data") && m.thanOurs(f.last+1): // "has 3x more parameters than ours"
		c.Role = "comparison"
	case c.Direction == "worse" && (m.items[f.last+1].class&(cThan|cOf) != 0 && m.oursAt(f.last+2) || m.items[f.last].class&cThan != 0 && m.oursAt(f.last+1)): // "has 3x more parameters than ours", "only half the rate of ours"
		c.Role = "comparison"
	case m.ofRival(f):
		c.Role = "comparison"
	case f.cue >= 0 && m.items[f.cue].class&cCompress != 0 && f.first > 0 && f.first == f.at && (m.wordAt(f.first-1, "at") || m.wordAt(f.first-1, "under") || m.wordAt(f.first-1, "for")), c.Direction != "worse" && r.Sense != sharing && m.wordIn(f.at, "under") && (f.at == 0 || m.items[f.at-1].class&cTo == 0):
		c.Role = "setting"
	case r.ID == "q-compression-ratio" && (c.Metric == "size" || c.Metric == "memory") && f.first == f.at && m.atA(f.at): // "at a 20x compression ratio"
		c.Role = "setting"
	case f.cue >= 0 && f.cue < f.at && m.wordStarts(f.cue, "acceleration ") && m.given(f.cue): // "at an acceleration factor of 8", that of a scan
		c.Role = "setting"
	case r.ID == "lower-m-paren-q" && f.first > 0 && m.wordAt(f.first-1, "at"):
		c.Role = "setting"
	case r.ID == "q-m-pruning" && f.first > 0 && (m.wordAt(f.first-1, "with") || m.wordAt(f.first-1, "at") || m.wordAt(f.first-1, "under") || m.wordAt(f.first-1, "after")):
		c.Role = "setting"
	case c.Metric == "parameters" && r.ID == "add-q-m":
		c.Role = "setting"
	case m.conditional(f) && !m.enough(c, q, f), m.underCondition(c, f) && (m.aggressive(f.first) || !m.enough(c, q, f)):
		c.Role = "setting"
	case c.Direction != "worse" && r.ID == "m-only-q-of" && f.first > 0 && m.items[f.first-1].class&(cCompress|cDown|cRemove) != 0 && f.first > 1 && (m.wordAt(f.first-2, "when") || m.wordAt(f.first-2, "if")): // "fails when compressing tokens below a quarter of"
		c.Role = "setting"
	case r.Sense == sharing && q.kind == percent && r.ID != "reduce-m-to-q" && r.ID != "m-reduced-to-q" && !strings.HasSuffix(r.ID, "suffices") && m.isSetting(c, q, f) && !m.enough(c, q, f):
		c.Role = "setting"
	case f.cue >= 0 && c.Metric == "data" && (m.items[f.cue].class&cCompress != 0 || m.items[f.cue].class&(cRemove|cDown) == cRemove && !m.enough(c, q, f)):
		c.Role = "setting"
	case r.ID == "q-m-removed" && f.first > 0 && m.items[f.first-1].class&cUse != 0 && !q.only && !m.enough(c, q, f):
		c.Role = "setting"
	}
}

// subjectAt: a word of the background stands where it speaks of the subject. An adjective of it must open the
// sentence or a clause.
func (m *Miner) subjectAt(k int) bool {
	if m.items[k].class&cAdjective == 0 || k == 0 {
		return true
	}
	prev := m.items[k-1].class
	return (prev&(cClause|cComma) != 0 || k == 1 && prev&cDeterminer != 0) && !m.wordAt(k-1, "unlike") && prev&cThan == 0
}

// overcome: a gain is our own though a word of the background stands at item k: "However, pruning late achieves …", "Although it
// currently …, it is 5x faster", "When standard training fails, OurName delivers …".
func (m *Miner) overcome(k int, f match) bool {
	if m.items[k].class&cAdjective == 0 {
		switch {
		case m.wordAt(k, "however"), m.wordAt(k, "commonly"):
			return true
		case m.wordAt(k, "known"):
			return !m.wordAt(k+1, "that")
		}
		for i := range k {
			if m.wordAt(i, "it") {
				return true
			}
		}
	}
	for i := k + 2; i < f.at; i++ {
		it := &m.items[i]
		if m.items[i-1].class&cComma != 0 && m.capital(it) && it.end-it.start > 2 && m.items[i+1].class&cVerb != 0 && strings.Contains(m.title, m.text[it.start:it.end]) {
			return true
		}
	}
	return false
}

// othersPay: "other methods increase latency by 30% while we …" and "guidance helps but doubles the cost", of something that
// is not in the title, are said of others.
func (m *Miner) othersPay(f match, own bool) bool {
	for k := f.at - 1; k > 0 && k > f.at-12 && !own; k-- {
		if m.wordAt(k, "but") {
			return !m.headNamed(min(k, 6))
		}
	}
	if m.hindered(f.last+1) && !m.oursIn(0, f.at) {
		return true
	}
	for k := 1; k < f.at; k++ { // "Unfortunately, our analysis shows that trees are still 4x slower", "They are notoriously slow, often …"
		if m.wordAt(k, "notoriously") || m.wordAt(0, "unfortunately") && m.wordAt(k, "that") && !m.oursIn(k, f.at) {
			return true
		}
	}
	for k := 0; k < 3 && k < f.at; k++ {
		if m.wordAt(k, "other") || m.wordAt(k, "others") || m.wordAt(k, "alternative") || m.wordAt(k, "competing") {
			return m.items[k+1].class&cQuantity == 0
		}
	}
	return false
}

// hoped: "the goal of reducing", "experts forecast that …", "such tools could potentially cut …", "pruning can cut … but often
// fails". Whoever speaks of "our" hopes reports at least an estimate of their own.
func (m *Miner) hoped(f match, own bool) bool {
	if own {
		return false
	}
	if m.spoiled(f) && !m.headNamed(f.at) {
		return true
	}
	for k := min(f.first, f.at) - 1; k >= 0 && k > f.at-16 && m.items[k].class&cBreak == 0; k-- {
		if m.items[k].class&cForecast != 0 {
			return true
		}
	}
	if f.cue < 1 || !m.wordAt(f.cue-1, "can") && !m.wordAt(f.cue-1, "may") {
		return false
	}
	for k := f.at + 1; k < len(m.items)-1 && k < f.at+12; k++ {
		if m.wordAt(k, "but") || m.wordAt(k, "yet") {
			return m.wordAt(k+1, "often") || m.wordAt(k+1, "typically") || m.wordAt(k+1, "usually") || m.wordAt(k+1, "frequently")
		}
	}
	return false
}

// underCondition: "in the presence of 4x compression", "even at a 90% token reduction", "with a 4x compression ratio, the
// models …" and "(e.g., 90% of the tokens removed)" name what something was done under.
func (m *Miner) underCondition(c *Claim, f match) bool {
	k := min(f.first, f.at) - 1
	for k > 0 && m.items[k].class&(cDeterminer|cAdverb) != 0 {
		k--
	}
	if k < 0 {
		return false
	}
	switch {
	case m.wordAt(k, "in the presence of"):
		return true
	case m.wordAt(k, "e.g.") || k > 0 && m.wordAt(k-1, "e.g"):
		return f.cue >= 0 && m.items[f.cue].class&cRemove != 0 || f.rule == "use-q-of-m" && m.keeping(f.first)
	case k == 0 && m.wordAt(k, "with"):
		return f.at-k < 4 && (c.Metric == "size" || c.Metric == "tokens") && c.Unit == "x"
	case f.cue >= 0 && m.wordAt(k, "involve") || m.wordAt(k, "involves") || m.wordAt(k, "involving") || m.wordAt(k, "involved"):
		return c.Metric == "capacity"
	}
	return false
}

// conditional: "when 30% of the layers are skipped", "after pruning 50% of the weights" state the setting.
func (m *Miner) conditional(f match) bool {
	if f.cue < 0 || m.items[f.cue].class&cRemove == 0 || m.items[f.cue].class&cDown != 0 {
		return false
	}
	lo := min(f.first, f.at)
	if lo > 0 && m.wordAt(lo-1, "and") && m.wordAt(0, "by") { // "By tuning few weights and pruning 30% of the layers, …"
		k := 0
		for k < lo && m.items[k].class&(cComma|cBreak|cClause) == 0 {
			k++
		}
		return k == lo
	}
	return lo > 0 && (m.wordAt(lo-1, "when") || m.wordAt(lo-1, "after") || m.wordAt(lo-1, "if") || m.wordAt(lo-1, "even when") || m.wordAt(lo-1, "by"))
}

// given: what stands at item k is what something is done at: "at an acceleration factor of 8".
func (m *Miner) given(k int) bool {
	for k--; k > 0 && (m.items[k].class&(cDeterminer|cAdverb) != 0 || m.items[k].class == cWord); k-- {
	}
	return k >= 0 && (m.wordAt(k, "at") || m.wordAt(k, "under") || m.wordAt(k, "for"))
}

// supposed: "when the batch size doubles", "as the context grows 4x" tell what happens then.
func (m *Miner) supposed(f match) bool {
	switch f.rule {
	case "m-halved", "m-drops-q", "m-reduced-by-q", "m-reduced-to-q", "from-to", "m-falls-from-to":
	default:
		return false
	}
	k := f.first - 1
	for k > 0 && (m.items[k].class&(cDeterminer|cAdverb) != 0 || m.items[k].class == cWord && m.items[k].kind == tokWord || f.rule == "from-to" && isNoun(m.items[k].class)) {
		k--
	}
	return k >= 0 && (m.wordAt(k, "when") || m.wordAt(k, "as") || m.wordAt(k, "if") || m.wordAt(k, "once") || m.wordAt(k, "even when"))
}

// wordIn: the text of the item at i begins with the word.
func (m *Miner) wordIn(i int, w string) bool {
	s := m.text[m.items[i].start:m.items[i].end]
	return len(s) > len(w) && equalFold(s[:len(w)], w) && s[len(w)] == ' '
}

// ofRival: the figure stands in a relative clause on others ("baselines that use 100x shorter sequences").
func (m *Miner) ofRival(f match) bool {
	for k := f.at - 1; k > 1 && k > f.at-10; k-- {
		if m.items[k].class&(cComma|cBreak) != 0 {
			return false
		}
		if m.wordAt(k, "that") || m.wordAt(k, "which") {
			if m.items[k-1].class&cComma != 0 && m.items[f.last+1].class&cThan != 0 {
				return false // "as fast as tuning, which is 5x faster than …"
			}
			for j := k - 1; j >= 0 && j > k-5; j-- {
				if m.items[j].class&(cRival|cThan) != 0 && m.items[j+1].kind != tokNumber { // but "(less than 1 ms) that"
					return true
				}
			}
			return false
		}
		if m.items[k].class&cClause != 0 {
			return false
		}
	}
	return false
}

// rivalBefore: the sentence beats or matches someone before item at.
func (m *Miner) rivalBefore(at int) bool {
	for k := at - 1; k >= 0 && k > at-16; k-- {
		if m.items[k].class&cRival != 0 {
			return true
		}
		if m.items[k].class&(cBreak|cOwn) != 0 {
			return false
		}
	}
	return false
}

// plainShare: "the plants consume 3% of the electricity" says what is, not what was saved.
func (m *Miner) plainShare(c *Claim, q *quantity, f match) bool {
	if m.wordAt(0, "it") || q.kind == share && !m.wordStarts(f.first, "consum") {
		return false // "It needs 60% of the iterations" is told of the method
	}
	if q.only || q.hedge == lessThan || m.wordIn(f.at, "as") || c.Baseline != "" && !strings.HasSuffix(c.Baseline, "world") || f.first > 0 && m.items[f.first-1].class&cOnly != 0 {
		return false
	}
	for _, w := range [...]string{"consume", "consumes", "use", "uses", "take", "takes", "need", "needs", "require", "requires", "occupy", "occupies"} {
		if m.wordAt(f.first, w) {
			return true
		}
	}
	return false
}

// isSetting: a share of parameters, data or tokens is a setting when nothing says that it is little ("with 25%
// of the parameters"). A share of time or compute is always a result.
func (m *Miner) isSetting(c *Claim, q *quantity, f match) bool {
	switch c.Metric {
	case "parameters":
		if m.items[f.first].class&cTune != 0 && m.items[f.first].class&cUse == 0 || m.tunedShare(c, f) {
			return true
		}
	case "data", "tokens":
		if c.Metric == "tokens" && m.items[f.first].class&(cTune|cUse) == cTune {
			return true // "modifies 3% of the tokens"
		}
		if f.rule == "half-as-many-m" {
			return false // as the other needs
		}
	default:
		if f.rule == "less-than-q-of-m" && c.Metric == "size" {
			return m.trainableBefore(f.first) // "700k trainable parameters, just 0.2% of the model size"
		}
		return (m.wordAt(f.first, "at") || m.wordAt(f.first, "with") && m.wordHas(f.last, "budget") && f.last > 0 && m.wordAt(f.last-1, "retention")) && !q.only && (m.wordStarts(f.last, "budget") || m.wordStarts(f.last, "compression")) && c.Baseline == "" // "at a 10% retention budget"
	}
	if int(m.items[f.at].parts) > 2 {
		return true // "with only 1%, 5% and 10% of the labels"
	}
	for k := max(0, f.first-1); k <= f.at; k++ {
		if m.items[k].class&cOnly != 0 {
			return false // "trained only on 20% of the data", "only requires 8% of the labels"
		}
	}
	return !q.only && q.hedge != lessThan && (q.hedge != upTo || m.wordIn(f.at, "up to")) && c.Baseline == ""
}

// trainableBefore: right before item k stands how much of a model is tuned.
func (m *Miner) trainableBefore(k int) bool {
	for lo := k - 1; lo >= 0 && lo > k-6; lo-- {
		if m.wordAt(lo, "trainable parameters") || m.wordAt(lo, "learnable parameters") || m.wordAt(lo, "trainable") {
			return true
		}
	}
	return false
}

// tunedShare: "0.9% trainable parameters" is how much of a model is tuned, unless it is told of which rival's.
func (m *Miner) tunedShare(c *Claim, f match) bool {
	k := f.at + 1
	if m.items[k].class&cOf != 0 { // "52% of the trainable parameters" is of a rival's
		k++
	}
	if !m.wordAt(k, "trainable parameters") && !m.wordAt(k, "tuned") && !m.wordAt(k, "tunable") && !m.wordAt(k, "learnable") {
		return false
	}
	return c.Baseline == "" || strings.HasSuffix(c.Baseline, "model") || strings.HasSuffix(c.Baseline, "backbone") || c.Baseline == "baselines"
}

// oursAt: at item k we are spoken of: "than ours", "than the proposed model".
func (m *Miner) oursAt(k int) bool {
	if k < len(m.items) && m.items[k].class&cDeterminer != 0 && m.wordAt(k, "the") {
		k++
	}
	return k < len(m.items) && (m.wordAt(k, "ours") || m.wordAt(k, "our") || m.wordAt(k, "proposed") || m.wordAt(k, "lightweight") || m.wordAt(k, "compact"))
}

// oursIn: between items lo and hi we are spoken of.
func (m *Miner) oursIn(lo, hi int) bool {
	for k := lo; k < hi; k++ {
		if m.wordAt(k, "our") || m.wordAt(k, "ours") || m.wordAt(k, "we") || m.wordAt(k, "proposed") {
			return true
		}
	}
	return false
}

// titleHead is what the title says before its colon, where the name of a method stands.
func (m *Miner) titleHead() string {
	head, _, _ := strings.Cut(m.title, ":")
	return head
}

// atA: the figure at item at is what something is done at: "at a 20x compression ratio", "even with a".
func (m *Miner) atA(at int) bool {
	k := at - 1
	for k > 0 && m.items[k].class&cDeterminer != 0 {
		k--
	}
	return k >= 0 && (m.wordAt(k, "at") || m.wordAt(k, "under") || k > 0 && m.wordAt(k, "with") && m.wordAt(k-1, "even"))
}

// aggressive: the example at item k is one of "aggressive pruning (e.g., …)".
func (m *Miner) aggressive(k int) bool {
	for lo := k - 1; lo >= 0 && lo > k-9; lo-- {
		if m.wordAt(lo, "aggressive") || m.wordAt(lo, "extreme") || m.wordAt(lo, "heavy") {
			return true
		}
	}
	return false
}

// headNamed: before item at the sentence says "it" or a name from the head of the title.
func (m *Miner) headNamed(at int) bool {
	for i := range at {
		if it := &m.items[i]; m.wordAt(i, "it") || m.capital(it) && it.end-it.start > 2 && strings.Contains(m.titleHead(), m.text[it.start:it.end]) {
			return true
		}
	}
	return false
}
