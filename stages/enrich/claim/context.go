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
	if next := m.items[at+1].class; next&cThan != 0 && m.items[at+2].class&cQuantity != 0 && (m.wordAt(at+1, "vs") || m.wordAt(at+1, "versus")) {
		return "one of two figures that are only set side by side"
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
	if dst, ok := m.nextShare(dst, field, at, p); ok {
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
		if c&(cComma|cAnd|cRival) == 0 && !(m.wordAt(at-1, "even") && q.hedge == upTo) {
			return dst
		}
		for k := p.at + 1; k < at-1; k++ {
			if m.items[k].class&(cBreak|cVerbForm) != 0 && m.items[k].class&(cPreposition|cMetric|cNounForm|cBe) == 0 || m.items[k].class&cQuality != 0 {
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
		}
		if p.match.cue >= 0 && after&cueClasses&m.items[p.match.cue].class != 0 && after&cNounForm != 0 {
			after = m.items[next+1].class // "…, and a 10-20% reduction at higher rates"
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
	if dst = m.claims(dst, field, p.rule); len(dst) > n {
		if m.trace != nil {
			m.trace("  carries on rule %s", p.rule.ID)
		}
		m.spoken = append(m.spoken, spoken{at: at, rule: p.rule, match: m.found, claim: n, claims: len(dst) - n})
	}
	return dst
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
	ref, next, ok := m.noun(k, 0)
	if !ok || m.items[next].class&(cueClasses) != 0 {
		return dst, false
	}
	q, before := &m.quantities[m.items[at].quantity], &m.quantities[m.items[p.at].quantity]
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
	m.spoken = append(m.spoken, spoken{at: at, rule: p.rule, match: m.found, claim: n, claims: len(dst) - n})
	return dst, true
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
		for k := f.at; k >= 0 && k > f.at-12 && h == exact; k-- {
			if m.wordAt(k, "on average") {
				h = average
			}
		}
		for k := hi + 1; k < len(m.items) && k < hi+6 && h == exact && m.items[k].class&(cComma|cBreak|cQuantity|cClause) == 0; k++ {
			switch {
			case m.wordAt(k, "on average"), m.wordAt(k, "averagely"):
				h = average
			case m.wordAt(k, "at best"), m.wordAt(k, "at most"):
				h = upTo
			}
		}
	}
	if c.Qualifier = qualifier(h, c); m.wordIn(f.at, "under") && c.Unit == "x" {
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

type phaseVote struct{ training, inference, learned, classical int }

// phase judges by the words of the claim, then of those right behind it, then by the metric, the sentence and
// the paper.
func (m *Miner) phase(c *Claim, mt metric, f match, ref metricRef) {
	lo, hi := f.at, f.at
	if near := ref.item; near >= 0 || f.cue >= 0 {
		if near < 0 {
			near = f.cue
		}
		lo, hi = min(lo, near), max(hi, near)
	}
	if k := f.at - 1; k >= 0 && (m.wordAt(k, "trained") || m.wordAt(k, "trains") || m.wordAt(k, "converges")) {
		c.Phase = "training"
		return
	}
	if k := f.at - 1; k >= 0 && m.items[k].class&cModel != 0 && ref.item < 0 && mt != mParameters && mt != mSize { // "gives models twice as fast"
		c.Phase = "inference"
		return
	}
	for lo > 0 && lo > f.at-20 && isNoun(m.items[lo-1].class) {
		lo--
	}
	v := m.phaseWords(lo, hi)
	if v == (phaseVote{}) {
		for k := lo; k > 0 && k > f.at-8 && v == (phaseVote{}) && m.items[k-1].class&(cComma|cBreak|cClause|cQuantity|cAnd|cOpen) == 0; k-- {
			v = m.phaseWords(k-1, k-1)
		}
	}
	if v == (phaseVote{}) {
		for k := 0; k < 4 && hi+1 < len(m.items) && m.items[hi+1].class&(cComma|cBreak|cClause|cQuantity|cAnd|cThan) == 0; k++ {
			hi++
		}
		v = m.phaseWords(lo, hi)
	}
	if c.Phase = v.winner(); c.Phase != "unspecified" {
		return
	}
	switch mt {
	case mParameters:
		return
	case mSize:
		if m.phaseWords(max(0, f.at-40), f.at+40).winner() == "training" || ref.rate && m.paperVote().training > 3*m.vote.inference+3 {
			c.Phase = "training"
		}
		return
	case mData:
		if v := m.paperVote(); v.learned >= v.classical {
			c.Phase = "training"
		}
		return
	case mTokens:
		c.Phase = "inference"
		return
	}
	for hi+1 < len(m.items) && hi < f.at+40 && m.items[hi+1].class&(cComma|cBreak|cClause|cQuantity) == 0 {
		hi++
	}
	if c.Phase = m.phaseWords(max(0, f.at-40), hi).winner(); c.Phase == "inference" || c.Phase == "training" && mt != mCompute && mt != mEnergy {
		return
	}
	v = m.paperVote()
	switch {
	case v.classical > v.learned && mt != mLatency && mt != mThroughput:
		c.Phase = "unspecified"
	case v.training > 3*v.inference+3 && mt != mCompute && mt != mEnergy:
		c.Phase = "training"
	case mt == mCommunication:
		c.Phase = "unspecified"
	case v.inference > v.training, v.learned > v.classical, mt == mLatency, mt == mThroughput:
		c.Phase = "inference"
	default:
		c.Phase = "unspecified"
	}
}

func (v phaseVote) winner() string {
	switch {
	case v.training > v.inference:
		return "training"
	case v.inference > v.training:
		return "inference"
	}
	return "unspecified"
}

// phaseWords counts the phase words of items lo to hi.
func (m *Miner) phaseWords(lo, hi int) (v phaseVote) {
	for k := lo; k <= hi && k < len(m.items); k++ {
		switch m.items[k].class & (cTraining | cInference) {
		case cTraining:
			v.training++
		case cInference:
			v.inference++
		}
	}
	return v
}

// paperVote counts the phase words of the whole paper, once.
func (m *Miner) paperVote() phaseVote {
	if !m.voted {
		m.voted = true
		m.vote = phaseVote{}
		m.tally(m.title, 3)
		m.tally(m.abs, 1)
	}
	return m.vote
}

// tally adds the phase words of a text to the paper's vote.
func (m *Miner) tally(text string, weight int) {
	m.voters = appendTokens(m.voters[:0], m.lex, text, 0, len(text))
	for i := 0; i < len(m.voters); {
		if m.voters[i].word == 0 {
			i++
			continue
		}
		at, n := m.lex.longest(m.voters[i:])
		i += n
		e := &m.lex.entries[at]
		switch e.class & (cTraining | cInference) {
		case cTraining:
			m.vote.training += weight
		case cInference:
			m.vote.inference += weight
		}
		switch e.topic {
		case learned:
			m.vote.learned += weight
		case classical:
			m.vote.classical += weight
		}
	}
}

// judge sets role and attribution.
func (m *Miner) judge(c *Claim, q *quantity, r *Rule, f match) {
	var own, background bool
	for k := 0; k < len(m.items) && k < 400; k++ {
		cl := m.items[k].class
		own = own || cl&cOwn != 0 && k < f.at
		if cl&cBackground != 0 && k < 8 && k < f.at && m.subjectAt(k) && !(k > 0 && m.items[k-1].class&cThan != 0 || k > 1 && m.items[k-2].class&cThan != 0) {
			background = true
		}
	}
	if background && !own || r.Sense == sharing && q.kind == percent && !own && m.plainShare(c, q, f) {
		c.Attribution = "background"
	}
	switch {
	case c.Role != "result":
	case q.vague:
		c.Role = "comparison"
	case c.Direction == "worse" && f.cue >= 0 && m.lex.entries[m.items[f.cue].entry].metric == mParameters: // "models 100 times larger"
		c.Role = "comparison"
	case m.ofRival(f):
		c.Role = "comparison"
	case f.cue >= 0 && m.items[f.cue].class&cCompress != 0 && f.first > 0 && f.first == f.at && (m.wordAt(f.first-1, "at") || m.wordAt(f.first-1, "under")), m.wordIn(f.at, "under"):
		c.Role = "setting"
	case r.ID == "lower-m-paren-q" && f.first > 0 && m.wordAt(f.first-1, "at"):
		c.Role = "setting"
	case m.conditional(f):
		c.Role = "setting"
	case r.Sense == sharing && q.kind == percent && m.isSetting(c, q, f):
		c.Role = "setting"
	case f.cue >= 0 && m.items[f.cue].class&(cRemove|cCompress) != 0 && m.items[f.cue].class&cDown == 0 && c.Metric == "data":
		c.Role = "setting"
	case r.ID == "q-m-removed" && f.first > 0 && m.items[f.first-1].class&cUse != 0 && !q.only:
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

// conditional: "when 30% of the layers are skipped", "after pruning 50% of the weights" state the setting.
func (m *Miner) conditional(f match) bool {
	if f.cue < 0 || m.items[f.cue].class&cRemove == 0 || m.items[f.cue].class&cDown != 0 {
		return false
	}
	lo := min(f.first, f.at)
	return lo > 0 && (m.wordAt(lo-1, "when") || m.wordAt(lo-1, "after") || m.wordAt(lo-1, "if") || m.wordAt(lo-1, "even when") || m.wordAt(lo-1, "by"))
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
			for j := k - 1; j >= 0 && j > k-10; j-- {
				if m.items[j].class&(cRival|cThan) != 0 {
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

// plainShare: "the plants consume 3% of the electricity" says what is, not what was saved.
func (m *Miner) plainShare(c *Claim, q *quantity, f match) bool {
	if q.only || q.hedge == lessThan || c.Baseline != "" {
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
		if m.items[f.first].class&cTune != 0 && m.items[f.first].class&cUse == 0 {
			return true
		}
	case "data", "tokens":
	default:
		return false
	}
	if int(m.items[f.at].parts) > 1 {
		return true // "with only 1%, 5% and 10% of the labels"
	}
	return !q.only && q.hedge != lessThan && q.hedge != upTo && c.Baseline == ""
}

// sameAgain: the figure repeats the words of the one before it ("50 times smaller than A and 5 times smaller than B").
func (m *Miner) sameAgain(at int) bool {
	if len(m.spoken) == 0 || at == 0 || m.items[at-1].class&(cAnd|cComma) == 0 {
		return false
	}
	p := &m.spoken[len(m.spoken)-1]
	return p.match.cue == p.at+1 && m.items[p.match.cue].class&cThan != 0 && m.items[at+1].class == m.items[p.match.cue].class
}
