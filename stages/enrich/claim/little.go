package claim

import "strings"

// Little: shares whose verb or noun says that the share is all that was used.

// usedByOthers: the share at hand is of what others use ("…of the bitrate required by"), or of the data that others were trained
// on ("…, whose volume is only 1% of their training data").
func (m *Miner) usedByOthers(f match) bool {
	q := &m.quantities[m.items[f.at].quantity]
	if !q.only && q.hedge != lessThan && q.hedge != upTo {
		return false
	}
	for k := f.metrics[0].item + 1; k <= f.last+1; k++ {
		for _, w := range [...]string{"required", "used", "needed", "utilized", "consumed", "employed", "adopted"} {
			if m.wordAt(k, w) {
				return true
			}
		}
	}
	if f.metrics[0].metric != mData || f.first == 0 {
		return false
	}
	k := f.first - 1
	for _, w := range [...]string{"which", "size", "volume", "amount", "scale", "quantity"} {
		if m.wordAt(k, w) {
			return m.trainingPhrase(f.at+1, f.last)
		}
	}
	return false
}

// trainingPhrase: items lo to hi speak of what is trained on.
func (m *Miner) trainingPhrase(lo, hi int) bool {
	for k := lo; k <= hi; k++ {
		if m.items[k].class&cTraining != 0 {
			return true
		}
	}
	return false
}

// handling are the participles, without their ending, of what a method does with the little that it takes.
var handling = [...]string{"see", "process", "decod", "visit", "explor", "evaluat", "label", "labell", "annotat", "read", "query", "sampl", "comput",
	"generat", "incorporat", "verify", "revisit", "observ", "retriev", "attend", "load", "render", "execut", "invok", "encod", "search", "inspect", "scann", "review"}

// handled: the share at hand is that of what was handled: "seeing only 8% of the labels".
func (m *Miner) handled(f match) bool {
	k := f.first - 1
	for k > 0 && (m.wordAt(k, "on") || m.wordAt(k, "to") || m.wordAt(k, "the") || m.wordAt(k, "first")) {
		k--
	}
	if k < 0 || m.items[k].hyphen || m.kindOf(f.at)&littleBit == 0 && (k == 0 || m.items[k-1].class&cOnly == 0) {
		return false
	}
	w := strings.ToLower(m.text[m.items[k].start:m.items[k].end])
	stem, ok := strings.CutSuffix(w, "ing")
	if !ok {
		return false
	}
	for _, h := range handling {
		if stem == h {
			return !m.spoiltIn(f)
		}
	}
	return false
}

// spoiltIn: the phrase of the match speaks of data that is added or bad.
func (m *Miner) spoiltIn(f match) bool {
	for k := f.first; k <= f.last; k++ {
		if it := &m.items[k]; it.class&cQuantity == 0 && m.oneOf(k, spoilt[:]) {
			return true
		}
	}
	return false
}

// trainingLength: the figure at item at is of the length that a model was trained on: "8x the training length", "beyond its training context".
func (m *Miner) trainingLength(at int) bool {
	trained := false
	for k := at + 1; k < at+7 && k < len(m.items); k++ {
		switch it := &m.items[k]; {
		case m.wordAt(k, "training"), m.wordAt(k, "trained"), m.wordAt(k, "pretraining"), m.wordAt(k, "pre-training"):
			trained = true
		case trained:
			return it.class&cMetric != 0 && (m.lex.entries[it.entry].metric == mCapacity || m.lex.entries[it.entry].metric == mTokens)
		case it.class&(cDeterminer|cPreposition|cThan) == 0 && !m.wordAt(k, "longer"):
			return false
		}
	}
	return false
}
