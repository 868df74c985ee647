package latex

import (
	"strings"
	"unicode/utf8"
)

// command handles the backslash at i in running text.
func (c *cleaner) command(i int) int {
	s := c.s
	switch b := c.at(i + 1); {
	case b == 0 || b >= utf8.RuneSelf:
		return c.literal(i, 1)
	case b == '%' || b == '&' || b == '_' || b == '#' || b == '$' || b == '{' || b == '}':
		c.rewrote = true
		c.dst = append(c.dst, b)
		return i + 2
	case b <= ' ':
		c.rewrote = true
		return c.spaces(i + 1)
	case b == '\\':
		return c.doubled(i)
	case b == ',' || b == ';' || b == ':':
		c.rewrote = true
		c.thin(i)
		return i + 2
	case b == '!' || b == '-' || b == '@':
		c.rewrote = true
		return i + 2
	case b == '/':
		return c.slash(i)
	case b == '(' || b == '[':
		return c.bracketed(i)
	case isLetter(b):
		return c.named(i)
	}
	if cmd, ok := commands[s[i+1:i+2]]; ok && cmd.kind == accent {
		return c.accent(i, i+2, cmd.text)
	}
	return c.literal(i, 1)
}

// doubled: \\ is a line break, or a backslash that was escaped once too often.
func (c *cleaner) doubled(i int) int {
	switch b := c.at(i + 2); {
	case b == '%' || b == '&' || b == '_' || b == '#' || b == '$':
		c.rewrote = true
		return i + 1
	case isLetter(b):
		if e := c.nameEnd(i + 2); commands[c.s[i+2:e]].kind != unknown {
			c.rewrote = true
			return i + 1
		}
		return c.literal(i, 2)
	case b == '\\': // three and more: drawings, and paths escaped many times
		n := 3
		for c.at(i+n) == '\\' {
			n++
		}
		return c.literal(i, n)
	}
	c.rewrote = true
	c.blank()
	return i + 2
}

// thin: a thin space in a number groups its digits, elsewhere it is a blank.
func (c *cleaner) thin(i int) {
	if isDigit(c.last()) && c.at(i+1) == ',' && isDigit(c.at(i+2)) && isDigit(c.at(i+3)) && isDigit(c.at(i+4)) && !isDigit(c.at(i+5)) {
		c.dst = append(c.dst, ',')
		return
	}
	c.blank()
}

// slash: \/ is an italic correction, or the slash of over-escaped JSON.
func (c *cleaner) slash(i int) int {
	c.rewrote = true
	switch prev, next := c.last(), c.at(i+2); {
	case prev == ':' || prev == '/':
		c.dst = append(c.dst, '/')
	case next == '}' || next <= ' ':
	default:
		return c.literal(i, 2)
	}
	return i + 2
}

// bracketed handles \( … \) and \[ … \].
func (c *cleaner) bracketed(i int) int {
	end, next := "\\)", &c.parenEnd
	if c.s[i+1] == '[' {
		end, next = "\\]", &c.squareEnd
	}
	if *next < i+2 {
		if *next = strings.Index(c.s[i+2:], end); *next < 0 {
			*next = none
		} else {
			*next += i + 2
		}
	}
	if *next == i+2 || *next >= c.groupEnd(i) {
		return c.literal(i, 2)
	}
	return c.formula(i, i+2, *next, *next+2)
}

// groupEnd is where the group around i ends: a formula does not leave it.
func (c *cleaner) groupEnd(i int) int {
	if n := len(c.closers); n > 0 && c.closers[n-1].at > i {
		return c.closers[n-1].at
	}
	return len(c.s)
}

// nameEnd returns where the command name that begins at i ends.
func (c *cleaner) nameEnd(i int) int {
	limit := len(c.s)
	if c.urlAt > i {
		limit = min(limit, c.urlAt) // \urlhttp://…
	}
	for i < limit && isLetter(c.s[i]) {
		i++
	}
	return i
}

// argument returns the braces of the argument that begins at i, which a blank may precede.
func (c *cleaner) argument(i int) (open, close int, ok bool) {
	if b := c.at(i); b == ' ' || b == '\n' {
		i++
	}
	if c.at(i) != '{' {
		return 0, 0, false
	}
	close = c.closing(i)
	return i, close, close >= 0
}

// options skips [optional arguments], a bounded way.
func (c *cleaner) options(i int) int {
	for n := 0; n < 2 && c.at(i) == '['; n++ {
		k := strings.IndexByte(c.s[i:min(len(c.s), i+120)], ']')
		if k < 0 {
			return i
		}
		i += k + 1
	}
	return i
}

// group goes on inside the group at open and does what k says at its end.
func (c *cleaner) group(open, close int, k closeKind) int {
	c.closers = append(c.closers, closer{at: close, kind: k, mark: len(c.dst)})
	c.rewrote = true
	return open + 1
}

// maxScript bounds the scripts that are read, nested ones included.
const maxScript = 80

// named handles a command with a name, at i its backslash.
func (c *cleaner) named(i int) int {
	s := c.s
	e := c.nameEnd(i + 1)
	name := s[i+1 : e]
	cmd := commands[name]
	switch cmd.kind {
	case symbol:
		c.replace(cmd.text)
		return c.skipEmpty(e)
	case letter:
		return c.letter(e, cmd.text)
	case function:
		if isAlnum(c.last()) {
			c.blank()
		}
		c.replace(cmd.text)
		return e
	case word:
		c.replace(cmd.text)
		if e = c.skipEmpty(e); c.at(e) == '.' {
			e++
		}
		return e
	case accent:
		return c.accent(i, e, cmd.text)
	case style, font:
		if open, close, ok := c.argument(c.options(e)); ok {
			if name == "mathbb" && close == open+2 {
				c.replace(doubleStruck(s[open+1 : close]))
				return close + 1
			}
			return c.group(open, close, closeDrop)
		}
	case styled:
		if open, first, ok := c.argument(c.options(e)); ok {
			if name == "hyperlink" && strings.HasPrefix(s[open+1:], "http") {
				return c.href(i, e) // an anchor of the text is what belongs there
			}
			if open, close, ok := c.argument(first + 1); ok {
				return c.group(open, close, closeDrop)
			}
		}
	case toggle, nothing:
		c.rewrote = true
		if e = c.skipEmpty(e); c.at(e) == ' ' && (cmd.kind == toggle || c.atBlank()) {
			if cmd.kind == toggle && isAlnum(c.last()) {
				return e
			}
			e++
		}
		return e
	case nothingArg, shade:
		if _, close, ok := c.argument(c.options(e)); ok {
			c.rewrote = true
			if cmd.kind == shade && c.at(close+1) == ' ' {
				close++
			}
			return close + 1
		}
	case reference:
		if c.at(e) == '*' {
			e++
		}
		if _, close, ok := c.argument(c.options(e)); ok {
			c.trimBlank()
			c.rewrote = true
			switch prev, next := c.last(), c.at(close+1); {
			case prev == '.' && next == '.': // "Sec.~\ref{a}."
				close++
			case prev == '(' && next == ')', prev == '[' && next == ']':
				c.dst = c.dst[:len(c.dst)-1]
				c.trimBlank()
				close++
			}
			return close + 1
		}
	case space:
		c.rewrote = true
		c.blank()
		return c.skipEmpty(e)
	case footnote:
		if open, close, ok := c.argument(c.options(e)); ok {
			c.trimBlank()
			mark := len(c.dst)
			c.put(" (")
			next := c.group(open, close, closeFootnote)
			c.closers[len(c.closers)-1].mark = mark
			return next
		}
	case link:
		return c.link(i, e)
	case href:
		return c.href(i, e)
	case super, below:
		if open, close, ok := c.argument(e); ok && close < open+maxScript {
			k := closeSup
			if cmd.kind == below {
				k = closeSub
			}
			next := c.group(open, close, k)
			c.dst = append(c.dst, cmd.text...)
			return next
		}
	case code:
		if open, close, ok := c.argument(e); ok && c.at(open+1) == 'x' {
			if r, ok := number(s[open+2:close], 16); ok {
				c.rewrote = true
				c.dst = utf8.AppendRune(c.dst, r)
				c.marks = true
				return close + 1
			}
		}
	case unknown:
		// A listing that drops braces leaves \textitSome, \emphSome; no such commands exist.
		for _, p := range [...]string{"emph", "textit", "textbf", "texttt"} {
			if len(name) > len(p) && strings.HasPrefix(name, p) {
				c.rewrote = true
				return i + 1 + len(p)
			}
		}
	}
	return c.literal(i, e-i)
}

// skipEmpty skips the {} that ends a command's name.
func (c *cleaner) skipEmpty(i int) int {
	if strings.HasPrefix(c.s[i:], "{}") {
		return i + 2
	}
	return i
}

// closeGroup does what is due at the end of g.
func (c *cleaner) closeGroup(g closer) {
	switch g.kind {
	case closeFootnote:
		c.trimBlank()
		if len(c.dst) <= g.mark+2 {
			c.dst = c.dst[:g.mark]
			return
		}
		c.dst = append(c.dst, ')')
	case closeSup, closeSub:
		if g.mark < len(c.dst) {
			c.raise(g.mark, c.at(g.at+1))
		}
	case closeHref:
		c.closeHref(g)
	}
}

// beginsKnown reports whether the backslash at i begins something that this
// package turns into text, so that the braces around it are only grouping.
func (c *cleaner) beginsKnown(i int) bool {
	b := c.at(i + 1)
	if !isLetter(b) {
		return b != 0 && b < utf8.RuneSelf && commands[c.s[i+1:i+2]].kind == accent
	}
	switch commands[c.s[i+1:c.nameEnd(i+1)]].kind {
	case symbol, letter, accent, toggle, style, word, shade:
		return true
	}
	return false
}
