package claim

import (
	"math/bits"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The prefilter: nearly all sentences state no figure, and this scanner passes over them. It stops at what every
// quantity has one of (quantity.go): a percent or times sign, a number with "x", "times" or a slash behind it, the second
// number of a before and after, and a word or phrase of the lexicon that can be a figure ("twice", "orders of magnitude").
// It may stop in vain, but must not pass over a quantity: TestLaws and FuzzMine mine with it and without.

// A figureWord says when a word tells a figure: alone, or within one of the phrases.
type figureWord struct {
	alone   bool
	phrases []figurePhrase
}

type figurePhrase struct {
	words []int32
	at    int // which of them is the word
}

// What a word before the second number of a before and after can be.
const (
	joinWord  = 1 << iota // the end of one of pairJoins
	hedgeWord             // part of a hedge
)

// prefilter is what the scanner knows, derived from the lexicon.
type prefilter struct {
	pairs    [1 << 16]uint32 // by two bytes: letterBit, beginBit
	openings openings
	words    []figureWord // by word id
	before   []uint8      // by word id: joinWord, hedgeWord
	joins    [][]int32    // pairJoins
}

// openings holds hashes of the first four bytes of words, 16 bits each.
type openings [1 << 10]uint64

func hashOpening(w uint32) uint32 { return (w | 0x20202020) * 0x9e3779b1 >> 16 }

func (o *openings) add(w string) {
	h := hashOpening(load4(w, 0))
	o[h>>6] |= 1 << (h & 63)
}

func (o *openings) has(text string, at int) bool {
	h := hashOpening(load4(text, at))
	return o[h>>6]>>(h&63)&1 != 0
}

// derivePrefilter looks through the phrases of the lexicon. A phrase that can be a figure needs all of its words, so one
// that tells alone is enough, else its longest is looked at.
func (lex *lexicon) derivePrefilter() {
	pre := &lex.prefilter
	pre.words, pre.before = make([]figureWord, len(lex.ids)+1), make([]uint8, len(lex.ids)+1)
	var bytes, firsts [256]uint32 // firsts: the first letters of figure words
	for i := range bytes {
		switch c := byte(i); {
		case isLetter(c):
			bytes[i] = letterBit
		case isDigit(c) || c == '%' || c >= 0xc0:
			bytes[i] = beginBit
		}
	}
	stop := func(w string, f figureWord) {
		pre.words[lex.ids[w]] = f
		for _, a := range [...]byte{w[0], w[0] &^ 0x20} {
			firsts[a] = beginBit
			for _, b := range [...]byte{w[1], w[1] &^ 0x20} {
				pre.pairs[uint16(a)|uint16(b)<<8] = beginBit
			}
		}
		if len(w) >= 4 {
			pre.openings.add(w)
			return
		}
		for c := range 256 {
			if !isLetter(byte(c)) {
				pre.openings.add(w + string([]byte{byte(c), 0, 0}))
			}
		}
	}
	stop("times", figureWord{alone: true})
	var phrases [][]string
	lex.eachPhrase(func(words []string, e *entry) {
		if e.class&(cHedge|cOnly) != 0 {
			for _, w := range words {
				pre.before[lex.ids[w]] |= hedgeWord
			}
		}
		switch {
		case e.class&(cTimesWord|cShareWord|cMagnitude|cFold|cPercent|cFactor) == 0:
		case len(words) == 1:
			stop(words[0], figureWord{alone: true})
		default:
			phrases = append(phrases, words)
		}
	})
	for _, words := range phrases {
		alone, long := false, 0
		ids := make([]int32, len(words))
		for i, w := range words {
			ids[i] = lex.ids[w]
			alone = alone || pre.words[ids[i]].alone
			if len(w) > len(words[long]) {
				long = i
			}
		}
		if !alone {
			f := pre.words[ids[long]]
			f.phrases = append(f.phrases, figurePhrase{ids, long})
			stop(words[long], f)
		}
	}
	for _, j := range pairJoins {
		var ids []int32
		for _, w := range strings.Fields(j) {
			ids = append(ids, lex.ids[w])
		}
		pre.joins = append(pre.joins, ids)
		pre.before[ids[len(ids)-1]] |= joinWord
	}
	for i := range pre.pairs {
		pre.pairs[i] |= bytes[i&0xff] | (bytes[i>>8]|firsts[i>>8])<<1
	}
}

// What prefilter.pairs gives for the first of two bytes, and one bit higher for the second: a letter, and what may begin a
// figure, which is a digit, a percent sign, the first byte of a character outside of ASCII, and the first letter of a figure
// word, where the first of two is only one together with the second. The bits of sixteen bytes fill one number, letters
// below and beginnings above.
const (
	letterBit = 1 << 14
	beginBit  = 1 << 30
)

// scan gives for up to 64 bytes from at on a bit for each letter and one for each that may begin a figure, the first byte
// lowest. A look into a table for two bytes is faster here than arithmetic on eight, whose bits have to be gathered;
// prose has so few pairs of bytes that what it uses of the table stays in the nearest cache.
func (pre *prefilter) scan(text string, at int) (letters, begins uint64) {
	if last := len(text) - 64; at > last && last >= 0 {
		letters, begins = pre.scan(text, last)
		return letters >> (at - last), begins >> (at - last)
	} else if last < 0 {
		for i := len(text) - 1; i >= at; i-- {
			pair := uint16(text[i])
			if i+1 < len(text) {
				pair |= uint16(text[i+1]) << 8
			}
			b := pre.pairs[pair]
			letters, begins = letters<<1|uint64(b/letterBit&1), begins<<1|uint64(b/beginBit&1)
		}
		return letters, begins
	}
	s := text[at : at+64]
	var a, b, c, d uint32 // four at once, because each step has to wait for the one before
	for k := 0; k < 16; k += 2 {
		a = pre.pairs[uint16(s[k])|uint16(s[k+1])<<8] | a>>2
		b = pre.pairs[uint16(s[k+16])|uint16(s[k+17])<<8] | b>>2
		c = pre.pairs[uint16(s[k+32])|uint16(s[k+33])<<8] | c>>2
		d = pre.pairs[uint16(s[k+48])|uint16(s[k+49])<<8] | d>>2
	}
	const low = 1<<16 - 1
	return uint64(a&low) | uint64(b&low)<<16 | uint64(c&low)<<32 | uint64(d&low)<<48,
		uint64(a>>16) | uint64(b>>16)<<16 | uint64(c>>16)<<32 | uint64(d>>16)<<48
}

// nextFigure finds a byte of the first sentence from at on that may state a figure, or returns -1.
func (lex *lexicon) nextFigure(text string, at int) int {
	pre := &lex.prefilter
	inWord := uint64(0)
	if at > 0 && isLetter(text[at-1]) {
		inWord = 1
	}
	digit := -2 // the last one
	for ; at < len(text); at += 64 {
		letters, begins := pre.scan(text, at)
		for begins &^= letters & (letters<<1 | inWord); begins != 0; begins &= begins - 1 {
			p := at + bits.TrailingZeros64(begins)
			switch c := text[p]; {
			case isLetter(c):
				if (p+4 > len(text) || pre.openings.has(text, p)) && lex.figureWord(text, p) {
					return p
				}
			case isDigit(c):
				if digit != p-1 && lex.figureAt(text, p, digit) {
					return p
				}
				digit = p
			case c == '%':
				return p
			default:
				r, _ := utf8.DecodeRuneInString(text[p:])
				if kind, ok := runeKind(r); ok && (kind == tokTimes || kind == tokPercent) {
					return p
				}
			}
		}
		inWord = letters >> 63
	}
	return -1
}

// figureWord: the word at lo is or takes part in a figure.
func (lex *lexicon) figureWord(text string, lo int) bool {
	hi := lo + 1
	for hi < len(text) && isLetter(text[hi]) {
		hi++
	}
	if hi-lo > longWord {
		return false
	}
	f := &lex.prefilter.words[lex.words.find(letterKey(text, lo, hi))]
	if f.alone {
		return true
	}
	for _, p := range f.phrases {
		if lex.phraseEnds(text, lo, p.words[:p.at]) && lex.phraseBegins(text, hi, p.words[p.at+1:]) {
			return true
		}
	}
	return false
}

// phraseEnds: the words stand before text[at], whatever marks are between them. LaTeX commands pass for anything.
func (lex *lexicon) phraseEnds(text string, at int, words []int32) bool {
	for k := len(words) - 1; k >= 0; k-- {
		lo, hi := wordBefore(text, 0, at)
		if lo > 0 && text[lo-1] == '\\' {
			return true
		}
		if lo == hi || lex.wordID(text[lo:hi]) != words[k] {
			return false
		}
		at = lo
	}
	return true
}

// phraseBegins: the words stand behind text[at], in the same way.
func (lex *lexicon) phraseBegins(text string, at int, words []int32) bool {
	for _, w := range words {
		lo := at
		for lo < len(text) && !isLetter(text[lo]) {
			if text[lo] == '\\' {
				return true
			}
			lo++
		}
		at = lo
		for at < len(text) && isLetter(text[at]) {
			at++
		}
		if lo == at || lex.wordID(text[lo:at]) != w {
			return false
		}
	}
	return true
}

// wordBefore returns the last run of letters of text[from:at].
func wordBefore(text string, from, at int) (lo, hi int) {
	for hi = at; hi > from && !isLetter(text[hi-1]); {
		hi--
	}
	for lo = hi; lo > from && isLetter(text[lo-1]); {
		lo--
	}
	return lo, hi
}

// figureAt: the digits at p may belong to a figure that no other mark or word tells. before is the last digit before them.
func (lex *lexicon) figureAt(text string, p, before int) bool {
	if p > 0 && isLetter(text[p-1]) {
		switch lo, hi := wordBefore(text, 0, p); {
		case lo > 0 && text[lo-1] == '\\':
		case text[lo:hi] == "sim" || text[lo:hi] == "approx": // "sim25x"
		default:
			return false // part of a name: "GPT4"
		}
	}
	i := p + 1
	for i < len(text) && isDigit(text[i]) {
		i++
	}
	if i = skipMarkup(text, i); i < len(text) {
		switch c := text[i]; c {
		case 'x', 'X':
			if i+1 == len(text) || !isLetter(text[i+1]) {
				return true
			}
		case 't':
			if strings.HasPrefix(text[i:], "times") { // "2.4timesfaster"
				return true
			}
		case '/':
			if j := skipMarkup(text, i+1); j < len(text) && isDigit(text[j]) {
				return true
			}
		case '\\':
			return true // a command
		}
	}
	return before >= 0 && lex.secondOfPair(text, p, before) || lex.speedupBefore(text, p)
}

// speedupBefore: the number at p may be a factor without a unit, "a speedup of about 2.5". Another in its list needs no look.
func (lex *lexicon) speedupBefore(text string, p int) bool {
	for range maxHedges {
		lo, hi := wordBefore(text, max(0, p-24), p)
		if lo == hi {
			return false
		}
		if text[lo:hi] == "of" || text[lo:hi] == "Of" || text[lo:hi] == "OF" {
			lo, hi = wordBefore(text, max(0, lo-24), lo)
			if equalFold(text[lo:hi], "up") || equalFold(text[lo:hi], "ups") {
				return true
			}
			return hi-lo > 4 && equalFold(text[lo:lo+5], "speed") || hi > lo && lo > 0 && text[lo-1] == '\\'
		}
		if lo > 0 && text[lo-1] == '\\' {
			return true
		}
		p = lo
	}
	return false
}

// skipMarkup passes over what makes no token: blanks, markup, and backslashes that begin no command.
func skipMarkup(text string, i int) int {
	for i < len(text) {
		switch c := text[i]; c {
		case ' ', '\n', '\t', '\r', '$', '{', '}', '*', '_', '`':
			i++
		case '\\':
			if i+1 < len(text) && isLetter(text[i+1]) {
				return i
			}
			i++
		default:
			if c < utf8.RuneSelf {
				return i
			}
			r, n := utf8.DecodeRuneInString(text[i:])
			if !unicode.IsSpace(r) && r != 0x200b && r != 0x2060 && r != 0xfeff {
				return i
			}
			i += n
		}
	}
	return i
}

// secondOfPair: a number stands before the one at p, then a word or mark that joins a before and an after, then at
// most hedges: "12 s to less than 3 s".
func (lex *lexicon) secondOfPair(text string, p, before int) bool {
	for at := p; ; {
		lo, hi := wordBefore(text, before+1, at)
		for j := at - 1; j >= hi; j-- {
			if text[j] == '>' && text[j-1] == '-' {
				return true
			}
			if text[j] >= 0xc0 {
				r, _ := utf8.DecodeRuneInString(text[j:])
				if kind, ok := runeKind(r); ok && kind == tokArrow {
					return true
				}
			}
		}
		if lo == hi {
			return false
		}
		if lo > 0 && text[lo-1] == '\\' {
			return true
		}
		if hi-lo > longWord {
			return false
		}
		id := lex.words.find(letterKey(text, lo, hi))
		role := lex.prefilter.before[id]
		if role&joinWord != 0 {
			for _, words := range lex.prefilter.joins {
				if words[len(words)-1] == id && lex.phraseEnds(text, lo, words[:len(words)-1]) {
					return true
				}
			}
		}
		if role&hedgeWord == 0 {
			return false
		}
		at = lo
	}
}
