package latex

import (
	"math"
	"strings"
	"unicode/utf8"
)

// maxURL bounds what is looked at as one link.
const maxURL = 2000

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
	return b == '_' || b == '%' || b == '#' || b == '&' || b == '~' || b == '-' || b == '/'
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

// link handles \url{X}, also cut off and also without its braces.
func (c *cleaner) link(i, e int) int {
	s := c.s
	if e == c.urlAt {
		c.rewrote = true
		return e
	}
	if c.at(e) != '{' {
		return c.literal(i, e-i)
	}
	close := c.closing(e)
	if close < 0 {
		if c.urlAt != e+1 {
			return c.literal(i, e-i)
		}
		c.apart()
		c.rewrote = true
		return e + 1
	}
	c.apart()
	if from, to := c.trim(e+1, close); from < to && to-from < maxURL && !strings.ContainsAny(s[from:to], "{ \n") {
		c.rewrote = true
		c.url(from, to)
		return close + 1
	}
	return c.group(e, close, closeDrop)
}

// apart puts a blank between a word and the link that was written against it.
func (c *cleaner) apart() {
	if isAlnum(c.last()) {
		c.blank()
	}
}

// href handles \href{U}{T}: T is read as text, and the link follows at its end.
func (c *cleaner) href(i, e int) int {
	open, first, ok := c.argument(e)
	if !ok {
		return c.literal(i, e-i)
	}
	text, end, ok := c.argument(first + 1)
	if !ok {
		return c.literal(i, e-i)
	}
	c.apart()
	next := c.group(text, end, closeHref)
	g := &c.closers[len(c.closers)-1]
	g.from, g.to = c.trim(open+1, first)
	return next
}

// trim returns the bounds of s[from:to] without blanks around it.
func (c *cleaner) trim(from, to int) (int, int) {
	for from < to && c.s[from] <= ' ' {
		from++
	}
	for from < to && c.s[to-1] <= ' ' {
		to--
	}
	return from, to
}

// closeHref writes the link after its text, or instead of it when both say the same.
func (c *cleaner) closeHref(g closer) {
	c.trimBlank()
	if g.mark > len(c.dst) {
		g.mark = len(c.dst)
	}
	mark := len(c.dst)
	text := c.dst[g.mark:mark]
	c.url(g.from, g.to) // behind the text, to compare the two as they print
	url := c.dst[mark:]
	switch {
	case len(url) == 0:
	case len(text) == 0, len(text) < maxURL && strings.EqualFold(bareLink(text), bareLink(url)):
		c.dst = append(c.dst[:g.mark], url...)
	default:
		n := len(url)
		c.dst = append(c.dst, ' ', '(', ')')
		copy(c.dst[mark+2:], c.dst[mark:mark+n])
		c.dst[mark], c.dst[mark+1] = ' ', '('
		c.dst[mark+2+n] = ')'
	}
}

// bareLink is a link without what does not distinguish it.
func bareLink(b []byte) string {
	t := string(b)
	t = strings.TrimPrefix(strings.TrimPrefix(t, "https://"), "http://")
	return strings.TrimSuffix(strings.TrimPrefix(t, "www."), "/")
}
