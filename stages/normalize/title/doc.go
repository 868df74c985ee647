package title

import (
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
	initials uint32 // of all words
	absent   span   // of the title: known not to be in the abstract; empty until a search failed
	budget   int    // steps left for matching acronyms
	asks     bool   // the head ends in "?" or "!"
}

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
}

// read cuts the title into words. A separator is a colon (not one inside a
// word, as in "F1:0"), or a dash with blanks or doubled.
func (d *doc) read(title, abstract string) {
	d.title, d.abstract = title, abstract
	d.words = d.words[:0]
	d.head, d.sep, d.asks, d.initials, d.absent = 0, span{}, false, 0, span{}
	depth := 0
	for i := 0; i < len(title) && len(d.words) < maxWords; {
		if end := plainWord(title, i); end > i { // five words in six
			d.words = append(d.words, word{span: span{i, end}, shape: plainShape(title[i:end])})
			i = min(end+1, len(title))
			continue
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
			if r == '—' || r == '–' && i == start || r == '-' && (strings.HasPrefix(title[i:], "--") || i == start && loneDash(title, i)) {
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
	for i := range d.words {
		d.initials |= d.words[i].initials
	}
}

// plainWord returns where the word at i ends if it is plain and a blank or the title's end follows, else i.
func plainWord(s string, i int) int {
	c := s[i] | 0x20
	if c < 'a' || c > 'z' {
		return i
	}
	j := i + 1
	for j < len(s) && 'a' <= s[j] && s[j] <= 'z' {
		j++
	}
	if j == i+1 || j < len(s) && s[j] != ' ' {
		return i
	}
	return j
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
	var w word
	s, e := start, end
	if plain(d.title[s:e]) {
		w.span, w.shape = span{s, e}, plainShape(d.title[s:e])
		d.words = append(d.words, w)
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
	d.words = append(d.words, w)
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
