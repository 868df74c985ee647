package claim

import (
	"maps"
	"slices"
	"strings"
)

// The prefilter: nearly all sentences state no figure, and a scanner passes over them (scan.go). It stops at what every
// quantity has one of (quantity.go): a percent or times sign, a number with "x", "times" or a slash behind it, the second
// number of a before and after, and a word or phrase of the lexicon that can be a figure ("twice", "orders of magnitude").
// It may stop in vain, but must not pass over a quantity: TestLaws and FuzzMine mine with it and without.
//
// This is what the scanner knows, derived from the lexicon.

type prefilter struct {
	pairs   [1 << 16]uint32 // by two bytes
	windows windows         // the two pairs that tell a word
	words   []figureWord    // by word id
	roles   []uint8         // by word id: joinWord and so on
	joins   [][]int32       // pairJoins
	ends    [1 << 10]bool   // by the last two letters: a word that may stand between the numbers of a before and after ends so
}

// The scanner looks at every second pair of bytes: a word of three letters or more has two of them one behind the other, and
// what two can begin is one AND. The lower half of an entry has a bit for each set of figure words that have the two bytes as
// the first pair, the upper half those that have them as the second.
const (
	wordSets = 15
	always   = 1 << wordSets // in every entry, so that
	lookedAt = always << 16  // tells a byte of interest by itself: a digit, a percent sign, the first of a character outside of ASCII
)

// A figureWord says when a word tells a figure: as tells has it, or within one of the phrases.
type figureWord struct {
	tells   uint8
	phrases []figurePhrase
}

const (
	alone       = 1 << iota
	behindCount // a number stands before it, "percent", or right behind it, "times 3"
	beforeCount // a number follows, "a factor of 3"
)

type figurePhrase struct {
	words []int32
	at    int   // which of them is the word
	tells uint8 // alone or beforeCount
}

// What a word near a number can be.
const (
	joinWord  = 1 << iota // the end of one of pairJoins
	fromWord              // the end of what stands before a before and after
	hedgeWord             // part of a hedge
	looseWord             // part of what may stand between a word and its number
	countWord             // the end of a number in words
)

// windows holds hashes of four bytes, 16 bits each.
type windows [1 << 10]uint64

func hashWindow(w uint32) uint32 { return (w | 0x20202020) * 0x9e3779b1 >> 16 }

func (o *windows) has(w uint32) bool {
	h := hashWindow(w)
	return o[h>>6]>>(h&63)&1 != 0
}

// tellsOf says what a phrase of these classes tells by itself, 0 = nothing.
func tellsOf(c class) (tells uint8) {
	if c&(cTimesWord|cShareWord|cMagnitude) != 0 {
		return alone
	}
	if c&(cFold|cPercent) != 0 {
		tells = behindCount
	}
	if c&cFactor != 0 {
		tells |= beforeCount
	}
	return tells
}

// derivePrefilter looks through the phrases of the lexicon. A phrase that can be a figure needs all of its words, so one
// that tells is enough, else its longest is looked at.
func (lex *lexicon) derivePrefilter() {
	pre := &lex.prefilter
	pre.words, pre.roles = make([]figureWord, len(lex.ids)+1), make([]uint8, len(lex.ids)+1)
	role := func(role uint8, words ...string) {
		for _, w := range words {
			pre.roles[lex.ids[w]] |= role
		}
	}
	pre.words[lex.ids["times"]].tells = behindCount
	type figure struct {
		words []string
		tells uint8
	}
	var phrases []figure
	lex.eachPhrase(func(words []string, e *entry) {
		last := words[len(words)-1]
		if e.class&(cHedge|cOnly) != 0 {
			role(hedgeWord, words...)
		}
		if e.class&(cHedge|cOnly|cAnd|cDeterminer|cOf) != 0 || last == "between" {
			role(looseWord, words...)
		}
		if e.class&cFrom != 0 {
			role(fromWord, last)
		}
		if e.class&(cNumberWord|cScale) != 0 { // "2k times"
			role(countWord, last)
		}
		tells := tellsOf(e.class)
		if factorNoun(words, e) {
			tells |= beforeCount // "a speedup of 2.5"
		}
		if len(words) == 1 {
			pre.words[lex.ids[last]].tells |= tells
		} else if tells != 0 {
			phrases = append(phrases, figure{words, tells})
		}
	})
	for _, f := range phrases {
		told, long := false, 0
		ids := make([]int32, len(f.words))
		for i, w := range f.words {
			ids[i] = lex.ids[w]
			switch t := pre.words[ids[i]].tells; {
			case t&alone != 0:
				told = true
			case t&behindCount != 0 && i > 0: // "fifty percent"
				told = true
				role(countWord, f.words[i-1])
			case t&f.tells&beforeCount != 0: // "a factor of"
				told = true
				role(looseWord, f.words[i+1:]...)
			}
			if len(w) > len(f.words[long]) && !strings.HasPrefix(f.words[0], "speed") {
				long = i
			}
		}
		if !told {
			w := &pre.words[ids[long]]
			w.phrases = append(w.phrases, figurePhrase{ids, long, f.tells})
		}
	}
	role(hedgeWord, "the") // "compared to the 12 s of the tree"
	for _, j := range pairJoins {
		var ids []int32
		for _, w := range strings.Fields(j) {
			ids = append(ids, lex.ids[w])
		}
		pre.joins = append(pre.joins, ids)
		pre.roles[ids[len(ids)-1]] |= joinWord
	}
	for w, id := range lex.ids {
		switch n := len(w); {
		case pre.roles[id]&(joinWord|hedgeWord) == 0:
		case n > 1:
			pre.ends[ending(w[n-2], w[n-1])] = true
		default: // with anything before it
			for c := range 256 {
				pre.ends[ending(byte(c), w[0])] = true
			}
		}
	}
	pre.derivePairs(lex.ids)
}

// factorNoun: a bare number behind "of" is told by the phrase (namesFactor).
func factorNoun(words []string, e *entry) bool {
	if e.class&(cFast|cNounForm) == cFast|cNounForm {
		return strings.HasPrefix(words[0], "speed") || words[0] == "acceleration" && len(words) > 1
	}
	return e.class&(cMetric|cRate) == cMetric|cRate && e.metric == mSize && words[0] == "compression" && len(words) > 1
}

// derivePairs fills in the tables that the scanner looks into first.
func (pre *prefilter) derivePairs(ids map[string]int32) {
	for i := range pre.pairs {
		pre.pairs[i] = always
		if ofInterest(byte(i)) || ofInterest(byte(i>>8)) {
			pre.pairs[i] |= lookedAt
		}
	}
	// Where many words of the lexicon begin like it, "compression" or "multiple", the scanner looks for a later part of a word
	// that few have.
	const many = 12
	var common [1 << 16]int // by the hash of four bytes
	for w := range ids {
		for i := range len(w) - 3 {
			common[hashWindow(load4(w, i))]++
		}
	}
	shared := func(w string, i int) int { return common[hashWindow(load4(w, i))] + common[hashWindow(load4(w, i+1))] }
	sets := map[string]int{} // words that are alike there share one
	for _, w := range slices.Sorted(maps.Keys(ids)) {
		if f := &pre.words[ids[w]]; f.tells == 0 && f.phrases == nil {
			continue
		}
		at := 0
		for i := 1; i < len(w)-4 && shared(w, 0) >= many; i++ {
			if shared(w, i) < shared(w, at) {
				at = i
			}
		}
		set, ok := sets[w[at:at+2]]
		if !ok {
			set = len(sets) % wordSets
			sets[w[at:at+2]] = set
		}
		pre.mark(w, at, set)
		if len(w) > 4 {
			pre.mark(w, at+1, set)
		} else { // the byte before it will do
			pre.mark(w, -1, set)
		}
	}
}

// mark enters two pairs of bytes, those of a word from i on, whatever the case of its letters and whatever stands around it.
func (pre *prefilter) mark(w string, i, set int) {
	var bytes [4][]byte // what each of the four can be
	for k := range bytes {
		for c := range 256 {
			if at := i + k; at < 0 || at >= len(w) {
				if !isLetter(byte(c)) {
					bytes[k] = append(bytes[k], byte(c))
				}
			} else if lower(byte(c)) == w[at] {
				bytes[k] = append(bytes[k], byte(c))
			}
		}
	}
	for _, a := range bytes[0] {
		for _, b := range bytes[1] {
			pre.pairs[uint16(a)|uint16(b)<<8] |= 1 << set
			for _, c := range bytes[2] {
				for _, d := range bytes[3] {
					pre.pairs[uint16(c)|uint16(d)<<8] |= 1 << (16 + set)
					h := hashWindow(uint32(a) | uint32(b)<<8 | uint32(c)<<16 | uint32(d)<<24)
					pre.windows[h>>6] |= 1 << (h & 63)
				}
			}
		}
	}
}

// ending is the index of two letters, whatever their case.
func ending(a, b byte) int { return int(a&31)<<5 | int(b&31) }

// ofInterest: a figure may begin with the byte, whatever stands behind it.
func ofInterest(c byte) bool { return isDigit(c) || c == '%' || c >= 0xc0 }
