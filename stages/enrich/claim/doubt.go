package claim

import "strings"

// Doubts: figures that a rule reads as it should and that are no efficiency of ours all the same, for what a word beside them says.

// doubtful tells of one reading of a figure, that of the k-th metric of the match, what none of the rules can see.
func (m *Miner) doubtful(r *Rule, rd reading, f match, k int) bool {
	ref := f.metrics[k]
	if ref.item >= 0 && rd.metric == mSpeed && m.lasting(ref.item) {
		return true
	}
	if rd.worse {
		switch {
		case r.Sense == sharing && k > 0:
			return true // "half the data and a compression ratio …": what is saved is no rate
		case m.growsAt(f.at-1) && m.wordAt(f.at+1, "faster"):
			return true
		case rd.metric == mCost && ref.item >= 0 && (m.wordAt(ref.item, "price") || m.wordAt(ref.item, "bill") || m.wordAt(ref.item, "bills")):
			return true // prices that rise are the world's
		case rd.metric == mSize && f.cue >= 0 && f.cue < f.at && (m.wordStarts(f.cue, "expand") || m.wordStarts(f.cue, "enlarg") || m.wordStarts(f.cue, "extend")):
			return true // "expands the codebook size by 8x" praises it
		case ref.item > 0 && f.cue >= 0 && m.items[f.cue].class&cUp != 0 && m.wordAt(ref.item-1, "effective"):
			return true // "raises the number of effective updates by 48%"
		case (rd.metric == mTokens || rd.metric == mCost || rd.metric == mData) && f.rule == "q-fewer-m" && m.holds(min(f.first, f.at)-1):
			return true // "the corpus contains 4x more tokens than …"
		}
		return false
	}
	switch {
	case rd.metric == mEnergy && ref.item >= 0 && f.cue >= 0 && m.items[f.cue].class&(cImprove|cUp) != 0 && m.wordAt(ref.item, "power"):
		return m.ofTests() // the power of a test
	case ref.item >= 0 && f.cue >= 0 && m.items[f.cue].class&cImprove != 0 && m.oneOf(ref.item, testedWords[:]):
		return true // "a 3x improvement in cross-domain evaluations"
	case f.rule == "q-faster" && m.growsAt(f.first-1):
		return true // what grows faster is not made faster
	case rd.metric == mCapacity && m.ofDataset(f):
		return true // "20x longer horizons than other datasets"
	case rd.metric == mSize && ref.item >= 0 && f.cue >= 0 && m.items[f.cue].class&cImprove != 0 && (m.wordAt(ref.item, "index") || m.wordAt(ref.item, "indices")):
		return true // "improves the concordance index by 10%"
	case rd.metric == mSpeed && ref.item >= 0 && f.cue >= 0 && m.wordAt(f.cue, "better") && m.wordEnds(ref.item, "onvergence"):
		return true // "300% better convergence" does not say where to
	case r.Sense == pairing && (rd.metric == mData || rd.metric == mTokens) && m.text[m.quantities[m.items[f.at].quantity].end-1] == '%':
		return true // "invalid data from 50% to 7%"
	case (rd.metric == mData || rd.metric == mTokens || rd.metric == mCost || rd.metric == mCommunication) && ref.item > 0 && m.badBefore(ref.item):
		return true // "40% fewer incorrect queries"
	case f.rule == "reduce-m-to-q" && ref.item > 0 && m.wordAt(ref.item-1, "available"):
		return true // "reduces the available data to 6%" is no saving
	case r.Sense == pairing && ref.item >= 0 && m.quantities[m.items[f.at].quantity].bare && m.wordAt(ref.item, "index"):
		return true // "the Rand index from 3 to 2"
	case rd.metric == mLatency && ref.item >= 0 && m.wordHas(ref.item, "cold") && m.wordEnds(ref.item, "start"):
		return f.cue >= 0 && m.items[f.cue].class&cImprove != 0 // "gains of 14% in cold start" are of quality
	}
	return false
}

// holds: the verb at item k tells what a collection holds: "features 5x more queries".
func (m *Miner) holds(k int) bool {
	for k > 0 && m.items[k].class&(cHedge|cAdverb|cOnly) != 0 {
		k--
	}
	if k < 0 {
		return false
	}
	for _, stem := range [...]string{"contain", "featur", "compris", "includ", "cover", "collect"} {
		if m.wordStarts(k, stem) {
			return true
		}
	}
	return false
}

// ofTests: the paper is about statistical tests, whose power is none of energy.
func (m *Miner) ofTests() bool {
	for _, w := range [...]string{"hypothes", "Type I", "type I", "statistical", "watermark", "likelihood ratio", "test statistic"} {
		if strings.Contains(m.title, w) || strings.Contains(m.abs, w) {
			return true
		}
	}
	return false
}

// apart: of two figures for a quality and a metric, "improves accuracy and speed by 12% and 91%", the one at part p is the quality's.
func (m *Miner) apart(f match, p int) bool {
	if m.items[f.at].parts != 2 || f.nmetrics != 1 || f.cue < 0 || f.cue > f.at || m.items[f.last+1].class&(cPreposition|cIn) != 0 {
		return false
	}
	at := f.metrics[0].item
	if at < 0 || at > f.at {
		return false
	}
	k := at
	for k > 0 && m.nounAt(k-1) {
		k--
	}
	if k > 1 && m.items[k-1].class&cAnd != 0 && m.items[k-2].class&cQuality != 0 && m.changeBefore(k-2) {
		return p == 0
	}
	if m.items[at+1].class&cAnd != 0 {
		for k = at + 2; m.nounAt(k) && m.items[k].class&cQuality == 0; k++ {
		}
		if m.items[k].class&cQuality != 0 && m.items[k+1].class&cBy != 0 {
			return p == 1
		}
	}
	return false
}

// changeBefore: the noun phrase that ends at item k is the object of a verb of change.
func (m *Miner) changeBefore(k int) bool {
	for k > 0 && (m.nounAt(k) || m.items[k].class&cOf != 0) {
		k--
	}
	return m.items[k].class&(cDown|cUp|cImprove) != 0 && m.items[k].class&cVerbForm != 0
}

// ofDataset: what is smaller is a dataset, for so is what it is compared with: "30% smaller than the best dataset".
func (m *Miner) ofDataset(f match) bool {
	k := f.last + 1
	if m.items[f.last].class&cThan == 0 {
		if m.items[k].class&cThan == 0 {
			return false
		}
		k++
	}
	for m.nounAt(k) {
		k++
	}
	return m.oneOf(k-1, datasetWords[:])
}

var datasetWords = [...]string{"dataset", "datasets", "corpus", "corpora", "training set", "training sets"}

// namesSizes: "1/4-step sampling" is sampling in one step and in four.
func (m *Miner) namesSizes(at int) bool {
	q := &m.quantities[m.items[at].quantity]
	return q.kind == share && int(q.end) < len(m.text) && m.text[q.end] == '-' && strings.IndexByte(m.text[q.start:q.end], '/') >= 0
}

// savedBefore: the figure is the second of a list that a noun of less governs: "a reduction of 2x resources and 3x power".
func (m *Miner) savedBefore(f match) bool {
	if f.rule != "q-m-than" || f.at < 3 || m.items[f.at-1].class&(cAnd|cComma) == 0 {
		return false
	}
	for k := f.at - 2; k > 0 && k > f.at-10 && m.items[k].class&(cBreak|cClause|cVerbForm) != cVerbForm; k-- {
		if c := m.items[k].class; c&(cDown|cNounForm) == cDown|cNounForm && m.items[k+1].class&cOf != 0 {
			return true
		}
	}
	return false
}

// asTask: behind "in" stands what is done, not what is used: "by 46% in identifying eligible trials".
func (m *Miner) asTask(f match) bool {
	at := f.metrics[0].item
	if mt := f.metrics[0].metric; at < 0 || mt != mCost && mt != mData {
		return false
	}
	k := at
	for k > f.at && m.items[k-1].class&cIn == 0 {
		k--
	}
	w := m.text[m.items[k].start:m.items[k].end]
	return k > f.at && k < at && m.items[k].entry == 0 && strings.HasSuffix(w, "ing")
}

// valueTold: between the metric and the figure stands how much it is.
func (m *Miner) valueTold(f match) bool {
	for k := f.metrics[0].item + 1; k < f.at; k++ {
		if m.items[k].kind == tokNumber {
			return true
		}
	}
	return false
}

// poorly: before item at something is said to fail, and the share is when it does: "even worse than probing when trained on 1% of".
func (m *Miner) poorly(at int) bool {
	for k := at - 1; k >= 0 && k > at-4; k-- {
		if !m.wordAt(k, "when") && !m.wordAt(k, "if") && !m.wordAt(k, "even when") {
			continue
		}
		for i := range k {
			if m.wordAt(i, "worse") || m.wordStarts(i, "degrad") || m.wordStarts(i, "fail") || m.wordStarts(i, "struggl") || m.wordStarts(i, "suffer") || m.wordStarts(i, "collaps") {
				return true
			}
		}
		return false
	}
	return false
}

// confined: "restricts the convolution to a quarter of the channels" is how something is made.
func (m *Miner) confined(at int) bool {
	for k := at - 1; k >= 0 && k > at-7; k-- {
		if m.wordStarts(k, "restrict") || m.wordStarts(k, "limit") || m.wordStarts(k, "confin") || m.wordStarts(k, "appl") {
			return true
		}
	}
	return false
}

// addedIn: items lo to hi speak of what comes on top: "a small amount (3%) of new parameters".
func (m *Miner) addedIn(lo, hi int) bool {
	for k := lo; k <= hi; k++ {
		if m.wordAt(k, "new") || m.wordAt(k, "additional") || m.wordAt(k, "extra") || m.wordAt(k, "added") {
			return true
		}
	}
	return false
}

// varied: a rise is what is varied, not what it costs, where it is the subject of what follows: "a tenfold increase in model size
// lowers the error by 3%".
func (m *Miner) varied(f match) bool {
	switch f.rule {
	case "q-reduction-in-m", "halve-m":
	case "cut-m-from-to":
		if f.cue != f.first || !m.wordEnds(f.cue, "ing") || m.items[f.last].kind != tokWord && m.items[f.last].class&cQuantity == 0 {
			return false
		}
	default:
		return false
	}
	for k := f.first - 1; k >= 0 && m.items[k].class&(cComma|cBreak) == 0; k-- {
		if m.items[k].class&(cDeterminer|cAdverb|cHedge|cClause) == 0 {
			return false
		}
	}
	next := m.items[f.last+1].class
	return next&cVerbForm != 0 && next&(cDown|cUp|cImprove) != 0 || m.wordAt(f.last+1, "yields") || m.wordAt(f.last+1, "leads") || m.wordAt(f.last+1, "results") || m.wordAt(f.last+1, "brings") || m.wordAt(f.last+1, "gives")
}

// plainNoun: a noun that tells no metric stands at item k: the head of "a micro batch schedule".
func (m *Miner) plainNoun(k int) bool {
	c := m.items[k].class
	return isNoun(c) && c&(cMetric|cAdverb|cEfficiency|cOverhead) == 0
}

var testedWords = [...]string{"evaluations", "evaluation", "trials", "rounds"}

// lasting: the duration at item k is that of something in the world, for the words beside it speak of no computation: "dialogues
// are 25% longer in duration".
func (m *Miner) lasting(k int) bool {
	if !m.wordAt(k, "duration") && !m.wordAt(k, "durations") || k > 0 && isNoun(m.items[k-1].class) && m.items[k-1].class&(cDeterminer|cAdverb) == 0 {
		return false
	}
	for i := max(0, k-10); i < len(m.items) && i < k+6; i++ {
		if i != k && m.items[i].class&(cTraining|cInference) != 0 {
			return false
		}
	}
	return m.items[k+1].class&cOf == 0 || !m.wordEnds(k+2, "ing") && !m.wordEnds(k+2, "ion") && !m.wordAt(k+2, "the")
}

// inQuality: behind item k stands "in" or "of" and a quality: "a decrease of 8% in the recall of".
func (m *Miner) inQuality(k int) bool {
	if m.items[k].class&(cIn|cOf) == 0 {
		return false
	}
	for i := k + 1; i < k+5 && isNoun(m.items[i].class); i++ {
		if m.items[i].class&cQuality != 0 {
			return true
		}
	}
	return false
}

// hindered: what stands behind the figure says that the price keeps something from use, and so it is the price of what was before us.
func (m *Miner) hindered(k int) bool {
	for ; m.items[k].class&cAdverb != 0; k++ {
	}
	for _, stem := range [...]string{"limit", "hinder", "prevent", "restrict", "preclud", "imped", "hamper", "prohibit"} {
		if m.wordStarts(k, stem) {
			return true
		}
	}
	return false
}

// spoiled: the sentence goes on to say what is wrong with what the figure praises: "doubles the frame rate but introduces blur".
func (m *Miner) spoiled(f match) bool {
	for k := f.last + 1; k < len(m.items)-1 && k < f.last+7; k++ {
		if !m.wordAt(k, "but") && !m.wordAt(k, "yet") {
			continue
		}
		for _, stem := range [...]string{"introduc", "suffer", "caus", "lack", "ignor", "fail", "remain", "neglect", "struggl"} {
			if m.wordStarts(k+1, stem) {
				return !m.wordAt(0, "it") && !m.wordAt(0, "this")
			}
		}
	}
	return false
}

// bringsTo: between the metric and the figure in parentheses stands what the metric came down to.
func (m *Miner) bringsTo(f match) bool {
	for k := f.metrics[0].item + 1; k < f.at-1; k++ {
		if m.items[k].class&cTo != 0 && m.items[k+1].kind == tokNumber {
			return true
		}
	}
	return false
}

// varying: the noun phrase of the metric at item k is of what was varied: "with varying codecs and bitrates".
func (m *Miner) varying(k int) bool {
	for lo := k - 1; lo >= 0 && lo > k-7 && (isNoun(m.items[lo].class) || m.items[lo].class&cAnd != 0); lo-- {
		if m.wordAt(lo, "varying") || m.wordAt(lo, "different") || m.wordAt(lo, "various") || m.wordAt(lo, "diverse") {
			return true
		}
	}
	return false
}

// byBefore: before item at something is beaten by a figure.
func (m *Miner) byBefore(at int) bool {
	for k := at - 1; k > 1; k-- {
		if m.items[k].class&cQuantity != 0 && m.items[k-1].class&cBy != 0 {
			for k -= 2; k >= 0; k-- {
				if m.items[k].class&(cRival|cImprove) != 0 {
					return true
				}
			}
			return false
		}
	}
	return false
}

// growsAt: item k is a verb of what comes about by itself, at its own pace.
func (m *Miner) growsAt(k int) bool {
	return k >= 0 && (m.wordStarts(k, "grow") || m.wordStarts(k, "spread") || m.wordStarts(k, "decay"))
}

// badBefore: the noun phrase of the metric at item k is of what went wrong: "fewer incorrect queries".
func (m *Miner) badBefore(k int) bool {
	for lo := k - 1; lo >= 0 && lo > k-4 && isNoun(m.items[lo].class); lo-- {
		if m.oneOf(lo, badWords[:]) {
			return true
		}
	}
	return false
}

var badWords = [...]string{"incorrect", "invalid", "unprocessed", "failed", "failing", "wrong", "erroneous", "faulty", "false", "false positive", "false alarm", "unanswered", "unresolved",
	"missed", "toxic", "harmful", "hallucinated", "malformed", "rejected", "incorrect-language"}

// proposedBefore: before item at others have proposed what does it: "X has been proposed to cut power by 10x".
func (m *Miner) proposedBefore(at int) bool {
	for k := at - 1; k > 0 && k > at-12; k-- {
		if m.items[k].class&cBreak != 0 || m.wordAt(k, "we") || m.wordAt(k, "our") {
			return false
		}
		if m.wordAt(k, "been") || m.wordAt(k, "has been") || m.wordAt(k, "have been") {
			return m.wordAt(k+1, "proposed") || m.wordAt(k+1, "introduced") || m.wordAt(k+1, "developed") || m.wordAt(k+1, "explored") || m.wordAt(k+1, "suggested")
		}
	}
	return false
}

// ownContext: the share is of what a model could read: "less than 30% of its claimed context length".
func (m *Miner) ownContext(f match) bool {
	k := f.at + 1
	return m.items[k].class&cOf != 0 && (m.wordAt(k+1, "its") || m.wordAt(k+1, "their")) && m.wordHas(f.metrics[0].item, "context")
}
