package title

// What the abstract says of a name. It is read backwards from each mention to
// the verb or possessive that would make the thing the paper's own:
//
//	we propose a [novel] X      our X      a model called X
//	we propose a model for …, X      we propose … (X)
//
// A preposition or conjunction ends the noun phrase, so "we propose a way to
// train X" claims nothing; only an apposition (comma, bracket) reaches past it.

import (
	"math"
	"math/bits"
	"strings"
	"unicode/utf8"
)

// A use is how much an abstract makes of a name, weakest first.
type use uint8

const (
	unseen  use = iota // not mentioned
	seen               // mentioned
	named              // mentioned as a thing that acts: "X achieves …", "X, a novel …"
	claimed            // introduced as the paper's own
)

const (
	maxWord   = 64 // bytes; what is longer is no word
	reachNear = 9  // words from a verb to the noun phrase it introduces
	reachFar  = 22 // the same to an apposition or bracket
	reachOur  = 4  // from "our" to the name
)

// use returns the strongest use of name in the abstract. With fold, case, line
// breaks and hyphens do not matter and the last word may be in the plural.
func (d *doc) use(name string, fold bool) use {
	best := unseen
	for m := d.mentions(name, fold); best < claimed && m.next(); {
		best = max(best, d.mention(m.start, m.end, fold))
	}
	return best
}

// mention grades the mention at abstract[i:j].
func (d *doc) mention(i, j int, phrase bool) use {
	after := d.abstract[j:]
	if phrase {
		after = pastBracket(after)
	}
	if claims(d.abstract, i) {
		if phrase && task(after) {
			return seen
		}
		return claimed
	}
	switch w, rest := firstWord(after); w {
	case "is", "was", "are":
		w, rest = firstWord(rest)
		if w == "a" || w == "an" {
			if next, _ := firstWord(rest); lookup(next)&past != 0 {
				return seen // a recently proposed model
			}
		}
		switch w {
		case "proposed", "introduced", "presented", "developed", "designed", "novel", "built", "evaluated", "able", "trained":
			return claimed
		}
		return named
	default:
		if w == "only" || w == "also" || strings.HasSuffix(w, "ly") {
			w, _ = firstWord(rest)
		}
		if lookup(w)&doing != 0 && !strings.HasSuffix(w, "ing") {
			return named
		}
		if strings.HasPrefix(after, ", a") || strings.HasPrefix(after, ", the first") || strings.HasPrefix(after, ", our") {
			switch w, _ = firstWord(rest); w {
			case "novel", "new", "first":
				return claimed
			}
			if phrase && strings.HasPrefix(after, ", our ") {
				return claimed
			}
			return named
		}
	}
	return seen
}

// pastBracket passes over " (ACR)" at the beginning of s.
func pastBracket(s string) string {
	if k := strings.IndexByte(s[:min(len(s), maxWord)], ')'); strings.HasPrefix(s, " (") && k > 0 {
		return s[k+1:]
	}
	return s
}

// claims says whether the words before s[i] introduce what stands there as the
// paper's own.
func claims(s string, i int) bool { return claimsWithin(s, i, reachFar) }

// claimsWithin is claims with the verb at most reach words away.
func claimsWithin(s string, i, reach int) bool {
	apposed, broken := false, false
	reachPossessive := reachOur
	filler := true
	for k := range reach {
		start, end := wordBefore(s, i)
		gap := s[end:i]
		if start == end || strings.ContainsAny(gap, ".;?!") && !strings.HasSuffix(s[start:end], "i.e") {
			return false
		}
		if k == 0 {
			apposed = strings.ContainsAny(gap, ",(:–—") || strings.Contains(gap, "--")
			if strings.HasSuffix(gap, " (") {
				reachPossessive = reachNear // our method: a longer phrase (X)
			}
		}
		w := s[start:end]
		c := lookup(w)
		if k == 0 && c&thing != 0 && gap == " " {
			reachPossessive = reachNear // our large and deep model X
		}
		switch {
		case w == "resulting" && apposed && k < 3:
			return true
		case w == "i.e":
			apposed = true
		case c&naming != 0 && (filler || apposed && !broken && k < reachNear || callsOwn(s[start:])):
			return !namesTask(s, start) && !ofOthers(s, start)
		case c&others != 0 || c&phenomenon != 0 && k < 3:
			return false
		case w == "our" || w == "Our":
			if !broken && k < reachPossessive {
				return true
			}
		case w == "as" && filler:
			if k < 2 && refersTo(s, start) {
				return true
			}
		case c&propose != 0:
			if !broken && k < reachNear || apposed {
				return !borrowed(s, start)
			}
		case w == "and" && (k == 1 || k == 2):
			// "a novel and flexible X"
		case c&stop != 0:
			if !apposed {
				return false
			}
			broken = true
		}
		if w != "a" && w != "an" && w != "the" && w != "as" && w != "it" && w != "this" && w != "our" && w != "method" {
			filler = false
		}
		i = start
	}
	return false
}

// refersTo says whether the words before "as" at s[i] are "a model, referred to" or "we refer to this model": what is called so is
// no problem or finding.
func refersTo(s string, i int) bool {
	refers, made := false, false
	for range 7 {
		start, end := wordBefore(s, i)
		if start == end || strings.ContainsAny(s[end:i], ".;?!") {
			break
		}
		w := s[start:end]
		refers = refers || w == "refer" || w == "referred"
		made = made || lookup(w)&(thing|phenomenon) == thing
		i = start
	}
	return refers && made
}

// callsOwn says whether s begins with a verb that names and what it names is at hand: "call this new approach X".
func callsOwn(s string) bool {
	w, rest := firstWord(s)
	switch w {
	case "call", "name", "term", "dub", "denote":
		w, _ = firstWord(rest)
		return w == "our" || w == "this" || w == "the"
	}
	return false
}

// borrowed says whether the word before the verb at s[i] gives it to others:
// "recently proposed", "authors have proposed", "Google released". "Developing" and its like are only the authors' behind "by".
func borrowed(s string, i int) bool {
	start, end := wordBefore(s, i)
	if s[i]|0x20 == 'd' {
		switch w, _ := firstWord(s[i:]); w {
		case "developing", "designing", "devising", "Developing", "Designing", "Devising":
			return s[start:end] != "by"
		}
	}
	if w := s[start:end]; w == "have" || w == "has" {
		start, end = wordBefore(s, start)
		w = s[start:end]
		return w != "we" && w != "We" && w != "paper" && w != "work"
	}
	if w := s[start:end]; w == "researchers" {
		return true
	}
	return lookup(s[start:end])&(past|brand) != 0
}

// quoted says whether s[i:j] stands in quotation marks of its own.
func quoted(s string, i, j int) bool {
	opens, closes := s[:i], s[j:]
	if strings.HasSuffix(opens, "\"") || strings.HasSuffix(opens, "“") || strings.HasSuffix(opens, "``") {
		return strings.HasPrefix(closes, "\"") || strings.HasPrefix(closes, "”") || strings.HasPrefix(closes, "''")
	}
	return strings.HasSuffix(opens, "‘") && strings.HasPrefix(closes, "’")
}

// namesTask says whether one of the words before "called" at s[i] is task or the like.
func namesTask(s string, i int) bool {
	for range 3 {
		start, end := wordBefore(s, i)
		if start == end || strings.ContainsAny(s[end:i], ".;?!") {
			break
		}
		if lookup(s[start:end])&phenomenon != 0 {
			return true
		}
		i = start
	}
	return false
}

// ofOthers says whether what the word at s[i], called or the like, names is other people's: the sentence has "recently proposed"
// before, and "namely" names other people's unless the sentence introduces something or is about us.
func ofOthers(s string, i int) bool {
	namely, proposed := strings.HasPrefix(s[i:], "namely"), false
	for range reachFar {
		start, end := wordBefore(s, i)
		w := s[start:end]
		if start == end || strings.ContainsAny(s[end:i], ".;?!") {
			break
		}
		c := lookup(w)
		if proposed || namely && c&others != 0 {
			return c&others != 0 || c&past != 0 && c&stop == 0 // "been built" is nobody's
		}
		if proposed = c&propose != 0 && w != "novel"; w == "our" || w == "we" || w == "We" || w == "this" || w == "This" {
			return false
		}
		i = start
	}
	return namely
}

// wordBefore returns the bounds of the last word in s[:i]; start == end when the
// text begins or nothing but punctuation stands near.
func wordBefore(s string, i int) (start, end int) {
	end = i
	for ; end > 0; end-- {
		if in := inWords[s[end-1]]; in == always || in == unlessSign && !quoteOrDash(s[:end]) {
			break
		}
		if i-end >= maxWord {
			return end - 1, end - 1
		}
	}
	for start = end; start > 0 && end-start < maxWord; start-- {
		in := inWords[s[start-1]]
		if in != always && (in == never || quoteOrDash(s[:start])) && !(s[start-1] == '.' && start > 1 && start < end && wordByte(s[start-2])) {
			break
		}
	}
	return start, end
}

// inWords says of a byte whether it belongs to a word: always, never, or unless it is of a quote or dash.
var inWords = func() (in [256]uint8) {
	for c := range in {
		if c >= utf8.RuneSelf {
			in[c] = unlessSign
		} else if wordByte(byte(c)) {
			in[c] = always
		}
	}
	return in
}()

const (
	never uint8 = iota
	always
	unlessSign
)

// quoteOrDash says whether s ends within one of the signs from U+2000 to U+203F, whose bytes are words' bytes as well.
func quoteOrDash(s string) bool {
	n := len(s)
	return n > 2 && (s[n-3] == 0xE2 && s[n-2] == 0x80 || s[n-2] == 0xE2 && s[n-1] == 0x80 || s[n-1] == 0xE2)
}

// firstWord returns the first word of s if only blanks, commas and quotes come
// before it, and the text behind it.
func firstWord(s string) (word, rest string) {
	i := 0
	for i < len(s) && (s[i] == ' ' || s[i] == ',' || s[i] == '\n' || s[i] == '"' || s[i] == '\'') {
		i++
	}
	j := i
	for j < len(s) && wordByte(s[j]) {
		j++
	}
	return s[i:j], s[j:]
}

func wordByte(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || isDigit(c) || c == '-' || c == '\'' || c >= utf8.RuneSelf
}

// A search finds the whole-word mentions of a name in a text, one after the other. With fold, case, line breaks and hyphens
// do not matter and the last word may be in the plural.
type search struct {
	folder
	fold       bool
	start, end int // of the mention at hand
	at         int // no mention begins before
}

// mentions looks for a name in the abstract.
func (d *doc) mentions(name string, fold bool) (m search) {
	m.begin(d.abstract, name, fold)
	return m
}

func (m *search) begin(s, name string, fold bool) {
	m.s, m.name = s, name
	if fold && name != "" {
		m.fold = true
		m.choose()
	}
}

func (m *search) next() bool {
	s, n := m.s, len(m.name)
	if n == 0 {
		return false
	}
	for i := m.at; i+n <= len(s); i++ {
		if m.fold {
			i = m.folder.next(i)
		} else if k := strings.Index(s[i:], m.name); k >= 0 {
			i += k
		} else {
			i = -1
		}
		if i < 0 {
			break
		}
		if i > m.end && nameByte(s[i-1]) {
			continue
		}
		j := i + n
		if m.fold && j < len(s) && s[j] == 's' {
			j++
		}
		if j < len(s) && nameByte(s[j]) && s[j] != '-' {
			continue
		}
		m.start, m.end, m.at = i, j, j
		return true
	}
	m.at = len(s)
	return false
}

// has says whether the abstract mentions a name.
func (d *doc) has(name string, fold bool) bool {
	m := d.mentions(name, fold)
	return m.next()
}

// look begins a search for the bytes s of the title, case aside, if the abstract has them at all, be it inside a word.
// What has bytes that the abstract lacks is lacking too. Separators alone are not looked for: equalFold takes one for another.
func (d *doc) look(s span) (m search, ok bool) {
	first := d.title[s.start]
	begins := first != '-' && nameByte(first)
	if begins && d.absent.end > 0 && s.start <= d.absent.start && d.absent.end <= s.end {
		return m, false
	}
	m = d.mentions(d.title[s.start:s.end], true)
	if !begins {
		return m, true
	}
	if m.at = m.folder.next(0); m.at < 0 {
		if d.absent = s; !m.stopped { // then even the pair is not there
			d.absent.start += m.off
			d.absent.end = d.absent.start + m.pair.apart + 1
		}
		return m, false
	}
	return m, true
}

// A folder finds a name whatever the case, by its rarest letter and the rarest near that. Eight places are compared at
// once, and few pass. A vectorised search for one letter in two cases stops more often and took a third longer.
type folder struct {
	s, name string
	off     int // of the pair in the name
	pair    pair
	stopped bool // the pair was found, with the name or without
}

// A pair is two bytes that stand a given way apart.
type pair struct {
	first, second uint64 // each eight times
	apart         int    // at most maxApart; 0: both are the same byte
	fold          uint64 // caseBits where case does not matter, else 0
}

const (
	maxApart = 8
	eachByte = 0x0101010101010101
	caseBits = 0x20 * eachByte
	topBits  = 0x80 * eachByte
)

// next returns the first place at or behind i where the pair stands in s, len(s) when there is none.
func (p pair) next(s string, i int) int {
	const block = 64
	first, second, kept := p.first, p.second, ^p.fold
	for ; i+block+p.apart <= len(s); i += block { // nearly all blocks pass: most of what is searched for is not there
		w, v := s[i:i+block], s[i+p.apart:i+p.apart+block]
		some := (((word64(w) ^ first) | (word64(v) ^ second)) & kept) - eachByte
		some |= (((word64(w[8:]) ^ first) | (word64(v[8:]) ^ second)) & kept) - eachByte
		some |= (((word64(w[16:]) ^ first) | (word64(v[16:]) ^ second)) & kept) - eachByte
		some |= (((word64(w[24:]) ^ first) | (word64(v[24:]) ^ second)) & kept) - eachByte
		some |= (((word64(w[32:]) ^ first) | (word64(v[32:]) ^ second)) & kept) - eachByte
		some |= (((word64(w[40:]) ^ first) | (word64(v[40:]) ^ second)) & kept) - eachByte
		some |= (((word64(w[48:]) ^ first) | (word64(v[48:]) ^ second)) & kept) - eachByte
		some |= (((word64(w[56:]) ^ first) | (word64(v[56:]) ^ second)) & kept) - eachByte
		if some&topBits == 0 {
			continue // neither a zero byte nor one that is not ASCII
		}
		for k := 0; k < block; k += 8 {
			if at := zeroByte(((word64(w[k:]) ^ first) | (word64(v[k:]) ^ second)) & kept); at < 8 {
				return i + k + at
			}
		}
	}
	for ; i+8+p.apart <= len(s); i += 8 {
		if at := zeroByte(((word64(s[i:]) ^ first) | (word64(s[i+p.apart:]) ^ second)) & kept); at < 8 {
			return i + at
		}
	}
	for ; i+p.apart < len(s); i++ {
		if ((s[i]^byte(p.first))|(s[i+p.apart]^byte(p.second)))&^byte(p.fold) == 0 {
			return i
		}
	}
	return len(s)
}

// zeroByte returns the number of the lowest byte of w that is zero, 8 when there is none.
func zeroByte(w uint64) int { return bits.TrailingZeros64((w-eachByte)&^w&topBits) / 8 }

// word64 returns the first eight bytes of s as a little-endian number, by one load.
func word64(s string) uint64 {
	_ = s[7]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

// word32 returns the first four bytes of s in the same way.
func word32(s string) uint32 {
	_ = s[3]
	return uint32(s[0]) | uint32(s[1])<<8 | uint32(s[2])<<16 | uint32(s[3])<<24
}

// rarity has the letters of English from the rarest to the commonest.
const rarity = "zqjxkvbywgpfmucdlhrsnioate"

const unranked = 255

// rank is low for rare letters; what is no letter comes last, as equalFold may take it for something else.
var rank = func() (r [256]uint8) {
	for i := range r {
		r[i] = unranked
	}
	for i := range len(rarity) {
		r[rarity[i]] = uint8(i)
		r[rarity[i]-'a'+'A'] = uint8(i)
	}
	return r
}()

// choose picks the pair.
func (f *folder) choose() {
	name := f.name
	one := rarest(name, 0, len(name)) & place
	two := min(rarest(name, max(0, one-maxApart), one), rarest(name, one+1, min(len(name), one+maxApart+1)))
	if two >= unranked<<placeBits {
		two = one
	}
	first, last := min(one, two&place), max(one, two&place)
	f.off = first
	f.pair = pair{uint64(name[first]|0x20) * eachByte, uint64(name[last]|0x20) * eachByte, last - first, caseBits}
}

// rarest returns the rank of the rarest letter of name[from:to] and, in the low bits, its first place.
func rarest(name string, from, to int) int {
	least := math.MaxInt
	for i := from; i < to; i++ {
		least = min(least, int(rank[name[i]])<<placeBits|i)
	}
	return least
}

const (
	placeBits = 32
	place     = 1<<placeBits - 1
)

// next returns the first match at or behind i, or -1.
func (f *folder) next(i int) int {
	for ; ; i++ {
		at := f.pair.next(f.s, i+f.off)
		f.stopped = f.stopped || at < len(f.s)
		if i = at - f.off; i+len(f.name) > len(f.s) {
			return -1
		}
		if folded[f.s[i]] == folded[f.name[0]] && equalFold(f.s[i:i+len(f.name)], f.name) {
			return i
		}
	}
}

func nameByte(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || isDigit(c) || c == '-' || c == '/'
}

// equalFold compares without regard to ASCII case; a blank equals a line break
// or hyphen.
func equalFold(a, b string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range len(a) {
		if folded[a[i]] != folded[b[i]] {
			return false
		}
	}
	return true
}

// folded has what equalFold takes a byte for.
var folded = func() (f [256]byte) {
	for c := range f {
		f[c] = lowerByte(byte(c))
	}
	f['-'], f['\n'] = ' ', ' '
	return f
}()
