package claim

import "strings"

// Noun phrases: where a metric stands, and which of its words is the head.

// nounBlocks are the classes that end a noun phrase, unless the word is a metric as well.
const nounBlocks = cDown | cUp | cImprove | cFast | cSlow | cRemove | cUse | cTune | cBy | cOf | cIn | cWith | cTo | cFrom | cThan |
	cAs | cBe | cAnd | cPreposition | cClause | cVerb | cComma | cOpen | cClose | cBreak | cSlash | cQuantity | cMagnitude | cFactor |
	cTimesWord | cShareWord | cRival | cSuffice | cForecast

func isNoun(c class) bool {
	if c&(cMetric|cQuality|cTraining|cInference|cSetting) != 0 {
		return c&(cQuantity|cFast|cClause) == 0
	}
	return c != 0 && c&nounBlocks == 0
}

// nounAt is isNoun with an eye on the text: "on-chain", "fine-tuned" and "required" are parts of noun phrases too.
func (m *Miner) nounAt(k int) bool {
	it := &m.items[k]
	if isNoun(it.class) {
		return true
	}
	if it.class == 0 || it.class&(cQuantity|cComma|cOpen|cClose|cBreak) != 0 {
		return false
	}
	if m.items[k+1].hyphen || it.hyphen {
		return it.class&cueClasses == 0
	}
	if it.class&(cUp|cAdverb) == cUp|cAdverb && it.class&cAdjective != 0 && (m.items[k+1].class&cMetric != 0 || isNoun(m.items[k+1].class) && m.items[k+2].class&cMetric != 0) && k > 0 && m.items[k-1].class&(cDown|cDeterminer) != 0 {
		return true // "reduces additional training time"
	}
	if it.class&(cImprove|cCompress) != 0 && it.class&(cNounForm|cVerbForm|cAdjective) == cNounForm && m.items[k+1].class&cMetric != 0 && m.text[it.end-2:it.end] == "on" {
		return true // "optimization time", "compression cost"
	}
	if it.class&cTune != 0 && m.items[k+1].class&(cMetric|cWeak|cRate) >= cMetric && m.text[it.end-2:it.end] == "ng" {
		return true // "300x learning cost reduction"
	}
	if it.class&cCompress != 0 && k > 0 && m.items[k-1].class&(cOf|cDeterminer) != 0 && m.items[k+1].class&cMetric != 0 && m.text[it.end-2:it.end] == "ed" {
		return true // "a reduction of compressed bits"
	}
	return it.class&(cTune|cUse) != 0 && it.class&(cDown|cUp) == 0 && m.text[it.end-2:it.end] == "ed"
}

// phraseStart: a noun phrase begins at item i, and it is not the tail of "the latency of …".
func (m *Miner) phraseStart(i int) bool {
	if !isNoun(m.items[i].class) || i > 0 && isNoun(m.items[i-1].class) {
		return false
	}
	if i > 1 && m.items[m.found.at].parts > 2 && m.items[i-1].class&cComma != 0 && m.items[i-2].class&cMetric != 0 {
		return false // the second of "parameters, FLOPs and latency fall by 30%, 40% and 50%"
	}
	last := i - 2 // before "and" or ", and"
	if last > 0 && m.items[last].class&cComma != 0 {
		if last--; m.items[m.found.at].parts > 2 && isNoun(m.items[last].class) {
			return false // the third of "memory, time at inference, and parameters fall to 33%, 10% and 35%"
		}
	}
	if i > 1 && m.wordAt(i-1, "and") && last >= 0 && isNoun(m.items[last].class) && m.items[m.found.at].parts > 1 {
		for k := last; k >= 0 && k > i-8 && isNoun(m.items[k].class); k-- {
			if c := m.items[k].class; c&cMetric != 0 && c&cWeak == 0 {
				return false // the second of "latency and energy fall by 31% and 44%"
			}
		}
	}
	if i > 1 && m.items[i-1].class&(cIn|cPreposition) != 0 && !m.resultsIn(i-2) && m.items[i-1].class&(cOf|cWith|cUse) == 0 {
		k := i
		for isNoun(m.items[k].class) {
			k++
		}
		if m.items[k].class&cOpen != 0 && k+1 == m.found.at && (m.items[i-1].class&cIn != 0 && !m.wordAt(i-1, "in") || m.wordAt(i-1, "on")) { // "in terms of indexing speed (18x)"
			k++
		}
		if m.items[k].class&cOf != 0 && k+1 == m.found.at && m.subsetIn(k-1, k-1) { // "training on a subset of 5%"
			k++
		}
		if k != m.found.at || m.quantities[m.items[k].quantity].verb { // "the batch that fits in memory doubles", but "trains on sequences 16x longer"
			return false
		}
	}
	if i > 1 && m.items[i-1].class&cOf != 0 {
		for k := i - 2; k >= 0 && k > i-8 && isNoun(m.items[k].class); k-- {
			if c := m.items[k].class; c&cMetric != 0 && c&cWeak == 0 || c&cQuality != 0 {
				return false
			}
		}
	}
	return true
}

// resultsIn: "results in time savings of 70%", "leads to time savings" and "allows for time savings" have their savings for an object.
func (m *Miner) resultsIn(k int) bool {
	w := m.text[m.items[k].start:m.items[k].end]
	switch {
	case m.items[k].class&cVerb == 0:
		return false
	case m.wordAt(k+1, "in"):
		return strings.HasPrefix(w, "result")
	case m.wordAt(k+1, "for"):
		return strings.HasPrefix(w, "allow")
	}
	return m.wordAt(k+1, "to") && (strings.HasPrefix(w, "lead") || w == "led")
}

// metricList reads "M", "M and M" or "M, M, and M" at item i into found, and returns the item after it, or i.
func (m *Miner) metricList(i, limit int) int {
	next := i
	for k := i; m.found.nmetrics < maxMetrics && limit > 0; limit-- {
		ref, after, ok := m.noun(k, 0)
		if !ok && next > i && m.items[k].class&cOverhead != 0 {
			ref, after, ok = m.found.metrics[m.found.nmetrics-1], k+1, true // "the communication volume and overhead"
			ref.item = k
		}
		if !ok {
			return next
		}
		m.found.metrics[m.found.nmetrics] = ref
		m.found.nmetrics++
		next, k = after, after
		if m.items[k].class&cOverhead != 0 && m.items[k+1].class&(cComma|cAnd) != 0 { // "the energy overhead and latency"
			k++
		}
		sep := 0
		for sep < 2 && k < len(m.items) && m.items[k].class&(cComma|cAnd|cSlash) != 0 {
			k++
			sep++
		}
		if sep == 0 || m.ownFigure(k) || m.wordAt(k, "a") || sep == 1 && m.items[k-1].class&cComma != 0 && m.items[k].class == cWord && !m.items[k+1].hyphen && m.wordEnds(k, "ing") {
			return next // "half the data and a lower rate", "half the data, showing high data efficiency"
		}
		if ref.weak && ref.metric == mTokens && m.qualityAt(k) {
			m.found.nmetrics-- // "length and position biases"
			return i
		}
	}
	return next
}

// ownFigure: what a list goes on with at item k has a figure of its own or is denied: "30% fewer parameters and 4M FLOPs", "10x fewer
// steps, no retraining".
func (m *Miner) ownFigure(k int) bool {
	return m.items[k].kind == tokNumber && m.items[k].class == cWord && !m.items[k+1].hyphen || m.wordAt(k, "no") || m.wordAt(k, "zero")
}

// qualityAt: the noun phrase at item k ends in a quality.
func (m *Miner) qualityAt(k int) bool {
	for m.nounAt(k) && m.items[k].class&cQuality == 0 {
		k++
	}
	return m.items[k].class&cQuality != 0
}

// improving: what happened is an improvement, of a quality unless a metric is named.
func (m *Miner) improving() bool {
	return m.found.cue >= 0 && m.items[m.found.cue].class&(cImprove|cUp|cDown) == cImprove
}

// aboutTasks: the metric word at item head belongs to a name ("Traffic Safety tasks") or says of what kind a task or a
// scenario is ("the low-latency scenario").
func (m *Miner) aboutTasks(head, end int) bool {
	for k := head + 1; k < end; k++ {
		switch w := m.text[m.items[k].start:m.items[k].end]; w {
		case "tasks", "scenario", "scenarios", "setting", "settings", "benchmark", "benchmarks", "questions", "regime", "regimes":
			return true
		}
	}
	first, next := &m.items[head], &m.items[head+1]
	return head > 0 && head+1 < end && next.entry == 0 && next.kind == tokWord && !next.hyphen && m.capital(first) && m.capital(next) && !m.capital(&m.items[head-1]) && m.text[first.start+1] >= 'a'
}

func (m *Miner) capital(it *item) bool { c := m.text[it.start]; return c >= 'A' && c <= 'Z' }

// noun reads one noun phrase with a metric at item i. The last strong metric word is its head ("training
// memory cost" is memory); a weak one counts when no strong one is there, and then looks behind "of".
// A word of quality after the head takes the phrase away ("token accuracy").
func (m *Miner) noun(i, hops int) (ref metricRef, next int, ok bool) {
	head, quality := -1, -1
	if first := &m.items[i]; first.class&cFits != 0 && first.class&(cMetric|cTraining|cInference) == 0 && m.text[first.end-1] == 's' && m.text[first.end-2] != 's' {
		return ref, i, false // "3x less memory and completes searches …": a verb
	}
	k := i
	for ; k < len(m.items) && k < i+12; k++ {
		if !m.nounAt(k) {
			if head < 0 && quality < 0 && k > i && m.wordAt(k, "and") && (m.items[k-1].class|m.items[k+1].class)&(cTraining|cInference) != 0 && m.nounAt(k+1) {
				continue // "lower training and inference time"
			}
			if head < 0 && quality < 0 && k > i && m.items[k].class&cSlash != 0 && m.nounAt(k+1) {
				continue // "fewer API/tool calls"
			}
			break
		}
		c := m.items[k].class
		if (c&(cOverhead|cDeterminer) != 0 || c&cRemove != 0 && m.wordAt(k, "pruning")) && head >= 0 || k > i && m.items[k].hyphen && c&(cAdverb|cMetric) == cAdverb && m.text[m.items[k].end-2:m.items[k].end] == "ly" { // "… in recall-severely limits the context"
			break
		}
		switch {
		case c&cQuality != 0 && head < 0 && m.besideEnergy(k):
			ref, head = metricRef{metric: mSpeed, rate: true, item: k}, k
		case c&cQuality != 0:
			if quality = k; k == i && strings.HasSuffix(m.text[m.items[k].start:m.items[k].end], " of") {
				return ref, i, false // "the share of admissible generations"
			}
		case c&cEfficiency != 0 && head >= 0:
			ref.rate = true
		case m.items[k].hyphen && k > i && m.items[k-1].kind == tokNumber && m.items[k-1].class == cWord: // "3-step planning"
		case c&cMetric != 0 && (head < 0 || c&cWeak == 0 || ref.weak):
			e := &m.lex.entries[m.items[k].entry]
			ref = metricRef{metric: e.metric, shrink: e.shrink, rate: c&cRate != 0, weak: c&cWeak != 0, item: k}
			head = k
		}
	}
	if quality > head || quality == i && m.wordIn(i, "more") || head >= 0 && m.aboutTasks(head, k) {
		return ref, i, false
	}
	if m.subjectOnly && head >= 0 && head == k-2 && m.items[k-1].entry == 0 && m.items[k-1].kind == tokWord && !m.items[k-1].hyphen && !m.transparent(k-1) && !(m.participle(k-1) && m.text[m.items[k-1].end-1] == 'd') {
		return ref, i, false // "the energy market": what comes last is the head
	}
	if head < 0 && k > i && m.items[k].class&cOf != 0 && m.improving() && m.items[k-1].entry == 0 && !m.wordAt(k-1, "number") && !m.wordAt(k-1, "amount") {
		return ref, i, false // "improves the validity of reasoning steps"
	}
	if (head < 0 || ref.weak) && hops < 2 && k > i && k < len(m.items) && m.items[k].class&cOf != 0 {
		if inner, after, ok := m.noun(k+1, hops+1); ok && (head < 0 || !inner.weak) {
			if head >= 0 && ref.rate && m.items[head].class&cEfficiency != 0 {
				inner.rate = true
			}
			return inner, after, true
		}
	}
	if head < 0 || ref.weak && m.items[head].class&cEfficiency != 0 && m.phaseWords(i, k-1) == (phaseVote{}) && !m.plainEfficiency(i, head, k) {
		return ref, i, false // nor does the efficiency of just anything
	}
	if m.items[k-1].class&cEfficiency != 0 && m.perPart(k-1) {
		return ref, i, false
	}
	return ref, k, true
}

// besideEnergy: the performance at item k is told in one list with energy, and so is that of a machine: "2x performance and 3x energy
// efficiency".
func (m *Miner) besideEnergy(k int) bool {
	if !m.wordAt(k, "performance") {
		return false
	}
	const between = cAnd | cComma | cSlash | cQuantity | cDeterminer | cHedge | cBy | cIn | cueClasses
	joined := false
	for j := k + 1; j < k+7 && j < len(m.items); j++ {
		c := m.items[j].class
		if c&cMetric != 0 {
			return joined && m.lex.entries[m.items[j].entry].metric == mEnergy
		}
		if c&between == 0 && c&cAdverb == 0 {
			break
		}
		joined = joined || c&(cAnd|cComma|cSlash) != 0
	}
	joined = false
	for j := k - 1; j >= 0 && j > k-6; j-- {
		c := m.items[j].class
		if c&cMetric != 0 && c&cEfficiency == 0 {
			return joined && m.lex.entries[m.items[j].entry].metric == mEnergy
		}
		if c&(between|cEfficiency) == 0 && c&cAdverb == 0 {
			break
		}
		joined = joined || c&(cAnd|cComma|cSlash) != 0
	}
	return false
}

// transparent: the word at item k says how much there is of what stands before it: "memory pressure", "uplink volume".
func (m *Miner) transparent(k int) bool {
	switch m.text[m.items[k].start:m.items[k].end] {
	case "volume", "volumes", "complexity", "demand", "demands", "pressure", "level", "levels", "intensity", "amount", "amounts", "totals", "count", "counts", "draw", "outlay", "spent", "taken":
		return true
	}
	return false
}

// perPart: the efficiency at item end is what each parameter or sample brings, "per-parameter learning efficiency", and none of
// them is saved.
func (m *Miner) perPart(end int) bool {
	for k := end - 1; k > 0 && k >= end-2; k-- {
		if it := &m.items[k]; m.wordAt(k-1, "per") && it.class&cMetric != 0 {
			metric := m.lex.entries[it.entry].metric
			return metric == mParameters || metric == mData
		}
	}
	return false
}

// plainEfficiency: nothing but a determiner or the like stands before the word efficiency at item head and no noun behind it: it is
// that of the method, and so its speed.
func (m *Miner) plainEfficiency(i, head, end int) bool {
	if i > 0 && m.items[i-1].class&cOf != 0 {
		return false
	}
	for k := i; k < head; k++ {
		if m.items[k].class&(cDeterminer|cAdverb|cModel) == 0 {
			return false
		}
	}
	return head == end-1 && (m.wordAt(head, "efficiency") || m.wordAt(head, "efficient") || m.wordAt(head, "efficiently")) && !m.items[head].hyphen && m.items[end].class&(cOf|cIn) == 0
}
