package claim

import "strings"

// Enough: whether a share of data, tokens or weights is told as a finding, for the sentence says that with it the quality of the
// whole is kept, or as a setting.

// enough: the sentence says that the share at hand gives what the whole does: "matches the full dataset with 20% of the data",
// "retains 96% of the accuracy after pruning 85% of the tokens". How much of a model is tuned is of the method's making, a list of
// shares is a row of settings, and noise is no share of what was there.
func (m *Miner) enough(c *Claim, q *quantity, f match) bool {
	switch f.rule {
	case "subset-of-q", "q-subset", "contain-little-of-m", "use-q-of-part", "remove-q-of-part", "q-of-part-removed":
		return true // they asked
	case "small-part-paren-q-of-m", "m-paren-share":
		for k := f.at - 1; k >= 0 && k > f.at-14; k-- {
			if m.items[k].class&cOnly != 0 && f.rule != "m-paren-share" || m.wordAt(k, "fewer") || m.wordAt(k, "less") {
				return true
			}
		}
		return f.rule != "m-paren-share" && m.kept(f, true)
	case "use-q-of-m", "train-on-q-of-m", "remove-q-m", "q-m-removed":
	default:
		return false
	}
	if q.high >= 100 || m.items[f.first].class&cPreposition != 0 && m.wordAt(f.first, "at") || m.wordAt(f.first, "under") {
		return false
	}
	for k := f.first; k <= f.last; k++ {
		it := &m.items[k]
		switch {
		case it.class&cQuantity != 0:
		case c.Metric == "parameters" && (it.class&cTune != 0 && it.class&cUse == 0 || it.class&cTraining != 0 && !m.wordAt(k, "lora")),
			m.oneOf(k, spoilt[:]):
			return false
		}
	}
	if next := &m.items[f.last+1]; next.kind == tokWord && next.entry == 0 && strings.HasSuffix(m.text[next.start:next.end], "ing") {
		return false // "with 62% of the heads showing less entropy" tells what they do
	}
	return m.kept(f, q.only || m.items[f.at].parts < 3)
}

// spoilt are words of data that is added or bad, and of filters of the latter.
var spoilt = [...]string{
	"synthetic", "generated", "noisy", "noise", "corrupted", "mislabeled", "mislabelled", "missing",
	"poisoned", "malicious", "flagged", "harmful", "filter out", "filters out", "filtering out", "filtered out",
}

// maxKept bounds the items of a sentence that kept looks at.
const maxKept = 400

// kept: the sentence says that quality is kept, matched, or that of the whole. Of a list of three shares, which most often are
// settings, it must be the same.
func (m *Miner) kept(f match, few bool) bool {
	even := f.first > 1 && m.wordAt(f.first-2, "even") || f.first > 0 && (m.wordAt(f.first-1, "even when") || m.wordAt(f.first-1, "even after"))
	for k := 0; k < len(m.items)-1 && k < maxKept; k++ {
		it := &m.items[k]
		if k >= f.first && k <= f.last {
			continue
		}
		switch {
		case m.wordAt(k, "same"), m.wordAt(k, "equal"), m.wordAt(k, "identical"), m.wordAt(k, "similar"):
			if m.qualityNear(k, 5) {
				return true
			}
		case !few:
		case it.class&cQuantity != 0:
			if q := &m.quantities[it.quantity]; q.kind == percent && q.low <= 2 && (m.dropAt(k+1) || m.dropAt(k+2) || k > 1 && m.dropAt(k-2)) {
				return true // "with a loss of 0.02%"
			}
		case it.class&cRival != 0 && !m.wordAt(k, "performance of") && !m.wordAt(k, "approaches") && !m.wordAt(k, "rival"):
			if it.class&cImprove == 0 || m.wholeNear(k, 8) {
				return true
			}
		case it.class&cImprove != 0 && (even || m.wholeNear(k, 8)), m.wordAt(k, "competitive") && m.wholeNear(k, 8):
			return true
		case m.asGood(k), m.wordAt(k, "equally"), m.wordAt(k, "already") && m.qualityNear(k, 4), m.wholeAt(k) && m.qualityOf(k):
			return true
		case m.keeping(k) && m.qualityNear(k, 12), m.slight(k) && m.qualityNear(k, 4), m.wholeAt(k) && (m.qualityNear(k, 3) || m.dataNear(k, 3) && m.qualityNear(-1, maxKept)):
			return true
		}
	}
	return false
}

// subsetIn: items lo to hi speak of a part of some data.
func (m *Miner) subsetIn(lo, hi int) bool {
	for k := lo; k <= hi; k++ {
		if m.wordAt(k, "subset") || m.wordAt(k, "coreset") {
			return true
		}
	}
	return false
}

// dropAt: item k is a loss of quality.
func (m *Miner) dropAt(k int) bool {
	return k < len(m.items) && m.oneOf(k, dropWords[:])
}

// slight: what follows is none or nearly none.
func (m *Miner) slight(k int) bool {
	return m.oneOf(k, slightWords[:])
}

// keeping: the verb at item k says that something is as it was.
func (m *Miner) keeping(k int) bool {
	w := m.text[m.items[k].start:m.items[k].end]
	for _, stem := range [...]string{"maintain", "retain", "preserv", "keep", "sustain", "recover"} {
		if len(w) >= len(stem) && equalFold(w[:len(stem)], stem) {
			return true
		}
	}
	return false
}

// qualityNear: a quality stands within n items behind item k, in the same clause.
func (m *Miner) qualityNear(k, n int) bool {
	for i := k + 1; i < len(m.items) && i <= k+n && m.items[i].class&cBreak == 0; i++ {
		if m.items[i].class&cQuality != 0 || m.wordAt(i, "performance of") {
			return true
		}
	}
	return false
}

// asGood: "as accurate as".
func (m *Miner) asGood(k int) bool {
	return m.items[k].class&cAs != 0 && m.oneOf(k+1, goodWords[:]) && m.items[k+2].class&cAs != 0
}

var goodWords = [...]string{"accurate", "good", "strong", "effective", "precise"}

// qualityOf: item k ends "the accuracy of the full".
func (m *Miner) qualityOf(k int) bool {
	for k--; k > 0 && m.items[k].class&cDeterminer != 0; {
		k--
	}
	return k > 0 && (m.items[k].class&cOf != 0 && m.items[k-1].class&cQuality != 0 || m.wordAt(k, "performance of"))
}

// dataNear: data are named within n items behind item k.
func (m *Miner) dataNear(k, n int) bool {
	for i := k + 1; i < len(m.items) && i <= k+n && isNoun(m.items[i].class); i++ {
		if m.lex.entries[m.items[i].entry].metric == mData {
			return true
		}
	}
	return false
}

// wholeNear: within n items behind item k stands what is whole, "the full dataset".
func (m *Miner) wholeNear(k, n int) bool {
	for i := k + 1; i < len(m.items) && i <= k+n && m.items[i].class&cBreak == 0; i++ {
		if m.wholeAt(i) {
			return true
		}
	}
	return false
}

func (m *Miner) wholeAt(k int) bool {
	return m.oneOf(k, wholeWords[:])
}

var dropWords = [...]string{"loss", "drop", "degradation", "decrease", "decline"}

var slightWords = [...]string{"without", "no", "negligible", "minimal", "little"}

var wholeWords = [...]string{"full", "fully", "entire", "whole", "complete", "original", "unpruned", "uncompressed"}

func (m *Miner) oneOf(k int, words []string) bool {
	for _, w := range words {
		if m.wordAt(k, w) {
			return true
		}
	}
	return false
}
