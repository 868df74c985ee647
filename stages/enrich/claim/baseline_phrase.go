package claim

import "strings"

// The words of a baseline: where its noun phrase begins and ends, and which member of a list of rivals a figure means.

// baselineStops end the noun phrase of a baseline; "of" goes on ("a dense model of the same width").
const baselineStops = cIn | cComma | cBreak | cOpen | cClose | cQuantity | cVerb | cClause | cBy | cWith | cThan | cDown | cUp | cFast | cHedge

// phraseFrom returns the rival named from item k on, without "with", "that of" and the like. Of a list that has as many members as the
// figure ("2x and 3x faster than A and B, respectively") it returns the one of the figure's part, else the whole list.
func (m *Miner) phraseFrom(k, part int, f match) string {
	k = m.phraseHead(k)
	var members [8][2]int
	n := 0
	for lo := k; n < len(members); {
		hi := m.nounPhrase(lo)
		if hi == lo {
			break
		}
		members[n] = [2]int{lo, hi}
		n++
		if lo = m.nextMember(hi, int(m.items[f.at].parts)); lo == 0 {
			break
		}
	}
	if n == 0 {
		return ""
	}
	if end := &m.items[members[n-1][1]]; n > 1 && m.items[members[0][1]].class&(cComma|cOpen) != 0 && end.class&(cVerb|cUse|cDown|cUp|cImprove|cBe) != 0 && end.class&(cPreposition|cAdjective) == 0 {
		n = 1 // "compared to Orca, Faiss and Annoy need"
	}
	lo, hi := members[0][0], members[n-1][1]
	if parts := int(m.items[f.at].parts); parts > 1 && f.nmetrics < 2 && n >= parts {
		lo, hi = members[part][0], members[part][1]
	}
	return m.phraseText(lo, hi)
}

// phraseText is the text of items lo to hi without what trails, or "" where it names nobody.
func (m *Miner) phraseText(lo, hi int) string {
	if m.wordAt(lo, "both") && hi > lo+1 {
		lo++
	}
	for hi > lo && m.trails(hi-1, lo) {
		hi--
	}
	if hi <= lo || m.noName(lo, hi) {
		return ""
	}
	s := m.text[m.items[lo].start : m.items[hi-1].end+m.year(hi-1)]
	for _, tail := range [...]string{"'s", "’s"} {
		s = strings.TrimSuffix(s, tail)
	}
	return s
}

// year returns the bytes of what follows an "et al" at item k: ". (2024)".
func (m *Miner) year(k int) int32 {
	rest := m.text[m.items[k].end:m.hi]
	if !m.wordAt(k, "al") || len(rest) == 0 || rest[0] != '.' {
		return 0
	}
	if len(rest) > 8 && rest[1:3] == " (" && rest[7] == ')' {
		return 8
	}
	return 1
}

// trails: the last item of a phrase is no part of it: "respectively", "than Faiss and a", "the model trained", but "from scratch".
func (m *Miner) trails(k, lo int) bool {
	it := &m.items[k]
	w := m.text[it.start:it.end]
	switch {
	case it.class&(cAnd|cOf|cWith) != 0, m.wordAt(k, "based on"):
		return true
	case it.class&cDeterminer != 0:
		return k > lo
	case k > lo && it.kind == tokNumber && m.items[k-1].class&cOf != 0: // "the state of the art of 82"
		return true
	case it.class&cAdverb != 0 && !it.hyphen:
		return strings.HasSuffix(w, "ly") || w == "further" || w == "also" || w == "even" || w == "well"
	case k > lo && it.class&(cMetric|cQuality) == 0 && len(w) > 5 && strings.HasSuffix(w, "ly") && m.items[k-1].class&(cDeterminer|cAdverb) == 0:
		return w != "family" && w != "assembly" && w != "anomaly" && w != "supply" && w != "butterfly"
	case k > lo && m.text[it.end-1] == 'd' && m.items[k-1].class&(cDeterminer|cAdverb) == 0:
		return loose[w] && !it.hyphen // "the compute used (by …)"
	}
	return false
}

// loose are the participles that tell nothing of the rival behind which they stand: "the data required for …".
var loose = map[string]bool{"required": true, "needed": true, "used": true, "trained": true, "reported": true, "presented": true, "obtained": true,
	"achieved": true, "proposed": true, "tested": true, "considered": true, "evaluated": true, "measured": true, "developed": true, "based": true, "accelerated": true}

// phraseHead passes over what stands before the rival: "with", "that of", "those trained with", "required by", "the latency of".
func (m *Miner) phraseHead(k int) int {
	if k+3 < len(m.items) && m.items[k].class&cDeterminer != 0 && m.items[k+1].kind == tokNumber { // "the 30M needed for"
		i := k + 2
		if m.items[i].class&(cScale|cUnit) != 0 {
			i++
		}
		if m.wordAt(i, "required") || m.wordAt(i, "needed") || m.wordAt(i, "used") {
			k = i
		}
	}
	for end := len(m.items) - 1; k < end; k++ {
		c := m.items[k].class
		switch {
		case c&(cWith|cOf|cIn) != 0, c&cQuantity != 0 && m.items[k+1].class&cIn != 0, m.wordAt(k, "using"), m.wordAt(k, "only"), m.wordAt(k, "some"):
		case m.wordAt(k, "that"), m.wordAt(k, "those"), m.wordAt(k, "ones"), m.wordAt(k, "the") && (m.wordAt(k+1, "one") || m.wordAt(k+1, "ones")), m.wordAt(k, "required") || m.wordAt(k, "needed") || m.wordAt(k, "used"):
			if next := k + 1; next+1 < end && m.items[next].class&cPreposition == 0 && strings.HasSuffix(m.text[m.items[next].start:m.items[next].end], "ed") {
				k = next
			}
			if c := m.items[k+1].class; c&cPreposition != 0 && c&cThan == 0 && k+1 < end {
				k++
			}
		case m.wordAt(k, "always"), m.wordAt(k, "solely"), m.wordAt(k, "simply"):
		default:
			for i := k; i < k+5 && i < end && (isNoun(m.items[i].class) || m.items[i].class&cRival != 0); i++ {
				if m.wordAt(i, "performance of") {
					return i + 1
				} // "the latency of", "the overall accuracy of"
				if m.items[i].class&(cMetric|cQuality) != 0 && m.items[i+1].class&cOf != 0 {
					return i + 2
				}
				if m.items[i].class&cQuality != 0 && i+2 < end && m.items[i+2].class&cBy != 0 && (m.wordAt(i+1, "achieved") || m.wordAt(i+1, "obtained") || m.wordAt(i+1, "reached")) {
					return i + 3 // "the quality achieved by"
				}
			}
			return k
		}
	}
	return k
}

// nounPhrase returns the end of the noun phrase at item lo.
func (m *Miner) nounPhrase(lo int) int {
	k := lo
	for ; k < len(m.items)-1 && k < lo+14; k++ {
		c := m.items[k].class
		if m.hangs(k) {
			k++
			continue
		}
		if k > lo && m.breaksOff(k) {
			break
		}
		if c&(cAnd|cComma) != 0 {
			break
		}
		if c&cQuantity != 0 && k == lo+1 && m.items[lo].class&cDeterminer != 0 && former[m.text[m.items[k+1].start:m.items[k+1].end]] { // "the 61% baseline"
			continue
		}
		if c&cOpen != 0 { // "graphic processors (GPU) of the same price"
			if shut := m.bracketEnd(k); shut > 0 && shut+1 < len(m.items)-1 && isNoun(m.items[shut+1].class) && m.items[shut+1].class&cAdverb == 0 && !m.verbLike(shut+1) {
				k = shut
				continue
			}
			break
		}
		if c&baselineStops == 0 && (c&cPreposition == 0 || c&cOf != 0) || c&cTraining != 0 || m.items[k].hyphen || m.items[k+1].hyphen || m.nounInside(k, lo) {
			continue
		}
		break
	}
	return m.phraseTail(lo, k)
}

// breaksOff: the word at item k is none of a noun phrase, though its classes allow it: "than Faiss we …", "baselines–achieving", "the
// best encoder 0.3 dB", "than encoders outperform them".
func (m *Miner) breaksOff(k int) bool {
	it := &m.items[k]
	w := m.text[it.start:it.end]
	switch {
	case nobody[w] && (w == "it" || w == "them" || w == "they"), w == "we", w == "whilst":
		return true
	case it.hyphen:
		return it.class&cClause != 0 || strings.HasSuffix(w, "ing") && strings.HasSuffix(m.text[:it.start], "–") || strings.HasSuffix(m.text[:it.start], "—")
	case it.kind == tokNumber:
		next := &m.items[k+1]
		return next.class&cUnit != 0 && next.class&cScale == 0 || m.wordAt(k+1, "dB")
	case it.class&cRival != 0:
		return m.wordStarts(k, "outperform") || m.wordStarts(k, "surpass") || m.wordStarts(k, "exceed") || m.wordStarts(k, "beat")
	}
	return false
}

// hangs: the hyphen at item k and the "and" behind it join a stub to its word: "image- and text-based retrieval".
func (m *Miner) hangs(k int) bool {
	it := &m.items[k]
	return it.kind == tokDash && it.glued && k+2 < len(m.items) && m.items[k+1].class&cAnd != 0
}

// bracketEnd returns the item that closes the short bracket at item k, or 0.
func (m *Miner) bracketEnd(k int) int {
	for i := k + 1; i < len(m.items)-1 && i < k+6; i++ {
		if c := m.items[i].class; c&cClose != 0 {
			return i
		} else if c&cQuantity != 0 {
			return 0
		}
	}
	return 0
}

// phraseTail goes on behind the noun phrase of items lo to k where the rest tells which one is meant: "an encoder trained on the
// full corpus", "systems built on Spark", "training a model from scratch", "pipelines using two stages", "methods such as A and B".
func (m *Miner) phraseTail(lo, k int) int {
	if k <= lo || k >= len(m.items)-2 {
		return k
	}
	head := lo
	if k > lo+1 && strings.HasSuffix(m.text[m.items[lo].start:m.items[lo].end], "ly") {
		head++ // "directly sampling with"
	}
	last, next := m.text[m.items[k-1].start:m.items[k-1].end], k+1
	if k > lo+2 && strings.HasSuffix(last, "ly") { // "trained entirely on"
		last = m.text[m.items[k-2].start:m.items[k-2].end]
	}
	switch {
	case m.wordAt(k, "such as"), m.wordAt(k, "like"):
		if !m.capital(&m.items[next]) || m.items[next].kind != tokWord {
			return k
		}
		return m.names(next)
	case m.items[k-1].class&(cModel|cUse) != 0 && m.wordAt(k, "using"), strings.HasSuffix(last, "s") && last[0] >= 'a' && last[0] <= 'z' && m.wordAt(k, "using"):
		if it := &m.items[next]; it.kind == tokNumber || it.class&(cQuantity|cOnly|cDeterminer|cMetric|cHedge) != 0 || m.slight(next) {
			return k
		}
	case m.wordAt(k, "that") && (k == lo+1 || k == lo+2 && m.items[lo].class&cDeterminer != 0) && (bare[last] || bare[last+"s"]):
		return m.clauseEnd(next) // "a model that is tuned with labels"
	case m.wordAt(k, "based on"):
	case m.wordAt(k, "with") && m.equipped(k):
	case k == lo+1 && bare[last] && (m.wordAt(k, "with") || m.wordAt(k, "using")):
		if m.items[next].class&(cQuantity|cOnly|cHedge) != 0 || m.items[next].kind == tokNumber {
			return k
		}
	case (m.wordAt(k, "by") || m.wordAt(k, "as") || m.wordAt(k, "to")) && !fitted[last] && k > lo+1 && (strings.HasSuffix(last, "ed") || strings.HasSuffix(last, "able") || last == "relative"):
		return k - 1 // "the codec standardized by", "examples amenable to"
	case k <= head+2 && !m.capital(&m.items[head]) && m.items[next].class&cAdverb == 0 && strings.HasSuffix(m.text[m.items[head].start:m.items[head].end], "ing") && (k == head+1 || strings.HasSuffix(last, "ly")) && (m.wordAt(k, "on") || m.wordAt(k, "with") || m.wordAt(k, "from")):
		if m.items[next].class&cQuantity != 0 { // "training with 100% of the data"
			if next++; m.items[next].class&cOf != 0 {
				next++
			}
		}
	case (fitted[last] && k > lo+1 || strings.HasSuffix(m.text[m.items[lo].start:m.items[lo].end], "ing") && k < lo+7) && (m.wordAt(k, "on") || m.wordAt(k, "with") || m.wordAt(k, "from") || fitted[last] && (m.wordAt(k, "for") || m.wordAt(k, "using") || m.wordAt(k, "by"))):
		if !fitted[last] && (m.items[lo].class&(cTraining|cTune|cUse|cVerb) == 0 || m.items[next].kind == tokNumber || strings.HasSuffix(m.text[:m.items[k-1].end], "ly")) {
			return k
		}
		for next < len(m.items)-2 && m.items[next].class&(cOnly|cHedge|cAdverb) != 0 {
			next++
		}
		if m.items[next].class&cQuantity != 0 {
			next++
		}
	default:
		return k
	}
	to := next
	for to < len(m.items)-1 && to < next+8 && (isNoun(m.items[to].class) || m.nounInside(to, next)) {
		to++
	}
	if to == next {
		return k
	}
	if w := m.text[m.items[to-1].start:m.items[to-1].end]; strings.HasSuffix(w, "illions") && m.items[to].class&cOf != 0 && isNoun(m.items[to+1].class) {
		return to + 2 // "trained on trillions of tokens"
	}
	return to
}

// clauseEnd returns the end of the short relative clause at item k.
func (m *Miner) clauseEnd(k int) int {
	lo := k
	for k < len(m.items)-1 && k < lo+9 && m.items[k].class&(cComma|cBreak|cClause|cQuantity|cOpen|cAnd|cThan) == 0 {
		k++
	}
	return k
}

// equipped: the "with" at item k tells what the rival before it has or runs on, not how well it does: "operation with fully
// open valves", "decoding with FP16 caches".
func (m *Miner) equipped(k int) bool {
	if m.capital(&m.items[k-1]) || !isNoun(m.items[k-1].class) || m.items[k-1].class&cQuality != 0 {
		return false
	}
	named, hi := false, k+1
	for ; hi < len(m.items)-1 && hi < k+9; hi++ {
		it := &m.items[hi]
		if !isNoun(it.class) && !m.nounInside(hi, k+1) {
			break
		}
		if w := m.text[it.start:it.end]; it.class&(cQuality|cQuantity|cDeterminer|cHedge|cOnly) != 0 || it.kind == tokNumber || nobody[w] && w != "fully" || m.slight(hi) || evenly[w] {
			return false
		}
		named = named || it.kind == tokWord && m.capital(it)
		if it.class&cMetric != 0 && !named && !m.wholeAt(k+1) {
			return false
		}
	}
	return hi > k+1 && m.items[hi].class&(cUse|cThan|cTo|cAs|changeClasses|cQuantity) == 0
}

// evenly are the words behind "with" that compare.
var evenly = map[string]bool{"similar": true, "comparable": true, "equal": true, "matched": true, "identical": true, "better": true, "equivalent": true,
	"higher": true, "lower": true, "same": true, "competitive": true, "better-than": true, "marginal": true, "superior": true, "improved": true}

// bare are the words for a rival that say nothing alone.
var bare = map[string]bool{"models": true, "methods": true, "approaches": true, "systems": true, "networks": true, "values": true, "metrics": true, "process": true, "consumption": true}

// fitted are the participles that a preposition joins to what made the rival.
var fitted = map[string]bool{"trained": true, "pretrained": true, "built": true, "tuned": true, "finetuned": true, "based": true, "equipped": true, "derived": true, "distilled": true, "learned": true}

// names returns the end of the list of names at item k.
func (m *Miner) names(k int) int {
	end := k
	for k < len(m.items)-1 {
		lo := k
		for k < len(m.items)-1 && k < lo+4 && isNoun(m.items[k].class) && m.items[k].class&cAdverb == 0 {
			k++
		}
		if k == lo || !m.capital(&m.items[lo]) || m.items[lo].kind != tokWord {
			return end
		}
		end = k
		if k = m.nextMember(end, 1); k == 0 {
			return end
		}
	}
	return end
}

// nextMember returns where the member behind item k of a list of rivals begins, or 0: behind "and", and behind a comma where the
// list has names, or a part of the figure for each.
func (m *Miner) nextMember(k, parts int) int {
	if m.items[k].class&cOpen != 0 {
		shut := m.bracketEnd(k)
		if shut == 0 {
			return 0
		}
		k = shut + 1
	}
	if k >= len(m.items)-2 {
		return 0
	}
	next := k + 1
	switch {
	case m.wordAt(k, "and"), m.wordAt(k, "or"), m.wordAt(k, "as well as"):
	case m.items[k].class&cComma != 0 && (m.wordAt(next, "and") || m.wordAt(next, "or")) && (parts > 2 || m.capital(&m.items[next+1]) && m.capital(&m.items[k-1])):
		next++
	case m.items[k].class&cComma != 0 && (parts > 2 || m.listOfNames(k)):
	default:
		return 0
	}
	if it := &m.items[next]; it.kind == tokNumber && !m.capitals(next+1) || !isNoun(it.class) || it.class&cAdverb != 0 || m.verbLike(next) || nobody[m.text[it.start:it.end]] && !isNoun(m.items[next+1].class) {
		return 0
	}
	return next
}

// listOfNames: the comma at item k stands in a list of names with an "and" at its end.
func (m *Miner) listOfNames(k int) bool {
	for i := k + 1; i < len(m.items)-1 && i < k+16; {
		if !m.capital(&m.items[i]) || m.items[i].kind != tokWord {
			return false
		}
		lo := i
		for i < len(m.items)-1 && i < lo+4 && isNoun(m.items[i].class) {
			i++
		}
		switch {
		case i == lo:
			return false
		case m.wordAt(i, "and"), m.wordAt(i, "or"):
			return true
		case m.items[i].class&cComma == 0:
			return false
		case m.wordAt(i+1, "and"), m.wordAt(i+1, "or"):
			return true
		}
		i++
	}
	return false
}

// noName: items lo to k name nobody: a lone determiner, cut off by what follows it, a mere size ("15B"), a pronoun, a bare adjective.
func (m *Miner) noName(lo, k int) bool {
	it := &m.items[lo]
	if it.kind == tokMore || it.kind == tokLess {
		return true
	}
	if k-lo == 1 && it.class&(cMetric|cTraining|cInference) == cMetric && m.lex.entries[it.entry].words < 2 && !m.wordStarts(lo, "gpu") {
		return true // "6% of FLOPs"
	}
	if n := m.items[min(lo+2, k)].class; it.kind == tokNumber && k-lo == 3 && m.items[lo+1].class&cScale != 0 && n&cMetric != 0 {
		return true // "1B parameters"
	}
	if it.kind == tokNumber && k-lo <= 2 {
		return k-lo == 1 || m.items[lo+1].class&(cScale|cUnit) != 0 && !m.capitals(lo+1)
	}
	if w := m.text[it.start:it.end]; k-lo == 1 && (bare[w] || former[w] && !strings.HasPrefix(w, "base") && !strings.HasPrefix(w, "un") && w != "teacher") || k-lo > 1 && m.wordAt(lo+1, "total") {
		return true // "existing", "the total latency"
	}
	for ; lo < k; lo++ {
		it := &m.items[lo]
		if it.class&(cDeterminer|cAdverb) != 0 && !it.hyphen || it.class&(cMetric|cQuality) != 0 && it.class&(cTraining|cInference) == 0 && !m.capital(it) && m.lex.entries[it.entry].words < 2 && (lo == 0 || !nobody[m.text[m.items[lo-1].start:m.items[lo-1].end]]) || nobody[m.text[it.start:it.end]] {
			continue
		}
		return false
	}
	return true
}

// nobody are the words that alone name no rival.
var nobody = map[string]bool{"it": true, "them": true, "they": true, "itself": true, "themselves": true, "others": true, "other": true, "one": true, "ones": true, "ours": true,
	"us": true, "previous": true, "previously": true, "prior": true, "current": true, "existing": true, "traditional": true, "conventional": true, "recent": true,
	"latest": true, "before": true, "time": true, "best": true, "fully": true, "always": true, "seen": true, "equal": true, "greater": true, "necessary": true, "real-time": true, "usual": true, "union": true, "many": true, "several": true, "most": true, "much": true, "some": true, "more": true}

// capitals: the word at item k is glued to the number before it and begins a name: "3DMAC", "4DGS".
func (m *Miner) capitals(k int) bool {
	it := &m.items[k]
	if !it.glued || it.kind != tokWord || it.end-it.start < 2 || it.class&(cUnit|cScale) != 0 {
		return false
	}
	second := m.text[it.start+1]
	return second >= 'A' && second <= 'Z' && !strings.HasSuffix(m.text[it.start:it.end], "Bs") // "10MBs"
}

// nounInside: the word of change or the participle at item k is the middle of a noun phrase: "learned compression baselines".
func (m *Miner) nounInside(k, lo int) bool {
	c, next := m.items[k].class, m.items[k+1].class
	if c&(cComma|cBreak|cQuantity|cOpen|cClose|cClause|cThan) != 0 || c&cPreposition != 0 || !isNoun(next) && !m.wordAt(k+1, "approaches") && (k+2 >= len(m.items) || !m.items[k+2].hyphen) || next&cDeterminer != 0 {
		return false
	}
	w := m.text[m.items[k].start:m.items[k].end]
	led := k == lo || m.items[k-1].class&(cDeterminer|cAdverb) != 0 || nobody[m.text[m.items[k-1].start:m.items[k-1].end]]
	switch {
	case w == "leading", w == "competing", strings.HasSuffix(w, "ed"):
		return led && (k > lo || next&(cMetric|cQuality) == 0) // "the leading approach", "a compressed index", "previously proposed solvers"
	case c&cAdjective != 0 && c&(cUp|cDown|cFast|cImprove) != 0:
		return led // "the larger models"
	case k == lo || c&cAdjective != 0 || m.items[k+1].kind != tokWord:
		return false
	}
	return c&(cNounForm|cVerbForm) == cNounForm || c&cVerbForm != 0 && next == cWord && strings.HasSuffix(w, "ing") && w != "using"
}

// verbLike: a small word in -s with more behind it is a verb: "… and agrees with", "… and localizes objects".
func (m *Miner) verbLike(k int) bool {
	it := &m.items[k]
	if it.kind != tokWord || it.entry != 0 && it.class&cFits == 0 || it.end-it.start < 4 {
		return false
	}
	w := m.text[it.start:it.end]
	if w[len(w)-1] != 's' || w[len(w)-2] == 's' || w[0] < 'a' || w[0] > 'z' {
		return false
	}
	next := &m.items[k+1]
	return next.kind == tokWord && next.class&(cAnd|cClause|cVerb) == 0 && next.class != 0
}
