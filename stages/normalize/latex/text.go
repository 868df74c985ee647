package latex

import (
	"strings"
	"unicode/utf8"
)

// step handles the stop at i and returns where to go on.
func (c *cleaner) step(i int) int {
	s := c.s
	switch x := s[i]; {
	case x <= ' ' || x == 0x7f:
		return c.spaces(i)
	case x >= utf8.RuneSelf:
		return c.runes(i)
	case x == '\\':
		return c.command(i)
	case x == '$':
		return c.dollar(i)
	case x == '~':
		return c.tilde(i)
	case x == '-' && c.at(i+1) == '-':
		return c.dashes(i)
	case x == '`' || x == '\'' && c.at(i+1) == '\'':
		return c.quotes(i)
	case x == '"' && i == c.quoteEnd:
		c.closeQuote()
		return i + 1
	case x == '&':
		return c.entity(i)
	case x == '<':
		return c.tag(i)
	case x == '{':
		return c.open(i)
	case x == '}':
		return c.close(i)
	case x == '^':
		return c.caret(i)
	case isDigit(x):
		return c.afterDigit(i)
	case isLower(x) && isDigit(c.at(i+1)):
		return c.beforeDigit(i)
	}
	c.dst = append(c.dst, s[i])
	return i + 1
}

// spaces makes one blank of blanks and control characters.
func (c *cleaner) spaces(i int) int {
	c.blanked = true
	for i++; i < len(c.s) && (c.s[i] <= ' ' || c.s[i] == 0x7f); i++ {
	}
	c.blank()
	return i
}

// literal copies n bytes that mean nothing here.
func (c *cleaner) literal(i, n int) int {
	c.left = true
	c.dst = append(c.dst, c.s[i:i+n]...)
	return i + n
}

func (c *cleaner) replace(t string) {
	c.put(t)
	c.rewrote = true
}

// dollar reads a formula, or leaves a dollar sign that opens none.
func (c *cleaner) dollar(i int) int {
	if n := len(c.closers); n > 0 && c.closers[n-1].at == i {
		return c.close(i)
	}
	width := 1
	if c.at(i+1) == '$' {
		width = 2
	}
	end, ok := c.mathEnd(i+width, width)
	if !ok {
		return c.literal(i, width)
	}
	if rest := c.s[i+width:]; width == 1 && (strings.HasPrefix(rest, "\\href{") || strings.HasPrefix(rest, "\\url{")) {
		return c.group(i, end, closeDrop) // dollars around a link
	}
	return c.formula(i, i+width, end, end+width)
}

// mathEnd finds the dollars that close a formula whose inside begins at i. What
// tells them from amounts of money: the inside touches both dollars, or neither,
// or holds a command; and not both the inside and what follows begin with a digit.
func (c *cleaner) mathEnd(i, width int) (int, bool) {
	s := c.s
	limit := c.groupEnd(i)
	end := i
	for {
		k := strings.IndexByte(s[end:limit], '$')
		if k < 0 {
			return 0, false
		}
		end += k
		if !escaped(s, end) && (width == 1 || c.at(end+1) == '$') {
			break
		}
		end++
	}
	if end == i || end+width > limit {
		return 0, false
	}
	if width == 2 {
		return end, true
	}
	in, out := isSpace(s[i]), isSpace(s[end-1])
	if in != out && strings.IndexByte(s[i:end], '\\') < 0 || in && end-i == 1 || isDigit(c.at(end+1)) && isDigit(s[i]) {
		return 0, false
	}
	return end, true
}

func isSpace(b byte) bool { return b <= ' ' || b == '~' || b == 0x7f }

// formula writes the formula s[from:to] as text, or all of s[i:next] as it stands.
func (c *cleaner) formula(i, from, to, next int) int {
	mark, marks := len(c.dst), c.marks
	m := formula{c: c, i: from, end: to, start: mark}
	if m.parse(0) && m.i == to && len(c.dst) > mark {
		c.rewrote = true
		return next
	}
	c.dst, c.marks, c.left = c.dst[:mark], marks, true
	c.verbatim(i, next)
	if len(c.dst)-mark != next-i { // with one blank less "$  $0$" is another formula
		c.blanked = true
	}
	return next
}

// verbatim copies s[i:j], tidying blanks and encoding only.
func (c *cleaner) verbatim(i, j int) {
	for i < j {
		switch x := c.s[i]; {
		case x <= ' ' || x == 0x7f:
			c.blanked = c.blanked || x != ' '
			c.blank()
			i++
		case x >= utf8.RuneSelf:
			i = c.runes(i)
		default:
			k := i + 1
			for k < j && c.s[k] > ' ' && c.s[k] < 0x7f {
				k++
			}
			c.dst = append(c.dst, c.s[i:k]...)
			i = k
		}
	}
}

// tilde: a tie is a blank, "about" before a number is ∼, everything else stays
// (ranges "3~5", shell paths, "94% ~ 96%").
func (c *cleaner) tilde(i int) int {
	prev, next := c.last(), c.at(i+1)
	if prev == ' ' || prev == '(' || prev == '[' || prev == 0 {
		k := i + 1
		if next == ' ' {
			k++
		}
		switch n := c.at(k); {
		case next == '\\' && !c.figureArgument(i+1), next == '~':
			c.rewrote = true
			return i + 1
		case next == '\\', isDigit(n) && (next != ' ' || !c.afterFigure(i)), next == '$', n == '.' && isDigit(c.at(k+1)):
			c.replace("∼")
			return i + 1
		}
		return c.literal(i, 1)
	}
	if isDigit(prev) && isDigit(next) || next == '/' || prev == '/' || prev == '~' {
		return c.literal(i, 1)
	}
	c.rewrote = true
	c.blank()
	return i + 1
}

// figureArgument reports whether the command at i prints a figure: \textbf{30\%}, \$5.
func (c *cleaner) figureArgument(i int) bool {
	if c.at(i+1) == '$' {
		return isDigit(c.at(i + 2))
	}
	e := c.nameEnd(i + 1)
	return c.at(e) == '{' && isDigit(c.at(e+1)) && commands[c.s[i+1:e]].kind == style
}

// afterFigure: "94% ~ 96%" and "10x ~ 50x" are ranges.
func (c *cleaner) afterFigure(i int) bool {
	for k := i - 1; k >= 0 && k > i-12; k-- {
		switch b := c.s[k]; {
		case isDigit(b):
			return true
		case b == ' ' && k < i-1:
			return false
		}
	}
	return false
}

// dashes: -- and --- between words. A flag ("--verbose"), a comment and a ruler stay.
func (c *cleaner) dashes(i int) int {
	s := c.s
	j := i
	for j < len(s) && s[j] == '-' {
		j++
	}
	prev, next := c.last(), c.at(j)
	n := j - i
	switch {
	case n > 3, next == '>', prev == '!', prev == '<', prev == '/', prev == '.', prev == '\\':
		return c.literal(i, n)
	case n == 2 && isLetter(next) && (prev == 0 || !isAlnum(prev) && prev != ')' && prev != '%' && prev != '"' && prev != '}' && prev < utf8.RuneSelf):
		return c.literal(i, n)
	case c.inPath(i):
		return c.literal(i, n)
	case n == 2:
		c.replace("–")
	default:
		c.replace("—")
	}
	return j
}

// inPath reports whether the word before i looks like a link without scheme: a
// dot, then a slash. It looks back a bounded way.
func (c *cleaner) inPath(i int) bool {
	slash := false
	for k := i - 1; k >= 0 && k > i-80; k-- {
		switch b := c.s[k]; {
		case b <= ' ':
			return false
		case b == '/':
			slash = true
		case b == '.' && slash && isAlnum(c.at(k+1)):
			return true
		}
	}
	return false
}

// quotes handles “ and ”. An opening “ counts only when something closes it.
func (c *cleaner) quotes(i int) int {
	s := c.s
	if s[i] == '\'' {
		if i == c.quoteEnd {
			c.closeQuote()
			return i + 2
		}
		return c.literal(i, 2)
	}
	j := i
	for j < len(s) && s[j] == '`' {
		j++
	}
	if j-i != 2 || c.quoteEnd > i {
		return c.literal(i, j-i)
	}
	for k := j; k < len(s); k++ {
		switch b := s[k]; {
		case b == '`' && c.at(k+1) == '`', b == '"' && k == j:
			return c.literal(i, 2)
		case b == '\'' && c.at(k+1) == '\'', b == '"':
			c.quoteEnd = k
			c.replace("“")
			return j
		}
	}
	return c.literal(i, 2)
}

func (c *cleaner) closeQuote() {
	c.replace("”")
	c.quoteEnd = -1
}

// open handles a brace in running text: {\em …}, {\'e}, {\deg}, ^{2}, and
// commands that a listing has robbed of their backslash. Other groups stay.
func (c *cleaner) open(i int) int {
	s := c.s
	if isDigit(c.last()) && strings.HasPrefix(s[i:], "{,}") && isDigit(c.at(i+3)) {
		c.replace(",")
		return i + 3
	}
	if prev := c.at(i - 1); (prev == '^' || prev == '_') && c.last() == prev {
		return c.script(i)
	}
	if j, ok := c.strippedCommand(i); ok {
		return j
	}
	if c.at(i+1) == '\\' && !c.isArgument(i) {
		if e := c.closing(i); e >= 0 && c.beginsKnown(i+1) {
			c.closers = append(c.closers, closer{at: e, kind: closeDrop})
			c.rewrote = true
			return i + 1
		}
	}
	return c.literal(i, 1)
}

// isArgument reports whether the brace at i belongs to a command that was left standing.
func (c *cleaner) isArgument(i int) bool {
	prev := c.at(i - 1)
	if prev == '}' || prev == ']' {
		return true
	}
	k := i - 1
	for k >= 0 && k > i-40 && isLetter(c.s[k]) {
		k--
	}
	return k >= 0 && k < i-1 && c.s[k] == '\\'
}

// script drops the braces of ^{2} and _{ij} where that joins nothing.
func (c *cleaner) script(i int) int {
	e := c.closing(i)
	if e < 0 || e == i+1 || e > i+20 {
		return c.literal(i, 1)
	}
	in := c.s[i+1 : e]
	if in == "\\circ" || in == "circ" {
		c.dst = c.dst[:len(c.dst)-1]
		c.replace("°")
		return e + 1
	}
	if !plainScript(in) || joins(in, c.at(e+1)) {
		return c.literal(i, 1)
	}
	c.replace(in)
	return e + 1
}

// plainScript: letters and digits, a sign before them allowed.
func plainScript(t string) bool {
	if t != "" && (t[0] == '-' || t[0] == '+') {
		t = t[1:]
	}
	for k := 0; k < len(t); k++ {
		if !isAlnum(t[k]) {
			return false
		}
	}
	return t != ""
}

// joins reports whether next would read as part of the script in.
func joins(in string, next byte) bool {
	if last := in[len(in)-1]; isDigit(last) {
		return isDigit(next) || next == '.'
	}
	return isAlnum(next)
}

// close ends a group.
func (c *cleaner) close(i int) int {
	n := len(c.closers)
	for n > 0 && c.closers[n-1].at < i {
		n--
	}
	if n == 0 || c.closers[n-1].at != i {
		c.closers = c.closers[:n]
		return c.literal(i, 1)
	}
	g := c.closers[n-1]
	c.closers = c.closers[:n-1]
	c.closeGroup(g)
	return i + 1
}

// caret: 360^\circ, 360^circ.
func (c *cleaner) caret(i int) int {
	t := c.s[i+1:]
	if isDigit(c.last()) {
		for _, w := range [...]string{"\\circ", "circ"} {
			if strings.HasPrefix(t, w) && !isLetter(c.at(i+1+len(w))) {
				c.replace("°")
				return i + 1 + len(w)
			}
		}
	}
	return c.literal(i, 1)
}
