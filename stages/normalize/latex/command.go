package latex

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
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
	case b == '\\':
		return c.literal(i, 2)
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
	end := "\\)"
	if c.s[i+1] == '[' {
		end = "\\]"
	}
	limit := len(c.s)
	if n := len(c.closers); n > 0 && c.closers[n-1].at > i {
		limit = c.closers[n-1].at
	}
	if i+2 > limit || c.openEnded {
		return c.literal(i, 2)
	}
	k := strings.Index(c.s[i+2:limit], end)
	if k <= 0 {
		c.openEnded = k < 0 && limit == len(c.s)
		return c.literal(i, 2)
	}
	k += i + 2
	return c.formula(i, i+2, k, k+2)
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
		if _, first, ok := c.argument(c.options(e)); ok {
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
		if open, close, ok := c.argument(e); ok {
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
	if named && c.at(k) == ' ' {
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
	if sign == '~' && (isDigit(c.at(e)) || c.at(e) == ' ' && isDigit(c.at(e+1))) {
		c.replace("∼")
		return e
	}
	if sign == '~' && strings.HasPrefix(s[e:], "{}") {
		c.replace("∼")
		return e + 2
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
	if t := strings.TrimSpace(s[e+1 : close]); t != "" && strings.IndexByte(t, ' ') < 0 && strings.IndexByte(t, '\n') < 0 && strings.IndexByte(t, '{') < 0 {
		c.rewrote = true
		from := e + 1 + strings.Index(s[e+1:close], t)
		c.url(from, from+len(t))
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
	c.closers[len(c.closers)-1].url = strings.TrimSpace(c.s[open+1 : first])
	c.closers[len(c.closers)-1].from = open + 1
	return next
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

// closeHref writes the link after its text, or instead of it when both say the same.
func (c *cleaner) closeHref(g closer) {
	c.trimBlank()
	if g.mark > len(c.dst) {
		g.mark = len(c.dst)
	}
	mark := len(c.dst)
	text := c.dst[g.mark:mark]
	from := g.from + strings.Index(c.s[g.from:g.at], g.url)
	c.url(from, from+len(g.url)) // behind the text, to compare the two as they print
	url := c.dst[mark:]
	switch {
	case len(url) == 0:
	case len(text) == 0 || strings.EqualFold(bareLink(text), bareLink(url)):
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
