package claim

import "strings"

// Fitting: what single rules ask of their match beyond the pattern, where a class of the lexicon is too wide for them.

// reductionOn: "a reduction on search cost" is of the cost, "a reduction on edge GPUs" and "during inference time" are not.
func (m *Miner) reductionOn(f match) bool {
	switch f.metrics[0].metric {
	case mCapacity, mData:
		return false
	}
	at := f.metrics[0].item
	return m.wordAt(f.cue+1, "on") && !m.wordAt(at, "gpu") && !m.wordAt(at, "gpus") && !m.wordAt(at, "devices")
}

// fitting: what single rules ask of their match beyond the pattern.
func (m *Miner) fitting(id string, f match) bool {
	switch id {
	case "speedup-aside-q":
		return m.items[f.at+1].class&cueClasses == 0 && m.items[f.at+1].kind != tokWord || m.items[f.at+1].class&(cPreposition|cIn|cThan|cClause|cAnd) != 0
	case "q-the-size-of":
		return m.wordAt(f.last, "the size of") || m.wordAt(f.last, "size of")
	case "x-is-q-shorter":
		return m.wordAt(f.cue, "shorter") && (m.generated(f.first) || m.trainingIs(f.first-1))
	case "rival-q-m":
		return m.items[f.last+1].class&(cueClasses|cNounForm) != cUp|cNounForm // "beats all with a 1.3x parameter increase" is our price
	case "reduce-by-q-the-m":
		return m.wordAt(f.at+1, "the") || m.wordAt(f.at+1, "its") || m.wordAt(f.at+1, "their")
	case "x-is-half-as-long":
		return m.wordAt(f.cue, "as long") && m.generated(f.first)
	case "reduction-aside-q-in-m":
		return m.items[f.at-1].class&m.items[f.at+1].class&cBreak != 0 || m.items[f.at+1].class&cClose != 0
	case "shorten-x-by-q":
		if m.wordStarts(f.cue, "shorten") && (m.trainingIs(f.at-2) || f.cue > 0 && m.items[f.cue-1].class&cBe != 0 && m.trainingIs(f.cue-2)) {
			return true
		}
		return strings.HasPrefix(m.text[m.items[f.cue].start:m.items[f.cue].end], "shorten") && (m.generated(f.at-1) || f.cue > 0 && m.items[f.cue-1].class&cBe != 0 && m.generated(f.cue-1))
	case "cut-m-from-to":
		if mt := f.metrics[0].metric; m.quantities[m.items[f.at].quantity].unit == mParameters && mt != mParameters && mt != mSize && mt != mMemory {
			return false // "faster across models from 1B to 70B parameters"
		}
		if m.items[f.at-1].class&(cComma|cBreak) == 0 {
			return true
		}
		switch unit, mt := m.quantities[m.items[f.at].quantity].unit, f.metrics[0].metric; mt { // "lifts throughput at all sizes, from 1B to 70B parameters" tells of the sizes
		case mLatency:
			return unit == mSpeed || unit == mLatency
		case mSize:
			return unit == mMemory || unit == mSize
		default:
			return unit == mt
		}
	case "reduce-x-in-terms-of-m-by-q":
		for k := f.cue + 1; k < f.at; k++ {
			if m.items[k].class&cIn != 0 {
				return !m.wordAt(k, "in") && !m.qualityBetween(f)
			}
		}
		return false
	case "m-halved":
		return f.at == 0 || m.items[f.at-1].class&(cNumberWord|cDeterminer) == 0 // "the two halves"
	case "q-more-efficient-in-m":
		return m.items[f.last+1].class&cSlash == 0 // "more effective in terms of updates/forgets ratio"
	case "m-paren-share":
		return m.quantities[m.items[f.at].quantity].hedge != atLeast // "dense layers (over 60% of the FLOPs)"
	case "q-m-overhead", "q-overhead", "overhead-q":
		if id != "q-m-overhead" && m.ofArea(f.cue) {
			return false
		}
		k := f.first - 1
		for k > 0 && m.items[k].class&cAdverb != 0 {
			k--
		}
		return k < 0 || m.items[k].class&(cDown|cVerbForm) != cDown|cVerbForm // "cuts 99% communication overhead"
	case "reduction-of-q-in-m", "q-reduction-in-m", "outperform-by-q-in-m":
		return !m.asTask(f)
	case "use-fraction-paren-q-of-m":
		return !m.addedIn(f.at, f.last)
	case "add-q-m":
		return f.metrics[0].metric != mData // "introducing as few as 2% real samples" tells how little it takes
	case "q-compression-ratio":
		if f.metrics[0].item > 0 && m.items[f.metrics[0].item-1].class&cOverhead != 0 || f.metrics[0].metric == mCapacity && m.plainNoun(f.metrics[0].item+1) {
			return false // "a 0.2x overhead cost", "a two-fold micro batch schedule"
		}
		return f.metrics[0].shrink == noMetric || f.first == 0 || m.items[f.first-1].class&cDown == 0 // "saves 5x bandwidth"
	case "m-twice-that-of":
		switch f.metrics[0].metric {
		case mSpeed, mLatency, mMemory, mCompute, mEnergy, mCost:
			return !m.wordAt(f.last+1, "ours") && !m.wordAt(f.last+1, "our")
		}
		return false
	case "m-overhead-of-x-is-q", "overhead-of-x-is-q":
		next := m.items[f.last+1].class
		return next&(cueClasses|cThan) == 0 && (next&cOf == 0 || !m.rivals(f.last+2)) // "4% of that of the tracer"
	case "m-overhead-below-q":
		return m.quantities[m.items[f.at].quantity].hedge == lessThan
	case "reduce-m-by-q":
		return m.items[f.cue].class&cRival == 0 || m.items[f.at+1].class&cIn == 0 && m.rateBeaten(f) // "outperforms cache-aware trees by 70% in speed"
	case "is-q-of-its-m":
		for k := f.at + 1; k < f.metrics[0].item; k++ {
			if m.possessive(k) {
				return f.metrics[0].metric != mData
			}
		}
		return false
	case "prune-x-by-q":
		return strings.HasPrefix(m.text[m.items[f.cue].start:m.items[f.cue].end], "prun") && !m.beaten(f.cue) && !m.qualityBetween(f)
	case "model-shrinks-by-q":
		w := m.text[m.items[f.cue].start:m.items[f.cue].end]
		return strings.HasPrefix(w, "shr") || strings.HasPrefix(w, "compress") || strings.HasPrefix(w, "slim")
	case "smaller-by-q":
		for k := f.cue; k >= 0 && k > f.cue-10; k-- {
			if m.items[k].class&cModel != 0 {
				return m.wordAt(f.cue, "smaller") || m.wordAt(f.cue, "lighter")
			}
		}
		return false
	case "q-performance-improvement":
		return m.ofMachine(f.cue - 1)
	case "performance-improvement-of-q":
		return m.ofMachine(f.cue - 1)
	case "improve-performance-by-q":
		return m.ofMachine(f.at-2) && (m.quantities[m.items[f.at].quantity].kind != percent || m.onPrograms())
	case "outperform-by-q", "improve-x-by-q":
		return m.items[f.last+1].class&(cIn|cOf) == 0 && !m.qualityBetween(f) && !strings.Contains(strings.ToLower(m.title), "compress") && m.onPrograms()
	case "improve-performance-of-x-by-q":
		return m.programs(f.at - 2)
	case "shrink-m-for-x-q", "shrink-m-q":
		return m.items[f.cue].class&cRival == 0 || m.rateBeaten(f)
	case "improve-on-x-by-q":
		return m.onNames(f) && (m.items[f.cue].class&cRival == 0 || m.rateBeaten(f))
	case "and-half-the-m-last":
		n := len(m.spoken)
		return n > 0 && m.spoken[n-1].rule.Sense != sharing && f.at < m.spoken[n-1].at+10 && m.items[f.first-1].class&cQuality == 0
	case "in-half-the-m":
		if m.wordAt(f.first, "to") && m.confined(f.first) {
			return false // "restricts the convolution to a quarter of the channels" is how it is made
		}
		at := f.metrics[0].item
		return m.items[f.at+1].class&cOf == 0 || m.reaches(f.first) || !m.wordAt(at, "trials") && !m.wordAt(at, "attempts") && !m.wordAt(at, "turns") && !m.wordAt(at, "queries") // "in half of all trials" tells how often
	case "in-q-of-m":
		return m.reachedIn(f)
	case "faster-aside-by-q":
		return !m.qualityBetween(f) && m.plainVerbs(f.cue+1, f.at)
	case "fewer-m-paren-little":
		return f.first == 0 || !m.wordAt(f.first-1, "slightly") && !m.wordAt(f.first-1, "marginally")
	case "lower-m-by-q":
		return m.items[f.first].class&cOwn == 0 || m.wordAt(f.first, "we")
	case "overhead-reduced-by-q":
		return !m.qualityBetween(f)
	case "m-down-from-to":
		q := &m.quantities[m.items[f.at].quantity]
		return !m.qualityBetween(f) && (strings.HasPrefix(m.text[q.from:], "down from") || strings.Contains(m.text[q.from:q.end], " down to ") || m.goes(f.at-1))
	case "and-m-hedged-q":
		n := len(m.spoken)
		if n == 0 || m.spoken[n-1].match.cue != f.cue {
			return false
		}
		before := m.spoken[n-1].rule.ID
		return m.quantities[m.items[f.at].quantity].hedge != exact || (before == "shrink-m-q" || before == id) && f.at-m.spoken[n-1].at < 6
	case "q-improvement-on-m":
		switch f.metrics[0].metric {
		case mSpeed, mLatency, mThroughput, mMemory, mCompute, mEnergy:
			return m.reductionOn(f)
		}
		return false
	case "improve-q-in-m":
		switch f.metrics[0].metric {
		case mSpeed, mLatency, mThroughput, mMemory, mCompute, mEnergy, mSize:
			return true
		}
		return f.metrics[0].rate
	case "value-q-lower", "value-a-q-reduction":
		return m.spent(f.first)
	case "in-terms-of-m-q-improvement":
		return f.first == 0 && m.oneOf(0, spokenOf[:]) && m.items[f.last+1].class&(cIn|cOf) == 0 && !m.qualityBetween(f)
	case "shrink-m-aside-q":
		return m.quantities[m.items[f.at].quantity].hedge != exact
	case "signed-q-m", "m-minus-q":
		if k := f.metrics[0].item - 1; f.metrics[0].item < f.at && k > 0 && m.items[k].class&cPreposition != 0 && m.items[k-1].class&cMetric != 0 {
			return false // "reduces latency on GPUs (-30%)"
		}
		switch f.metrics[0].metric {
		case mCost, mData, mCommunication, mCapacity:
			return !m.quantities[m.items[f.at].quantity].plus // "Effort (+9%)" and "+5% in technical queries" are scores
		}
	case "take-instead-of":
		q := &m.quantities[m.items[f.at].quantity]
		switch text := m.text[q.start:q.end]; {
		case strings.HasSuffix(text, "GPUs") || strings.HasSuffix(text, "devices"):
			return false // how many machines there are
		case m.items[f.first].class&cIn != 0:
			return m.wordAt(f.first, "in") && f.at == f.first+1
		case q.compared:
			return f.at < f.first+4 && (m.consuming(f.first) || m.wordAt(f.first, "at") || q.unit == mThroughput || q.unit == mParameters || q.unit == mCompute || q.unit == mMemory && strings.Contains(text, "memory"))
		}
	case "takes-q-longer":
		if !m.wordStarts(f.first, "tak") && !m.wordAt(f.first, "took") {
			return false
		}
		if m.thanOurs(f.last+1) || m.rivalSubject(f.first) {
			return m.wordAt(f.cue, "longer") || m.wordAt(f.cue, "as long")
		}
		return m.wordAt(f.cue, "longer") && m.items[f.last+1].class&cThan == 0 && m.quantities[m.items[f.at].quantity].kind == percent
	case "m-is-value-q-lower":
		return m.valueBetween(f) && !m.qualityBetween(f) && (m.items[f.cue].class&cUp == 0 || f.metrics[0].rate)
	case "m-per-x-q-lower":
		return m.wordAt(f.metrics[0].item+1, "per")
	case "m-of-minus-q":
		return m.quantities[m.items[f.at].quantity].minus
	case "m-is-q-lower":
		if m.qualityRules(f.metrics[0].item+1, f.at) {
			return false
		}
		if f.metrics[0].metric == mCost && (m.wordAt(f.cue, "longer") || m.wordAt(f.cue, "shorter")) { // "queries take 3x longer" is no count of them
			m.found.metrics[0] = metricRef{metric: mSpeed, item: f.metrics[0].item}
			return m.consuming(f.at - 1)
		}
	case "m-is-q-of":
		if m.items[f.at-1].class&cOpen != 0 && m.quantities[m.items[f.at].quantity].hedge == atLeast {
			return false // "dense layers (over 60% of the FLOPs)"
		}
		for k := f.first; k < f.at; k++ {
			if m.items[k].class&cOverhead != 0 {
				return false // "the memory overhead is 4% of …" comes on top
			}
		}
		return !m.wordIn(f.at-1, "amount") && !m.wordIn(f.at-1, "amounts") // "the extra traffic amounts to 7% of …"
	case "m-a-q-reduction":
		if f.first > 0 && m.items[f.first-1].class&cQuantity != 0 {
			return false // "80% token pruning, with a 1% drop"
		}
		if m.items[f.cue].class&cImprove != 0 && m.items[f.cue].class&cDown == 0 && (!m.valueTold(f) || m.qualityBetween(f)) {
			return false // "scales with the model size, achieving a 17% improvement"
		}
		for k := f.metrics[0].item + 1; k < f.at; k++ {
			if m.items[k].class&cClause != 0 && !m.wordAt(k, "which") && !m.wordAt(k, "e.g") && !m.wordAt(k, "e.g.") && !m.wordAt(k, "i.e") {
				return false // "experts of several owners, leading to a 40% improvement"
			}
		}
		return m.items[f.last+1].class&cIn == 0 // "…, within a 2% drop in recall"
	case "contain-little-of-m", "little-of-m-of":
		switch f.metrics[0].metric {
		case mParameters, mCompute, mMemory, mEnergy:
			w := m.text[m.items[f.first].start:m.items[f.first].end]
			return id == "little-of-m-of" || strings.HasPrefix(w, "contain") || strings.HasPrefix(w, "compris")
		case mData:
			w := m.text[m.items[f.first].start:m.items[f.first].end]
			return (strings.HasPrefix(w, "account") || strings.HasPrefix(w, "represent") || strings.HasPrefix(w, "constitut")) && m.kept(f, true)
		}
		return false
	case "subset-of-q", "q-subset":
		if id == "q-subset" {
			return f.metrics[0].metric == mData && m.subsetIn(f.at+1, f.last) && m.kept(f, true)
		}
		next := m.items[f.last+1].class
		return m.subsetIn(f.first, f.at) && !isNoun(next) && (next&cOf == 0 || m.dataNear(f.last+1, 5)) && m.kept(f, true)
	case "cut-m-versus", "and-m-versus", "m-versus":
		if m.quantities[m.items[f.at].quantity].bare { // "a smaller size (114M vs. 880M)"
			return id == "cut-m-versus" && !m.qualityBetween(f) && m.items[f.metrics[0].item+1].class&cOpen != 0
		}
	case "m-shows-a-reduction-of-q", "m-sees-a-q-reduction":
		switch f.metrics[0].metric {
		case mData, mCapacity, mTokens, mParameters:
			return false
		case mCost:
			if m.items[f.cue].class&cImprove != 0 {
				return false // "such a budget yields a 3% improvement"
			}
		}
		return !m.qualityBetween(f) && m.items[f.last+1].class&(cIn|cOf|cPreposition) == 0 && m.measured(f.metrics[0].item)
	case "q-better-in-m":
		switch f.metrics[0].metric {
		case mSpeed, mLatency, mThroughput, mMemory, mCompute, mEnergy, mSize:
			return true
		}
		return false
	case "m-lower-by-q":
		return m.items[f.cue].class&cThan != 0 || m.items[f.cue+1].class&cBy != 0
	case "halve-m":
		return !m.whenDone(f) && !m.wordAt(f.at+1, "every") // "the rate is halved every 10k steps"
	case "third-less-m":
		return m.wordAt(f.cue, "less") || m.wordAt(f.cue, "fewer")
	case "slow-x-by-q":
		m.found.cue = f.first // "down by" tells which way no speed goes
		return !m.qualityBetween(f) && (f.first < 2 || !m.wordAt(f.first-2, "used"))
	case "m-q-that-of":
		return m.wordAt(f.last-1, "that") || m.wordAt(f.last-1, "those")
	case "q-fewer-m":
		return !m.asMany(f)
	case "half-as-many-m":
		return m.quantities[m.items[f.at].quantity].kind != percent || m.asMany(f)
	case "m-dash-q-lower":
		return m.items[f.cue].class&cUp == 0 || f.metrics[0].rate
	case "compress-and-x-by-q":
		return m.compressedToo(f)
	case "q-smaller-model":
		return m.lex.entries[m.items[f.cue].entry].metric != noMetric // "lower than the teacher model" is a score
	case "takes-half-as-long":
		return m.wordAt(f.cue, "as long") && (m.wordStarts(f.first, "tak") || m.wordAt(f.first, "took") || m.wordAt(f.first, "in"))
	case "costs-q-in-m":
		return m.wordStarts(f.first, "cost") && m.measured(f.metrics[0].item)
	case "costs-half-as-much":
		return m.wordAt(f.cue, "as much") && m.wordStarts(f.first, "cost")
	case "q-as-m-efficient":
		return f.metrics[0].rate
	case "reduce-q-m":
		if m.wordStarts(f.cue, "offload") {
			return false // what is offloaded is done elsewhere
		}
		return m.items[f.at+1].class&(cOf|cIn) != 0 || m.items[f.at+1].class&cPreposition == 0 || m.wordAt(f.at+1, "on") && m.wordStarts(f.first, "sav") && m.priced(f.metrics[0].item)
	case "ratio-is-q":
		return m.compressionRatio(f)
	case "use-q-of-m":
		if m.ownContext(f) || f.first > 0 && m.wordEnds(f.first-1, "represented") || m.wordStarts(f.first, "spend") && m.wordEnds(f.metrics[0].item+1, "ing") {
			return false // "uses less than 30% of its claimed context length", "underrepresented with only 2% of the images", "they spend 30% of their time searching"
		}
		if m.wordStarts(f.first, "spend") && m.wordAt(f.last+1, "on") || m.worldly(f) {
			return false
		}
		if m.wordStarts(f.first, "occup") && m.kindOf(f.at)&littleBit == 0 {
			return false // "inputs occupy up to 50% of the context"
		}
		if k := f.metrics[0].item + 1; m.wordAt(f.first, "with") && m.participle(k) && (m.items[k].entry == 0 && m.items[k+1].class&(cBy|cThan) == 0 && !isNoun(m.items[k+1].class) || f.metrics[0].metric == mCost && m.items[k].class&cVerb != 0) {
			return false // "with only 3% of the files replicated twice", "with 80% of the runs achieving it" tell what was found
		}
		if f.metrics[0].metric == mData && (m.wordStarts(f.first, "introduc") || m.wordStarts(f.first, "incur")) {
			return false
		}
		if next := m.items[f.last+1].class; next&(cDown|cNounForm) == cDown|cNounForm && next&cVerbForm == 0 {
			return false // "with 90% of memory reduction"
		} else if next&(cDown|cAdjective) == cDown|cAdjective && (m.wordAt(f.last+1, "less") || m.wordAt(f.last+1, "fewer") || m.wordAt(f.last+1, "less than") || m.wordAt(f.last+1, "fewer than")) {
			return false // "70% parameters less"
		}
		return f.first == 0 || !m.wordStarts(f.first-1, "tamper")
	case "q-the-training-length":
		return m.trainingLength(f.at)
	case "scale-m-by-q":
		return f.metrics[0].metric == mCapacity && m.wordStarts(f.first, "scal")
	case "train-on-q-of-m":
		return m.items[f.at-1].class&cPreposition != 0 || m.kept(f, true)
	case "lower-m-paren-q":
		q := &m.quantities[m.items[f.at].quantity]
		if q.kind == percent && m.items[f.at-1].class&cBy == 0 && (q.low < 15 || m.items[f.at+1].class&cClose == 0) || f.metrics[0].metric == mData && m.items[f.cue].class&cUp != 0 {
			return false // "fewer parameters (9%)" is how many are left, "more data (65% to 72%)" a score
		}
		return m.items[f.at-1].class&cOf == 0 || q.kind != percent
	case "is-q-of-m-used":
		return m.usedByOthers(f)
	case "m-reducing-it-by-q":
		return (m.wordAt(f.cue+1, "it") || m.wordAt(f.cue+1, "them")) && f.cue+3 == f.at && m.items[f.cue].class&cRival == 0 && !m.qualityBetween(f)
	case "overhead-is-q-lower":
		return !m.qualityBetween(f)
	case "add-q-of-m":
		return f.metrics[0].metric != mData && !strings.HasPrefix(m.text[m.items[f.first].start:m.items[f.first].end], "incur") // "incurs only 6% of the cost" is little
	case "accelerate-q":
		return !m.wordIn(f.at, "beyond") || f.at > f.cue+1 // "the decay accelerates beyond 30%"
	case "q-reduction-on-m":
		return m.reductionOn(f)
	case "share-suffices":
		return f.first == 0 || m.items[f.first-1].class&(cTune|cUse|cPreposition) != 0 || !m.participle(f.first-1) || m.wordStarts(f.first-1, "label") || m.wordStarts(f.first-1, "annotat")
	case "less-than-q-of-m":
		if m.kindOf(f.at)&littleBit == 0 {
			return m.theirs(f.metrics[0].item+1) && m.smallBefore(f.at)
		}
		return m.items[f.last+1].class&(cBe|cVerb|cUse|cTune) == 0 && (m.items[f.metrics[0].item].part == noMetric || m.smallBefore(f.at)) || m.smallBefore(f.at) && m.kept(f, true)
	case "small-part-paren-q-of-m":
		return m.smallBefore(f.at)
	case "remove-q-of-part", "q-of-part-removed":
		return m.items[f.metrics[0].item].part != noMetric && m.kept(f, true) && m.items[f.last+1].class&cAs == 0
	case "bring-m-down-to-q":
		return m.wordAt(f.at-1, "down to") && !m.qualityBetween(f)
	case "and-q-in-m", "and-m-to-q":
		n := len(m.spoken)
		return n > 0 && m.spoken[n-1].match.cue == f.cue && m.spoken[n-1].at > f.at-14 && !m.qualityIn(m.spoken[n-1].at, f.at)
	case "m-aside-little-of":
		return m.valued(f) && m.rivals(f.last+1) && (m.kindOf(f.at)&littleBit != 0 || m.wordAt(f.last+1, "that") || m.wordAt(f.last+1, "those"))
	case "use-q-of-part":
		return !m.ownContext(f) && m.usedShare(f)
	case "on-little-m":
		return m.trainedOn(f)
	case "compress-by-q":
		return !m.beaten(f.first)
	case "faster-paren-q":
		for k := f.cue; k < f.at; k++ {
			if m.items[k].class&cThan != 0 && m.quantities[m.items[f.at].quantity].kind == percent {
				return false // "faster than BigNet (74% top-1)"
			}
		}
		return !m.qualityBetween(f)
	case "handle-q-larger":
		for k := f.first; k < f.at; k++ {
			if m.items[k].class&cRival != 0 || m.wordAt(k, "performance") {
				return false // "allows it to match a 20x larger model"
			}
			if m.oneOf(k, datasetWords[:]) && m.items[f.first+1].class&cPreposition != 0 {
				return false // "training on a dataset 10x larger"
			}
		}
	case "shortening-of-q", "q-shortening":
		if f.cue > 0 && f.cue < f.at && m.wordIn(f.cue, "rate") {
			if before := m.items[f.cue-1].class; isNoun(before) && before&(cAdverb|cDeterminer|cHedge) == 0 {
				return false // "a collision rate reduction" is of collisions
			}
		}
		return m.items[f.cue].class&cCompress == 0 && (f.cue < f.at || !m.wordIn(f.cue, "rate") || m.items[f.last+1].class&(cIn|cOf) == 0)
	case "q-x-and-q-m-reduction": // "30% sparsity and 40% memory reduction" is of two kinds
		and := f.at + 1 // right behind the figure, where a list was longer than one quantity takes
		for m.items[and].class&cAnd == 0 {
			and++
		}
		return m.items[and-1].class&(cTraining|cInference) != 0
	case "additional-m-of-q":
		return !f.metrics[0].rate
	case "improve-m-paren-q":
		q := &m.quantities[m.items[f.at].quantity]
		return q.kind != percent || q.low >= 15 || m.items[f.at-1].class&cBy != 0 || !m.bringsTo(f) // "reduces the data to 100 hours (1.4%)"
	case "m-reduction-of-q", "cut-m-by-value-paren-q-reduction":
		return !m.inQuality(f.last + 1) // "caused a decrease of 8% in the recall"
	case "and-m-by-q":
		if m.qualityIn(f.metrics[0].item+1, f.at) || m.varying(f.metrics[0].item) {
			return false // "nose length to face ratio (41%)", "across images with varying bitrates by 10%"
		}
		next := &m.items[f.metrics[0].item+1]
		return !m.device(f.metrics[0].item) && (f.metrics[0].metric != mData || next.entry != 0 || next.kind != tokWord || !isNoun(next.class)) // "example choices" are no data
	case "speedup-on-x-q":
		q := &m.quantities[m.items[f.at].quantity]
		return q.hedge != exact || q.high != 0
	case "compression-of-q":
		return m.items[f.at-1].class&cOf != 0 || m.quantities[m.items[f.at].quantity].hedge == upTo
	case "reduced-to-q-of-m":
		switch f.metrics[0].metric {
		case mSize, mMemory, mParameters, mTokens, mCompute, mCost, mEnergy, mCommunication:
			return !m.qualityBetween(f)
		}
		return false
	case "reduce-m-with-reduction-of-q":
		return !m.qualityBetween(f) && (m.items[f.cue].class&cDown != 0 || m.items[f.last+1].class&(cIn|cPreposition) == 0)
	case "speedup-paren-q-improvement", "reduce-m-and-m-with-reduction-of-q", "reduce-m-eg-q-reduction":
		return !m.qualityBetween(f)
	case "for-q-of-m":
		if mt := f.metrics[0].metric; !m.wordAt(f.first, "for") || mt == mData || mt == mTokens || mt == mParameters {
			return false
		}
		if f.first == 0 {
			return m.priced(f.metrics[0].item)
		}
		before := m.items[f.first-1] // "accounts for", "responsible for"
		return m.priced(f.metrics[0].item) && !strings.HasPrefix(m.text[before.start:before.end], "account") && !m.wordAt(f.first-1, "responsible")
	case "m-which-is-q-of":
		if !m.relative(f) {
			return false // "lower latency, while reaching 96% of the recall"
		}
		for k := f.at + 1; m.items[k].class&(cOf|cDeterminer|cThan) != 0 || isNoun(m.items[k].class); k++ {
			if m.items[k].class&cQuality != 0 {
				return false
			}
		}
		return f.metrics[0].metric != mData
	case "q-of-m-reduction":
		return !m.apportioned(f.first - 1)
	case "q-m-removed":
		if m.apportioned(f.first - 1) {
			return false
		}
		if f.first > 0 && m.items[f.first-1].class&cTune != 0 {
			return false // "tuning 0.6% of the weights and pruning …"
		}
		return !m.wordAt(f.cue-1, "any") && !m.wordAt(f.cue-1, "a") && !m.wordAt(f.cue-1, "no") && !m.wordAt(f.cue-1, "without") // "without any drop"
	case "q-m-pruning":
		return m.wordAt(f.cue, "pruning")
	case "achieve-q-pruning":
		return m.wordAt(f.last, "pruning") && m.items[f.last+1].class&(cPreposition|cComma|cClause|cAnd|cIn) != 0 && m.items[f.first].class&(cBe|cUse) == 0
	case "reduce-x-by-q-in-m":
		switch f.metrics[0].metric {
		case mParameters:
			return m.wordAt(f.metrics[0].item, "parameters") || m.wordAt(f.metrics[0].item, "trainable parameters")
		case mCompute, mMemory, mEnergy:
			return !m.qualityBetween(f)
		case mSpeed, mLatency:
			return !m.qualityBetween(f) && m.priced(f.metrics[0].item) && m.items[f.cue].class&cRival == 0
		}
		return false
	}
	return true
}
