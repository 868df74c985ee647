package title

// The finders' way from a bracket of the abstract to the title: the phrase before "X Y Z (XYZ)" is a name if the abstract introduces
// it there, and the title has the same words.

import (
	"math/bits"
	"strings"
)

// beforeBracket takes the title's form of the phrase before the bracket b of the abstract, "X Y Z (XYZ)", also where a word for what
// it is stands between, "X Y Z model (XYZ)".
func (d *doc) beforeBracket(b span) finding {
	s, i := d.abstract, b.start
	if d.initials&initial(s[i+1]) == 0 || b.end-i < 3 || b.end-i >= 24 || capitalCount(s[i+1:b.end]) < 2 {
		return miss("")
	}
	last := lastWord(s[:i])
	if last == "" {
		return miss("")
	}
	if d.initials&initial(last[0]) != 0 {
		if f := d.endsBefore(b, i, last); f.fired {
			return f
		}
	}
	if last != "mechanism" && anything(last) || last == "model" || last == "learning" {
		i, _ = wordBefore(s, i)
		return d.endsBefore(b, i, lastWord(s[:i]))
	}
	return miss("")
}

// inBracket takes the words of the title that the bracket b of the abstract begins with, where it explains the paper's own name,
// "XYZ (X Y of Z)", and goes on, if at all, with a function word.
func (d *doc) inBracket(b span) finding {
	s, inside := d.abstract, d.abstract[b.start+1:b.end]
	if d.initials&initial(inside[0]) == 0 || strings.Count(inside, " ") < 2 {
		return miss("")
	}
	first, _ := firstWord(inside)
	for begins := d.beginning(inside[0]); begins != 0 && first != ""; begins &= begins - 1 {
		lo := bits.TrailingZeros64(begins)
		if !d.sameStem(lo, first) || !d.names(lo) {
			continue
		}
		hi, end, rest, behind := lo, lo, inside, inside
		for hi < len(d.words) && hi-lo < maxPhrase && (hi == lo || hi != d.head) {
			w, more := firstWord(rest)
			if w == "" || !d.sameStem(hi, w) {
				break
			}
			rest = more
			if hi++; d.words[hi-1].class&function == 0 {
				end, behind = hi, rest
			}
		}
		if end-lo < 2 || end < hi && (end-lo < 3 || d.mark().stops&between(lo, end) != 0) || d.words[end-1].class&phenomenon != 0 || d.wellKnown(lo, end) || d.goesOnAt(end) {
			continue
		}
		if w, _ := firstWord(behind); w != "" && (lookup(w)&function == 0 || lo > 0 && lo != d.head && d.words[lo-1].class&(function|opener) == 0 || end-lo < 3 && !d.compound(lo, end)) {
			continue
		}
		if start, stop := wordBefore(s, b.start); start < stop && hasUpper(s[start:stop]) && claims(s, start) {
			return hit(d.spanOf(lo, end))
		}
	}
	return miss("")
}

// goesOnAt says whether the title has a noun at word i, so that a phrase that ends there goes on.
func (d *doc) goesOnAt(i int) bool {
	return i < len(d.words) && i != d.head && !d.words[i-1].comma && d.words[i].class&(function|verb|doing) == 0
}

// endsBefore is beforeBracket for the phrase that closes with the word last before abstract[i]. One word may be missing on either side.
func (d *doc) endsBefore(b span, i int, last string) finding {
	s := d.abstract
	if last == "" || d.initials&initial(last[0]) == 0 {
		return miss("")
	}
	for ends := d.beginning(last[0]) &^ 1; ends != 0; {
		j := bits.Len64(ends) - 1
		ends &^= 1 << j
		if !sameVerb(d.text(j, j+1), last) {
			continue
		}
		if !nameLike(s[b.start+1 : b.end]) {
			break
		}
		lo, start, extra := d.matchBack(j, i)
		if j <= lo || !d.names(lo) || d.cutOff(lo) && !(j-lo > 1 && strings.HasSuffix(d.text(lo-1, lo), "-based") && initialCapitals(s[start:i]) > j-lo) || d.words[j].class&phenomenon != 0 || d.wellKnown(lo, j+1) || extra && lo > 0 && d.is(lo-1, "a") {
			continue
		}
		hi := d.withNoun(j + 1)
		exact := !extra && strings.Count(s[start:i], " ") <= j-lo+1
		own := false
		if i == b.start && lowerByte(s[i+1]) == lowerByte(d.title[d.words[lo].start]) {
			own = d.isOwn(start, i-1)
			if !own && exact && hi == d.chunk(lo) && d.words[lo].class&opener == 0 && (lo == 0 && hi >= 3 || d.behindVia(lo) && (hi-lo >= 3 || d.compound(lo, hi)) && d.opens(start)) {
				own = claimsWithin(s, start, reachThing) && !task(s[b.end+1:]) // a whole phrase needs no capitals
			}
		}
		own = own || exact && d.glossed(lo, hi, start, b)
		if own && (!d.listed(lo, hi) || exact && lo == 0 && hi > 2 && d.is(hi, "and") && (capitals(s[start:i]) > 1 || namedAt(s, start)) && d.direct(start) && !partOf(s[b.end+1:])) {
			var before search
			if before.begin(d.abstract[:start], d.text(lo, j+1), true); before.next() {
				break
			}
			if d.describes(d.spanOf(lo, hi)) {
				break
			}
			return hit(d.spanOf(lo, hi))
		}
	}
	return miss("")
}

// namedAt says whether "called" or the like stands before s[i].
func namedAt(s string, i int) bool {
	start, end := wordBefore(s, i)
	return lookup(s[start:end])&naming != 0
}

// glossed says whether the words lo to hi are a whole phrase of the title that the abstract introduces at start, whatever its
// case and the letters of the bracket b behind it.
func (d *doc) glossed(lo, hi, start int, b span) bool {
	s, rest := d.abstract, d.abstract[b.end+1:]
	if d.words[lo].class&opener != 0 || hi-lo < 3 && !d.compound(lo, hi) || d.says(hi-1) {
		return false
	}
	end := hi // of the phrase, with a word such as model
	if end < len(d.words) && end != d.head && (d.says(end) || d.is(end, "model")) {
		end++
	}
	if end < len(d.words) && end != d.head && !d.words[end-1].comma && d.words[end].class&function == 0 {
		return false
	}
	for i := lo; i < hi; i++ {
		if i == lo && (d.is(i, "novel") || d.is(i, "new")) || lo > 0 && d.article(lo-1) && d.is(i, "for") {
			return false // "a new X for Y" says what is proposed
		}
	}
	a := strings.TrimSuffix(s[b.start+1:b.end], "s")
	budget := 200
	for k := lo + 1; k < hi && smallCount(a) == 0; k++ {
		if d.words[k].class&function == 0 && spells(d.text(k, hi), a, false, &budget) {
			return false // "fast rope lending (RL)"
		}
	}
	if task(rest) || partOf(rest) {
		return false
	}
	if hi-lo > 2 && (d.direct(start) || proposedBehind(s, start, rest)) {
		return true
	}
	lead := lo
	if lead > 0 && (d.article(lead-1) || d.words[lead-1].class&opener != 0) {
		lead--
	}
	opens := lead == 0 || lead == d.head
	if !opens && initialCapitals(s[start:b.start]) < hi-lo || !spells(d.text(lo, hi), a, false, &budget) {
		return false
	}
	switch d.means(start) {
	case "":
		return false
	case "with", "through", "learn", "infer", "via":
		return true
	case "on":
		return d.works(a, b.end)
	}
	return opens || d.works(a, b.end)
}

// works says whether the abstract, soon behind abstract[i], has a name as the subject of what a method does, or behind "our".
func (d *doc) works(name string, i int) bool {
	var m search
	m.begin(d.abstract[:min(len(d.abstract), i+soon)], name, false)
	for m.at = i; m.next(); {
		if (subject(d.abstract, m.start) || d.ours(m.start)) && does(d.abstract[m.end:], false) {
			return true
		}
	}
	return false
}

// soon is the number of bytes within which a name is expected to be at work.
const soon = 1500

// says is anything for word i of the title, whatever its case.
func (d *doc) says(i int) bool {
	return d.words[i].class&thing != 0 && anything(strings.ToLower(d.text(i, i+1)))
}

// anything says whether a word in small letters may be said of whatever is proposed.
func anything(word string) bool {
	switch word {
	case "framework", "method", "approach", "algorithm", "strategy", "paradigm", "technique", "scheme", "architecture", "system", "pipeline", "mechanism":
		return true
	}
	return false
}

// proposedBehind says whether "is proposed" follows the name at s[i] behind its bracket, where rest begins, and a sentence stands
// before: what opens the abstract is background.
func proposedBehind(s string, i int, rest string) bool {
	w, more := firstWord(rest)
	if lookup(w)&thing != 0 {
		w, more = firstWord(more)
	}
	if w != "is" && w != "are" || !strings.Contains(s[:min(i, opening)], ". ") || namesTask(s, i) {
		return false
	}
	if w, more = firstWord(more); w == "then" || w == "further" {
		w, _ = firstWord(more)
	}
	return w == "proposed" || w == "introduced" || w == "presented" || w == "developed"
}

// opening bounds the search for the end of an abstract's first sentence, in bytes.
const opening = 1000

// direct says whether nothing but an article or a word such as novel stands between abstract[i] and the verb or noun that
// introduces what stands there: "we propose a novel X", "our X", "a new model, the X", "the idea of X", "refer to it as X".
func (d *doc) direct(i int) bool {
	s := d.abstract
	for range reachPlain {
		start, end := wordBefore(s, i)
		w, gap := s[start:end], s[end:i]
		if start == end || strings.ContainsAny(gap, ".;?!") {
			return false
		}
		switch c := lookup(w); {
		case c&naming != 0:
			return !namesTask(s, start) && !ofOthers(s, start)
		case c&propose != 0 && w != "novel":
			return !borrowed(s, start)
		case w == "our" || w == "Our" || w == "derive" || w == "derives" || w == "forward": // we put forward
			return true
		case c&thing != 0 && strings.ContainsAny(gap, ",:"):
			return claimsWithin(s, start, reachNear)
		case w == "as":
			return refers(s, start)
		case w == "for":
			return standsFor(s, start)
		case w == "to" || w == "in":
			start, end = wordBefore(s, start)
			switch s[start:end] {
			case "lead", "leads", "leading", "led", "result", "results", "resulting", "rise":
				return true
			}
			return false
		case w == "of":
			if start, end = wordBefore(s, start); !sortOf(s[start:end]) {
				return false
			}
		case !plainly(w):
			return false
		}
		i = start
	}
	return false
}

// reachPlain is the number of words from a verb to a name when all of them are plain: "the idea of a novel X".
const reachPlain = 6

// sortOf says whether a word is idea, family or the like: "the idea of X" is X.
func sortOf(w string) bool {
	switch w {
	case "idea", "concept", "paradigm", "family", "class", "form", "framework", "architecture", "type", "kind", "method", "set":
		return true
	}
	return false
}

// plainly says whether a word before a name says nothing of what it is.
func plainly(w string) bool {
	switch w {
	case "a", "an", "the", "novel", "new", "innovative", "simple", "effective", "efficient", "first":
		return true
	}
	return false
}

// refers says whether the words before "as" at s[i] are "referred to" or "we refer to this model", and do not call it a task or property.
func refers(s string, i int) bool {
	said := false
	for range reachNear {
		start, end := wordBefore(s, i)
		if start == end || strings.ContainsAny(s[end:i], ".;?!") {
			break
		}
		w := s[start:end]
		said = said || w == "refer" || w == "referred"
		if lookup(w)&phenomenon != 0 || w == "condition" || w == "property" || w == "these" {
			return false
		}
		i = start
	}
	return said
}

// standsFor says whether the words before "for" at s[i] are "which stands" or "short".
func standsFor(s string, i int) bool {
	start, end := wordBefore(s, i)
	switch s[start:end] {
	case "stands", "standing", "short", "stand":
		return true
	}
	return false
}

// means returns the last of the words before abstract[i] if they are "we propose a model using", "we present an approach to infer
// the" or the like, else "".
func (d *doc) means(i int) string {
	s := d.abstract
	start, end := wordBefore(s, i)
	for plainly(s[start:end]) {
		start, end = wordBefore(s, start)
	}
	word := s[start:end]
	switch word {
	case "using", "via", "by", "through", "with", "on", "learn", "infer":
	default:
		return ""
	}
	for range reachFar {
		i = start
		if start, end = wordBefore(s, i); start == end || strings.ContainsAny(s[end:i], ".;?!") {
			return ""
		}
		switch w := s[start:end]; {
		case lookup(w)&(others|phenomenon|past) != 0:
			return ""
		case lookup(w)&propose != 0 && w != "novel", w == "We" || w == "we" || w == "our" || w == "Our":
			if borrowed(s, start) {
				return ""
			}
			return word
		}
	}
	return ""
}

// nameLike says whether a bracket holds a short name: one or two words, one of
// them with two capitals, and no term of the field.
func nameLike(s string) bool {
	return capitalCount(s) >= 2 && strings.Count(s, " ") < 2 && lookup(s)&(generic|common) == 0
}

// matchBack compares the title's words up to j with the abstract's before i,
// backwards, and returns the first that agree in the title and where that is in
// the abstract. One word of either may be passed over; extra: of the title.
func (d *doc) matchBack(j, i int) (lo, start int, extra bool) {
	s := d.abstract
	lo, start = j+1, i
	skipped := false
	for k, at := j, i; k >= 0 && j-k < maxPhrase; {
		b, e := wordBefore(s, at)
		if b == e || strings.ContainsAny(s[e:at], ".;?!:,") || d.head > 0 && k < d.head && j >= d.head {
			break
		}
		if k == j || sameStem(d.text(k, k+1), s[b:e]) || sameQuality(d.text(k, k+1), s[b:e]) {
			if d.words[k].class&function == 0 {
				lo, start = k, b
			}
			k, at = k-1, b
			continue
		}
		if skipped {
			break
		}
		skipped = true
		if b2, e2 := wordBefore(s, b); b2 < e2 && sameStem(d.text(k, k+1), s[b2:e2]) {
			at = b // the abstract's alone
		} else if k > 0 && sameStem(d.text(k-1, k), s[b:e]) {
			k-- // the title's alone
			extra = true
		} else {
			break
		}
	}
	return lo, start, extra
}
