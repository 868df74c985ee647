package claim

import "strings"

// What the questions of fitting.go ask of single words and stretches.

// apportioned: the verb at item k gives out shares: "contributes two thirds of the memory saving".
func (m *Miner) apportioned(k int) bool {
	return k >= 0 && (m.wordStarts(k, "contribut") || m.wordStarts(k, "account") || m.wordStarts(k, "explain") || m.wordStarts(k, "captur"))
}

// relative: the clause between the metric and the figure is told of the metric: "…, which is 25% of".
func (m *Miner) relative(f match) bool {
	for k := f.metrics[0].item + 1; k < f.at; k++ {
		if m.items[k].class&cClause != 0 {
			return m.wordAt(k, "which") || m.wordAt(k, "that") || m.wordAt(k, "i e") || m.wordAt(k, "namely")
		}
	}
	return false
}

// measured: the metric word at item k names what is measured and no thing, "latency" and no "cache".
func (m *Miner) measured(k int) bool {
	return m.priced(k) || m.items[k].class&cRate != 0 || m.lex.entries[m.items[k].entry].metric == mLatency || m.wordHas(k, "usage") || m.wordHas(k, "consumption") || m.wordHas(k, "footprint")
}

// whenDone: "doubling the memory cuts the misses" tells what comes of it, where the gerund is the subject.
func (m *Miner) whenDone(f match) bool {
	q := &m.quantities[m.items[f.at].quantity]
	next := m.items[f.last+1].class
	return strings.HasSuffix(m.text[q.start:q.end], "ing") && next&cVerbForm != 0 && next&(cPreposition|cAdverb|cNounForm) == 0 &&
		(f.first == 0 || m.items[f.first-1].class&cClause != 0)
}

// plainVerbs: items lo to hi hold no verb.
func (m *Miner) plainVerbs(lo, hi int) bool {
	for k := lo; k < hi; k++ {
		if c := m.items[k].class; c&(cVerbForm|cVerb|cUse) != 0 && c&(cPreposition|cNounForm|cMetric|cTraining|cInference) == 0 {
			return false
		}
	}
	return true
}

// goes: the verb at item k leads from a before to an after: "goes from 12 hours to 8 minutes".
func (m *Miner) goes(k int) bool {
	return k >= 0 && m.oneOf(k, goingWords[:])
}

var goingWords = [...]string{"go", "goes", "going", "went", "brought", "bringing", "moves", "moving", "moved", "improved"}

// hastened: what is accelerated gets faster, whatever it is: "accelerates the computation 6x" tells no FLOPs.
func (m *Miner) hastened(f *match) {
	for i := range f.metrics[:f.nmetrics] {
		switch ref := &f.metrics[i]; ref.metric {
		case mSpeed, mLatency, mThroughput:
		default:
			*ref = metricRef{metric: mSpeed, rate: true, item: ref.item}
		}
	}
}

// programs: the noun phrase that ends before or at item k names what is run, and so its performance is its speed.
func (m *Miner) programs(k int) bool {
	for k > 0 && m.items[k].class&(cBy|cComma|cAdverb) != 0 {
		k--
	}
	w := m.text[m.items[k].start:m.items[k].end]
	for _, tail := range [...]string{"applications", "apps", "jobs", "workloads", "queries", "kernels", "programs", "transactions", "multiplication", "joins", "operators"} {
		if len(w) >= len(tail) && equalFold(w[len(w)-len(tail):], tail) {
			return true
		}
	}
	return false
}

// possessive: the item at k is the s of "BigNet's".
func (m *Miner) possessive(k int) bool {
	it := &m.items[k]
	return it.end-it.start == 1 && m.text[it.start] == 's' && it.start > 0 && (m.text[it.start-1] == '\'' || strings.HasSuffix(m.text[:it.start], "’"))
}

// device: the word at item k names what computes, not how much of it is used.
func (m *Miner) device(k int) bool {
	return m.wordAt(k, "gpu") || m.wordAt(k, "cpu") || m.wordAt(k, "processor")
}

// onNames: between the metric and the figure stands nothing but where it was measured: "on the Intel CPU, the ARM CPU and the GPU by".
func (m *Miner) onNames(f match) bool {
	for k := f.metrics[0].item + 1; k < f.at; k++ {
		if c := m.items[k].class; c&(cQuality|cQuantity|cueClasses|cOpen|cClause|cBreak) != 0 || c&cVerb != 0 && c&cPreposition == 0 {
			return false
		}
	}
	return true
}

// reachedIn: "reaches the same loss in 40% of the steps" tells of less work, "fails in 40% of the steps" of how often.
func (m *Miner) reachedIn(f match) bool {
	q := &m.quantities[m.items[f.at].quantity]
	if q.low > 70 || q.high > 70 || m.items[f.first].class&cIn == 0 && !(m.wordAt(f.first, "after") && m.trainingPhrase(f.at+1, f.last)) {
		return false
	}
	at := f.metrics[0].item
	switch f.metrics[0].metric {
	case mSpeed:
		if !q.only && q.hedge != lessThan && m.wordAt(at, "time") && m.items[f.last+1].class&(cOf|cThan) == 0 && !m.wordAt(f.last+1, "required") && !m.wordAt(f.last+1, "needed") && !m.wordAt(f.last+1, "that") {
			return false // "is right in 20% of the time"
		}
	case mCost:
		if !m.repeated(at) && !m.priced(at) {
			return false
		}
	case mMemory, mCompute, mEnergy, mSize:
		return q.only || q.hedge == lessThan || m.theirs(f.last+1)
	default:
		return false
	}
	return m.reaches(f.first) || f.first == 0 && m.wordAt(0, "after") && m.reaches(min(f.last+8, len(m.items)))
}

// reaches: before item at something is reached or matched.
func (m *Miner) reaches(at int) bool {
	for k := at - 1; k >= 0 && k > at-10 && m.items[k].class&(cBreak|cClause) == 0; k-- {
		w := m.text[m.items[k].start:m.items[k].end]
		for _, stem := range [...]string{"achiev", "reach", "match", "attain", "obtain", "converg", "train", "finish", "complet", "surpass", "outperform", "comparable", "competitive", "recover", "produc", "solv", "comput", "deliver"} {
			if strings.HasPrefix(w, stem) {
				return true
			}
		}
	}
	return false
}

// repeated: the metric is told by the number of times that something is done.
func (m *Miner) repeated(k int) bool {
	w := m.text[m.items[k].start:m.items[k].end]
	for _, tail := range [...]string{"steps", "epochs", "iterations"} {
		if len(w) >= len(tail) && equalFold(w[len(w)-len(tail):], tail) {
			return true
		}
	}
	return false
}

// priced: the metric is told by a word of price or effort, not by what is counted.
func (m *Miner) priced(k int) bool {
	w := m.text[m.items[k].start:m.items[k].end]
	for _, tail := range [...]string{"cost", "costs", "price", "budget", "load", "compute", "time", "energy", "memory", "computation", "workload", "flops"} {
		if len(w) >= len(tail) && equalFold(w[len(w)-len(tail):], tail) {
			return true
		}
	}
	return false
}

// trainingIs: training, inference or the like is the noun at item k, and what is shortened its time.
func (m *Miner) trainingIs(k int) bool {
	if k < 0 || !m.wordAt(k, "training") && !m.wordAt(k, "pretraining") && !m.wordAt(k, "pre-training") && !m.wordAt(k, "fine-tuning") && !m.wordAt(k, "inference") && !m.wordAt(k, "decoding") {
		return false
	}
	m.found.metrics[0], m.found.nmetrics = metricRef{metric: mSpeed, item: -1}, 1
	return true
}

// generated: before item k stands what a model writes.
func (m *Miner) generated(k int) bool {
	for k > 0 && m.items[k].class&(cBe|cBy|cAdverb|cClause) != 0 {
		k--
	}
	for lo := k; lo >= 0 && lo > k-6 && (isNoun(m.items[lo].class) || m.items[lo].class&cOf != 0); lo-- {
		for _, w := range generatedWords {
			if m.wordAt(lo, w) {
				return true
			}
		}
	}
	return false
}

var generatedWords = [...]string{"responses", "outputs", "answers", "reasoning", "chains", "chain of thought", "chain-of-thought", "chains of thought", "chains-of-thought", "cot", "thought", "thoughts", "traces", "rationales", "explanations", "prompt", "prompts"}

// spent: the unit at item k ends a value that is used up: "consumes only 3 mJ", "in under 9 minutes".
func (m *Miner) spent(k int) bool {
	if k--; k < 1 || m.items[k].kind != tokNumber {
		return false
	}
	for k--; k > 0 && (m.items[k].class&(cHedge|cOnly|cAdverb) != 0 || m.items[k].kind == tokLess || m.items[k].kind == tokMore); {
		k--
	}
	return m.consuming(k) || m.wordAt(k, "in") || m.wordAt(k, "within")
}

// consuming: the verb at item k says that something is used up or takes its time.
func (m *Miner) consuming(k int) bool {
	w := m.text[m.items[k].start:m.items[k].end]
	for _, stem := range [...]string{"tak", "took", "need", "requir", "us", "utili", "consum", "spend", "cost", "run", "train", "occup", "draw"} {
		if strings.HasPrefix(w, stem) {
			return true
		}
	}
	return false
}

// load: the metric is what a server is asked to do, "requests", "users".
func (m *Miner) load(ref metricRef) bool {
	return ref.weak && ref.metric == mThroughput
}

// served: "serves 3x more requests" is a throughput; of other numbers of requests nothing is said.
func (m *Miner) served(f match) bool {
	if f.rule != "q-fewer-m" || m.items[f.cue].class&cUp == 0 {
		return false
	}
	return f.at > 0 && m.servingVerb(f.at-1) || f.at > 1 && m.wordAt(f.at-1, "to") && m.wordStarts(f.at-2, "scal") || m.wordIn(f.last+1, "per") || m.wordAt(f.last+1, "per") // "4x more tickets per hour"
}

func (m *Miner) servingVerb(k int) bool {
	for _, stem := range [...]string{"serv", "handl", "process", "support", "sustain", "accommodat", "admit", "resolv", "clos", "complet"} {
		if strings.HasPrefix(m.text[m.items[k].start:m.items[k].end], stem) {
			return true
		}
	}
	return false
}

// qualityBetween: "faster with a small drop in recall (1%)" gives the figure to the recall.
func (m *Miner) qualityBetween(f match) bool {
	for k := f.first; k < f.at; k++ {
		if m.items[k].class&cQuality != 0 {
			return true
		}
	}
	return false
}

// trainedOn: "on only 10% of the data" and "amounting to just 10% of the samples" tell what was used; "access to", "for only" and
// "present in" do not.
func (m *Miner) trainedOn(f match) bool {
	if mt := f.metrics[0].metric; mt != mData && mt != mTokens {
		return false
	}
	return m.wordAt(f.first, "on") || m.wordAt(f.first, "based on") || f.first > 0 && m.wordAt(f.first, "to") && (m.wordAt(f.first-1, "amounting") || m.wordAt(f.first-1, "amounts"))
}

// rateBeaten: what was outperformed is told by a speed or a rate; "outperforms the index by 2x" tells of a rival.
func (m *Miner) rateBeaten(f match) bool {
	return f.metrics[0].rate || f.metrics[0].metric == mSpeed
}

// asMany: "20% as many labels" is a share of them.
func (m *Miner) asMany(f match) bool {
	return m.quantities[m.items[f.at].quantity].kind == percent && m.wordIn(f.cue, "as")
}

// beaten: "outperforms 4B pruned models by 12%" and "improves over pruned models by 12%" tell by how much they were
// beaten, not pruned.
func (m *Miner) beaten(at int) bool {
	for at > 0 && isNoun(m.items[at-1].class) {
		at--
	}
	return at > 0 && m.items[at-1].class&(cRival|cThan) != 0
}

// spokenOf begin a sentence by what it speaks of.
var spokenOf = [...]string{"in terms of", "with regard to", "with respect to", "regarding"}

// ofArea: the overhead at item k is one of chip area, which is none of time.
func (m *Miner) ofArea(k int) bool {
	return k > 0 && (m.wordAt(k-1, "area") || m.wordAt(k-1, "hardware") || m.wordAt(k-1, "resource") || m.wordAt(k-1, "silicon"))
}

// qualityRules: the subject that ends between items lo and hi is a quality, "at equal time its error is 3x lower", and not one that the
// metric is told at, "the latency at equal accuracy is 3x lower".
func (m *Miner) qualityRules(lo, hi int) bool {
	for k := hi - 1; k >= lo; k-- {
		if m.items[k].class&cQuality == 0 {
			continue
		}
		for k > lo && isNoun(m.items[k-1].class) {
			k--
		}
		return m.items[k].class&cDeterminer != 0 && m.items[k-1].class&(cPreposition|cIn|cOf|cAnd) == 0
	}
	return false
}
