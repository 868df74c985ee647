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

// byteCode packs a byte into five bits: letters 1 to 26 without regard to case, digits 27, all else 0.
var byteCode = func() (code [256]uint8) {
	for i := range code {
		switch c := byte(i); {
		case isDigit(c):
			code[i] = 27
		case isLetter(c):
			code[i] = c & 31
		}
	}
	return code
}()

// What the last three bytes say to the scanner.
const (
	stopWord  = 1 + iota // the opening of a figure in words, or the same letters within a word
	stopDigit            // a digit
)

// opening packs the first three letters of a word.
func opening(w string) int {
	n := 0
	for i := range 3 {
		n = n<<5 | int(byteCode[w[i]])
	}
	return n
}

// newStops fills the scanner's table: by the codes of three bytes in a row, why to stop.
func newStops(words []string) (stops [1 << 15]uint8) {
	for i := range stops {
		if i&31 == int(byteCode['0']) {
			stops[i] = stopDigit
		}
	}
	for _, w := range words {
		stops[opening(w)] = stopWord
	}
	return stops
}

// nextFigure finds the next byte from at on where a figure may stand, or returns -1. The loop has no branch but the
// one that a stop takes.
func (lex *lexicon) nextFigure(text string, at int) int {
	last3 := uint32(0)
	for i := at; i < len(text); i++ {
		last3 = (last3<<5 | uint32(byteCode[text[i]])) & (1<<15 - 1)
		switch lex.stops[last3] {
		case stopWord:
			lo := i - 2
			if lo > 0 && isLetter(text[lo-1]) {
				continue
			}
			hi := i + 1
			for hi < len(text) && isLetter(text[hi]) {
				hi++
			}
			if id := lex.wordID(text[lo:hi]); id != 0 && lex.figures[id] {
				return lo
			}
		case stopDigit:
			j := i + 1
			for j < len(text) && (isDigit(text[j]) || (text[j] == '.' || text[j] == ',') && j+1 < len(text) && isDigit(text[j+1])) {
				j++
			}
			inWord := i > 0 && isLetter(text[i-1])
			if (!inWord || i >= 3 && (text[i-3:i] == "sim" || text[i-3:i] == "rox")) && unitBehind(text, j) { // "sim25%", "approx30%"
				return i
			}
			i, last3 = j-1, 0
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
