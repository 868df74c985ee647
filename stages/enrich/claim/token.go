package claim

import (
	"math/bits"
	"unicode"
	"unicode/utf8"
)

// Tokens: the first layer. A sentence becomes words, numbers and marks, each with its place in the
// field. Spellings of one thing become one token here, so that no later layer sees a spelling:
//
//	2.4×  2.4x  2.4X  2.4times  2.4 $\times$  2.4$\times$   number, times
//	2.4* faster  2.4xfaster  2.4timesfaster                number, times, word
//	30%   30\%  30 \%  30％                                  number, percent
//	sim25%  $\sim$25%  ∼25%  ~25%  approx 25%  ≈25%         tilde, number, percent
//	3-5  3–5  3−5  3--5                                     number, dash, number
//
// Math dollars, braces and backslashes are blanks, so raw LaTeX and cleaned text give the same tokens.

type tokenKind uint8

const (
	tokWord    tokenKind = iota // letters, with digits after the first letter: "GPT4", "A100"
	tokNumber                   // 1,000.5; value in token.value
	tokPercent                  // %
	tokTimes                    // × x times fold stuck to or standing after anything
	tokTilde                    // ∼ ~ ≈ sim approx
	tokMore                     // > ≥
	tokLess                     // < ≤
	tokDash                     // - – — −
	tokArrow                    // → ->
	tokComma
	tokSemicolon
	tokColon
	tokOpen  // ( [
	tokClose // ) ]
	tokSlash
	tokPlus
	tokCaret // ^ : the number before it is a base, the one after it an exponent
	tokQuote // kept out of every pattern
	tokStop  // . ! ? inside a sentence ("e.g.")
	tokOther
)

var tokenKindNames = [...]string{"word", "number", "percent", "times", "tilde", "more", "less", "dash", "arrow",
	"comma", "semicolon", "colon", "open", "close", "slash", "plus", "caret", "quote", "stop", "other"}

func (k tokenKind) String() string { return tokenKindNames[k] }

type token struct {
	start, end int32 // byte offsets into the field
	kind       tokenKind
	glued      bool // nothing stands between this token and the one before
	value      float64
	word       int32 // id in the lexicon, 0 = unknown
}

// appendTokens appends the tokens of text[lo:hi] to dst. It reads every byte once.
func appendTokens(dst []token, lex *lexicon, text string, lo, hi int) []token {
	last := -1 // end of the last token
	for i := lo; i < hi; {
		c := text[i]
		if isLetter(c) {
			end, key := scanLetters(text, i)
			if end > 0 && (end == hi || end < hi && !goesOn[text[end]]) {
				if word := lex.words.find(key); (word == 0 || word > lex.marks) && (i != last || len(dst) == 0 || dst[len(dst)-1].kind != tokNumber) {
					// A plain word, as nearly all are.
					dst = append(dst, token{start: int32(i), end: int32(end), glued: i == last, word: word})
					last, i = end, end
					if i < hi && text[i] == ' ' {
						i++
					}
					continue
				}
			}
			t := scanWord(dst, lex, text, i, hi, last == i)
			dst, last, i = append(dst, t), int(t.end), int(t.end)
			continue
		}
		t := token{start: int32(i), kind: byteKinds[c], glued: i == last}
		end := i + 1
		switch {
		case t.kind != tokOther:
		case c == ' ' || c == '\n' || c == '\t' || c == '\r':
			i++
			continue
		case c == '*' && t.glued && dst[len(dst)-1].kind == tokNumber && starTimes(text, int(dst[len(dst)-1].start), i, hi):
			t.kind = tokTimes
		case c == '$' || c == '{' || c == '}' || c == '*' || c == '_' || c == '`':
			// Markup, not blank: "2.4$\times$" is as glued as "2.4×".
			i++
			if t.glued {
				last = i
			}
			continue
		case c == '\\':
			for end < hi && isLetter(text[end]) {
				end++
			}
			kind, ok := commands[text[i+1:end]]
			switch {
			case ok && kind != tokQuote:
				t.kind = kind
			case ok:
				last, i = end, end
				continue
			default: // "\%", "\,": what follows is glued as if the backslash were not there
				i++
				if t.glued {
					last = i
				}
				continue
			}
		case isDigit(c) || c == '.' && i+1 < hi && isDigit(text[i+1]) && (i == lo || !isWordByte(text[i-1])):
			t.kind = tokNumber
			end, t.value = scanNumber(text, i, hi)
		case c == '.':
			t.kind = tokStop
		case c == '-' && end < hi && text[end] == '>':
			t.kind = tokArrow
			end++
		case c == '-':
			t.kind = tokDash
			for end < hi && text[end] == '-' {
				end++
			}
		case c >= utf8.RuneSelf:
			r, n := utf8.DecodeRuneInString(text[i:hi])
			end = i + n
			if kind, ok := runeKind(r); ok {
				t.kind = kind
			} else if unicode.IsLetter(r) || unicode.IsMark(r) {
				t = scanWord(dst, lex, text, i, hi, t.glued)
				end = int(t.end)
			} else if unicode.IsSpace(r) || r == 0x200b || r == 0x2060 || r == 0xfeff {
				i = end
				continue
			}
		}
		t.end = int32(end)
		dst = append(dst, t)
		last, i = end, end
	}
	return dst
}

// goesOn tells the bytes that a word may go on with.
var goesOn = func() (table [256]bool) {
	for i := range table {
		table[i] = isWordByte(byte(i))
	}
	return table
}()

// byteKinds are the marks of one byte; tokOther is all else, and a full stop, which may open a number.
var byteKinds = func() (kinds [256]tokenKind) {
	for i := range kinds {
		kinds[i] = tokOther
	}
	for kind, bytes := range map[tokenKind]string{
		tokPercent: "%", tokTilde: "~", tokMore: ">", tokLess: "<", tokComma: ",", tokSemicolon: ";", tokColon: ":",
		tokOpen: "([", tokClose: ")]", tokSlash: "/", tokPlus: "+", tokCaret: "^", tokQuote: "\"'", tokStop: "!?",
	} {
		for _, b := range []byte(bytes) {
			kinds[b] = kind
		}
	}
	return kinds
}()

// starTimes: the asterisk at i stands for times, "2.4* faster", and is no mark of emphasis around the number that begins at start.
func starTimes(text string, start, i, hi int) bool {
	return i+2 < hi && text[i+1] == ' ' && isLetter(text[i+2]) && isDigit(text[i-1]) && (start == 0 || text[start-1] != '*')
}

func runeKind(r rune) (tokenKind, bool) {
	switch r {
	case '×', '✕', '⨯':
		return tokTimes, true
	case '％':
		return tokPercent, true
	case '∼', '～', '≈', '˜', '≃':
		return tokTilde, true
	case 'ˆ', '＾':
		return tokCaret, true
	case '–', '—', '−', '‐', '‑', '‒':
		return tokDash, true
	case '→', '⟶', '⇒':
		return tokArrow, true
	case '≥', '⩾', '＞':
		return tokMore, true
	case '≤', '⩽', '＜':
		return tokLess, true
	case '“', '”', '‘', '’', '′':
		return tokQuote, true
	}
	return 0, false
}

// commands are the LaTeX commands that mean something here; any other is passed over with its backslash
// and leaves its name as a word ("\alpha"), except the ones that only dress text.
var commands = map[string]tokenKind{
	"times": tokTimes, "sim": tokTilde, "approx": tokTilde, "thicksim": tokTilde, "simeq": tokTilde,
	"gt": tokMore, "ge": tokMore, "geq": tokMore, "geqslant": tokMore, "lt": tokLess, "le": tokLess, "leq": tokLess, "leqslant": tokLess,
	"to": tokArrow, "rightarrow": tokArrow,
	"textbf": tokQuote, "mathbf": tokQuote, "emph": tokQuote, "text": tokQuote, "mathrm": tokQuote, "textit": tokQuote,
	"bf": tokQuote, "it": tokQuote, "em": tokQuote, "textsc": tokQuote, "boldsymbol": tokQuote, "bm": tokQuote, "frac": tokQuote,
}

// scanNumber reads 12, 1,000, 1{,}000, 86.27 and what a listing has torn: "86. 27%", told by the percent sign, and "2, 500 times".
func scanNumber(text string, i, hi int) (end int, value float64) {
	point, scale := false, 1.0
	for i < hi {
		switch c := text[i]; {
		case isDigit(c):
			if value < 1e15 {
				value = value*10 + float64(c-'0')
				if point {
					scale *= 10
				}
			}
			i++
		case c == ',' && !point && groupAt(text, i+1, hi):
			i++
		case c == ',' && !point && i+2 < hi && text[i+1] == ' ' && groupAt(text, i+2, hi) && timesAt(text, i+5, hi):
			i += 2
		case c == '{' && !point && i+3 < hi && text[i:i+3] == "{,}" && groupAt(text, i+3, hi):
			i += 3
		case c == '.' && !point && i+1 < hi && isDigit(text[i+1]):
			point = true
			i++
		case c == '.' && !point && i+4 < hi && text[i+1] == ' ' && isDigit(text[i+2]) && isDigit(text[i+3]) && (text[i+4] == '%' || text[i+4] == '\\'):
			point = true
			i += 2
		default:
			return i, value / scale
		}
	}
	return i, value / scale
}

// timesAt: a word or sign of times follows, as after the damaged "2, 500 times": a list would have its "and".
func timesAt(text string, i, hi int) bool {
	for _, w := range [...]string{" times ", "x ", "x.", "x,", "-fold", " fold", "×", "\\times", " \\times", "$\\times", "$ \\times"} {
		if i+len(w) <= hi && text[i:i+len(w)] == w {
			return true
		}
	}
	return false
}

// groupAt: exactly three digits, as after the comma of 1,000.
func groupAt(text string, i, hi int) bool {
	return i+3 <= hi && isDigit(text[i]) && isDigit(text[i+1]) && isDigit(text[i+2]) && (i+3 == hi || !isDigit(text[i+3]))
}

// spelledNumber: the tokens end in a number in words.
func spelledNumber(before []token, lex *lexicon) bool {
	if len(before) == 0 {
		return false
	}
	t := &before[len(before)-1]
	return t.kind == tokWord && lex.entries[lex.alone[t.word].entry].class&cNumberWord != 0
}

// scanWord reads the word behind the tokens before. Words are split where a listing has glued them to a number: "sim25",
// "approx30", "2.4timesfaster" or "8timesRTX", and "2.4xfaster" where the rest tells of a change.
func scanWord(before []token, lex *lexicon, text string, i, hi int, glued bool) token {
	start, letters := i, true // only letters so far
	firstDigit := -1
	for i < hi {
		c := text[i]
		if isLetter(c) {
			i++
			continue
		}
		if isDigit(c) {
			if letters {
				firstDigit, letters = i, false
			}
			i++
			continue
		}
		if c < utf8.RuneSelf {
			break
		}
		r, n := utf8.DecodeRuneInString(text[i:hi])
		if !unicode.IsLetter(r) && !unicode.IsMark(r) {
			break
		}
		i += n
	}
	end := i
	number := len(before) > 0 && before[len(before)-1].kind == tokNumber
	afterNumber := glued && number
	t := token{start: int32(start), end: int32(end), glued: glued}
	if firstDigit > start {
		switch head := text[start:firstDigit]; {
		case head == "sim" || head == "approx":
			t.kind, t.end = tokTilde, int32(firstDigit)
		case afterNumber && (head == "x" || head == "X" || head == "times"): // 384times384, 3x3
			t.kind, t.end = tokTimes, int32(firstDigit)
		case (head == "x" || head == "X") && timesBefore(text[:hi], end) && !letters && onlyDigits(text[firstDigit:end]):
			t.kind, t.end = tokTimes, int32(firstDigit)
		}
	}
	if t.end == int32(end) {
		switch word := text[start:end]; {
		case word == "sim" || word == "approx":
			t.kind = tokTilde
		case word == "x" || word == "X" || word == "times" || word == "Times" && (number || spelledNumber(before, lex)):
			if number || word[0] == 'T' || word == "times" {
				t.kind = tokTimes
			}
		case afterNumber && len(word) > 5 && word[:5] == "times":
			t.kind, t.end = tokTimes, int32(start+5)
		case afterNumber && len(word) > 4 && word[0]|0x20 == 'x' && lex.alone[lex.wordID(word[1:])].class&changeClasses != 0:
			t.kind, t.end = tokTimes, int32(start+1)
		}
	}
	if t.kind == tokWord || t.kind == tokTimes { // "times" may end a phrase: "response times"
		t.word = lex.wordID(text[t.start:t.end])
	}
	return t
}

func onlyDigits(s string) bool {
	for i := range len(s) {
		if !isDigit(s[i]) {
			return false
		}
	}
	return true
}

// scanLetters returns the end and the key of the ASCII letters at i, eight at a time. end is 0 where there are too many
// of them, or too little text behind them, to tell so.
func scanLetters(text string, i int) (end int, key wordKey) {
	if i+longWord > len(text) {
		return 0, key
	}
	a := load8(text, i)
	n := lettersIn(a)
	if n < 8 {
		return i + n, wordKey{(a | smallLetters) & (1<<(8*n&63) - 1), 0}
	}
	b := load8(text, i+8)
	if n = lettersIn(b); n == 8 {
		return 0, key
	}
	return i + 8 + n, wordKey{a | smallLetters, (b | smallLetters) & (1<<(8*n&63) - 1)}
}

// lettersIn counts the letters that x begins with.
func lettersIn(x uint64) int {
	const high = 0x8080808080808080
	low := (x | smallLetters) &^ high
	letters := (low + 0x1f1f1f1f1f1f1f1f) ^ (low + 0x0505050505050505) // the high bit of a sum is set from 'a' on, and behind 'z'
	return bits.TrailingZeros64(^(letters&^x)&high) >> 3
}

// disguisedMarks are the words that may be marks: scanWord tells. They have the first ids of the lexicon. Glued to a number, others
// may begin with one of them.
var disguisedMarks = [...]string{"x", "sim", "approx", "times"}

func isDigit(c byte) bool    { return c-'0' < 10 }
func isLetter(c byte) bool   { return c|0x20-'a' < 26 }
func isWordByte(c byte) bool { return isLetter(c) || isDigit(c) || c >= utf8.RuneSelf }

// timesBefore: the x in front of the digits that end at end says "times": "a speedup of x4.5", "faster (x3)". It is part of a name
// elsewhere: "x2".
func timesBefore(text string, end int) bool {
	return end < len(text) && text[end] == ')' || end+1 < len(text) && text[end] == '.' && isDigit(text[end+1])
}
