package link

import "strings"

// tail reads port, path, query and fragment to the right of the host and sets s.end. It stops in front of what closes a sentence,
// a bracket, a quotation, a markup group or a formula; what is written for LaTeX's sake (\_ {\_} $\sim$) belongs to the URL.
func (f *Finder) tail(text string, s *span) {
	i := skipZeroWidth(text, s.hostHi)
	if i > s.hostHi {
		if i == len(text) || strings.IndexByte("/?#:", text[i]) < 0 {
			i = s.hostHi
		} else {
			s.fixes |= fixZeroWidth
		}
	}
	s.tailLo = portEnd(text, i)
	s.port = text[i:s.tailLo]
	i = s.tailLo
	if s.rule != nil {
		s.strict = s.rule.shape.strict()
	}
	if s.scp || s.how == byDOI || i < len(text) && strings.IndexByte("/?#", text[i]) >= 0 || strings.HasPrefix(text[i:], `\/`) {
		i = f.tailRun(text, s, i, s.strict)
	}
	s.end = s.trimTail(text, i)
	if rest := text[s.end:]; rest != "" {
		switch {
		case strings.HasPrefix(rest, "..") || strings.HasPrefix(rest, "…"):
			s.fixes |= fixDots
		case strings.IndexByte(".,;:!?", rest[0]) >= 0:
			s.fixes |= fixPunctuation
		case strings.HasPrefix(rest, "{this"):
			s.fixes |= fixMarkup
		case len(rest) > 2 && rest[0] == '%' && isTrailingEscape(rest[1:3]):
			s.fixes |= fixEscape
		}
	}
}

func portEnd(text string, i int) int {
	if i >= len(text) || text[i] != ':' {
		return i
	}
	j := i + 1
	for j < len(text) && j-i <= 5 && class[text[j]]&cDigit != 0 {
		j++
	}
	if j-i < 3 || j < len(text) && class[text[j]]&cAlnum != 0 {
		return i
	}
	return j
}

func (f *Finder) tailRun(text string, s *span, i int, strict bool) int {
	if s.scp {
		i++
	}
	depth, open, slashes, view := 0, 0, 0, false
run:
	for i < len(text) {
		c := text[i]
		switch {
		case class[c]&(cAlnum|cHost) != 0:
			i++
		case c == '/':
			if i++; i < 2 || text[i-2] != '/' {
				slashes++
			}
		case strict && !view && strings.IndexByte("%&=+~!'*()@", c) >= 0 && !(slashes > 3 && strings.IndexByte("%+@", c) >= 0):
			break run // owner and name hold none of these, a path below them may
		case class[c]&cTail != 0:
			n, d := tailPunct(text, i, depth, strict)
			if n <= 0 {
				i += n // negative: a second URL is glued on, give its scheme back
				break run
			}
			if d > 0 && depth == 0 {
				open = i
			}
			i, depth = i+n, depth+d
			view = view || c == '?' || c == '#'
		case class[c]&cBlank != 0:
			j := f.joinBlank(text, s, i, strict)
			if j == i {
				break run
			}
			i = j
		default:
			n, _, fix := escape(text, i)
			if n == 0 {
				break run
			}
			if fix&(fixZeroWidth|fixHyphen) != 0 && (i+n >= len(text) || class[text[i+n]]&cTail == 0) {
				break run // nothing of the URL follows
			}
			i += n
		}
	}
	if depth > 0 {
		return open // what closes it was not reached
	}
	if strict && s.rule != nil && s.rule.shape == shapeRepo {
		// A second URL without scheme is glued on: "https://github.com/owner/namegithub.com/owner/name".
		if k := strings.Index(text[min(i, s.tailLo+1):i], "github.com/"); k > 0 && class[text[s.tailLo+k]]&cAlnum != 0 {
			return s.tailLo + 1 + k
		}
	}
	return i
}

// tailPunct tells how many bytes of the punctuation at i belong to the URL, and how it changes the depth of parentheses.
func tailPunct(text string, i, depth int, strict bool) (n, nest int) {
	c := text[i]
	next := byte(' ')
	if j := skipZeroWidth(text, i+1); j < len(text) {
		next = text[j]
	}
	switch c {
	case '(':
		if strict || !closes(text, i) {
			return 0, 0
		}
		return 1, 1
	case ')':
		if depth == 0 {
			return 0, 0
		}
		return 1, -1
	case '%': // "%20", or the start of a LaTeX comment
		if i+2 < len(text) && isHex(next) && isHex(text[i+2]) {
			return 3, 0
		}
		return 0, 0
	case ':':
		if next == '/' && i+2 < len(text) && text[i+2] == '/' {
			for _, scheme := range [...]string{"https", "http"} {
				if foldSuffix(text[:i], scheme) && len(scheme) < i {
					if text[i-len(scheme)-1] == '/' && !strict {
						return 3, 0 // an archive's address holds the archived one
					}
					return -len(scheme), 0
				}
			}
		}
		if strict {
			return 0, 0
		}
	case '~': // a home directory, or LaTeX's blank
		for n := 1; n > 0; i -= n {
			n = zeroWidthBefore(text, i)
		}
		if text[i-1] != '/' || class[next]&cAlpha == 0 {
			return 0, 0
		}
	case '\'', '*', '!', '@', '+':
		if class[next]&cAlnum == 0 && c != '+' || strict && c != '+' && c != '@' {
			return 0, 0
		}
	case '&':
		if strings.HasPrefix(text[i:], "&amp;") {
			return 5, 0
		}
		if strings.HasPrefix(text[i:], "&gt;") || strings.HasPrefix(text[i:], "&lt;") || strings.HasPrefix(text[i:], "&quot;") {
			return 0, 0
		}
	}
	return 1, 0
}

// closes tells whether the parenthesis at i is closed before the next blank and something of a name stands in it. The look-ahead is
// short, so that a megabyte of "(" stays linear.
func closes(text string, i int) bool {
	for j := i + 1; j < len(text) && j < i+80; j++ {
		if text[j] == ')' {
			return j > i+1
		}
		if class[text[j]]&(cAlnum|cHost) == 0 && strings.IndexByte("/:%=&", text[j]) < 0 {
			return false
		}
	}
	return false
}

func isHex(c byte) bool {
	return class[c]&cDigit != 0 || 'a' <= c|0x20 && c|0x20 <= 'f'
}

// maxJoins: no address is broken more often.
const maxJoins = 6

// joinBlank decides whether the URL goes on behind the blanks at i and returns where, or i.
func (f *Finder) joinBlank(text string, s *span, i int, strict bool) int {
	j := blanksAfter(text, i)
	if j == len(text) || s.joins == maxJoins {
		return i
	}
	if f.meta {
		if i > s.tailLo+1 && j == i+1 && text[i] == ' ' && lostUnderscore(text[j:]) {
			s.fixes |= fixUnderscore
			s.joins++
			return j
		}
		return i
	}
	if class[text[j]]&cAlnum == 0 && text[j] != '/' {
		return i
	}
	e := j
	for e < len(text) && e < j+120 && (class[text[e]]&cName != 0 || text[e] == '/' || text[e] == '\\') {
		e++
	}
	word := strings.TrimRight(text[j:e], "./-")
	blank := j == i+1 && text[i] == ' ' && closesSentence(text, e) // one blank, and the sentence ends with the word
	if !strict {
		fix := lostInPath(text, s, i, word, blank)
		if fix == 0 {
			return i
		}
		s.fixes |= fix
		s.joins++
		return j
	}
	slashes := strings.Count(text[s.tailLo:i], "/")
	ok := false
	switch prev := text[i-1]; {
	case prev == '/' && slashes == 1 && !s.scp: // "https://github.com/\nowner/name"
		k := strings.IndexByte(text[j:e], '/')
		ok = k > 0 && !strings.Contains(word, "//") && (k < len(word)-1 || blanksAfter(text, e) > e)
	case prev == '/' && slashes == 2: // "https://github.com/owner/\nReal-Name2"
		ok = distinctive(word, false) || blank && (capitals(word) > 1 || strings.HasSuffix(word, ".git"))
	case prev == '-' || prev == '_':
		ok = distinctive(word, true) || prev == '-' && capitals(word) == len(word) && len(word) > 1
	case blank && slashes == 1 && i > s.tailLo+1: // "https://github.com/Ow nerLab/name"
		owner, repo, _ := strings.Cut(word, "/")
		ok = capitals(owner) > 1 && repo != "" && !strings.Contains(repo, "/")
	case blank && slashes == 2 && strings.Contains(word, "_") && capitals(word) == 0 && !strings.Contains(word, "/") &&
		capitals(text[strings.LastIndexByte(text[:i], '/'):i]) == 0:
		s.fixes |= fixUnderscore // "https://github.com/owner/some name_of_three"
		s.joins++
		return j
	case text[j] == '/' && strings.IndexByte(text[i:j], '\n') >= 0 && class[prev]&cAlnum != 0: // "…/name\n/tree/main"
		ok = len(word) > 1 && class[word[1]]&cAlnum != 0
	}
	if !ok {
		return i
	}
	s.fixes |= fixWrap
	s.joins++
	return j
}

// closesSentence tells whether what stands at i ends a sentence, or the text.
func closesSentence(text string, i int) bool {
	if i == len(text) || text[i-1] == '.' {
		return true
	}
	return strings.IndexByte(",;)}\"", text[i]) >= 0
}

// lostInPath tells what has been lost where a blank stands in a path that may hold anything, 0 if the URL just ends there.
func lostInPath(text string, s *span, i int, word string, blank bool) repair {
	if s.rule != nil && s.rule.shape == shapeDOI { // "https://doi.org/10. 1000/x"
		if word != "" && text[s.tailLo:i] == "/10." && class[word[0]]&cDigit != 0 && strings.Contains(word, "/") {
			return fixWrap
		}
		return 0
	}
	if !blank || i != s.tailLo+1 || text[s.tailLo] != '/' {
		return 0
	}
	first, rest, _ := strings.Cut(word, "/")
	switch {
	case s.rule != nil && s.rule.shape == shapePages && distinctive(first, false): // "https://someone.github.io/ some_page/"
		return fixWrap
	case s.rule == nil && capitals(first) == 0 && distinctive(rest, false): // "https://example.edu/ someone/MyPage": "~" prints as a blank
		return fixTilde
	}
	return 0
}

func capitals(word string) (n int) {
	for i := range len(word) {
		if 'A' <= word[i] && word[i] <= 'Z' {
			n++
		}
	}
	return n
}

// distinctive tells a part of a name from a word of the sentence: a digit, an underscore or a capital inside.
func distinctive(word string, hyphen bool) bool {
	lower, mark := false, false
	for i := 0; i < len(word); i++ {
		c := word[i]
		switch {
		case class[c]&cDigit != 0 || c == '_' || c == '/':
			mark = true
		case c == '-':
			mark = mark || hyphen
		case 'A' <= c && c <= 'Z':
			mark = mark || lower
		default:
			lower = true
		}
	}
	return mark && len(word) > 2
}

// lostUnderscore tells whether rest goes on with a piece of an address in which blanks stand for underscores, as metadata
// taken from PDF files has it. Another address or a remark in words behind a bracket is no such piece.
func lostUnderscore(rest string) bool {
	if i := strings.IndexByte(rest, ';'); i >= 0 {
		rest = rest[:i]
	}
	if len(rest) > 80 || rest == "" || class[rest[0]]&cAlnum == 0 {
		return false
	}
	for i := 0; i < len(rest); i++ {
		if c := rest[i]; class[c]&cName == 0 && c != ' ' && c != '/' && c != '=' {
			return false
		}
	}
	return !strings.HasPrefix(rest, "and ") && !strings.HasPrefix(rest, "or ") && !strings.HasPrefix(rest, "www.") &&
		!strings.Contains(rest, ".com") && !strings.Contains(rest, ".io")
}

// trimTail moves the end left over what ends the sentence and not the URL.
func (s *span) trimTail(text string, end int) int {
	for end > s.hostHi {
		t := text[s.hostHi:end]
		switch {
		case t[len(t)-1] == '_' && s.start > 0 && text[s.start-1] == '_': // _URL_ in markdown
			end--
		case strings.IndexByte(".,;:!?'*~&#=(@\\", t[len(t)-1]) >= 0:
			if t[len(t)-1] == '=' && strings.IndexByte(t, '?') >= 0 {
				return end
			}
			end--
		case len(t) >= 3 && t[len(t)-3] == '%' && isTrailingEscape(t[len(t)-2:]):
			end -= 3
			s.fixes |= fixEscape
		case len(t) >= 5 && strings.HasSuffix(t, "&amp;"):
			end -= 5
		case class[t[len(t)-1]]&cBlank != 0:
			end--
		default:
			if n := zeroWidthBefore(text, end); n > 0 {
				end -= n
				continue
			}
			if cut := gluedSentence(t, 2); cut > 0 {
				s.fixes |= fixGlued
				end = s.hostHi + cut
				continue
			}
			return end
		}
	}
	return end
}

// isTrailingEscape: an escaped blank, brace, quote or full stop ends the sentence in disguise.
func isTrailingEscape(hex string) bool {
	switch hex {
	case "20", "22", "27", "2E", "2e", "2C", "2c", "7B", "7b", "7D", "7d", "0A", "0a":
		return true
	}
	return false
}

// gluedSentence returns where the sentence glued to the end of a URL starts, "/owner/name.Our", behind at least so many bytes; 0 for none.
func gluedSentence(tail string, least int) int {
	dot := strings.LastIndexByte(tail, '.')
	if dot < least || class[tail[dot-1]]&cAlnum == 0 || !sentenceStart(tail[dot+1:]) {
		return 0
	}
	return dot
}

// escape reads one thing at i that stands for a URL character without being one: a LaTeX escape, a zero-width character,
// a typographic hyphen, a ligature. It returns its length (0: none), what it stands for, and the repair to record.
func escape(s string, i int) (n int, chars string, fix repair) {
	switch c := s[i]; {
	case c == '\\' && i+1 < len(s):
		if n, chars = latexEscape(s[i:]); n > 0 {
			return n, chars, fixMarkup
		}
	case c == '{' || c == '$':
		closing := byte('}')
		if c == '$' {
			closing = '$'
		}
		inner := s[i+1 : min(len(s), i+20)]
		n = 1
		if strings.HasPrefix(inner, `\`) {
			n, chars = latexEscape(inner)
		} else if inner != "" && strings.IndexByte("_-~%", inner[0]) >= 0 {
			chars = inner[:1]
		} else {
			return 0, "", 0
		}
		if n > 0 && n < len(inner) && inner[n] == closing {
			return n + 2, chars, fixMarkup
		}
	case c >= 0xC2:
		if n = zeroWidth(s, i); n > 0 {
			return n, "", fixZeroWidth
		}
		for _, hyphen := range [...]string{"‐", "‑", "–", "−"} {
			if strings.HasPrefix(s[i:], hyphen) {
				return len(hyphen), "-", fixHyphen
			}
		}
		for _, l := range [...]struct{ one, letters string }{{"ﬀ", "ff"}, {"ﬁ", "fi"}, {"ﬂ", "fl"}, {"ﬃ", "ffi"}, {"ﬄ", "ffl"}} {
			if strings.HasPrefix(s[i:], l.one) {
				return len(l.one), l.letters, fixLigature
			}
		}
	}
	return 0, "", 0
}

// latexEscapes are the commands that authors put into addresses.
var latexEscapes = []struct {
	command string
	chars   string
}{
	{`\_`, "_"}, {`\%`, "%"}, {`\#`, "#"}, {`\&`, "&"}, {`\-`, ""}, {`\/`, "/"}, {`\~`, "~"},
	{`\textunderscore`, "_"}, {`\textasciitilde`, "~"}, {`\sim`, "~"}, {`\allowbreak`, ""},
}

func latexEscape(s string) (n int, chars string) {
	for _, e := range latexEscapes {
		if !strings.HasPrefix(s, e.command) {
			continue
		}
		n = len(e.command)
		if n > 2 && n < len(s) && class[s[n]]&cAlpha != 0 {
			return 0, "" // a longer command
		}
		if strings.HasPrefix(s[n:], "{}") {
			n += 2
		}
		return n, e.chars
	}
	return 0, ""
}
