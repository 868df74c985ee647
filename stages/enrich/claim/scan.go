package claim

import (
	"math/bits"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Scanning: where a text may state a figure. The loop over sixteen bytes at a time runs at some 3 GB/s over abstracts, of which
// one block in nine has something to look at; the looks cost as much again, so they leave early.

// nextFigure finds a byte of the first sentence from at on that may state a figure, or returns -1.
func (lex *lexicon) nextFigure(text string, at int) int {
	pre := &lex.prefilter
	digit, done := -1, at // the last digit of the number before, and what is behind it
	word := -1            // the last one looked at
	last := uint32(always)
	for i := at; i < len(text); i += block {
		i, last = pre.passOver(text, i, last)
		var hits uint32
		for hits, last = pre.look(text, i, last); hits != 0; hits &= hits - 1 {
			k := i + 2*bits.TrailingZeros32(hits)
			if k >= 2 && (k+2 > len(text) || pre.windows.has(load4(text, k-2))) {
				lo := k
				for lo > at && k-lo <= longWord && isLetter(text[lo-1]) {
					lo--
				}
				if lo < k && lo != word && (lo == 0 || !isLetter(text[lo-1])) {
					if word = lo; lex.figureWord(text, lo) {
						return lo
					}
				}
			}
			for p := max(k, done); p < min(k+2, len(text)); p++ {
				switch c := text[p]; {
				case isDigit(c):
					done = p + 1
					for done < len(text) && isDigit(text[done]) {
						done++
					}
					if lex.figureAt(text, p, done, digit) {
						return p
					}
					digit = done - 1
					p = digit
				case c == '%':
					return p
				case c >= 0xc0:
					r, _ := utf8.DecodeRuneInString(text[p:])
					if kind, ok := runeKind(r); ok && (kind == tokTimes || kind == tokPercent) {
						return p
					}
				}
			}
		}
	}
	return -1
}

const block = 16 // bytes

// passOver returns where the first block from i on begins that has something to look at, or the last and shorter one. last is
// the entry of the pair before it.
func (pre *prefilter) passOver(text string, i int, last uint32) (int, uint32) {
	pairs := &pre.pairs
	for ; i+block <= len(text); i += block {
		s := text[i : i+block]
		e := pairs[load2(s, 0)]
		hits := last & (e >> 16)
		f := pairs[load2(s, 2)]
		hits |= e & (f >> 16)
		e = pairs[load2(s, 4)]
		hits |= f & (e >> 16)
		f = pairs[load2(s, 6)]
		hits |= e & (f >> 16)
		e = pairs[load2(s, 8)]
		hits |= f & (e >> 16)
		f = pairs[load2(s, 10)]
		hits |= e & (f >> 16)
		e = pairs[load2(s, 12)]
		hits |= f & (e >> 16)
		f = pairs[load2(s, 14)]
		if hits|e&(f>>16) != 0 {
			break
		}
		last = f
	}
	return i, last
}

// look returns a bit for each pair of the block at i that something may begin at, and the entry of the last.
func (pre *prefilter) look(text string, i int, last uint32) (hits, end uint32) {
	pairs := &pre.pairs
	if i+block > len(text) {
		for k := i; k < len(text); k += 2 {
			pair := uint16(text[k])
			if k+1 < len(text) {
				pair |= uint16(text[k+1]) << 8
			}
			e := pairs[pair]
			hits |= some(last&(e>>16)) << ((k - i) / 2)
			last = e
		}
		return hits, last
	}
	s := text[i : i+block]
	for k := range block / 2 {
		e := pairs[load2(s, 2*k)]
		hits |= some(last&(e>>16)) << k
		last = e
	}
	return hits, last
}

// some is 1 for all but 0, of 16 bits.
func some(x uint32) uint32 { return (x + 0xffff) >> 16 }

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
	if f.tells&alone != 0 || f.tells&behindCount != 0 && lex.besideCount(text, lo, hi) || f.tells&beforeCount != 0 && lex.countFollows(text, hi) {
		return true
	}
	for _, p := range f.phrases {
		if lex.phraseEnds(text, lo, p.words[:p.at]) < 0 {
			continue
		}
		if end := lex.phraseBegins(text, hi, p.words[p.at+1:]); end >= 0 && (p.tells != beforeCount || lex.countFollows(text, end)) {
			return true
		}
	}
	return false
}

// What the looks around a word or a number say of marks: those of tokens that are dropped or stand for others, a command, a
// remark in parentheses, may hide anything.
func hides(c byte) bool { return c == '\\' || c == '(' || c == ')' || c == '[' || c == ']' }

// besideCount: a number ends before the word text[lo:hi], or digits follow it.
func (lex *lexicon) besideCount(text string, lo, hi int) bool {
	for ; hi < len(text) && !isLetter(text[hi]); hi++ {
		if isDigit(text[hi]) || hides(text[hi]) {
			return true
		}
	}
	for ; lo > 0 && !isLetter(text[lo-1]); lo-- {
		if isDigit(text[lo-1]) || hides(text[lo-1]) {
			return true
		}
	}
	first, last := wordBefore(text, 0, lo)
	return lex.roleOf(text, first, last)&countWord != 0 || first > 0 && (isDigit(text[first-1]) || text[first-1] == '\\') // "2k times"
}

// maxLoose is more words than any parser of figures passes over.
const maxLoose = 64

// countFollows: a number stands behind text[at], with nothing but loose words between.
func (lex *lexicon) countFollows(text string, at int) bool {
	for range maxLoose {
		for ; at < len(text) && !isLetter(text[at]); at++ {
			if isDigit(text[at]) || hides(text[at]) {
				return true
			}
		}
		lo := at
		for at < len(text) && isLetter(text[at]) {
			at++
		}
		role := lex.roleOf(text, lo, at)
		if role&countWord != 0 {
			return true
		}
		if role&looseWord == 0 {
			return false
		}
	}
	return true
}

// roleOf returns what the word text[lo:hi] can be near a number.
func (lex *lexicon) roleOf(text string, lo, hi int) uint8 {
	if lo == hi || hi-lo > longWord {
		return 0
	}
	return lex.prefilter.roles[lex.words.find(letterKey(text, lo, hi))]
}

// phraseEnds returns where the words begin that stand before text[at], whatever marks are between them, or -1. What hides
// something passes for any word.
func (lex *lexicon) phraseEnds(text string, at int, words []int32) int {
	for k := len(words) - 1; k >= 0; k-- {
		lo, hi := wordBefore(text, 0, at)
		if lo > 0 && text[lo-1] == '\\' {
			return lo
		}
		if lo == hi || lex.wordID(text[lo:hi]) != words[k] {
			return -1
		}
		at = lo
	}
	return at
}

// phraseBegins returns where the words end that stand behind text[at], in the same way.
func (lex *lexicon) phraseBegins(text string, at int, words []int32) int {
	for _, w := range words {
		lo := at
		for lo < len(text) && !isLetter(text[lo]) {
			if text[lo] == '\\' {
				return lo
			}
			lo++
		}
		at = lo
		for at < len(text) && isLetter(text[at]) {
			at++
		}
		if lo == at || lex.wordID(text[lo:at]) != w {
			return -1
		}
	}
	return at
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

// figureAt: the digits text[p:end] may belong to a figure that no other mark or word tells. before is the last digit before
// them, or -1.
func (lex *lexicon) figureAt(text string, p, end, before int) bool {
	if p > 0 && isLetter(text[p-1]) {
		switch lo, hi := wordBefore(text, 0, p); {
		case lo > 0 && text[lo-1] == '\\':
		case text[lo:hi] == "sim" || text[lo:hi] == "approx": // "sim25x"
		case hi == lo+1 && text[lo]|0x20 == 'x' && timesBefore(text, end):
			return true
		default:
			return false // part of a name: "GPT4"
		}
	}
	next := end
	if next < len(text) && (text[next] == '*' || strings.HasPrefix(text[next:], ":1")) { // "3* faster", "10:1"
		return true
	}
	if next < len(text) && text[next] == ' ' {
		next++
	}
	if next < len(text) && besideNumber[text[next]] {
		next = skipMarkup(text, next)
	} else {
		next = len(text)
	}
	if i := next; i < len(text) {
		switch c := text[i]; c {
		case 'x', 'X':
			if i+1 == len(text) || !isLetter(text[i+1]) || i == end { // "3xfaster"
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
	if p > 5 && end < len(text) && text[end] == ' ' && lex.fromBefore(text, before+1, p) && lex.spelledSecond(text, end) {
		return true
	}
	if before < 0 || p < 3 || text[p-1] == ' ' && isLetter(text[p-2]) && !lex.prefilter.ends[ending(text[p-3], text[p-2])] || text[p-1] == '.' && before == p-2 {
		return false
	}
	return lex.secondOfPair(text, p, before)
}

// besideNumber are the bytes behind a number that figureAt looks at or beyond.
var besideNumber = func() (table [256]bool) {
	for i := range table {
		table[i] = i >= utf8.RuneSelf
	}
	for _, c := range []byte(" \n\t\r${}*_`\\/xXt") {
		table[c] = true
	}
	return table
}()

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
				return lex.firstOfPair(text, before, j)
			}
			if text[j] >= 0xc0 {
				r, _ := utf8.DecodeRuneInString(text[j:])
				if kind, ok := runeKind(r); ok && kind == tokArrow {
					return lex.firstOfPair(text, before, j)
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
		role := lex.prefilter.roles[id]
		if role&joinWord != 0 {
			for _, words := range lex.prefilter.joins {
				if words[len(words)-1] != id {
					continue
				}
				if start := lex.phraseEnds(text, lo, words[:len(words)-1]); start >= 0 && lex.firstOfPair(text, before, start) {
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

// fromBefore: "from" stands in text[from:p], before the number at p, hedges aside.
func (lex *lexicon) fromBefore(text string, from, p int) bool {
	for range maxLoose {
		lo, hi := wordBefore(text, from, p)
		role := lex.roleOf(text, lo, hi)
		if role&fromWord != 0 {
			return true
		}
		if role&hedgeWord == 0 {
			return false
		}
		p = lo
	}
	return true
}

// spelledSecond: behind the number that ends before text[at], and the few words of its unit, stand a word that joins a before and an
// after and a number in words: "20 steps to only two".
func (lex *lexicon) spelledSecond(text string, at int) bool {
	for range 8 {
		for ; at < len(text) && !isLetter(text[at]); at++ {
			if hides(text[at]) {
				return true
			}
			if isDigit(text[at]) {
				return false // figureAt looks from there
			}
		}
		lo := at
		for at < len(text) && isLetter(text[at]) {
			at++
		}
		if lo == at {
			return false
		}
		if lex.roleOf(text, lo, at)&joinWord != 0 && lex.countFollows(text, at) {
			return true
		}
	}
	return false
}

// firstOfPair: the number whose last digit is text[digit] has a word behind it, before text[end], or "from" before it.
func (lex *lexicon) firstOfPair(text string, digit, end int) bool {
	for i := digit + 1; i < end; i++ {
		if isLetter(text[i]) || text[i] >= utf8.RuneSelf {
			return true
		}
	}
	lo := digit
	for lo > 0 && (isDigit(text[lo-1]) || text[lo-1] == '.' || text[lo-1] == ',') {
		lo--
	}
	if lo > 0 && isLetter(text[lo-1]) {
		return true // "26 FPS (A100) to 45 FPS"
	}
	for range maxLoose { // "from about 12 to 3"
		for ; lo > 0 && !isLetter(text[lo-1]); lo-- {
			if isDigit(text[lo-1]) || hides(text[lo-1]) {
				return true
			}
		}
		first, last := wordBefore(text, 0, lo)
		role := lex.roleOf(text, first, last)
		if role&fromWord != 0 || first > 0 && text[first-1] == '\\' {
			return true
		}
		if role&hedgeWord == 0 {
			return false
		}
		lo = first
	}
	return true
}
