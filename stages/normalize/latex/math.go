package latex

import (
	"unicode"
	"unicode/utf8"
)

// A formula becomes text only as a whole: one thing that is not understood and
// all of it stays. The grammar:
//
//	formula = { letter | digit | sign | blank | group | script | command }
//	group   = "{" formula "}"
//	script  = ( "^" | "_" ) atom
//	atom    = group | command | character
//	command = symbol | function | font atom | hat atom | "\frac" atom atom | "\sqrt" atom | …
//
// Blanks of the source are kept, one at most, except the blank that only ends a
// command's name: "256\times 256" is 256×256, "256 \times 256" is 256 × 256.

// maxDepth bounds the nesting that is followed.
const maxDepth = 16

// formula reads c.s[i:end] and writes it to c.dst, where its text begins at start.
type formula struct {
	c      *cleaner
	i, end int
	start  int
	tight  bool // a blank that follows only ends a command's name
	inText int  // depth of \text{…}: words and blanks are text
}

func (m *formula) at(k int) byte {
	if k >= m.end {
		return 0
	}
	return m.c.s[k]
}

// last is the byte the formula wrote last, 0 when it has none.
func (m *formula) last() byte {
	if len(m.c.dst) <= m.start {
		return 0
	}
	return m.c.last()
}

// parse reads to the end, or to the brace that closes the group when depth > 0.
func (m *formula) parse(depth int) bool {
	if depth > maxDepth {
		return false
	}
	c := m.c
	for m.i < m.end {
		b := c.s[m.i]
		if b <= ' ' || b == '~' {
			m.blank()
			continue
		}
		tight := m.tight
		m.tight = false
		switch {
		case isAlnum(b):
			if !m.run() {
				return false
			}
		case b == '{':
			m.i++
			if !m.parse(depth+1) || m.at(m.i) != '}' {
				return false
			}
			m.i++
		case b == '}':
			m.tight = tight
			return depth > 0
		case b == '^' || b == '_':
			if !m.script(b, depth) {
				return false
			}
		case b == '\\':
			if !m.command(depth) {
				return false
			}
		case b >= utf8.RuneSelf:
			m.i = c.char(m.i)
		case b == '&' || b == '#' || b == '$' || b == '`' || b == 0x7f:
			return false
		default:
			c.dst = append(c.dst, b)
			m.i++
		}
	}
	return depth == 0
}

func (m *formula) blank() {
	for m.i < m.end && isSpace(m.c.s[m.i]) {
		m.i++
	}
	if !m.tight {
		m.c.blank()
	}
	m.tight = false
}

// run copies letters and digits. A word of its own is no formula: the dollars
// are money ("$5 to 10$"), or the pairing is off by one ("$ and $").
func (m *formula) run() bool {
	s, from := m.c.s, m.i
	lower := true
	for m.i < m.end && isAlnum(s[m.i]) {
		lower = lower && isLower(s[m.i])
		m.i++
	}
	if m.inText == 0 && lower && m.i-from > 1 && from > 0 && isSpace(s[from-1]) && isSpace(s[m.i]) {
		return false
	}
	m.c.dst = append(m.c.dst, s[from:m.i]...)
	return true
}

// atom reads the argument of a command or script.
func (m *formula) atom(depth int) bool {
	c := m.c
	for isSpace(m.at(m.i)) && m.i < m.end {
		m.i++
	}
	m.tight = false
	switch b := m.at(m.i); {
	case b == '{':
		m.i++
		if !m.parse(depth+1) || m.at(m.i) != '}' {
			return false
		}
		m.i++
	case b == '\\':
		if !m.command(depth + 1) {
			return false
		}
	case b >= utf8.RuneSelf:
		m.i = c.char(m.i)
	case isAlnum(b) || b == '*' || b == '+' || b == '-' || b == '\'':
		c.dst = append(c.dst, b)
		m.i++
	default:
		return false
	}
	m.tight = false
	return true
}

// script reads ^atom or _atom.
func (m *formula) script(sign byte, depth int) bool {
	if depth > maxDepth {
		return false
	}
	m.i++
	mark := len(m.c.dst)
	m.c.dst = append(m.c.dst, sign)
	if !m.atom(depth) {
		return false
	}
	m.c.trimBlank()
	next := m.at(m.i)
	if after := m.c.at(m.end + 1); m.i == m.end && isDigit(after) { // 10$^5$2
		next = after
	}
	m.c.raise(mark, next)
	return true
}

// command reads the command at the backslash m.i.
func (m *formula) command(depth int) bool {
	c := m.c
	if depth > maxDepth {
		return false
	}
	b := m.at(m.i + 1)
	if !isLetter(b) {
		if m.i += 2; m.i > m.end {
			return false
		}
		if b <= ' ' {
			c.blank()
			return true
		}
		switch b {
		case '%', '_', '#', '&', '$', '{', '}':
			c.dst = append(c.dst, b)
		case ',', ';', ':':
			c.thin(m.i - 2)
		case '!', '-', '/', '@':
		case '|':
			c.put("‖")
		case '\\':
			m.i--
			return isLetter(m.at(m.i+1)) && m.command(depth+1) // escaped once too often
		default:
			return false
		}
		return true
	}
	e := m.i + 1
	for e < m.end && isLetter(c.s[e]) {
		e++
	}
	name := c.s[m.i+1 : e]
	cmd := commands[name]
	spaced := m.last() == ' '
	m.i = e
	switch cmd.kind {
	case symbol:
		c.put(cmd.text)
		r, _ := utf8.DecodeRuneInString(cmd.text)
		m.tight = !spaced
		if n := m.at(m.i + 1); unicode.IsLetter(r) && (n == '\\' || !isAlnum(n) && isSpace(m.at(m.i+2))) {
			m.tight = false // "\mu m" is one unit, but "\tau \ge 1" and "\rho = 1" keep both their blanks
		}
	case function:
		if l := m.last(); isAlnum(l) || l >= utf8.RuneSelf || l == ')' {
			c.blank()
		}
		c.put(cmd.text)
		if n := m.at(m.i); n == '{' || n != '^' && n != '_' && m.runsOn() {
			c.blank()
		}
	case word:
		c.put(cmd.text)
	case letter:
		if n := m.at(m.i); name != "AA" || n == '_' || n == '^' { // 5 Å; any other may be the author's own
			return false
		}
		c.put(cmd.text)
	case style, font:
		return m.font(name, depth)
	case styled:
		return m.skipGroup() && m.font(name, depth)
	case toggle, nothing:
		m.tight = true
	case nothingArg, shade:
		return m.skipGroup()
	case space:
		c.blank()
	case sizing:
		if m.at(m.i) == '.' {
			m.i++
		}
		m.tight = true
	case fraction:
		return m.fraction(depth)
	case root:
		return m.root(depth)
	case hat:
		mark := len(c.dst)
		if !m.atom(depth) || utf8.RuneCount(c.dst[mark:]) != 1 || c.dst[mark] <= ' ' {
			return false
		}
		c.put(cmd.text)
		c.marks = true
	case code:
		k := m.i + 1
		for k < m.end && c.s[k] != '}' {
			k++
		}
		if m.at(m.i) != '{' || m.at(m.i+1) != 'x' || k >= m.end {
			return false
		}
		r, ok := number(c.s[m.i+2:k], 16)
		if !ok || r < 0x20 {
			return false
		}
		c.dst = utf8.AppendRune(c.dst, r)
		c.marks = true
		m.i = k + 1
	case modulo:
		c.blank()
		c.put("(mod ")
		if !m.atom(depth) {
			return false
		}
		c.put(")")
	default:
		return false
	}
	return true
}

// runsOn reports whether what comes next would read as part of what was written.
func (m *formula) runsOn() bool {
	n := m.at(m.i)
	if n != '\\' {
		return isAlnum(n) || n == '^' || n == '_'
	}
	k := m.i + 1
	for k < m.end && isLetter(m.c.s[k]) {
		k++
	}
	switch cmd := commands[m.c.s[m.i+1:k]]; cmd.kind {
	case symbol:
		r, _ := utf8.DecodeRuneInString(cmd.text)
		return unicode.IsLetter(r)
	case sizing, space, unknown, nothing:
		return false
	}
	return true
}

// font reads the argument of \mathcal, \text and their like.
func (m *formula) font(name string, depth int) bool {
	c := m.c
	if m.at(m.i) == '*' {
		m.i++
	}
	if name != "mathbb" && name != "mathcal" {
		m.inText++
		defer func() { m.inText-- }()
	}
	if name == "operatorname" && isAlnum(m.last()) {
		c.blank()
	}
	mark := len(c.dst)
	if !m.atom(depth) {
		return false
	}
	if name == "mathbb" && len(c.dst) == mark+1 {
		t := doubleStruck(string(c.dst[mark:]))
		c.dst = append(c.dst[:mark], t...)
	}
	return true
}

// skipGroup skips {…}, and […] before it.
func (m *formula) skipGroup() bool {
	m.i = min(m.c.options(m.i), m.end)
	if m.at(m.i) != '{' {
		return false
	}
	e := m.c.closing(m.i)
	if e < 0 || e >= m.end {
		return false
	}
	m.i = e + 1
	return true
}

// fraction writes a/b, with parentheses where they are needed.
func (m *formula) fraction(depth int) bool {
	c := m.c
	l := m.last()
	if isDigit(l) {
		c.blank() // 1\frac{1}{2}
	}
	outer := len(c.dst)
	if !m.operand(depth) {
		return false
	}
	c.dst = append(c.dst, '/')
	if !m.operand(depth) {
		return false
	}
	if m.runsOn() || isLetter(l) || l >= utf8.RuneSelf || l == ')' {
		m.enclose(outer)
	}
	return true
}

func (m *formula) root(depth int) bool {
	m.c.put("√")
	mark := len(m.c.dst)
	if !m.operand(depth) {
		return false
	}
	if m.c.dst[mark] != '(' && m.runsOn() {
		m.enclose(mark)
	}
	return true
}

// operand reads an atom and encloses it unless it is one name or number.
func (m *formula) operand(depth int) bool {
	mark := len(m.c.dst)
	if !m.atom(depth) || len(m.c.dst) == mark {
		return false
	}
	t := m.c.dst[mark:]
	if utf8.RuneCount(t) == 1 && t[0] > ' ' {
		return true
	}
	for _, b := range t {
		if !isAlnum(b) && b != '.' {
			m.enclose(mark)
			break
		}
	}
	return true
}

func (m *formula) enclose(mark int) {
	c := m.c
	c.dst = append(c.dst, 0, 0)
	copy(c.dst[mark+1:], c.dst[mark:len(c.dst)-2])
	c.dst[mark] = '('
	c.dst[len(c.dst)-1] = ')'
}
