package claim

import "strings"

// Phase: training, inference or unspecified. The words of the claim decide, then those of its clause, then what the
// paper is about.

type phaseVote struct{ training, inference, learned, classical int }

// phase judges by the words of the claim, then of those right behind it, then by the metric, the sentence and
// the paper.
func (m *Miner) phase(c *Claim, mt metric, part int, f match, ref metricRef) {
	c.Phase = "unspecified"
	lo, hi := f.at, f.at
	if near := ref.item; near >= 0 || f.cue >= 0 {
		if near < 0 {
			near = f.cue
		}
		lo, hi = min(lo, near), max(hi, near)
	}
	if k := f.at - 1; k >= 0 && (m.wordAt(k, "learns") || m.wordAt(k, "learn") || m.wordAt(k, "trained") || m.wordAt(k, "trains") || m.wordAt(k, "converges")) {
		c.Phase = "training"
		return
	}
	if k := f.at - 1; k >= 0 && m.items[k].class&cModel != 0 && ref.item < 0 && mt != mParameters && mt != mSize { // "gives models twice as fast"
		c.Phase = "inference"
		return
	}
	if p := m.phaseOfPart(part, f); p != "" {
		c.Phase = p
		return
	}
	if f.rule == "q-the-training-length" { // is how much longer a text it reads than it was trained on
		c.Phase = "inference"
		return
	}
	if m.carried { // "up to 55% during training and 30% during inference"
		k := f.at
		for k < f.at+4 && m.items[k+1].class != 0 && m.items[k+1].class&(cComma|cBreak|cClause|cQuantity|cAnd|cOpen|cThan) == 0 {
			k++
		}
		if c.Phase = m.phaseWords(f.at, k).winner(); c.Phase != "unspecified" {
			return
		}
	}
	for lo > 0 && lo > f.at-20 && isNoun(m.items[lo-1].class) {
		lo--
	}
	v := m.phaseWords(lo, hi)
	if v.training+v.inference < 2 && m.bothBehind(f.at) {
		return
	}
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
	if m.bothPhases(lo, hi) {
		return // "the training and inference time"
	}
	if c.Phase = v.winner(); c.Phase != "unspecified" {
		m.toldPhase = c.Phase
		return
	}
	if m.toldPhase != "" && mt != mData && mt != mParameters && mt != mSize { // "cuts training time by 2x and tokens by 30%"
		c.Phase = m.toldPhase
		return
	}
	switch mt {
	case mCost:
		if ref.item >= 0 && m.humanEffort(ref.item) {
			return
		}
	case mParameters:
		return
	case mSize:
		if m.phaseWords(max(0, f.at-12), f.at+2).winner() == "training" || ref.rate && m.paperVote().training > 3*m.vote.inference+3 {
			c.Phase = "training"
		}
		return
	case mData:
		if ref.item >= 0 && m.wordHas(ref.item, "frames") && !m.distills() {
			c.Phase = "inference" // what a model looks at
			return
		}
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
	case m.handwork(f):
		c.Phase = "unspecified"
	case mt == mCost && ref.item >= 0 && (m.wordHas(ref.item, "call") || m.wordHas(ref.item, "invocation")): // of a tool, of a model
		c.Phase = "inference"
	case v.classical > v.learned && (mt != mLatency && mt != mThroughput || v.classical > 2*v.learned+2):
		c.Phase = "unspecified"
	case v.training >= 3*v.inference+3 && v.training > 3 && mt != mEnergy:
		c.Phase = "training"
	case mt == mCommunication && v.inference <= v.training:
		c.Phase = "unspecified"
	case v.inference > v.training, v.learned > max(v.classical, 2), mt == mLatency, mt == mThroughput:
		c.Phase = "inference"
	default:
		c.Phase = "unspecified"
	}
}

// phaseOfPart: each of the figure's two parts has its phase at the end, "2x and 3x faster in training and inference, respectively".
func (m *Miner) phaseOfPart(part int, f match) string {
	if m.items[f.at].parts != 2 {
		return ""
	}
	for k := f.at + 2; k < len(m.items)-1 && k < f.at+30 && m.items[k].class&cBreak == 0; k++ {
		if !m.phasesJoined(k) {
			continue
		}
		for i := k + 2; i < k+6 && i < len(m.items)-1; i++ {
			if m.wordAt(i, "respectively") {
				return m.phaseWords(k-1+2*part, k-1+2*part).winner()
			}
		}
	}
	return ""
}

// bothBehind: "during both training and inference" ends the sentence's figures: it is said of all.
func (m *Miner) bothBehind(at int) bool {
	for k := at + 3; k < len(m.items)-1 && k < at+30 && m.items[k].class&cBreak == 0; k++ {
		if m.phasesJoined(k) && (m.wordAt(k-2, "both") || m.wordAt(k-3, "both")) {
			return true
		}
	}
	return false
}

// humanEffort: the metric word at item k is of people's work, which is neither training nor inference.
func (m *Miner) humanEffort(k int) bool {
	w := m.text[m.items[k].start:m.items[k].end]
	for _, part := range [...]string{"label", "annotat", "human", "manual"} {
		for i := 0; i+len(part) <= len(w); i++ {
			if equalFold(w[i:i+len(part)], part) {
				return true
			}
		}
	}
	return false
}

// handwork: the sentence sets the figure against work done by hand.
func (m *Miner) handwork(f match) bool {
	for k := max(0, f.at-30); k < len(m.items)-1 && k < f.at+30; k++ {
		if m.wordStarts(k, "manual") {
			return true
		}
	}
	return false
}

// distills: the title speaks of distillation: what stays of a data set is to train on.
func (m *Miner) distills() bool {
	return strings.Contains(m.title, "Distill") || strings.Contains(m.title, "distill")
}

// bothPhases: items lo to hi name training and inference side by side.
func (m *Miner) bothPhases(lo, hi int) bool {
	for k := lo + 1; k < hi; k++ {
		if m.phasesJoined(k) {
			return true
		}
	}
	return false
}

// phasesJoined: the item at k joins training and inference.
func (m *Miner) phasesJoined(k int) bool {
	if m.items[k].class&(cAnd|cSlash) == 0 {
		return false
	}
	a, b := m.items[k-1].class, m.items[k+1].class
	return a&cTraining != 0 && b&cInference != 0 || a&cInference != 0 && b&cTraining != 0
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
		weight := 2
		if m.items[k].class&cMetric != 0 {
			weight = 1 // "training latency": the metric only hints
		}
		switch m.items[k].class & (cTraining | cInference) {
		case cTraining:
			v.training += weight
		case cInference:
			v.inference += weight
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
