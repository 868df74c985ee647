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

// unitBehind tells whether what follows a number at text[i:] can make it a figure: a unit, a slash, or one of the words
// that join a before and an after. Of a range or a list the last number has the unit, so the ones before it need not stop
// the scanner.
func unitBehind(text string, i int) bool {
	i = skipMarkup(text, i)
	if i < len(text) && text[i] == '+' {
		i = skipMarkup(text, i+1)
	}
	if i == len(text) {
		return false
	}
	switch c := text[i]; {
	case c == '%':
		return true
	case c == '/':
		return i+1 < len(text) && isDigit(text[i+1])
	case c == '-', c == 0xe2 && i+3 < len(text) && text[i+1] == 0x80 && text[i+2] >= 0x90 && text[i+2] <= 0x95: // dashes
		for i < len(text) && (text[i] == '-' || text[i] >= 0x80) {
			i++
		}
		if i < len(text) && text[i] == '>' {
			return true
		}
		return i < len(text) && isLetter(text[i]) && joins(text[i:]) || sized(text, i)
	case c >= 0x80:
		return true
	case c == 'x' || c == 'X':
		return i+1 == len(text) || !isLetter(text[i+1])
	case c == '.' || c == ',':
		return i+4 < len(text) && text[i+1] == ' ' && isDigit(text[i+2]) // "86. 27%", "3x, 4x"
	}
	return sized(text, i)
}

func skipMarkup(text string, i int) int {
	for n := 0; n < 4 && i < len(text) && (text[i] == ' ' || text[i] == '$' || text[i] == '\\' || text[i] == '{' || text[i] == '}' || text[i] == '\n' || text[i] == '*'); n++ {
		i++
	}
	return i
}

// sized looks through the words behind a number for a unit in words, or for what joins it to the number after it.
func sized(text string, i int) bool {
	for end := min(i+28, len(text)); i < end; i++ {
		switch c := text[i]; {
		case c == '.' && i+1 < len(text) && text[i+1] == ' ':
			return false
		case c >= 0x80:
			return true // "12 s → 3 s"
		case isLetter(c) && (i == 0 || !isLetter(text[i-1])) && joins(text[i:]):
			return true
		}
	}
	return false
}

// joins: the word at s makes a figure of the number before it.
func joins(s string) bool {
	switch s[0] | 0x20 {
	case 't', 'f', 'p', 'o', 'v', 'i', 'r', 'd':
	default:
		return false
	}
	for _, w := range [...]string{"times", "fold", "percent", "per", "order", "trillion"} {
		if starts(s, w) && (len(s) == len(w) || !isLetter(s[len(w)]) || w == "order") {
			return true
		}
	}
	for _, w := range [...]string{"to", "vs", "versus", "instead", "rather", "down"} {
		if starts(s, w) && (len(s) == len(w) || !isLetter(s[len(w)])) {
			for i := len(w); i < len(s) && i < 32; i++ {
				if isDigit(s[i]) {
					return true
				}
			}
		}
	}
	return false
}

func starts(s, w string) bool {
	if len(s) < len(w) {
		return false
	}
	for i := range len(w) {
		if s[i]|0x20 != w[i] {
			return false
		}
	}
	return true
}
