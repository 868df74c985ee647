package title

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A shape is what a word's spelling and words.txt say about it.
type shape struct {
	class    class  // of the whole word, or of its parts where they agree
	initials uint32 // the letters that begin it or a part of it, as bits of initial
	letters  int32  // how many letters it has
	distinct bool   // spelled like a name: XLNet, MOP-2, W2V2, fast-GPX; and not a known term
	capital  bool   // begins with a capital letter or digit
	number   bool   // a number, version or Roman numeral: 2.0, V2, III
	joined   bool   // has a hyphen or slash inside
	lettered bool   // a compound that may be a name: Z-Index, LLM-Composer
	owner    bool   // in the possessive: HydraNet's
	caps     bool   // capitals only: BERT
}

// initial is the bit of the letter c, whatever its case. Other bytes share the bits of letters.
func initial(c byte) uint32 { return 1 << (c & 31) }

// shapeOf reads a word. A compound is distinct when one part is and no part
// turns it into an attribute ("LLM-guided", "LoRA-based").
func shapeOf(s string) shape {
	if plain(s) {
		return plainShape(s)
	}
	s = s[:min(len(s), maxSpelled)]
	whole := lookup(s)
	sh := shape{class: whole, capital: startsHigh(s), number: isNumber(s), initials: initial(s[0])}
	parts, upperParts, known, capitals := 0, 0, 0, 0
	attribute, odd := false, false
	for i := 0; i <= len(s); {
		var sp spelling
		j := i + sp.read(s[i:])
		capitals += sp.upper()
		sh.letters += int32(sp.upper() + sp.lower() + sp.raised)
		if part := s[i:j]; part != "" {
			parts++
			if startsHigh(part) {
				upperParts++
			}
			c := whole
			if part != s {
				c = lookup(part)
			}
			switch {
			case c&(generic|brand) != 0, c&common != 0 && part != s:
				known++
			case c&attr != 0 && i > 0:
				attribute = true
			case sp.odd(part):
				odd = true
			}
		}
		i = j + 1
		switch {
		case j == len(s):
		case s[j] >= utf8.RuneSelf:
			i = j + len("‑")
		case i < len(s):
			sh.initials |= initial(s[i])
		}
	}
	sh.joined = parts > 1
	sh.caps = capitals == len(s)
	sh.owner = strings.HasSuffix(s, "'s") || strings.HasSuffix(s, "’s")
	sh.lettered = parts > 1 && whole&(generic|brand|event) == 0 && known > 0 && upperParts == parts && !attribute
	sh.lettered = sh.lettered || whole&(generic|brand) == 0 && len(s) > 4 && s[1] == '-' && 'A' <= s[0] && s[0] <= 'Z' && 'A' <= s[2] && s[2] <= 'Z'
	if parts > 1 && known > 0 && !odd {
		sh.class |= generic
	}
	sh.distinct = odd && !attribute && sh.class&(generic|brand) == 0 && !sh.number
	return sh
}

// startsHigh says whether s begins with a capital letter or a digit.
func startsHigh(s string) bool {
	if s[0] < utf8.RuneSelf {
		return kinds[s[0]] == capital || kinds[s[0]] == digit
	}
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r) || unicode.IsDigit(r)
}

func plainShape(s string) shape {
	return shape{class: lookup(s), letters: int32(len(s)), capital: s[0] <= 'Z', initials: initial(s[0])}
}

// plain says whether s is a word of two or more ASCII letters, of which at most
// the first is a capital, and no Roman numeral.
func plain(s string) bool {
	for i := 1; i < len(s); i++ {
		if s[i] < 'a' || s[i] > 'z' {
			return false
		}
	}
	c := s[0] | 0x20
	return len(s) > 1 && 'a' <= c && c <= 'z'
}

// A kind is what a character is to the spelling of a word.
type kind uint8

const (
	otherSign kind = iota
	small          // a small letter
	caseless       // a letter that has no case
	capital
	digit // also above or below the line
	fullStop
	ampersand
	mathSign
	joint // ends a part: - and /
	wide  // a byte of a character of several
)

var kinds = func() (of [256]kind) {
	for c := range of {
		switch {
		case 'a' <= c && c <= 'z':
			of[c] = small
		case 'A' <= c && c <= 'Z':
			of[c] = capital
		case '0' <= c && c <= '9':
			of[c] = digit
		case c >= utf8.RuneSelf:
			of[c] = wide
		}
	}
	for _, c := range []byte(`^$+@_\*!`) {
		of[c] = mathSign
	}
	of['.'], of['&'], of['-'], of['/'] = fullStop, ampersand, joint, joint
	return of
}()

func kindOf(r rune) kind {
	switch {
	case unicode.IsUpper(r):
		return capital
	case unicode.IsDigit(r) || '⁰' <= r && r <= '₉' || r == '²' || r == '³':
		return digit
	case unicode.IsLower(r):
		return small
	case unicode.IsLetter(r):
		return caseless
	}
	return otherSign
}

// A spelling is what a part of a word is made of. It is read without a branch on what the letters are.
type spelling struct {
	counts uint64 // of small letters, capitals, digits and signs, 16 bits each
	pairs  uint64 // the kinds that follow each other, as bits
	raised int    // digits that are letters to Unicode
}

// counted has what a character of a kind adds to the counts.
var counted = [wide + 1]uint64{small: 1, caseless: 1, capital: 1 << 16, digit: 1 << 32, ampersand: 1 << 48, mathSign: 1 << 48}

// maxSpelled bounds the counts.
const maxSpelled = 1 << 15

func (p *spelling) lower() int  { return int(uint16(p.counts)) }
func (p *spelling) upper() int  { return int(uint16(p.counts >> 16)) }
func (p *spelling) digits() int { return int(uint16(p.counts >> 32)) }
func (p *spelling) signs() int  { return int(p.counts >> 48) }

func pairBit(first, second kind) uint64 { return 1 << (first<<3 | second) }

// capitalInside: as no ordinary word has it.
var capitalInside = pairBit(small, capital) | pairBit(capital, capital) | pairBit(fullStop, capital) | pairBit(ampersand, capital)

// read reads the part that s begins with, to a hyphen, slash or dash, and returns where it ends.
func (p *spelling) read(s string) int {
	prev := otherSign
	for i := 0; i < len(s); i++ {
		k := kinds[s[i]]
		if k >= joint {
			if k == joint || strings.HasPrefix(s[i:], "‑") || strings.HasPrefix(s[i:], "–") {
				return i
			}
			r, n := utf8.DecodeRuneInString(s[i:])
			k = kindOf(r)
			if k == digit && unicode.IsLetter(r) {
				p.raised++
			}
			if r > 0x370 && r < 0x400 {
				p.counts += counted[mathSign]
			}
			i += n - 1
		}
		p.counts += counted[k]
		p.pairs |= pairBit(prev, k)
		prev = k
	}
	return len(s)
}

// odd says whether a part is spelled as ordinary words are not: a capital
// inside, two in a row, letters with digits, or a mathematical sign.
func (p *spelling) odd(s string) bool {
	upper, lower, digits := p.upper(), p.lower(), p.digits()
	letters := upper + lower
	switch {
	case letters == 0:
		return false
	case digits > 0 && letters == 1 && isDigit(s[0]):
		return false // 3D, 7B
	case lower == 1 && upper >= 2 && strings.HasSuffix(s, "s"):
		return true // a plural acronym
	case p.pairs&capitalInside != 0:
		return true
	case digits > 0 && !ordinal(s), p.signs() > 0 && letters > 1:
		return true
	}
	var before spelling
	before.read(s[:max(0, strings.LastIndexByte(s, '.'))])
	return before.upper() > 1 // U.SA.
}

// ordinal says whether s is 1st, 2nd, 10k, 24x and the like.
func ordinal(s string) bool {
	i := 0
	for i < len(s) && (isDigit(s[i]) || s[i] == '.' || s[i] == ',') {
		i++
	}
	switch s[i:] {
	case "st", "nd", "rd", "th", "s", "k", "K", "x", "X", "M", "B", "D", "d", "bit", "fps", "nm", "m", "h", "W", "shot", "Shot", "way":
		return i > 0
	}
	return false
}

func isNumber(s string) bool {
	if s[0] == 'V' || s[0] == 'v' {
		s = s[1:]
	}
	if s == "" {
		return false
	}
	digits, roman := true, true
	for i := 0; i < len(s) && (digits || roman); i++ {
		digits = digits && (isDigit(s[i]) || s[i] == '.' || s[i] == ',' || s[i] == '%')
		roman = roman && (s[i] == 'I' || s[i] == 'V' || s[i] == 'X')
	}
	return digits || roman
}
