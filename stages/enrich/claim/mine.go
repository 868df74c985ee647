package claim

import (
	"strconv"
	"strings"
)

// A Claim is one reported efficiency figure with its evidence. The vocabulary is that of the table claims.
type Claim struct {
	Metric      string // speed latency throughput memory compute parameters size tokens data communication energy cost capacity
	Phase       string // training, inference, unspecified
	Direction   string // better, worse
	Unit        string // x, percent, percent_of, fraction_of, order_of_magnitude
	Qualifier   string // up_to, at_least, approx, average, exact
	Attribution string // own, background
	Role        string // result, setting, comparison

	Value, ValueHigh   float64 // as reported; ValueHigh is 0 where there is no range
	Factor, FactorHigh float64 // the improvement as a ratio, to four significant digits; above 1 is better; FactorHigh is 0 where there is no range

	Baseline string // what it is compared to, as written; "" is not said
	Context  string // hardware, model or data it was measured on, as written; "" is not said

	Field      string // title, abstract
	Start, End int    // byte offsets into the field, on rune boundaries: field[Start:End] == Text
	Text       string // the evidence: the figure and its metric words
	Sentence   string // the sentence around it
	Rule       string // id of the rule that read it
}

// String gives the claim in one short line, the form of the examples: "memory 1.429 percent up_to".
func (c Claim) String() string {
	s := c.Metric + " " + strconv.FormatFloat(c.Factor, 'g', -1, 64)
	if c.FactorHigh != 0 {
		s += ".." + strconv.FormatFloat(c.FactorHigh, 'g', -1, 64)
	}
	s += " " + c.Unit
	if c.Direction == "worse" {
		s += " worse"
	}
	if c.Qualifier != "exact" {
		s += " " + c.Qualifier
	}
	if c.Role != "result" {
		s += " " + c.Role
	}
	if c.Attribution != "own" {
		s += " " + c.Attribution
	}
	return s
}

// A Miner holds the scratch space of mining. One Miner serves one goroutine; the zero value is ready.
type Miner struct {
	lex         *lexicon
	text        string // the field at work
	lo, hi      int    // the sentence at work
	tokens      []token
	raw         []item
	hope        hope
	items       []item
	quantities  []quantity
	before      []needs // by item: what those before it meet
	behind      []needs // what it and those behind it meet
	named       []bool  // by item: a noun phrase that begins there may name a metric
	found       match
	steps       int
	subjectOnly bool // the noun phrase at hand is a subject
	title, abs  string
	vote        phaseVote // of the whole paper, taken when first asked for
	voted       bool
	carried     bool    // the figure at hand leans on the claim before it
	toldPhase   string  // of the sentence's last claim whose own words told one
	voters      []token // its words
	spoken      []spoken
	thorough    bool // every sentence, every rule: what the prefilter and the needs spare is done all the same
	trace       func(format string, args ...any)
}

// Mine returns the claims of a paper: those of the title first, then those of the abstract, each in order of
// place. A figure of one metric that both state is reported once, from the abstract.
func Mine(title, abstract string) []Claim {
	var m Miner
	return m.Mine(nil, title, abstract)
}

// Mine appends the claims of a paper to dst. Text and Sentence are views of the arguments.
func (m *Miner) Mine(dst []Claim, title, abstract string) []Claim {
	if m.lex == nil {
		m.lex = theLexicon()
	}
	m.title, m.abs, m.voted = title, abstract, false
	first := len(dst)
	dst = m.field(dst, "title", title)
	own := len(dst)
	dst = m.field(dst, "abstract", abstract)
	return dedupe(dst, first, own)
}

// field mines one field, sentence by sentence.
func (m *Miner) field(dst []Claim, name, text string) []Claim {
	m.text = text
	for at := 0; at < len(text); {
		hit := at
		if !m.thorough {
			if hit = m.lex.nextFigure(text, at); hit < 0 {
				break
			}
		}
		lo, hi, next := sentenceAround(text, at, hit)
		at = next
		dst = m.sentence(dst, name, lo, hi)
	}
	return dst
}

// maxFigures bounds the figures of one sentence that are asked for claims, and with them the work; no sentence of prose comes near.
const maxFigures = 40

// sentence mines text[lo:hi].
func (m *Miner) sentence(dst []Claim, field string, lo, hi int) []Claim {
	m.lo, m.hi = lo, hi
	m.tokens = appendTokens(m.tokens[:0], m.lex, m.text, lo, hi)
	m.label()
	if !m.thorough && m.trace == nil && !m.viable() {
		return dst // figures, but not the words that any rule needs
	}
	m.quantify()
	if m.trace != nil {
		m.traceSentence()
	}
	if len(m.quantities) == 0 {
		return dst
	}
	m.spoken, m.toldPhase = m.spoken[:0], ""
	first := len(dst)
	m.meet()
	figures := 0
	for at := range m.items {
		if m.items[at].class&cQuantity != 0 && figures < maxFigures {
			figures++
			dst = m.quantity(dst, field, at)
		}
	}
	m.shareHedges(dst[first:])
	// Rules that reach back for their metric can start before an earlier claim ends; rows come in order of place.
	for i := first + 1; i < len(dst); i++ {
		for j := i; j > first && dst[j].Start < dst[j-1].Start; j-- {
			dst[j], dst[j-1] = dst[j-1], dst[j]
		}
	}
	return dst
}

// quantity makes the claims of the quantity at item at: by the first rule of the table that matches it,
// else as the continuation of a claim that stands before it.
func (m *Miner) quantity(dst []Claim, field string, at int) []Claim {
	if why := m.refuse(at); why != "" {
		if m.trace != nil {
			m.trace("  refused: %s", why)
		}
		return dst
	}
	if m.sameAgain(at) {
		return m.continuation(dst, field, at)
	}
	before, behind, next := m.before[at], m.behind[at], m.items[at+1].meets
	for k := at + 1; k <= at+maxAdverbs && m.items[k].class&cAdverb != 0; k++ {
		next |= m.items[k+1].meets
	}
	for _, t := range rulesFor[m.kindOf(at)] {
		if (t.before&^before|t.behind&^behind|t.next&^next != 0) && !m.thorough && m.trace == nil {
			continue
		}
		r := t.rule
		if r.Title && field != "title" || !m.matchRule(r, at) {
			continue
		}
		n := len(dst)
		if m.taken(m.found) {
			continue
		}
		if !m.fitting(r.ID, m.found) {
			continue
		}
		if r.Sense == ratio && m.found.first == at && at > 0 && m.wordAt(at-1, "at") && m.found.last == at+1 {
			continue // "played at 2x speed"
		}
		if dst = m.claims(dst, field, r); len(dst) > n {
			if m.trace != nil {
				m.trace("  rule %s fires", r.ID)
			}
			m.spoken = append(m.spoken, spoken{at: at, rule: r, match: m.found})
			return dst
		}
		if m.trace != nil {
			m.trace("  rule %s matches, but the figure makes no sense there", r.ID)
		}
	}
	n := len(dst)
	if dst = m.continuation(dst, field, at); len(dst) == n && m.trace != nil {
		m.trace("  no claim of %q: %s", m.text[m.items[at].start:m.items[at].end], m.whyNot(at))
	}
	return dst
}

// claims turns the match at hand into claims: the parts of the list crossed with the metrics.
func (m *Miner) claims(dst []Claim, field string, r *Rule) []Claim {
	f := m.found
	f.rule = r.ID
	it := &m.items[f.at]
	cue := class(0)
	if f.cue >= 0 {
		cue = m.items[f.cue].class
	}
	if f.nmetrics == 0 {
		ref := metricRef{item: -1, rate: true}
		if f.cue >= 0 {
			ref.metric = m.lex.entries[m.items[f.cue].entry].metric
		}
		if own, ok := metricByName(r.Metric); ok && (ref.metric == noMetric || cue&cCompress != 0 || r.Metric == "compute" || r.ID == "q-smaller-model") {
			ref.metric = own
		}
		if unit := &m.items[f.first]; unit.class&cUnit != 0 && f.first < f.at {
			ref.metric, ref.item = m.lex.entries[unit.entry].metric, f.first-1
		}
		if r.Sense == pairing {
			for k := f.first; k < f.at; k++ {
				if m.items[k].class&cQuality != 0 {
					return dst // "lowers the error from 6 to 5 years"
				}
			}
			ref.metric = m.quantities[it.quantity].unit
		}
		if ref.metric == noMetric {
			return dst
		}
		if r.ID == "q-deeper" && m.lex.entries[m.items[f.cue].entry].metric != mCapacity {
			return dst
		}
		if r.Metric == "capacity" {
			if ref.metric == mCapacity && m.lex.entries[m.items[f.cue].entry].metric == noMetric && !(m.wordAt(f.cue, "longer") && m.oneOf(f.at-1, longThings[:])) {
				return dst
			}
			ref.metric = mCapacity
		}
		if r.Sense == pairing && ref.metric == mMemory {
			for k := f.first; k < f.at; k++ {
				if m.items[k].class&cModel != 0 {
					ref.metric = mSize // "shrinks the model from 350 MB to 28 MB"
				}
			}
		}
		ref.rate = ref.metric == mThroughput || ref.metric == mCapacity || cue&cFast != 0
		if cue&cDown != 0 && cue&(cCompress|cNounForm) == 0 && r.Metric == "" && m.items[f.first].class&cUnit == 0 {
			if m.qualityIs(f.first) {
				return dst
			}
			if ref = m.subject(ref, f.first); ref.metric == mSize && m.ofDataset(f) {
				ref.metric = mData
			}
		}
		f.metrics[0], f.nmetrics = ref, 1
	}
	if unit := m.quantities[it.quantity].unit; r.Sense == pairing && unit != noMetric && f.metrics[0].weak && f.nmetrics == 1 && f.metrics[0].metric == mSize {
		f.metrics[0].metric = unit // "the size falls from 1B to 0.5B parameters"
	}
	if f.metrics[0].metric == mSize && f.nmetrics == 1 && m.countsParameters(f, r) {
		f.metrics[0].metric = mParameters
	}
	if unit := m.quantities[it.quantity].unit; r.ID == "cut-m-versus" && unit != noMetric && f.nmetrics == 1 && f.metrics[0].weak && m.items[f.metrics[0].item].class&cEfficiency != 0 {
		f.metrics[0], cue = metricRef{metric: unit, rate: unit == mThroughput, item: f.metrics[0].item}, cImprove // "more efficient (300M vs 3B parameters)"
	}
	if r.ID == "q-the-size-of" && m.parametersBefore(f.at) {
		f.metrics[0].metric = mParameters // "30M parameters, 1/20 the size of BigNet"
	}
	if r.ID == "q-smaller-in-m" && f.metrics[0].weak && f.nmetrics == 1 {
		f.metrics[0] = m.subject(f.metrics[0], f.first) // "the model is 50 times smaller in size"
	}
	if strings.HasPrefix(r.ID, "accelerate-") {
		m.hastened(&f)
	}
	if cue&(cFast|cNounForm) == cFast|cNounForm {
		for i := range f.metrics[:f.nmetrics] {
			if ref := &f.metrics[i]; ref.item >= 0 && m.device(ref.item) {
				*ref = metricRef{metric: mSpeed, rate: true, item: ref.item} // "2x CPU and 3x GPU speedup"
			}
		}
	}
	if r.ID == "speedup-and-m-saving-of-q" && f.nmetrics == 1 {
		f.metrics[1], f.metrics[0], f.nmetrics = f.metrics[0], metricRef{metric: mSpeed, rate: true, item: f.first}, 2
	}
	if r.ID == "q-the-training-length" {
		f.metrics[0], f.nmetrics = metricRef{metric: mCapacity, rate: true, item: f.metrics[0].item}, 1
	}
	if r.ID == "reduce-m-by-q" && f.nmetrics == 1 {
		m.secondObject(&f)
	}
	for i := range f.metrics[:f.nmetrics] {
		switch ref := &f.metrics[i]; {
		case ref.metric == mSize && m.compression(f, *ref) && m.ofCache(f.at):
			ref.metric = mMemory
		case ref.metric == mSize && m.compression(f, *ref) && m.ofText(f):
			ref.metric = mTokens
		case ref.metric == mSpeed && ref.weak && m.energyBefore(*ref, f.at):
			ref.metric = mEnergy
		}
	}
	parts := int(it.parts)
	for p := range parts {
		q := &m.quantities[int(it.quantity)+p]
		lo, hi := 0, f.nmetrics
		if parts > 1 && f.nmetrics > 1 { // pairwise
			lo = min(p, f.nmetrics-1)
			hi = lo + 1
		}
		if parts > 1 && m.apart(f, p) {
			continue
		}
		for k := lo; k < hi; k++ {
			if (f.metrics[k].metric == mSize || f.metrics[k].metric == mData) && (m.lex.entries[m.items[f.first].entry].metric == mCommunication || f.first == f.at && f.at > 0 && m.lex.entries[m.items[f.at-1].entry].metric == mCommunication) {
				f.metrics[k].metric = mCommunication // "uploads 12% of the bits", "transmits 30x less data"
			}
			if f.metrics[k].metric == mCommunication && f.rule == "q-fewer-m" && cue&cUp != 0 && f.at > 0 && m.servingVerb(f.at-1) {
				f.metrics[k].metric, f.metrics[k].rate = mThroughput, true // "handles 3x more traffic"
			}
			rd, ok := read(r.Sense, q, f.metrics[k], cue, r.Worse)
			ok = ok && (!m.load(f.metrics[k]) || m.served(f)) && (!q.odds || cue&(cDown|cCompress) != 0 || m.compression(f, f.metrics[k]))
			if at := f.metrics[k].item; q.kind == percent && at >= 0 && (m.wordAt(at, "performance") || m.wordAt(at, "query performance")) {
				ok = false // in percent it is that of a model
			}
			if m.frameRate(f, f.metrics[k]) || q.kind == percent && f.cue >= 0 && m.wordAt(f.cue, "performance boost") {
				ok = false
			}
			if ok && rd.worse && (m.saidOfRival(f) || m.savedBefore(f)) {
				rd.worse, rd.factor, rd.high = false, invert(rd.factor), invert(rd.high)
				if q.kind == percent && q.high == 0 && q.low < 100 && m.lessBefore(f) {
					rd.factor = round4(100 / (100 - q.low))
				}
			}
			if ok && (rd.worse && !m.believable(rd, q, f, f.metrics[k]) || m.doubtful(r, rd, f, k)) {
				ok = false
			}
			if !ok {
				if m.trace != nil {
					m.trace("    %s of %s: no ratio", m.text[q.start:q.end], f.metrics[k].metric)
				}
				continue
			}
			dst = append(dst, m.build(field, r, q, p, rd, f, f.metrics[k]))
		}
	}
	return dst
}

// taken: the noun of change has its figure before it ("a 30% reduction of channels even wins by 0.4%"), or what a
// percentage compares with is a threshold ("83% smaller than 0.5 ha").
func (m *Miner) taken(f match) bool {
	if f.cue < 0 {
		return false
	}
	if c := m.items[f.cue].class; c&cThan != 0 && f.cue > f.at && m.items[f.cue+1].kind == tokNumber && m.items[f.cue+1].class == cWord {
		return m.quantities[m.items[f.at].quantity].kind == percent
	} else if f.cue >= f.at || c&cNounForm == 0 || c&cVerbForm != 0 {
		return false
	}
	for k := f.cue - 1; k >= 0 && k > f.cue-5; k-- {
		if m.items[k].class&cQuantity != 0 {
			return true
		}
		if !isNoun(m.items[k].class) {
			break
		}
	}
	return false
}

// longThings are what a model handles more of where they are longer.
var longThings = [...]string{"inputs", "documents", "texts", "videos", "clips", "recordings", "prompts", "streams"}

func invert(v float64) float64 {
	if v == 0 {
		return 0
	}
	return round4(1 / v)
}

// qualityIs: the subject of the copula before item at is a quality: "the difference between A and B is 7 times smaller".
func (m *Miner) qualityIs(at int) bool {
	k := at - 1
	for k > 0 && (m.items[k].class&(cAdverb|cComma) != 0 || k < at-1 && m.items[k+1].class&m.items[k-1].class&cComma != 0) { // "is, in fact, 7 times"
		k--
	}
	if k < 1 || m.items[k].class&cBe == 0 {
		return false
	}
	for lo := k - 10; k > max(0, lo) && (k == at-1 || m.items[k].class&(cClause|cVerb|cBreak) == 0 || m.items[k].class&cBe != 0); {
		if k--; m.items[k].class&cQuality != 0 {
			return true
		}
		if m.items[k].class&(cComma|cClause|cBreak|cUse) != 0 {
			return false
		}
	}
	return false
}

// subject looks to the left of a bare comparative ("the model is 5x smaller") for what it is said of.
func (m *Miner) subject(ref metricRef, at int) metricRef {
	for k := at - 1; k >= 0 && k > at-12; k-- {
		c := m.items[k].class
		if c&cModel != 0 && !m.wordIn(at+1, "less") { // but "takes 2x less space"
			ref.metric = mParameters
			return ref
		}
	}
	return ref
}

// build fills in a claim.
func (m *Miner) build(field string, r *Rule, q *quantity, part int, rd reading, f match, ref metricRef) Claim {
	c := Claim{
		Metric: rd.metric.String(), Direction: "better", Unit: rd.unit, Qualifier: "exact", Attribution: "own", Role: "result",
		Value: rd.value, ValueHigh: rd.valueHigh, Factor: rd.factor, FactorHigh: rd.high,
		Field: field, Sentence: m.text[m.lo:m.hi], Rule: r.ID,
	}
	if rd.worse {
		c.Direction = "worse"
	}
	if r.Role != "" {
		c.Role = r.Role
	}
	start, end := q.start, q.end
	stretch := func(i int) {
		if i >= 0 {
			start, end = min(start, m.items[i].start), max(end, m.items[i].end)
		}
	}
	if r.ID != "and-m-by-q" && r.ID != "and-m-hedged-q" && r.ID != "compress-and-x-by-q" { // its verb stands before another claim
		stretch(f.cue)
	}
	if stretch(ref.item); ref.item >= 0 { // "the computational cost", "energy efficiency", "GPU memory usage"
		for k := ref.item + 1; m.items[k].class&(cWeak|cEfficiency|cOverhead) != 0 && m.items[k].class&(cMetric|cEfficiency|cOverhead) != 0; k++ {
			stretch(k)
		}
	}
	end = start + int32(len(trimThan(m.text[start:end])))
	if s := m.text[start:end]; strings.LastIndexByte(s, '(') > strings.LastIndexByte(s, ')') && strings.HasPrefix(m.text[end:], ")") {
		end++
	}
	c.Start, c.End = int(start), int(end)
	c.Text = m.text[start:end]
	m.surroundings(&c, r, part, f, ref)
	m.qualify(&c, q, f)
	m.phase(&c, rd.metric, part, f, ref)
	m.judge(&c, q, r, f)
	if c.Baseline == "" && c.Attribution == "own" {
		if c.Baseline = m.object(part, f, ref); c.Baseline == "" {
			c.Baseline = m.rival(r, part, f)
		}
	}
	return c
}

// trimThan cuts "than" and "of" off the end of an evidence.
func trimThan(s string) string {
	for _, tail := range [...]string{" than", " of"} {
		if n := len(s) - len(tail); n > 0 && equalFold(s[n:], tail) {
			return s[:n]
		}
	}
	return s
}
