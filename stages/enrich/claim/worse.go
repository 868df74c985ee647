package claim

import (
	"slices"
	"strings"
)

// Worse: a figure that rises looks like a price. Here it is asked whether one is paid, and by whom.

// saidOfRival: what rises is the price of the rival, so it is our gain: "the state-of-the-art tool required 40% more queries",
// "GPT-2 needs 8% more data to match our loss". What existing methods need in general is background (judge).
func (m *Miner) saidOfRival(f match) bool {
	switch f.rule {
	case "q-fewer-m", "q-slower", "takes-q-longer":
		if m.thanOurs(f.last+1) || m.rivalSubject(min(f.first, f.at)) {
			return true // "needs 4x more memory than ours", "The baseline takes twice as many steps"
		}
	}
	if f.rule != "q-fewer-m" || m.items[f.cue].class&cUp == 0 {
		return false
	}
	if m.lessBefore(f) || m.takenBy(min(f.first, f.at)-1) {
		return true
	}
	for k := 0; k < 3 && k < f.at; k++ {
		if m.wordAt(k, "teacher") { // "The teacher has 40% more parameters than the student"
			return m.items[f.last+1].class&cThan != 0 && m.items[f.last+2].class != 0 && (m.wordAt(f.last+2, "student") || m.wordAt(f.last+3, "student"))
		}
	}
	for k := f.last + 1; k < len(m.items)-2 && k < f.last+14 && m.items[k].class&(cComma|cBreak|cClause) == 0; k++ {
		if m.wordAt(k, "match") || m.wordAt(k, "reach") || m.wordAt(k, "attain") {
			return m.wordAt(k-1, "to") && !m.ourSubject(f.at) && (m.namedBefore(k+1, f.at) || (m.wordAt(k+1, "same") || m.wordAt(k+2, "same")) && m.strangerBefore(f.at))
		}
	}
	k := min(f.first, f.at) - 1
	for k > 0 && m.items[k].class&(cAdverb|cHedge) != 0 {
		k--
	}
	if k < 1 || !m.wordAt(k, "required") && !m.wordAt(k, "needed") && !m.wordAt(k, "took") && !m.wordAt(k, "consumed") || m.ourSubject(f.at) {
		return false
	}
	for k = min(k, 6); k >= 0; k-- {
		if m.wordAt(k, "state-of-the-art") || m.wordAt(k, "state of the art") || m.wordAt(k, "sota") || m.wordAt(k, "baseline") || m.wordAt(k, "baselines") || m.wordAt(k, "competing") {
			return k == 0 || m.items[k-1].class&cThan == 0
		}
	}
	return false
}

// rivalSubject: the verb of use before item at, or at it, has a rival for its subject: "while the baseline takes".
func (m *Miner) rivalSubject(at int) bool {
	k := at
	for k > 0 && m.items[k].class&cUse == 0 && (k == at || m.items[k].class&(cAdverb|cHedge|cOnly) != 0) {
		k--
	}
	if k--; k < 0 || m.items[k+1].class&(cUse|cPreposition) != cUse {
		return false
	}
	rival := false
	for ; k >= 0 && isNoun(m.items[k].class) && m.items[k].class&cOwn == 0; k-- {
		rival = rival || m.oneOf(k, rivalWords[:])
	}
	return rival && (k < 0 || m.items[k].class&(cClause|cComma|cBreak) != 0)
}

// takenBy: at item k ends the rival that something is said to take longer: "it takes the baseline twice as many steps".
func (m *Miner) takenBy(k int) bool {
	rival := false
	for lo := k; lo > 0 && lo > k-4 && isNoun(m.items[lo].class); lo-- {
		rival = rival || m.oneOf(lo, rivalWords[:])
		if w := lo - 1; rival && (m.wordAt(w, "takes") || m.wordAt(w, "took") || m.wordAt(w, "take")) {
			return true
		}
	}
	return false
}

var rivalWords = [...]string{"baseline", "baselines", "vanilla", "others", "rivals", "competitors", "sota", "state-of-the-art", "competing"}

// thanOurs: at item k something is compared with ours: "than our method".
func (m *Miner) thanOurs(k int) bool {
	return m.items[k].class&(cThan|cAs) != 0 && (m.wordAt(k+1, "ours") || m.wordAt(k+1, "our") && m.oneOf(k+2, ourWords[:]))
}

var ourWords = [...]string{"method", "approach", "model", "algorithm", "system", "framework", "solution", "scheme", "design", "implementation"}

// lessBefore: right before the match stands a verb of less: "saves 12% more energy than".
func (m *Miner) lessBefore(f match) bool {
	k := min(f.first, f.at) - 1
	return k >= 0 && m.items[k].class&(cDown|cVerbForm) == cDown|cVerbForm && m.items[k].class&cAdjective == 0
}

// namedBefore: item k is "our", or a name that the sentence has spoken of before item at.
func (m *Miner) namedBefore(k, at int) bool {
	if m.wordAt(k, "our") || m.wordAt(k, "ours") {
		return true
	}
	name := strings.TrimSuffix(m.text[m.items[k].start:m.items[k].end], "'s")
	for i := range at {
		if name[0] >= 'A' && name[0] <= 'Z' && m.text[m.items[i].start:m.items[i].end] == name {
			return true
		}
	}
	return false
}

// strangerBefore: before item at a name stands that is not in the title: "PPO needs 4x more steps to reach the same return".
func (m *Miner) strangerBefore(at int) bool {
	for k := range at {
		if it := &m.items[k]; it.class == cWord && it.kind == tokWord && it.end-it.start > 2 && m.capital(it) && m.text[it.start+1] <= 'Z' {
			return !strings.Contains(m.title, m.text[it.start:it.end])
		}
	}
	return false
}

// ourSubject: the sentence speaks of its authors before item at.
func (m *Miner) ourSubject(at int) bool {
	for k := range at {
		if m.wordAt(k, "we") || m.wordAt(k, "our") || m.wordAt(k, "it") {
			return true
		}
	}
	return false
}

// frameRate: "increasing the frame rate 20 times" is the task of video interpolation, not its speed.
func (m *Miner) frameRate(f match, ref metricRef) bool {
	return ref.item >= 0 && f.cue >= 0 && m.items[f.cue].class&cUp != 0 && m.items[f.cue].class&cVerbForm != 0 && f.cue < ref.item && m.wordAt(ref.item, "frame rate")
}

// believable: figures that rise are prices only of what is used. "Three times more images than COCO" praises a
// dataset, "time in the safe zone" is no cost, and a range "from 8 to 64" is no change.
func (m *Miner) believable(rd reading, q *quantity, f match, ref metricRef) bool {
	switch {
	case ref.item >= 0 && m.items[ref.item+1].entry == 0 && m.items[ref.item+1].class == cWord && m.items[ref.item+1].kind == tokWord && ref.item+1 < f.at:
		return false // "increasing KV exposure": what comes last is the head
	case rd.metric == mParameters && f.cue >= 0 && strings.HasPrefix(m.text[m.items[f.cue].start:m.items[f.cue].end], "boost"):
		return false // "boosts the experts by 20%": what they can do
	case f.rule == "m-aside-q-lower" && slices.ContainsFunc(m.items[:f.first], func(it item) bool { return it.class&cQuality != 0 }):
		return false // "62% accuracy with only 7M parameters, 3% higher than …"
	case f.rule == "and-m-by-q", f.rule == "and-m-hedged-q":
		return false // "reduces FLOPs and lifts speed by 30%": the verb was another
	case (rd.metric == mSpeed || rd.metric == mCompute) && ref.weak && ref.item >= 0:
		return false // "efficiency (-40% time)", "a 40% boost on the CPU"
	case rd.metric == mCost && ref.item >= 0 && (m.wordAt(ref.item, "turns") || m.wordAt(ref.item, "generations")):
		return false // more turns of a talk are no price
	case rd.metric == mTokens && ref.weak:
		return false // a "length" that grows may be that of anything
	case rd.metric == mSize && ref.weak && m.wordHas(ref.item, "dimension"):
		return false // a larger embedding is no price
	case rd.metric == mCapacity && f.cue >= 0 && m.items[f.cue].class&cDown != 0 && m.items[f.cue].class&cAdjective != 0:
		return false // "a batch 4x smaller than others need" is no loss
	case q.kind == beforeAfter && (q.bare || ref.item < 0):
		return false
	case rd.metric == mData, rd.metric == mParameters && q.kind != percent:
		return f.first > 0 && m.items[f.first-1].class&(cUse|cOverhead) != 0 || m.items[f.first].class&(cUse|cOverhead) != 0
	case ref.item >= 0 && m.wordAt(ref.item, "time"):
		return ref.item > 0 && isNoun(m.items[ref.item-1].class) && m.items[ref.item-1].class&cDeterminer == 0
	}
	return true
}
