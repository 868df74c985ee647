package latex

import "strings"

// Listings that render LaTeX badly lose backslashes and dollars: "2.4times",
// "sim25%", "mathcal{O}(n)". A command's name is told from a word by what it is
// glued to: a digit, or a brace that opens its argument.

// glued are the names that may stand between or before figures.
var glued = [...]struct{ name, text string }{
	{"times", "×"}, {"approx", "≈"}, {"geq", "≥"}, {"leq", "≤"}, {"sim", "∼"}, {"pm", "±"},
	{"cdot", "·"}, {"rightarrow", "→"},
}

// gluedAfterDigit reports whether a command's name begins at k, right after a digit.
func gluedAfterDigit(s string, k int) bool {
	_, _, ok := nameAfterDigit(s, k)
	return ok
}

func nameAfterDigit(s string, k int) (text string, n int, ok bool) {
	for g := range glued {
		name := glued[g].name
		if !strings.HasPrefix(s[k:], name) {
			continue
		}
		next := byte(0)
		if k+len(name) < len(s) {
			next = s[k+len(name)]
		}
		// "2.4times", "384times384", "8timesRTX" but neither "3timestamps" nor "5pm".
		if isDigit(next) || (name == "times" || name == "rightarrow") && !isLower(next) && next != '{' {
			return glued[g].text, len(name), true
		}
	}
	return "", 0, false
}

// afterDigit handles the digit at i, which a letter follows.
func (c *cleaner) afterDigit(i int) int {
	c.dst = append(c.dst, c.s[i])
	if text, n, ok := nameAfterDigit(c.s, i+1); ok {
		c.replace(text)
		return i + 1 + n
	}
	return i + 1
}

// gluedBeforeDigit reports whether a command's name ends at k, where a digit stands.
func gluedBeforeDigit(s string, k int) bool {
	_, _, ok := nameBeforeDigit(s, k)
	return ok
}

func nameBeforeDigit(s string, k int) (text string, n int, ok bool) {
	switch s[k-1] {
	case 'm', 's', 'x', 'q', 'w':
	default:
		return "", 0, false
	}
	for g := range glued {
		name := glued[g].name
		if !strings.HasSuffix(s[:k], name) {
			continue
		}
		if k > len(name) {
			if b := s[k-len(name)-1]; isAlnum(b) || b == '\\' || b == '-' || b == '_' || b == '/' || b == '.' || b >= 0x80 {
				return "", 0, false
			}
		}
		// "pm2.5" is dust, "sim2real" a word.
		if name == "pm" || name == "cdot" || !figureAt(s, k) {
			return "", 0, false
		}
		return glued[g].text, len(name), true
	}
	return "", 0, false
}

// figureAt reports whether a number stands at k, with nothing after it but a unit.
func figureAt(s string, k int) bool {
	for k < len(s) && (isDigit(s[k]) || s[k] == '.' || s[k] == ',') {
		k++
	}
	e := k
	for e < len(s) && isLetter(s[e]) && e < k+6 {
		e++
	}
	if e < len(s) && (s[e] == '_' || s[e] == '/') {
		return false
	}
	switch s[k:e] {
	case "", "x", "X", "k", "K", "M", "B", "G", "T", "s", "ms", "h", "GB", "MB", "fps", "FPS", "times", "dB", "pp":
		return true
	}
	return false
}

// beforeDigit handles the letter at i, which a digit follows. The name that it
// may end has been copied up to it.
func (c *cleaner) beforeDigit(i int) int {
	text, n, ok := nameBeforeDigit(c.s, i+1)
	if d := len(c.dst) - (n - 1); ok && d >= 0 && string(c.dst[d:]) == c.s[i+1-n:i] {
		c.dst = c.dst[:d]
		c.replace(text)
		return i + 1
	}
	return c.literal(i, 1)
}

// strippedCommand handles the brace at i when the word before it is a command's
// name without backslash: mathcal{O}, textbf{…}.
func (c *cleaner) strippedCommand(i int) (next int, ok bool) {
	s := c.s
	k := i
	for k > 0 && i-k < 14 && isLower(s[k-1]) {
		k--
	}
	switch s[k:i] {
	case "mathcal", "mathbb", "mathbf", "mathrm", "mathsf", "mathtt", "mathit", "boldsymbol", "operatorname",
		"textbf", "textit", "texttt", "textsc", "textsf", "textrm", "emph", "underline", "url":
	default:
		return 0, false
	}
	if p := c.at(k - 1); p == '\\' || p >= 0x80 {
		return 0, false
	}
	d := len(c.dst) - (i - k)
	e := c.closing(i)
	if e < 0 || d < 0 || string(c.dst[d:]) != s[k:i] {
		return 0, false
	}
	c.dst = c.dst[:d]
	c.rewrote = true
	if s[k:i] == "mathbb" && e == i+2 {
		c.put(doubleStruck(s[i+1 : e]))
		return e + 1, true
	}
	c.closers = append(c.closers, closer{at: e, kind: closeDrop})
	return i + 1, true
}
