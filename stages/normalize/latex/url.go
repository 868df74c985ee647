package latex

import (
	"math"
	"strings"
	"unicode/utf8"
)

// none is beyond any text.
const none = math.MaxInt

// findURL sets urlAt and urlEnd to the next URL that begins at or after from.
// Inside a URL only LaTeX escapes are undone: ~, --, %20 and zero-width
// characters belong to it, or to the damage that the link package reports.
func (c *cleaner) findURL(from int) {
	s := c.s
	c.urlAt, c.urlEnd = none, none
	for from < len(s) {
		k := strings.Index(s[from:], "://")
		if k < 0 {
			return
		}
		k += from
		at := k
		for at > from && isLetter(s[at-1]) && at > k-12 {
			at--
		}
		// "\urlhttp://", "athttps://": the scheme is what ends the word.
		for _, scheme := range [...]string{"https", "http", "ftp"} {
			if strings.HasSuffix(s[at:k], scheme) {
				at = k - len(scheme)
				break
			}
		}
		if at < k {
			c.urlAt, c.urlEnd = at, urlEnd(s, k+3)
			return
		}
		from = k + 3
	}
}

// urlEnd returns where the URL that reaches to i ends.
func urlEnd(s string, i int) int {
	for i < len(s) {
		switch b := s[i]; {
		case b <= ' ' || b == 0x7f:
			return i
		case b >= utf8.RuneSelf:
			r, n := utf8.DecodeRuneInString(s[i:])
			if isBlankRune(r) || r == '“' || r == '”' || r == '—' {
				return i
			}
			i += n
			continue
		case b == '{' || b == '}' || b == '<' || b == '>' || b == '"' || b == '`' || b == '$':
			return i
		case b == '\'' && i+1 < len(s) && s[i+1] == '\'':
			return i
		case b == '\\':
			if i+1 == len(s) || !urlEscape(s[i+1]) {
				return i
			}
			i++
		}
		i++
	}
	return i
}

// urlEscape: \_ and its like inside a URL.
func urlEscape(b byte) bool {
	return b == '_' || b == '%' || b == '#' || b == '&' || b == '~' || b == '-'
}

// url copies the URL s[i:end] and returns end.
func (c *cleaner) url(i, end int) int {
	s := c.s
	for i < end {
		b := s[i]
		switch {
		case b == '\\' && i+1 < end && urlEscape(s[i+1]):
			c.rewrote = true
			i++
			c.dst = append(c.dst, s[i])
			i++
		case b == '&' && strings.HasPrefix(s[i:end], "&amp;"):
			c.replace("&")
			i += len("&amp;")
		case b >= utf8.RuneSelf:
			r, n := utf8.DecodeRuneInString(s[i:end])
			c.dst = utf8.AppendRune(c.dst, r)
			c.marks = c.marks || r >= 0x300
			i += n
		default:
			k := i + 1
			for k < end && s[k] != '\\' && s[k] != '&' && s[k] < utf8.RuneSelf {
				k++
			}
			c.dst = append(c.dst, s[i:k]...)
			i = k
		}
	}
	return end
}
