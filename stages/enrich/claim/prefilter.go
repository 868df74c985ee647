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

// byteRole tells letters and digits.
var byteRole = func() (role [256]uint8) {
	for i := range role {
		switch c := byte(i); {
		case isDigit(c):
			role[i] = 2
		case isLetter(c):
			role[i] = 1
		}
	}
	return role
}()

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
	stop := func(w string, f figureWord) {
		pre.words[lex.ids[w]] = f
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
}

const (
	everyByte = 0x0101010101010101
	highBits  = 0x80 * everyByte
)

// lettersAndMarks looks at eight bytes and gives a bit for each that is a letter, and for each that may tell a figure
// otherwise: a digit, a percent sign, a byte outside of ASCII.
func lettersAndMarks(x uint64) (letters, marks uint64) {
	low := x & (0x7f * everyByte)
	small := low | 0x20*everyByte
	l := ((small + (0x80-'a')*everyByte) ^ (small + (0x7f-'z')*everyByte)) &^ x & highBits
	other := ((low ^ '0'*everyByte) + (0x7f-9)*everyByte) & ((low ^ '%'*everyByte) + 0x7f*everyByte)
	m := (^other | x) & highBits
	// The product gathers the bits of the eight bytes in its highest byte.
	const gather = 0x0102040810204080
	return (l >> 7) * gather >> 56, (m >> 7) * gather >> 56
}

// block is lettersAndMarks of up to 64 bytes from at on.
func block(text string, at int) (letters, marks uint64) {
	if at+64 <= len(text) {
		for k := 0; k < 64; k += 8 {
			l, m := lettersAndMarks(load8(text, at+k))
			letters |= l << (k & 63)
			marks |= m << (k & 63)
		}
		return letters, marks
	}
	for k := 0; at+k < len(text); k += 8 {
		var x uint64
		if at+k+8 <= len(text) {
			x = load8(text, at+k)
		} else {
			for j := len(text) - 1; j >= at+k; j-- {
				x = x<<8 | uint64(text[j])
			}
		}
		l, m := lettersAndMarks(x)
		letters |= l << (k & 63)
		marks |= m << (k & 63)
	}
	return letters, marks
}

// nextFigure finds a byte of the first sentence from at on that may state a figure, or returns -1. It takes 64
// bytes at a time: bit masks of letters and of marks, then the words that begin there, then the marks.
func (lex *lexicon) nextFigure(text string, at int) int {
	pre := &lex.prefilter
	inWord := uint64(0)
	if at > 0 && isLetter(text[at-1]) {
		inWord = 1
	}
	digit := -2 // the last one
	for ; at < len(text); at += 64 {
		letters, marks := block(text, at)
		hit := -1
		for starts := letters &^ (letters<<1 | inWord); starts != 0; starts &= starts - 1 {
			p := at + bits.TrailingZeros64(starts)
			if (p+4 > len(text) || pre.openings.has(text, p)) && lex.figureWord(text, p) {
				hit = p
				break
			}
		}
		for ; marks != 0; marks &= marks - 1 {
			p := at + bits.TrailingZeros64(marks)
			if hit >= 0 && hit < p {
				break
			}
			switch c := text[p]; {
			case c == '%':
				return p
			case c >= utf8.RuneSelf:
				if c < 0xc0 { // not the first byte of a character
					continue
				}
				r, _ := utf8.DecodeRuneInString(text[p:])
				if kind, ok := runeKind(r); ok && (kind == tokTimes || kind == tokPercent) {
					return p
				}
			default:
				if digit != p-1 && lex.figureAt(text, p, digit) {
					return p
				}
				digit = p
			}
		}
		if hit >= 0 {
			return hit
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
	return before >= 0 && lex.secondOfPair(text, p, before)
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
		id := lex.wordID(text[lo:hi])
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
