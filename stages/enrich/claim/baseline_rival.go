package claim

import "strings"

// Rivals: a sentence that beats or matches someone means its other figures against the same one: "outperforms Faiss while using
// 30% less memory", "cuts latency by 2x with an accuracy comparable to full attention".

// rival returns whom the sentence around the figure names beside it: the nearest before, else the nearest behind.
func (m *Miner) rival(r *Rule, part int, f match) string {
	lo, hi := min(f.first, f.at), max(f.last, f.at)
	if m.ofTheFull(r, part, f, lo) {
		return ""
	}
	for k := lo - 1; k >= 0 && k > lo-50 && !m.turns(k); k-- {
		if m.items[k].class&cClose != 0 {
			for open := k - 1; open >= 0 && open > k-40; open-- {
				if m.items[open].class&cOpen != 0 {
					k = open
					break
				}
			}
			continue
		}
		if s := m.rivalAt(k, part, f); s != "" {
			return s
		}
	}
	if m.wordAt(0, "unlike") && f.cue > f.at && m.items[f.cue].class&cAdjective != 0 { // "Unlike A, ours is 3x faster"
		return m.rivalFrom(1, part, f)
	}
	compares := f.cue > f.at && m.items[f.cue].class&cAdjective != 0 // "3x faster": than whom?
	for k := hi + 1; k < len(m.items)-1 && k < hi+50 && !m.turns(k); k++ {
		if c := m.items[k].class; c&cOpen != 0 {
			if shut := m.shut(k); shut > 0 {
				k = shut
			}
			continue
		} else if !compares && (c&cRival != 0 && c&cAdjective == 0 && m.beats(k) || m.wordAt(k, "over")) {
			if s := m.rivalAt(k, part, f); r.Sense == sharing && whole(s) || !m.wordAt(k, "over") && formerSelf(s) {
				return s // "10% of the data gains 2 points over the full set", "is 2x faster and even beats the original model"
			}
			continue // "cuts latency by 2x, outperforming Faiss": cut to half of its own
		}
		if s := m.rivalAt(k, part, f); s != "" && (compares || !m.oneOfMany(s)) {
			return s
		}
	}
	return ""
}

// whole: the phrase names what a share is of: "the full dataset", "full-data training".
func whole(s string) bool {
	for w := range strings.FieldsFuncSeq(s, func(r rune) bool { return r == ' ' || r == '-' }) {
		if w == "full" || w == "entire" || w == "whole" || w == "complete" {
			return true
		}
	}
	return false
}

// ofTheFull: a share is of what the same method takes in full, whose quality the sentence gives: "keeps 98% of the performance with
// 20% of the data".
func (m *Miner) ofTheFull(r *Rule, part int, f match, lo int) bool {
	if r.Sense != sharing {
		return false
	}
	for k := lo - 1; k > 0 && k > lo-24; k-- {
		if m.items[k].class&cQuantity == 0 || m.quantities[m.items[k].quantity].kind != percent || m.items[k+1].class&cOf == 0 {
			continue
		}
		for i := k + 2; i < lo && i < k+9 && (isNoun(m.items[i].class) || m.items[i].class&cOf != 0); i++ {
			if m.items[i].class&cQuality != 0 {
				return m.items[i+1].class&cOf == 0 && m.ofQuality(k+1, part, f) == ""
			}
		}
	}
	return false
}

// shut returns the item that closes the bracket at item k, or 0.
func (m *Miner) shut(k int) int {
	for i := k + 1; i < len(m.items)-1 && i < k+40; i++ {
		if m.items[i].class&cClose != 0 {
			return i
		}
	}
	return 0
}

// beats: the verb at item k is of winning, not of coming up to.
func (m *Miner) beats(k int) bool {
	for _, w := range [...]string{"outperform", "surpass", "exceed", "beat"} {
		if m.wordStarts(k, w) {
			for k > 0 && (m.items[k-1].class&cAdverb != 0 || m.wordAt(k-1, "still")) {
				k--
			}
			return k == 0 || !m.wordAt(k-1, "or") && !m.wordAt(k-1, "while") && m.items[k-1].class&cTo == 0 // but "matching or surpassing", "needs 2% of the data to surpass"
		}
	}
	return false
}

// oneOfMany: the phrase names the field, to which a quality is held but no saving: "state-of-the-art methods".
func (m *Miner) oneOfMany(s string) bool {
	s = strings.TrimPrefix(s, "the ")
	for _, w := range [...]string{"state-of-the-art", "state of the art", "sota", "existing", "prior", "previous", "current", "other", "recent", "competing", "leading"} {
		if len(s) >= len(w) && equalFold(s[:len(w)], w) {
			return true
		}
	}
	return false
}

// turns: at item k another statement begins.
func (m *Miner) turns(k int) bool {
	if m.items[k].class&cBreak != 0 {
		return m.items[k].kind == tokSemicolon || m.items[k].kind == tokStop
	}
	if m.wordAt(k, "but") { // "but prunes less", and not "but at half the memory", "but needs half the memory"
		return m.items[k+1].class&(cPreposition|cWith|cUse|cVerb|cAdverb|cQuantity|cBe|cDown|cFast) == 0
	}
	return m.wordAt(k, "whereas")
}

// rivalCues are the classes of what a comparison in other words begins with.
const rivalCues = cRival | cThan | cAs | cTo | cWith | cImprove | cMetric | cQuality | cOf | cHedge | cClause | cPreposition

// rivalAt returns the rival that the comparison at item k names: "outperforms A", "on par with A", "better than A", "gains over A",
// "comparable accuracy to A", "the same quality as A".
func (m *Miner) rivalAt(k, part int, f match) string {
	c := m.items[k].class
	if c&rivalCues == 0 && m.text[m.items[k].start]|0x20 != 'c' && m.text[m.items[k].start]|0x20 != 'r' { // neither "compare" nor "replace"
		return ""
	}
	switch {
	case c == cWord && m.wordAt(k, "compare"): // "we compare it with A and see …"
		for i := k + 1; i < k+8 && i < len(m.items)-2 && m.items[i].class&(cComma|cBreak|cClause) == 0; i++ {
			if cl := m.items[i].class; cl&(cWith|cTo) != 0 || m.wordAt(i, "against") {
				return m.rivalFrom(i+1, part, f)
			}
		}
	case c&cRival != 0:
		from := k + 1
		if m.items[from].class&cIn != 0 || m.likened(k) {
			return "" // "outperforms in most languages", "a codec similar to LZ77"
		}
		if m.wordAt(k, "comparable") || m.wordAt(k, "competitive") || m.wordAt(k, "similar") {
			for ; from < k+8 && (isNoun(m.items[from].class) || m.items[from].class&cAnd != 0 || m.wordAt(from, "results") || m.wordAt(from, "better") || m.wordAt(from, "superior")); from++ {
			}
			if c := m.items[from].class; c&(cTo|cWith|cThan) == 0 && (c&cAs == 0 || m.items[from+1].class&cDeterminer == 0) {
				return ""
			}
			from++
		} else if m.wordAt(k, "approaches") && m.items[from].class&cDeterminer == 0 {
			return "" // "existing approaches"
		}
		if m.wordAt(k, "performance of") && !m.reached(k) {
			return "" // "the performance of our model can be raised"
		}
		if m.items[k].hyphen && m.text[m.items[k].start-1] == '-' || k > 0 && m.wordStarts(k, "match") && !m.finite(k) {
			return ""
		}
		return m.rivalFrom(from, part, f)
	case c&cThan != 0:
		if m.contrasts(k) {
			if s := m.secondOf(k, part, f); s != "" {
				return s
			}
		}
		if m.comparing(k) || m.endsThan(k) || m.wordAt(k, "over") && m.gained(k) {
			return m.rivalFrom(k+1, part, f)
		}
	case c&cAs != 0: // "the same level of quality as A", "as accurate as A"
		for lo := k - 1; lo >= 0 && lo > k-6; lo-- {
			if m.wordAt(lo, "same") || m.wordAt(lo, "as") || m.wordIn(lo, "as") || m.wordAt(lo, "similar") && m.items[k+1].class&cDeterminer != 0 {
				return m.rivalFrom(k+1, part, f)
			}
			if !isNoun(m.items[lo].class) && m.items[lo].class&cOf == 0 {
				break
			}
		}
	case c&(cTo|cWith) != 0 && k > 0: // "performs comparably to A", "identical to A"
		if (c&cTo != 0 || m.another(k+1)) && m.items[k-1].class&cQuality != 0 && m.likeBefore(k-1) {
			return m.rivalFrom(k+1, part, f)
		}
		for _, w := range [...]string{"comparably", "competitively", "identical", "superior", "par", "close"} {
			if (m.wordAt(k-1, w) || w == "par" && k > 1 && m.items[k-1].class&cQuality != 0 && m.wordAt(k-2, w)) && (w != "close" || m.items[k+1].class&cDeterminer != 0) {
				return m.rivalFrom(k+1, part, f)
			}
		}
	case c&cImprove != 0 && m.text[m.items[k].end-1] != 'd' && (m.another(k+1) || m.wordAt(k+1, "on") && m.another(k+2)): // "improves the previous best by 2 points"
		if m.wordAt(k+1, "on") {
			k++
		}
		return m.rivalFrom(k+1, part, f)
	case c&cImprove != 0 && m.wordAt(k+1, "upon"): // "improves upon A", but "improves on the benchmark"
		if m.wordStarts(k, "improv") {
			return m.rivalFrom(k+2, part, f)
		}
	case c&(cMetric|cQuality) == cMetric && m.items[k+1].class&cOf != 0: // "half the memory of A"
		lo := k - 1
		if lo > 0 && m.items[lo].class&cDeterminer != 0 {
			lo--
		}
		if lo >= 0 && m.items[lo].class&cQuantity != 0 && m.quantities[m.items[lo].quantity].kind == share {
			return m.rivalFrom(k+2, part, f)
		}
	case c&cOf != 0 && m.another(k+1) && formerSelf(m.phraseFrom(k+1, part, f)) && m.upheld(k): // "preserves the output of the original model"
		return m.rivalFrom(k+1, part, f)
	case c&cHedge != 0 && m.wordAt(k, "close to") && m.items[k+1].class&cDeterminer != 0: // "accuracy close to the dense model"
		return m.rivalFrom(k+1, part, f)
	case c&cOf != 0 && k > 0 && (m.items[k-1].class&cQuantity != 0 || m.wordAt(k-1, "all") || m.wordAt(k-1, "most")): // "95% of A's accuracy"
		return m.ofQuality(k, part, f)
	case c&cQuality != 0 && m.items[k+1].class&cOf != 0: // "95% of the accuracy of A", "approximates the accuracy of A"
		if m.another(k+2) && m.upheld(k) {
			return m.rivalFrom(k+2, part, f)
		}
		if k > 0 && m.items[k-1].class&cQuantity != 0 && m.quantities[m.items[k-1].quantity].kind == percent { // "95% accuracy of A"
			return m.rivalFrom(k+2, part, f)
		}
		for lo := k - 1; lo > 0 && lo > k-6 && (lo > k-4 || isNoun(m.items[lo+1].class) || m.items[lo+1].class&cDeterminer != 0); lo-- {
			if m.items[lo].class&cOf != 0 && m.items[lo-1].class&cQuantity != 0 {
				return m.rivalFrom(k+2, part, f)
			}
		}
	}
	return m.replaced(k, part, f)
}

// likeBefore: the quality at item k is called as good as another: "similar recall", "competitive or better recall".
func (m *Miner) likeBefore(k int) bool {
	for lo := k - 1; lo >= 0 && lo > k-5 && m.items[lo].class&(cComma|cBreak|cClause|cVerb|cPreposition) == 0; lo-- {
		if m.wordAt(lo, "similar") || m.wordAt(lo, "competitive") {
			return true
		}
	}
	return false
}

// likened: "similar to" at item k tells what a thing before it is like: "a codec similar to LZ77".
func (m *Miner) likened(k int) bool {
	if k == 0 || !m.wordAt(k, "similar to") && !m.wordAt(k, "akin to") && !m.wordAt(k, "equivalent to") {
		return false
	}
	it := &m.items[k-1]
	return isNoun(it.class) && it.class&(cQuality|cMetric|cAdverb) == 0 && !m.wordAt(k-1, "results") && !strings.HasSuffix(m.text[:it.end], "ly")
}

// upheld: the quality at item k is the object of what comes up to it, keeps it or raises it: "approximates the accuracy".
func (m *Miner) upheld(k int) bool {
	lo := k - 1
	for lo > 0 && lo > k-5 && (isNoun(m.items[lo].class) || m.items[lo].class&(cDeterminer|cAdverb) != 0) && !m.upholds(lo) {
		lo--
	}
	return lo >= 0 && m.upholds(lo)
}

func (m *Miner) upholds(k int) bool {
	return m.keeping(k) || m.wordStarts(k, "approximat") || m.wordStarts(k, "approach") || m.wordStarts(k, "reproduc") || m.wordStarts(k, "inherit") || m.wordStarts(k, "improv") ||
		m.wordStarts(k, "achiev") || m.wordStarts(k, "attain") || m.wordStarts(k, "reach")
}

// finite: the form of "match" at item k is a verb with an object: not "exact match scores", "one-to-one matching", "at matched size".
func (m *Miner) finite(k int) bool {
	prev := &m.items[k-1]
	if m.wordAt(k, "match") || m.wordAt(k, "matches") {
		return !m.capital(&m.items[k]) && prev.class&cDeterminer == 0
	}
	w := m.text[prev.start:prev.end]
	return !prev.hyphen && (!isNoun(prev.class) || prev.class&(cAdverb|cHedge) != 0 || m.wordAt(k, "matched") || strings.HasSuffix(w, "ly")) && !m.wordAt(k-1, "at")
}

// reached: before "the performance of" at item k stands what reaches it or a share of it, and no comma: it is no subject.
func (m *Miner) reached(k int) bool {
	lo := k - 1
	for lo >= 0 && lo > k-4 && (isNoun(m.items[lo].class) || m.items[lo].class&(cDeterminer|cAdverb) != 0) {
		lo--
	}
	return lo >= 0 && m.items[lo].class&(cComma|cClause|cIn|cAnd|cBreak) == 0 || m.wordStarts(max(lo, 0)+1, "approach")
}

// endsThan: the comparison at item k is "than", "better than", "versus".
func (m *Miner) endsThan(k int) bool {
	it := &m.items[k]
	w := m.text[it.start:it.end]
	return len(w) > 3 && equalFold(w[len(w)-4:], "than") || equalFold(w, "versus") || equalFold(w, "vs") || equalFold(w, "against") && k > 0 && (m.items[k-1].class&cComma != 0 || m.wordAt(k-1, "evaluated") || m.wordAt(k-1, "benchmarked"))
}

// gained: a gain stands before the "over" at item k.
func (m *Miner) gained(k int) bool {
	for lo := k - 1; lo >= 0 && lo > k-16; lo-- {
		if c := m.items[lo].class; c&(cImprove|cUp|cDown|cFast) != 0 || m.oneOf(lo, gainWords[:]) {
			return true
		} else if c&(cComma|cBreak|cClause) != 0 {
			break
		}
	}
	return false
}

var gainWords = [...]string{"advantage", "advantages", "gain", "gains", "benefit", "benefits", "superiority", "efficacy", "dominance", "improvement", "improvements"}

// rivalFrom reads who is named from item k on, without "performance" behind it.
func (m *Miner) rivalFrom(k, part int, f match) string {
	if k+1 >= len(m.items) || m.items[k].kind == tokNumber && !m.capitals(k+1) && (m.items[k+1].class&cScale == 0 || m.wordAt(k+1, "k")) || m.items[k].class&cQuantity != 0 || m.wordAt(k, "our") && !m.another(k) {
		return ""
	}
	if m.items[k-1].class&cThan != 0 && !m.comparedTo(k-1) {
		return ""
	}
	if m.wordAt(k, "human") && (m.items[k+1].class&cQuality != 0 || m.items[k+1].hyphen) {
		return "" // "human performance", "human-level play" are goals
	}
	if s := m.possessed(k); s != "" {
		return s
	}
	s := m.phraseFrom(k, part, f)
	for _, w := range [...]string{" performance", " accuracy", " quality", " results", " performances", " accuracies", " levels", " level"} {
		if rest, ok := strings.CutSuffix(s, w); ok {
			bare := strings.TrimPrefix(rest, "the ")
			if former[bare] && !strings.HasPrefix(bare, "base") || m.oneOfMany(bare) && !strings.Contains(bare, " ") {
				return "" // "the original accuracy", "state-of-the-art performance"
			}
			if strings.Contains(rest, " ") || rest[0] < 'a' || rest[0] > 'z' || strings.HasPrefix(rest, "baseline") {
				return strings.TrimSuffix(strings.TrimSuffix(rest, "'s"), "’s")
			}
			break // "full-study performance"
		}
	}
	return s
}
