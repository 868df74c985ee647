package claim

// The prefilter: nearly all sentences state no figure, and this scanner passes over them. It stops at a number with a
// unit behind it and at the words that the lexicon derives from its figures ("twice", "magnitude", "fold").

// byteRole tells the scanner what a byte is.
var byteRole = func() (role [256]uint8) {
	for i := range role {
		switch c := byte(i); {
		case isDigit(c):
			role[i] = 2
		case isLetter(c):
			role[i] = 1
		}
	}
	return role
}()

// opening packs the first three letters of a word.
func opening(w string) int {
	n := 0
	for i := range 3 {
		n <<= 5
		if i < len(w) {
			n |= int(w[i] & 31)
		}
	}
	return n
}

// nextFigure finds the next byte from at on where a figure may stand, or returns -1.
func (lex *lexicon) nextFigure(text string, at int) int {
	inWord := at > 0 && byteRole[text[at-1]] == 1
	for i := at; i < len(text); i++ {
		switch byteRole[text[i]] {
		case 0:
			inWord = false
		case 1:
			if inWord {
				continue
			}
			inWord = true
			if i+4 <= len(text) && lex.opens[int(text[i]&31)<<10|int(text[i+1]&31)<<5|int(text[i+2]&31)] {
				j := i + 3
				for j < len(text) && isLetter(text[j]) {
					j++
				}
				if id := lex.wordID(text[i:j]); id != 0 && lex.figures[id] {
					return i
				}
				i = j - 1
			}
		case 2:
			j := i + 1
			for j < len(text) && (isDigit(text[j]) || (text[j] == '.' || text[j] == ',') && j+1 < len(text) && isDigit(text[j+1])) {
				j++
			}
			if (!inWord || i >= 3 && (text[i-3:i] == "sim" || text[i-3:i] == "rox")) && unitBehind(text, j) { // "sim25%", "approx30%"
				return i
			}
			i = j - 1

		}
	}
	return -1
}

// unitBehind tells whether what follows a number at text[i:] can make it a figure: a unit, a range, a slash, or one of
// the words that join a before and an after.
func unitBehind(text string, i int) bool {
	for n := 0; n < 4 && i < len(text) && (text[i] == ' ' || text[i] == '$' || text[i] == '\\' || text[i] == '{' || text[i] == '}' || text[i] == '\n' || text[i] == '*'); n++ {
		i++
	}
	if i == len(text) {
		return false
	}
	switch c := text[i]; {
	case c == '%' || c == '-' || c == '/' || c == '~' || c == '+' || c >= 0x80:
		return true
	case c == 'x' || c == 'X':
		return i+1 == len(text) || !isLetter(text[i+1])
	case c == '.' || c == ',':
		return i+4 < len(text) && text[i+1] == ' ' && isDigit(text[i+2]) // "86. 27%", "3x, 4x"
	}
	for end := min(i+28, len(text)); i < end; i++ {
		if c := text[i] | 0x20; (i == 0 || !isLetter(text[i-1])) && isLetter(c) && joins(text[i:]) {
			return true
		}
	}
	return false
}

// joins: the word at s makes a figure of the number before it.
func joins(s string) bool {
	for _, w := range [...]string{"to", "times", "fold", "percent", "per", "order", "and", "or", "vs", "versus", "instead", "rather", "down", "trillion"} {
		if len(s) >= len(w) && equalFold(s[:len(w)], w) && (len(s) == len(w) || !isLetter(s[len(w)]) || w == "order") {
			return true
		}
	}
	return false
}
