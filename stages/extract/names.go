package extract

import (
	"strconv"
	"strings"
)

// Names of people come in three spellings: "Ada King", "King, Ada" and lists of either in one text.

// uninvert turns "King, Ada" and "King, Jr., Ada" round.
func uninvert(name string) string {
	last, rest, inverted := strings.Cut(name, ",")
	if !inverted {
		return name
	}
	first, suffix := rest, ""
	if middle, given, three := strings.Cut(rest, ","); three {
		first, suffix = given, middle
		if isSuffix(given) { // "King, Ada, Jr."
			first, suffix = middle, given
		}
	} else if isSuffix(rest) {
		return joinName(last, rest)
	}
	return joinName(first, last, suffix)
}

func isSuffix(s string) bool {
	switch strings.ToLower(strings.Trim(s, " .")) {
	case "jr", "sr", "ii", "iii", "iv":
		return true
	}
	return false
}

// splitNames reads a list of names that are not inverted: "A. B. King, Bo Lund and C. Day, Jr.". Notes in
// brackets are dropped: "Ada King (1 and 2), Bo Lund (2) ((1) Here, (2) There)".
func splitNames(s string) (names []string) {
	s = strings.Join(strings.Fields(withoutBrackets(s)), " ")
	s = strings.ReplaceAll(s, ", and ", ", ")
	s = strings.ReplaceAll(s, " and ", ", ")
	for part := range strings.SplitSeq(s, ",") {
		switch part = strings.Trim(part, " ;"); {
		case part == "":
		case isSuffix(part) && len(names) > 0:
			names[len(names)-1] += " " + part
		default:
			names = append(names, part)
		}
	}
	return names
}

func withoutBrackets(s string) string {
	if strings.IndexByte(s, '(') < 0 {
		return s
	}
	var b strings.Builder
	depth := 0
	for i := range len(s) {
		switch c := s[i]; {
		case c == '(':
			depth++
		case c == ')' && depth > 0:
			depth--
		case depth == 0:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// guessNames reads a list of names whose spelling is not known: a list as Python prints it, with ; or | between
// names, or with commas that may also stand inside them. A comma stands between names when what follows it is no
// bare given name: "Liu R., Adler D.G." are two, "Adler, D.G." and "King, Ada" are one.
func guessNames(s string) (names []string) {
	s = strings.TrimSpace(s)
	if list, ok := pythonList(s); ok {
		for _, name := range list {
			names = append(names, uninvert(name))
		}
		return names
	}
	s = withoutBrackets(s) // "King, Ada (60410297700)"
	for _, separator := range [...]string{listMark, "|", ";", "\n"} {
		if !strings.Contains(s, separator) {
			continue
		}
		for part := range strings.SplitSeq(s, separator) {
			if part = strings.TrimSpace(part); part != "" {
				names = append(names, uninvert(part))
			}
		}
		return names
	}
	parts := strings.Split(strings.TrimSpace(s), ", ")
	if inverted := len(parts)%2 == 0; inverted {
		for i := 1; i < len(parts); i += 2 {
			inverted = inverted && (initials(parts[i]) || len(parts) == 2 && !strings.Contains(parts[0], " "))
		}
		if inverted {
			for i := 0; i < len(parts); i += 2 {
				names = append(names, joinName(parts[i+1], parts[i]))
			}
			return names
		}
	}
	return splitNames(s)
}

// initials tells whether the text is initials only: "D.G.", "J.-P.", "M".
func initials(s string) bool {
	letters := 0
	for _, part := range strings.FieldsFunc(s, func(r rune) bool { return r == '.' || r == '-' || r == ' ' }) {
		if len([]rune(part)) > 1 {
			return false
		}
		letters++
	}
	return letters > 0
}

// pythonList reads "['a', \"b\"]", as Python and JSON leave a list in a table.
func pythonList(s string) (items []string, ok bool) {
	if len(s) < 2 || s[0] != '[' || s[len(s)-1] != ']' {
		return nil, false
	}
	s = strings.TrimSpace(s[1 : len(s)-1])
	for s != "" {
		quote := s[0]
		if quote != '\'' && quote != '"' {
			return nil, false
		}
		item, rest, closed := unquote(s[1:], quote)
		if !closed {
			return nil, false
		}
		items = append(items, item)
		s = strings.TrimLeft(rest, " ,")
	}
	return items, true
}

// unquote reads a text to its closing quote, with the escapes of Python and JSON.
func unquote(s string, quote byte) (text, rest string, closed bool) {
	end := strings.IndexByte(s, quote)
	if end < 0 {
		return "", "", false
	}
	if strings.IndexByte(s[:end], '\\') < 0 {
		return s[:end], s[end+1:], true
	}
	var b strings.Builder
	for s != "" && s[0] != quote {
		if strings.HasPrefix(s, `\/`) { // JSON may escape it, Go and Python do not
			s = s[1:]
		}
		c, _, tail, err := strconv.UnquoteChar(s, quote)
		if err != nil {
			c, tail = rune(s[0]), s[1:]
		}
		b.WriteRune(c)
		s = tail
	}
	if s == "" {
		return "", "", false
	}
	return b.String(), s[1:], true
}
