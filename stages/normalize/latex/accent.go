package latex

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// letter writes a special letter. TeX eats the blank after its name; as the
// unit Å ("5 \AA wide") it is written by people who forget that.
func (c *cleaner) letter(e int, text string) int {
	unit := text == "Å" && !isLetter(c.last())
	c.replace(text)
	if k := c.skipEmpty(e); k > e {
		return k
	}
	if c.at(e) == ' ' && !unit {
		e++
	}
	return e
}

// accent puts the combining mark on the letter that follows at e. Only letters
// that Unicode has ready-made count; "\'91" stays as it is.
func (c *cleaner) accent(i, e int, mark string) int {
	s := c.s
	sign := s[i+1]
	named := isLetter(sign)
	k := e
	if named && c.at(k) == ' ' && sign != 'b' && sign != 'd' { // \v s; but a lone \b is no accent
		k++
	}
	if named && k == e && c.at(k) != '{' && c.at(k) != '\\' {
		return c.literal(i, e-i)
	}
	base, next := c.accentBase(k)
	if sign == '\'' && (base == "s" || base == "t") && isLetter(c.last()) && !isLetter(c.at(next)) {
		c.replace("'") // "it\'s" and "don\'t" come from quoting in a program, not from Polish
		return e
	}
	if base != "" && !(sign == '"' && c.isQuote(k)) {
		var buf [16]byte
		t := norm.NFC.AppendString(append(buf[:0], base...), mark)
		if utf8.RuneCount(t) == 1 {
			c.rewrote = true
			c.dst = append(c.dst, t...)
			return next
		}
	}
	if named && c.at(e) == '{' {
		if close := c.closing(e); close > 0 && close < e+14 {
			if t, ok := mangled[s[i+1:close]]; ok {
				c.replace(t)
				return close + 1
			}
		}
	}
	if sign == '"' && !strings.HasPrefix(s[e:], "{") { // over-escaped JSON
		c.replace("\"")
		return e
	}
	if k = c.skipEmpty(e); sign == '~' && (k > e || isDigit(c.at(e)) || c.at(e) == ' ' && isDigit(c.at(e+1))) {
		c.replace("∼")
		return k
	}
	return c.literal(i, e-i)
}

// accentBase reads the letter under an accent: o, {o}, \i, {\i}.
func (c *cleaner) accentBase(k int) (base string, next int) {
	if c.at(k) == '{' && c.at(k+1) != '{' {
		if base, next = c.accentBase(k + 1); base != "" && c.at(next) == '}' {
			return base, next + 1
		}
		return "", k
	}
	if isLetter(c.at(k)) {
		return c.s[k : k+1], k + 1
	}
	if c.at(k) == '\\' && (c.at(k+1) == 'i' || c.at(k+1) == 'j') && !isLetter(c.at(k+2)) {
		next = k + 2
		if c.at(next) == ' ' {
			next++
		}
		return c.s[k+1 : k+2], next
	}
	return "", k
}

// isQuote reports whether the \" before k is a quotation mark: it begins a word,
// and a \" that no letter follows comes soon.
func (c *cleaner) isQuote(k int) bool {
	if isLetter(c.last()) {
		return false
	}
	t := c.s[k:min(len(c.s), k+120)]
	for {
		q := strings.Index(t, "\\\"")
		if q < 0 {
			return false
		}
		if t = t[q+2:]; t == "" || !isLetter(t[0]) && t[0] != '{' {
			return true
		}
	}
}
