package title

import (
	"encoding/binary"
	"math/bits"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A doc is one title cut into words, with its abstract at hand.
type doc struct {
	title    string
	abstract string
	words    []word
	head     int    // number of words before the separator; 0 when there is none
	sep      span   // the separator, blanks included
	traits   trait  // of the title and its words
	classes  class  // of all words
	initials uint32 // of all words
	absent   span   // of the title: known not to be in the abstract; empty until a search failed
	budget   int    // steps left for matching acronyms
	asks     bool   // the head ends in "?" or "!"

	bracketSpans []span // of the abstract, once they were asked for
	bracketsRead bool
	commas       uint64 // the words that a comma follows, as bits
	marks        marks
	marked       bool
	atWork       span // of the title: what the rule acting takes, if coined has sought it
	bare         span // what the rule introduced takes, likewise
	sought       bool

	store  [maxWords]word
	padded [maxPadded + 16]byte // the title and zeros, so that words are read by whole numbers up to its end
}

// A trait is something that a rule needs to fire, and that most titles lack.
type trait uint8

const (
	oneHead   trait = 1 << iota // the head is one word
	longHead                    // the head has several words
	headless                    // there is no head
	oddWord                     // a word is distinct, lettered or in capitals
	bracketed                   // a word stands in brackets
	atSign                      // a word is "at" or begins with @
	explained                   // there is an abstract
)

// maxPadded is the length of a title whose words are read by whole numbers; the longest of 59,000 real ones has 228 bytes.
const maxPadded = 496

// maxWords bounds the work on hostile input; of 59,000 real titles the longest has 32.
const maxWords = 64

// A span is a range of bytes, of the title unless said otherwise.
type span struct{ start, end int }

// A word is a title word without the punctuation around it.
type word struct {
	span
	shape
	open, close bool // it stands behind "(", or before ")"
	comma       bool // a comma or semicolon follows
	ends        bool // a sentence ends with it, and the title goes on
}

// read cuts the title into words. A separator is a colon (not one inside a
// word, as in "F1:0"), or a dash with blanks or doubled.
func (d *doc) read(title, abstract string) {
	d.title, d.abstract = title, abstract
	d.words = d.store[:0]
	d.head, d.sep, d.asks, d.absent = 0, span{}, false, span{}
	d.traits, d.classes, d.initials, d.commas = 0, 0, 0, 0
	d.bracketSpans, d.bracketsRead, d.marked = d.bracketSpans[:0], false, false
	d.atWork, d.bare, d.sought = span{}, span{}, false
	if len(title) <= maxPadded {
		n := copy(d.padded[:], title)
		clear(d.padded[n : n+16])
	}
	depth := 0
	for i := 0; i < len(title) && len(d.words) < maxWords; {
		if isLetterByte(title[i]) && len(title) <= maxPadded { // four words in five are plain
			if end, c := d.plainWord(i); end > i {
				w := d.next()
				w.span = span{i, end}
				w.shape = shape{class: c, letters: int32(end - i), capital: title[i] <= 'Z', initials: initial(title[i])}
				w.comma = d.padded[end] == ','
				d.add(w)
				if i = end; d.padded[end] != ':' {
					i++
				}
				continue
			}
		}
		r, n := decode(title, i)
		if unicode.IsSpace(r) {
			i += n
			continue
		}
		// A field runs to the next blank, colon before a letter or double dash.
		start := i
		colon, dash := false, false
		for i < len(title) {
			if inWord[title[i]] {
				i++
				continue
			}
			r, n = decode(title, i)
			if unicode.IsSpace(r) {
				break
			}
			if (r == ':' || r == '：') && !innerColon(title, i) {
				colon = true
				break
			}
			if r == '—' || r == '–' && i == start || r == '-' && (strings.HasPrefix(title[i:], "--") || i == start && loneDash(title, i) || i > start && stuckDash(title[start:i], title[i+1:])) {
				dash = true
				break
			}
			i += n
		}
		end := i
		if end > start {
			d.field(start, end, &depth)
		}
		if colon || dash {
			for i < len(title) && (title[i] == ':' || title[i] == '-' || hasDash(title[i:])) {
				_, n = decode(title, i)
				i += n
			}
			d.separate(end, i, depth)
		}
	}
	switch d.head {
	case 0:
		d.traits |= headless
	case 1:
		d.traits |= oneHead
	default:
		d.traits |= longHead
	}
	if abstract != "" {
		d.traits |= explained
	}
}

// next returns the place of the next word, empty, to be filled and added.
func (d *doc) next() *word {
	w := &d.store[len(d.words)]
	*w = word{}
	return w
}

func (d *doc) add(w *word) {
	n := len(d.words)
	d.commas |= bit(w.comma) << n
	d.words = d.store[:n+1]
	d.classes |= w.class
	d.initials |= w.initials
	if first := d.title[w.start]; first == '@' || w.end-w.start == 2 && first|0x20 == 'a' && d.title[w.start+1] == 't' {
		d.traits |= atSign
	}
}

// beginning returns the words that c begins, or a part of which it begins, as bits.
func (d *doc) beginning(c byte) (words uint64) {
	for k := range d.words {
		words |= uint64(d.words[k].initials>>(c&31)&1) << k
	}
	return words
}

// plainWord returns where the word at i ends, and its classes, if it is plain, has at most 15 letters, and a blank, a comma or colon
// before one, or the title's end follows; else i. A word is two numbers here, from which length and key are had without any loop.
func (d *doc) plainWord(i int) (end int, c class) {
	front, back := binary.LittleEndian.Uint64(d.padded[i:]), binary.LittleEndian.Uint64(d.padded[i+8:])
	n, more := bits.TrailingZeros64(notLower(front)&^0xff)/8, bits.TrailingZeros64(notLower(back))/8
	n += more & -(n >> 3)
	if end = i + n; n == 1 || n == 16 {
		return i, 0
	}
	if next := d.padded[end]; next != ' ' && end != len(d.title) && (next != ',' && next != ':' || d.padded[end+1] != ' ') {
		return i, 0
	}
	front &^= ^uint64(0) << (8 * uint(n))
	back &^= ^uint64(0) << (8 * uint(max(n, 8)-8))
	k := key{front | caseBits, back | caseBits}
	if c = lexicon.findPlain(k); c == 0 && n > 2 && d.padded[end-1] == 's' {
		const s = 's' &^ ' '
		if n > 8 {
			k.back &^= s << (8 * uint(n-9))
		} else {
			k.front &^= s << (8 * uint(n-1))
		}
		c = lexicon.findPlain(k) &^ exactly
	}
	return end, c
}

// notLower has the top bit of each byte of w that is no small letter.
func notLower(w uint64) uint64 {
	low := w &^ topBits
	from, behind := low+(0x80-'a')*eachByte, low+(0x80-'{')*eachByte
	return (^from | behind | w) & topBits
}

// inWord has the bytes that neither end a word nor separate: nearly all of them.
var inWord = func() (in [256]bool) {
	for c := '!'; c < utf8.RuneSelf; c++ {
		in[c] = c != ':' && c != '-'
	}
	return in
}()

// separate notes the first separator outside brackets that has words on its left.
func (d *doc) separate(start, end, depth int) {
	if d.head > 0 || len(d.words) == 0 || depth > 0 {
		return
	}
	for start > 0 && d.title[start-1] == ' ' {
		start--
	}
	for end < len(d.title) && (d.title[end] == ' ' || d.title[end] == '\n') {
		end++
	}
	if end >= len(d.title) {
		return
	}
	d.head, d.sep = len(d.words), span{start, end}
	d.asks = start > 0 && (d.title[start-1] == '?' || d.title[start-1] == '!')
}

// field adds one blank-separated piece of the title as a word.
func (d *doc) field(start, end int, depth *int) {
	w := d.next()
	s, e := start, end
	if plain(d.title[s:e]) {
		w.span, w.shape = span{s, e}, plainShape(d.title[s:e])
		d.add(w)
		return
	}
	for s < e {
		r, n := decode(d.title, s)
		if !isOpen(r) || (r == '(' || r == '[') && closesInside(d.title[s+n:e]) {
			break
		}
		if r == '(' || r == '[' {
			*depth++
			w.open = true
		}
		s += n
	}
	for e > s {
		r, n := utf8.DecodeLastRuneInString(d.title[s:e])
		if r == ')' || r == ']' {
			// "L(1)" and "s(t)" keep their own bracket.
			if !w.open && strings.ContainsAny(d.title[s:e], "([") {
				break
			}
			w.close = true
			if *depth > 0 {
				*depth--
			}
		} else if r == ',' || r == ';' {
			w.comma = true
		} else if r == '!' || r == '?' {
			w.ends = e < len(d.title)
		} else if !isClose(r) {
			break
		}
		e -= n
	}
	if s >= e {
		return
	}
	w.span = span{s, e}
	w.shape = shapeOf(d.title[s:e])
	if w.distinct || w.lettered || w.caps {
		d.traits |= oddWord
		if strings.IndexByte(d.title[s:e], '@') > 0 {
			d.traits |= atSign
		}
	}
	if w.open && w.close {
		d.traits |= bracketed
	}
	d.add(w)
}

// closesInside says whether s has a closing bracket with letters behind it: the
// bracket before s belongs to the word, as in "(RSA)^2".
func closesInside(s string) bool {
	if len(s) > 64 {
		return false // no name, and looking again and again would be quadratic
	}
	i := strings.IndexAny(s, ")]")
	return i > 0 && strings.IndexFunc(s[i:], func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) >= 0
}

// subtitle returns what follows the first separator behind the system.
func (d *doc) subtitle(s span) string {
	if d.head > 0 && s.end <= d.sep.start+1 && d.sep.end > s.end {
		return strings.TrimSpace(d.title[d.sep.end:])
	}
	return ""
}

// text returns the title's bytes of words i to j (j excluded).
func (d *doc) text(i, j int) string { return d.title[d.words[i].start:d.words[j-1].end] }

// stem is spanOf without an s at the end.
func (d *doc) stem(i, j int) span {
	s := d.spanOf(i, j)
	if d.title[s.end-1] == 's' {
		s.end--
	}
	return s
}

func (d *doc) spanOf(i, j int) span { return span{d.words[i].start, d.words[j-1].end} }

// innerColon says whether the colon at i belongs to a word: "Re:Member", "12:30", "http://".
func innerColon(s string, i int) bool {
	if i == 0 {
		return true
	}
	if i+1 < len(s) && s[i+1] == '/' {
		return true
	}
	if i+1 < len(s) && isLetterByte(s[i-1]) && isLetterByte(s[i+1]) && strings.Contains(s[i+1:min(len(s), i+20)], ": ") {
		return true // "compar:IA: …": the colon with a blank is the separator
	}
	if (i == 2 || i > 2 && s[i-3] == ' ') && i+1 < len(s) && s[i+1] != ' ' && s[i-1] != ' ' {
		return true // Re:Member
	}
	return isDigit(s[i-1]) && i+1 < len(s) && isDigit(s[i+1])
}

// loneDash says whether the hyphen at i stands between blanks.
func loneDash(s string, i int) bool {
	return i > 0 && s[i-1] == ' ' && i+1 < len(s) && s[i+1] == ' '
}

// stuckDash: the hyphen between a word and what follows it is meant as a dash: "QuickNet- A Small Network", "QuickNet-A Small Network",
// "QUICK-a Small Network".
// "Type-A Behavior" has no such word.
func stuckDash(word, after string) bool {
	rest := strings.TrimPrefix(after, " ")
	if strings.HasPrefix(after, "a ") || strings.HasPrefix(after, "an ") {
		return len(word) > 2 && capitalCount(word) == len(word)
	}
	if !strings.HasPrefix(rest, "A ") && !strings.HasPrefix(rest, "An ") && !strings.HasPrefix(rest, "The ") {
		return false
	}
	return capitalCount(word) > 1 || len(rest) < len(after)
}

func hasDash(s string) bool {
	return strings.HasPrefix(s, "—") || strings.HasPrefix(s, "–") || strings.HasPrefix(s, "：")
}

func decode(s string, i int) (rune, int) {
	if c := s[i]; c < utf8.RuneSelf {
		return rune(c), 1
	}
	return utf8.DecodeRuneInString(s[i:])
}

func isLetterByte(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func isOpen(r rune) bool {
	switch r {
	case '(', '[', '{', '"', '\'', '`', '“', '‘', '*':
		return true
	}
	return false
}

func isClose(r rune) bool {
	switch r {
	case ')', ']', '}', '"', '\'', '`', '”', '’', '.', ',', ';', '!', '?', '…':
		return true
	}
	return false
}
