package title

import (
	"strings"
	"unicode"
)

// spelled finds the title phrase whose initials an acronym of the abstract
// spells: "we propose Instance Data Condensation (IDC)". Both orders count,
// "X Y Z (XYZ)" and "XYZ (X Y Z)". The phrase of the title may lack a word of
// the abstract's or differ in number, but closes with the same word.
func (d *doc) spelled() (found finding) {
	s := d.abstract
	for at := 0; ; {
		k := strings.IndexByte(s[at:], '(')
		if k < 0 {
			return found
		}
		i := at + k
		at = i + 1
		k = strings.IndexByte(s[at:min(len(s), at+120)], ')')
		if k < 1 {
			continue
		}
		inside := s[at : at+k]
		if a := acronymOf(inside); a != "" {
			f, ok := d.spans(a, lastWord(s[:i]))
			if ok && d.introduces(i, f) && !task(s[at+k+1:]) && (len(a) > 2 || d.capitalised(i, f)) {
				return f
			}
			continue
		}
		start, end := wordBefore(s, i)
		if a := acronymOf(s[start:end]); a != "" && strings.IndexByte(inside, ' ') > 0 {
			if f, ok := d.spans(a, lastWord(inside)); ok && (claims(s, start) || equalFold2(inside, d.title[f.start:f.end])) {
				return f
			}
		}
	}
}

// introduces says whether the bracket at abstract[i] names the paper's own
// thing; a phrase that is the whole title does so in any case.
func (d *doc) introduces(i int, f finding) bool {
	return claims(d.abstract, i) || claims(d.abstract, d.phraseStart(i, f.span)) || len(d.words) >= 4 && f.span == d.spanOf(0, len(d.words))
}

// phraseStart returns where in the abstract the phrase before the bracket at i
// begins, told by the first word of the title's phrase f; i if that is not near.
func (d *doc) phraseStart(i int, f span) int {
	first := d.title[f.start:f.end]
	if k := strings.IndexAny(first, " -/"); k > 0 {
		first = first[:k]
	}
	for at, k := i, 0; k < 12; k++ {
		start, end := wordBefore(d.abstract, at)
		if start == end || strings.ContainsAny(d.abstract[end:at], ".;?!:") {
			break
		}
		if w := d.abstract[start:end]; len(w) >= len(first) && strings.EqualFold(w[:len(first)], first) {
			return start
		}
		at = start
	}
	return i
}

// acronymOf returns the acronym that a bracket holds, without a plural s and
// without what follows a comma: "LSLs" -> "LSL".
func acronymOf(s string) string {
	if i := strings.IndexAny(s, ",; "); i > 0 {
		s = s[:i]
	}
	s = strings.Trim(s, "\"'`*“”")
	if len(s) < 2 || len(s) > 14 || !unicode.IsUpper(rune(s[0])) && !isDigit(s[0]) {
		return ""
	}
	upper := 0
	for i := 0; i < len(s); i++ {
		if 'A' <= s[i] && s[i] <= 'Z' {
			upper++
		} else if !nameByte(s[i]) && s[i] != '&' {
			return ""
		}
	}
	if upper < 2 || lookup(s)&generic != 0 {
		return ""
	}
	if s[len(s)-1] == 's' && s[len(s)-2] != 's' {
		s = s[:len(s)-1]
	}
	return s
}

// spans finds title words whose initials spell a, the last being the word last.
func (d *doc) spans(a, last string) (finding, bool) {
	long := capitalCount(a) >= 4
	if last == "" && !long {
		return finding{}, false
	}
	for j := len(d.words) - 1; j >= 1; j-- {
		if d.words[j].class&function != 0 || !long && !sameStem(d.title[d.words[j].start:d.words[j].end], last) {
			continue
		}
		for i := j - 1; i >= 0; i-- {
			if d.head > i && d.head <= j || d.words[i].comma && j-i > 6 {
				break
			}
			if d.words[i].class&function != 0 || !strings.EqualFold(a[:1], d.title[d.words[i].start:d.words[i].start+1]) {
				continue
			}
			if !spells(d.text(i, j+1), a) {
				continue
			}
			// The abstract's phrase may go on after the last initial.
			if j+1 < len(d.words) && j+1 != d.head && last != "" && sameStem(d.text(j+1, j+2), last) {
				return hit(d.spanOf(i, j+2)), true
			}
			// One part of "A and B" is not the paper's system.
			if i > 0 && d.is(i-1, "and") || j+1 < len(d.words) && d.is(j+1, "and") {
				continue
			}
			return hit(d.spanOf(i, j+1)), true
		}
	}
	return finding{}, false
}

// spells says whether the initials of the words of phrase give the capitals of
// a, in order. Function words and the later parts of compounds may be passed
// over; a word may give further letters when it is spelled with them.
func spells(phrase, a string) bool {
	if phrase == "" {
		return !hasUpper(a)
	}
	for a != "" && !('A' <= a[0] && a[0] <= 'Z') && !isDigit(a[0]) {
		a = a[1:]
	}
	end := strings.IndexAny(phrase, " -/")
	rest, joined := "", false
	part := phrase
	if end >= 0 {
		part, rest = phrase[:end], phrase[end+1:]
		joined = phrase[end] != ' '
	}
	if part == "" {
		return spells(rest, a)
	}
	if n := len(part); n > 1 && n <= len(a) && strings.EqualFold(part, a[:n]) && spells(rest, a[n:]) {
		return true // RAG in MiA-RAG, 2D in 2DMSE
	}
	if a != "" && lowerByte(part[0]) == lowerByte(a[0]) {
		if spells(rest, a[1:]) || joined && spells(afterCompound(rest), a[1:]) {
			return true
		}
		// Two letters from one word: "Autoencoder" gives AE.
		if len(a) > 1 && 'A' <= a[1] && a[1] <= 'Z' && strings.IndexByte(part[1:], lowerByte(a[1])) >= 0 && spells(rest, a[2:]) {
			return true
		}
	}
	return lookup(part)&function != 0 && spells(rest, a)
}

func afterCompound(s string) string {
	if i := strings.IndexByte(s, ' '); i >= 0 {
		return s[i+1:]
	}
	return ""
}

func hasUpper(s string) bool {
	for i := 0; i < len(s); i++ {
		if 'A' <= s[i] && s[i] <= 'Z' {
			return true
		}
	}
	return false
}

func lastWord(s string) string {
	start, end := wordBefore(s, len(s))
	if len(s)-end > 2 {
		return ""
	}
	return s[start:end]
}

// sameStem compares two words without case, a hyphened first part and a plural s.
func sameStem(a, b string) bool {
	a, b = singular(a), singular(b)
	if i := strings.LastIndexByte(a, '-'); i >= 0 && strings.IndexByte(b, '-') < 0 {
		a = a[i+1:]
	}
	return strings.EqualFold(a, b)
}

func singular(s string) string {
	if t, ok := strings.CutSuffix(s, "ies"); ok {
		return t + "y"
	}
	return strings.TrimSuffix(s, "s")
}

// task says whether text goes on to call the thing a task or problem.
func task(text string) bool {
	w, _ := firstWord(text)
	return w == "task" || w == "problem" || w == "tasks"
}

// capitalised says whether the phrase before the bracket at abstract[i] begins
// its last words with capitals.
func (d *doc) capitalised(i int, f finding) bool {
	return capitals(d.abstract[max(0, i-(f.end-f.start)-1):i]) >= 2
}

func capitalCount(s string) int {
	n := 0
	for i := 0; i < len(s); i++ {
		if 'A' <= s[i] && s[i] <= 'Z' {
			n++
		}
	}
	return n
}

func equalFold2(a, b string) bool { return len(a) == len(b) && equalFold(a, b) }
