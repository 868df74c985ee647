package claim

import (
	_ "embed"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// Lexicon: the third layer, read from lexicon.txt. A phrase carries classes (a bit set), and by class a
// metric, a number or a hedge. Words are interned once, phrases are paths of a trie over word ids, so
// the longest phrase at a word is found in as many steps as it has words.

//go:embed lexicon.txt
var lexiconText string

type class uint64

const (
	cWord class = 1 << iota // a word of no class: part of a noun phrase
	cMetric
	cWeak
	cRate
	cQuality
	cDown
	cUp
	cImprove
	cFast
	cSlow
	cOverhead
	cRemove
	cUse
	cTune
	cSetting
	cVerbForm
	cNounForm
	cAdjective
	cCompress
	cHedge
	cOnly
	cNumberWord
	cTimesWord
	cShareWord
	cMagnitude
	cFactor
	cSeveral
	cFold
	cPercent
	cPoints
	cUnit
	cScale
	cBy
	cOf
	cIn
	cWith
	cTo
	cFrom
	cThan
	cAs
	cBe
	cAnd
	cDeterminer
	cPreposition
	cClause
	cVerb
	cAdverb
	cTraining
	cInference
	cOwn
	cBackground
	cRival
	cModel
	// Marks and what the quantity layer puts in.
	cComma
	cOpen
	cClose
	cBreak // ; : dash between blanks, stop
	cSlash
	cQuantity
	cEfficiency
	cFits
	cSuffice
	cForecast
	cPrice
)

// changeClasses are those of words that say that something got more or less.
const changeClasses = cDown | cUp | cImprove | cFast | cSlow

var classNames = map[string]class{
	"metric": cMetric, "quality": cQuality, "down": cDown, "up": cUp, "improve": cImprove, "fast": cFast, "slow": cSlow,
	"overhead": cOverhead, "remove": cRemove, "use": cUse, "tune": cTune, "setting": cSetting, "hedge": cHedge, "only": cOnly,
	"number": cNumberWord, "times": cTimesWord, "share": cShareWord, "magnitude": cMagnitude, "factor": cFactor, "several": cSeveral,
	"fold": cFold, "percent": cPercent, "points": cPoints, "unit": cUnit, "scale": cScale, "by": cBy, "of": cOf, "in": cIn, "with": cWith,
	"to": cTo, "from": cFrom, "than": cThan, "as": cAs, "be": cBe, "and": cAnd, "det": cDeterminer,
	"prep": cPreposition, "clause": cClause, "verb": cVerb, "adv": cAdverb, "own": cOwn, "background": cBackground, "rival": cRival,
	"name": cWord, "model": cModel, "fits": cFits, "suffice": cSuffice, "efficiency": cEfficiency, "forecast": cForecast, "price": cPrice,
}

// An entry is what the lexicon says of one phrase.
type entry struct {
	class  class
	metric metric  // cMetric, cUnit, and the default of a change word
	shrink metric  // the metric where less of it is the better: "shorter context" is fewer tokens
	part   metric  // [part]: what a share of it is a share of
	value  float64 // cNumberWord, cTimesWord, cShareWord, cScale
	hedge  hedge
	topic  topic
	words  int
	meets  needs
	kinds  uint16 // of the figures that it can make
	joins  bool   // one of pairJoins
}

// A topic tells learned models, whose figures are about their use unless the paper is about training, from
// solvers and planners, whose figures have no phase.
type topic uint8

const (
	noTopic topic = iota
	learned
	classical
)

type metric uint8

const (
	noMetric metric = iota
	mSpeed
	mLatency
	mThroughput
	mMemory
	mCompute
	mParameters
	mSize
	mTokens
	mData
	mCommunication
	mEnergy
	mCost
	mCapacity
)

var metricNames = [...]string{"", "speed", "latency", "throughput", "memory", "compute", "parameters", "size", "tokens", "data", "communication", "energy", "cost", "capacity"}

func (m metric) String() string { return metricNames[m] }

func metricByName(name string) (metric, bool) {
	for i, n := range metricNames {
		if n == name && i > 0 {
			return metric(i), true
		}
	}
	return noMetric, false
}

type hedge uint8

const (
	exact hedge = iota
	approx
	atLeast
	upTo
	average
	lessThan // "less than 25 % of": at least a factor of 4; "less than 10 % overhead": at most
)

var hedgeNames = [...]string{"exact", "approx", "at_least", "up_to", "average", "less"}

type lexicon struct {
	ids        map[string]int32 // word -> id, lower case; building only
	edges      map[step]int32   // trie over word ids, state 0 is the root; building only
	words      wordTable
	next       stepTable
	first      []int32   // by word id: the state behind it at the root
	senses     []sense   // by entry
	alone      []sense   // by word id: the word alone
	follow     []uint64  // by state: a bit for each word that may go on, by its id modulo 64
	accept     []int32   // by state: entry, 0 = none
	entries    []entry   // entry 0 is the unknown word
	phrases    []phrase  // in file order, for RULES.md
	spelled    []spelled // the same with their alternatives written out; building only
	up, to     int32     // two words that phrases share: "speed up", "up to"
	with, fast int32
	marks      int32 // the last id of disguisedMarks
	between    int32 // entry
	prefilter  prefilter
	voting     voting
}

// A sense is what label asks of a word or phrase, side by side: to read it out of entries and states took twice as long.
type sense struct {
	class  class
	meets  needs
	follow uint64 // of the state behind a word
	entry  int32
	kinds  uint16
	part   metric
	joins  bool
}

type step struct{ state, word int32 }

type phrase struct{ section, text string }

type spelled struct {
	words []string
	entry int32
}

var theLexicon = sync.OnceValue(func() *lexicon {
	lex, err := parseLexicon(lexiconText)
	if err != nil {
		panic("claim: " + err.Error()) // the embedded file; TestLexicon holds it
	}
	return lex
})

// parseLexicon reads the format that the head of lexicon.txt explains. An error names the line.
func parseLexicon(text string) (*lexicon, error) {
	lex := &lexicon{ids: map[string]int32{}, edges: map[step]int32{}, accept: []int32{0}, entries: []entry{{class: cWord}}}
	for i, w := range disguisedMarks {
		lex.ids[w] = int32(i + 1)
	}
	lex.marks = int32(len(lex.ids))
	var section entry
	var name string
	shrink, states := noMetric, int32(0)
	for n, line := range strings.Split(text, "\n") {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		if line[0] == '[' {
			name = strings.Trim(line, "[]")
			var err error
			if section, shrink, err = parseSection(strings.Fields(name)); err != nil {
				return nil, fmt.Errorf("lexicon.txt:%d: %w", n+1, err)
			}
			continue
		}
		if name == "" {
			return nil, fmt.Errorf("lexicon.txt:%d: phrase %q before the first [section]", n+1, line)
		}
		for _, pattern := range strings.Split(line, ",") {
			if pattern = strings.TrimSpace(pattern); pattern == "" {
				continue
			}
			lex.phrases = append(lex.phrases, phrase{name, pattern})
			for _, text := range expand(pattern) {
				words := strings.Fields(text)
				state := int32(0)
				for _, w := range words {
					if len(w) > longWord {
						return nil, fmt.Errorf("lexicon.txt:%d: word %q is longer than %d bytes", n+1, w, longWord)
					}
					id, ok := lex.ids[w]
					if !ok {
						id = int32(len(lex.ids) + 1)
						lex.ids[w] = id
					}
					to, ok := lex.edges[step{state, id}]
					if !ok {
						states++
						to = states
						lex.edges[step{state, id}] = to
						lex.accept = append(lex.accept, 0)
					}
					state = to
				}
				at := lex.accept[state]
				if at == 0 {
					at = int32(len(lex.entries))
					lex.entries = append(lex.entries, entry{words: len(words)})
					lex.accept[state] = at
				}
				lex.entries[at].merge(section, shrink)
				lex.spelled = append(lex.spelled, spelled{words, at})
			}
		}
	}
	lex.derive()
	return lex, nil
}

// derive builds the tables of the hot path.
func (lex *lexicon) derive() {
	lex.words = newWordTable(lex.ids)
	lex.next = newStepTable(lex.edges)
	lex.up, lex.to, lex.with, lex.fast = lex.ids["up"], lex.ids["to"], lex.ids["with"], lex.ids["fast"]
	for i := range lex.entries {
		e := &lex.entries[i]
		e.meets, e.kinds = meetsOf(e), kindsOf(e)
	}
	lex.eachPhrase(func(words []string, e *entry) {
		e.joins = e.joins || slices.Contains(pairJoins, strings.Join(words, " "))
	})
	lex.between = lex.accept[lex.edges[step{0, lex.ids["between"]}]]
	lex.first, lex.follow = make([]int32, len(lex.ids)+1), make([]uint64, len(lex.accept))
	for s, to := range lex.edges {
		if s.state == 0 {
			lex.first[s.word] = to
		}
		lex.follow[s.state] |= 1 << (s.word & 63)
	}
	lex.senses = make([]sense, len(lex.entries))
	for i := range lex.entries {
		e := &lex.entries[i]
		lex.senses[i] = sense{class: e.class, meets: e.meets, entry: int32(i), kinds: e.kinds, joins: e.joins, part: e.part}
		if e.part != noMetric && e.class == cWord && e.topic == noTopic { // but for shares a word like any other
			lex.senses[i] = sense{class: cWord, meets: partNeeds, part: e.part}
		}
	}
	lex.alone = make([]sense, len(lex.first))
	for w, state := range lex.first {
		lex.alone[w] = lex.senses[lex.accept[state]]
		if state != 0 {
			lex.alone[w].follow = lex.follow[state]
		}
	}
	lex.derivePrefilter()
	lex.voting.derive(lex)
}

// eachPhrase calls f with the words and the entry of every phrase.
func (lex *lexicon) eachPhrase(f func(words []string, e *entry)) {
	for _, p := range lex.spelled {
		f(p.words, &lex.entries[p.entry])
	}
}

// little: the word is "only", "just" or another of its section.
func (lex *lexicon) little(word int32) bool {
	if word == 0 {
		return false
	}
	return lex.entries[lex.accept[lex.first[word]]].class&cOnly != 0
}

func parseSection(fields []string) (e entry, shrink metric, err error) {
	if len(fields) == 0 {
		return e, 0, fmt.Errorf("section without a class")
	}
	head, rest := fields[0], fields[1:]
	switch head {
	case "shrinks":
		m, ok := metricByName(strings.Join(rest, ""))
		if !ok {
			return e, 0, fmt.Errorf("shrinks wants a metric")
		}
		return e, m, nil
	case "part":
		m, ok := metricByName(strings.Join(rest, ""))
		if !ok {
			return e, 0, fmt.Errorf("part wants a metric")
		}
		return entry{class: cWord, part: m}, 0, nil
	case "topic":
		if len(rest) == 1 && rest[0] == "learned" {
			return entry{class: cWord, topic: learned}, 0, nil
		}
		return entry{class: cWord, topic: classical}, 0, nil
	case "phase":
		if len(rest) == 1 && rest[0] == "training" {
			return entry{class: cTraining}, 0, nil
		}
		return entry{class: cInference}, 0, nil
	}
	c, ok := classNames[head]
	if !ok {
		return e, 0, fmt.Errorf("unknown class %q", head)
	}
	e.class = c
	for _, f := range rest {
		if v, err := strconv.ParseFloat(f, 64); err == nil {
			e.value = v
			continue
		}
		if m, ok := metricByName(strings.TrimPrefix(f, "metric=")); ok {
			e.metric = m
			continue
		}
		switch f {
		case "rate":
			e.class |= cRate
		case "than":
			e.class |= cThan
		case "weak":
			e.class |= cWeak
		case "model":
			e.class |= cModel
		case "compress":
			e.class |= cCompress
		case "v":
			e.class |= cVerbForm
		case "n":
			e.class |= cNounForm
		case "a":
			e.class |= cAdjective
		case "up_to":
			e.hedge = upTo
		case "at_least":
			e.hedge = atLeast
		case "approx":
			e.hedge = approx
		case "average":
			e.hedge = average
		case "less":
			e.hedge = lessThan
		default:
			return e, 0, fmt.Errorf("unknown attribute %q", f)
		}
	}
	return e, 0, nil
}

// merge adds what another section says of the same phrase. The first metric stands.
func (e *entry) merge(o entry, shrink metric) {
	e.class |= o.class
	if e.metric == noMetric {
		e.metric = o.metric
	}
	if o.value != 0 {
		e.value = o.value
	}
	if o.hedge != exact {
		e.hedge = o.hedge
	}
	if o.part != noMetric {
		e.part = o.part
	}
	if o.topic != noTopic {
		e.topic = o.topic
	}
	if shrink != noMetric {
		e.shrink = shrink
	}
}

// expand writes out the alternatives of one phrase.
func expand(p string) []string {
	open := strings.IndexByte(p, '(')
	if open < 0 {
		return []string{p}
	}
	shut := open + strings.IndexByte(p[open:], ')')
	var out []string
	for _, alt := range strings.Split(p[open+1:shut], "|") {
		out = append(out, expand(p[:open]+alt+p[shut+1:])...)
	}
	return out
}

var sortedClassNames = slices.Sorted(maps.Keys(classNames))
