package title

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A shape is what a word's spelling and words.txt say about it.
type shape struct {
	class    class  // of the whole word, or of its parts where they agree
	distinct bool   // spelled like a name: XLNet, MOP-2, W2V2, fast-GPX; and not a known term
	capital  bool   // begins with a capital letter or digit
	number   bool   // a number, version or Roman numeral: 2.0, V2, III
	joined   bool   // has a hyphen or slash inside
	lettered bool   // a compound that may be a name: Z-Index, LLM-Composer
	owner    bool   // in the possessive: HydraNet's
	caps     bool   // capitals only: BERT
	letters  int    // how many letters it has
	initials uint32 // the letters that begin it or a part of it, as bits of initial
}

// initial is the bit of the letter c, whatever its case. Other bytes share the bits of letters.
func initial(c byte) uint32 { return 1 << (c & 31) }

// shapeOf reads a word. A compound is distinct when one part is and no part
// turns it into an attribute ("LLM-guided", "LoRA-based").
func shapeOf(s string) shape {
	if plain(s) {
		return plainShape(s)
	}
	var sh shape
	sh.class = lookup(s)
	whole := sh.class
	r, _ := decode(s, 0)
	sh.capital = isUpper(r) || unicode.IsDigit(r)
	sh.number = isNumber(s)
	begins, capitals := true, 0
	for i, r := range s {
		if isLetter(r) {
			sh.letters++
		}
		if 'A' <= r && r <= 'Z' {
			capitals++
		}
		if begins {
			sh.initials |= initial(s[i])
		}
		begins = r == '-' || r == '/'
	}
	known, upperParts, attribute, odd := 0, 0, false, false
	parts := 0
	for i := 0; i <= len(s); {
		j := i
		for j < len(s) && (isLetterByte(s[j]) || s[j] != '-' && s[j] != '/' && (s[j] != "‑"[0] || !strings.HasPrefix(s[j:], "‑") && !strings.HasPrefix(s[j:], "–"))) {
			j++
		}
		if part := s[i:j]; part != "" {
			parts++
			if r, _ := decode(part, 0); isUpper(r) || unicode.IsDigit(r) {
				upperParts++
			}
			c := sh.class
			if part != s {
				c = lookup(part)
			}
			switch {
			case c&(generic|brand) != 0, c&common != 0 && part != s:
				known++
			case c&attr != 0 && i > 0:
				attribute = true
			case !plain(part) && oddSpelling(part):
				odd = true
			}
		}
		if j < len(s) && s[j] != '-' && s[j] != '/' {
			j += len("‑") - 1
		}
		i = j + 1
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

func plainShape(s string) shape {
	return shape{class: lookup(s), letters: len(s), capital: s[0] <= 'Z', initials: initial(s[0])}
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

// oddSpelling says whether a part is spelled as ordinary words are not: a
// capital inside, two in a row, letters with digits, or a mathematical sign.
func oddSpelling(s string) bool {
	upper, lower, digits, inner, sign, run := 0, 0, 0, false, false, false
	prev := rune(0)
	for _, r := range s {
		switch {
		case isUpper(r):
			upper++
			inner = inner || isLower(prev)
			run = run || isUpper(prev) || prev == '.' || prev == '&'
		case unicode.IsDigit(r) || '⁰' <= r && r <= '₉' || r == '²' || r == '³':
			digits++
		case isLetter(r):
			lower++
		case r == '^' || r == '$' || r == '+' || r == '@' || r == '_' || r == '\\' || r == '*' || r == '&' || r == '!':
			sign = true
		case r == '.' && prev != 0:
			inner = inner || upper > 1
		}
		if r > 0x370 && r < 0x400 {
			sign = true
		}
		prev = r
	}
	letters := upper + lower
	switch {
	case letters == 0:
		return false
	case digits > 0 && letters == 1 && isDigit(s[0]):
		return false // 3D, 7B
	case lower == 1 && upper >= 2 && strings.HasSuffix(s, "s"):
		return true // a plural acronym
	}
	return inner || run || digits > 0 && letters > 0 && !ordinal(s) || sign && letters > 1
}

// The classes of letters; nearly all are ASCII.

func isUpper(r rune) bool {
	if r < utf8.RuneSelf {
		return 'A' <= r && r <= 'Z'
	}
	return unicode.IsUpper(r)
}

func isLower(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z'
	}
	return unicode.IsLower(r)
}

func isLetter(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r|0x20 && r|0x20 <= 'z'
	}
	return unicode.IsLetter(r)
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
