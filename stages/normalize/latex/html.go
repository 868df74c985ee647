package latex

import (
	"strings"
	"unicode/utf8"
)

// entities are the named ones that listings hold; the HTML readers have decoded
// theirs already, what is left was escaped twice.
var entities = map[string]string{
	"amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " ", "ndash": "–", "mdash": "—",
	"hellip": "…", "lsquo": "‘", "rsquo": "’", "ldquo": "“", "rdquo": "”", "times": "×", "plusmn": "±",
	"deg": "°", "micro": "µ", "middot": "·", "bull": "•", "rarr": "→", "larr": "←", "le": "≤", "ge": "≥",
	"ne": "≠", "asymp": "≈", "sim": "∼", "infin": "∞", "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ",
	"epsilon": "ε", "lambda": "λ", "mu": "μ", "pi": "π", "sigma": "σ", "theta": "θ", "omega": "ω", "tau": "τ",
	"eacute": "é", "egrave": "è", "aacute": "á", "oacute": "ó", "iacute": "í", "ntilde": "ñ", "ccedil": "ç",
	"ouml": "ö", "uuml": "ü", "auml": "ä", "Ouml": "Ö", "Uuml": "Ü", "Auml": "Ä", "szlig": "ß", "oslash": "ø",
	"aring": "å", "aelig": "æ", "copy": "©", "reg": "®", "trade": "™", "sect": "§", "thinsp": " ", "ensp": " ", "emsp": " ",
	"shy": "", "zwnj": "", "prime": "′", "minus": "−", "sup2": "²", "sup3": "³", "frac12": "½",
}

func (c *cleaner) entity(i int) int {
	s := c.s
	k := i + 1
	for strings.HasPrefix(s[k:], "amp;") { // &amp;amp;lt;
		k += len("amp;")
	}
	amp := k > i+1
	e := k
	for e < len(s) && e < k+9 && (isAlnum(s[e]) || s[e] == '#' && e == k) {
		e++
	}
	if e > k && c.at(e) == ';' {
		if text, ok := entities[s[k:e]]; ok {
			c.rewrote = true
			if text == " " {
				c.blank()
			} else {
				c.put(text)
			}
			return e + 1
		}
		if r, ok := numericEntity(s[k:e]); ok {
			c.rewrote = true
			if isBlankRune(r) || r <= ' ' {
				c.blank()
			} else {
				c.dst = utf8.AppendRune(c.dst, r)
				c.marks = c.marks || !composed(r)
			}
			return e + 1
		}
	}
	c.dst = append(c.dst, '&')
	c.rewrote = c.rewrote || amp
	return k
}

// numericEntity reads #8211 or #x2013.
func numericEntity(t string) (rune, bool) {
	if len(t) < 2 || t[0] != '#' {
		return 0, false
	}
	if t[1] == 'x' || t[1] == 'X' {
		return number(t[2:], 16)
	}
	return number(t[1:], 10)
}

// number reads the code point of a character that may stand in text.
func number(t string, base rune) (r rune, ok bool) {
	if t == "" || len(t) > 7 {
		return 0, false
	}
	for k := 0; k < len(t); k++ {
		d := rune(99)
		switch b := t[k]; {
		case isDigit(b):
			d = rune(b - '0')
		case 'a' <= b|0x20 && b|0x20 <= 'f':
			d = rune(b|0x20-'a') + 10
		}
		if d >= base {
			return 0, false
		}
		r = r*base + d
	}
	return r, r != 0 && utf8.ValidRune(r) && r != utf8.RuneError
}

// tag drops the simple tags of marked-up abstracts. A tag that is not known
// stays: papers write about <think> and <eos>.
func (c *cleaner) tag(i int) int {
	s := c.s
	k := i + 1
	closing := c.at(k) == '/'
	if closing {
		k++
	}
	e := k
	for e < len(s) && e < k+12 && (isLetter(s[e]) || s[e] == ':') {
		e++
	}
	name := s[k:e]
	if strings.HasPrefix(s[e:], " /") {
		e += 2
	} else if c.at(e) == '/' {
		e++
	}
	if c.at(e) != '>' {
		return c.literal(i, 1)
	}
	e++
	if len(name) > 5 && strings.HasPrefix(name, "jats:") {
		name = name[5:]
		switch name {
		case "italic", "bold", "title", "sec", "p":
			c.rewrote = true
			if name != "italic" && name != "bold" {
				c.blank()
			}
			return e
		}
	}
	switch name {
	case "i", "b", "em", "strong", "u", "tt", "I", "B", "span", "scp":
		c.rewrote = true
		return e
	case "br", "p", "BR", "P", "div", "li", "ul", "ol":
		c.rewrote = true
		c.blank()
		return e
	case "sup", "sub", "inf", "SUP", "SUB":
		if closing {
			return c.literal(i, 1)
		}
		sign := byte('_')
		if name == "sup" || name == "SUP" {
			sign = '^'
		}
		return c.raised(i, e, name, sign)
	}
	return c.literal(i, 1)
}

// raised writes <sup>2</sup> as ^2; from is where its text begins.
func (c *cleaner) raised(i, from int, name string, sign byte) int {
	s := c.s
	end := from
	for end < len(s) && end < from+40 && strings.IndexByte("<{}\\$", s[end]) < 0 {
		end++
	}
	rest := s[end:]
	if end == from || len(rest) < len(name)+3 || rest[:2] != "</" || rest[2:2+len(name)] != name || rest[2+len(name)] != '>' {
		return c.literal(i, 1)
	}
	mark := len(c.dst)
	c.dst = append(c.dst, sign)
	c.verbatim(from, end)
	next := end + len(name) + 3
	c.raise(mark, c.at(next))
	c.rewrote = true
	return next
}

// raise finishes a super- or subscript: dst[mark] is its sign, the rest its text,
// next the byte that will follow. Braces stay where the script would run on.
func (c *cleaner) raise(mark int, next byte) {
	sign, in := c.dst[mark], string(c.dst[mark+1:])
	bare := false
	switch in {
	case "":
		c.dst = c.dst[:mark]
		return
	case "∘", "°":
		in, bare = "°", true
	case "th", "st", "nd", "rd", "′", "®", "©", "™", "†", "‡", "*′":
		bare = true
	}
	if bare && sign == '^' {
		c.dst = append(c.dst[:mark], in...)
		return
	}
	if plainScript(in) && !joins(in, next) || isOneSymbol(in) {
		return
	}
	c.dst = append(append(append(c.dst[:mark+1], '{'), in...), '}')
}

// isOneSymbol: one character that is neither letter nor digit of ASCII, nor a brace.
func isOneSymbol(t string) bool {
	_, n := utf8.DecodeRuneInString(t)
	return n == len(t) && !isAlnum(t[0]) && t[0] != '{' && t[0] != '}'
}
