package title

// The finders that start from what the abstract introduces and look for it in
// the title. They come last: what the title itself marks as a name goes before.

import "strings"

// coined takes a phrase of the title that the abstract introduces in capitals,
// in quotes or behind "called", and that it sets off: X Y (XY), X Y, which …
func coined(d *doc) finding {
	if len(d.words) < 2 || d.abstract == "" {
		return miss("no abstract")
	}
	d.sought = true
	for _, b := range d.brackets() {
		if f := d.beforeBracket(b); f.fired {
			return f
		}
		if f := d.inBracket(b); f.fired {
			return f
		}
	}
	if d.wholeCoined() {
		return hit(d.spanOf(0, len(d.words)))
	}
	for lo := d.phrase(0); lo < len(d.words); {
		hi := d.chunk(lo)
		if f := d.setOffTwo(lo, hi); f.fired {
			return f
		}
		if hi-lo >= 2 && hi-lo <= maxPhrase {
			if f := d.setOff(lo, hi); f.fired {
				return f
			}
			// The title may add a noun to the name, "X Y Networks", or put an adjective before it, "Fast X Y Z"; "Examining X Y Z" is a
			// study of it.
			if hi-lo > 2 && d.words[hi-1].class&thing != 0 && d.apposed(lo, hi-1) {
				return hit(d.spanOf(lo, hi-1))
			}
			if hi-lo == 3 && !strings.HasSuffix(d.text(lo, lo+1), "ing") && d.apposed(lo+1, hi) {
				return hit(d.spanOf(lo+1, hi))
			}
			if hi-lo > 3 && !strings.HasSuffix(d.text(lo, lo+1), "ing") {
				if f := d.setOff(lo+1, hi); f.fired {
					return f
				}
			}
			for k := lo + 1; k < hi && d.compound(lo, hi); k++ {
				if f := d.beforeAttribute(lo, k); f.fired {
					return f
				}
			}
			// "X Y Based Z" is based on its name, and "X Y Mends Z" and "X Y Mending Z" say what it does.
			for k := lo + 2; k < hi; k++ {
				if d.is(k, "based") || (lo == 0 || lo == d.head) && k+1 < hi && (d.title[d.words[k].end-1] == 's' || strings.HasSuffix(d.text(k, k+1), "ing")) {
					if f := d.setOff(lo, k); f.fired {
						return f
					}
				}
			}
		}
		lo = d.phrase(hi)
	}
	return miss("the abstract introduces no phrase of the title by name")
}

// wholeCoined says whether the abstract introduces the whole title, be it a sentence, in capitals.
func (d *doc) wholeCoined() bool {
	n := len(d.words)
	if n > maxPhrase || d.head > 0 || d.article(0) || d.wellKnown(0, n) {
		return false
	}
	hi := d.chunk(0)
	if hi == n {
		return false // setOff is for phrases
	}
	if hi > 1 { // setOff will ask for it as well
		if _, ok := d.look(d.stem(0, hi)); !ok {
			return false
		}
	}
	m, ok := d.look(d.stem(0, n))
	return ok && m.next() && initialCapitals(d.abstract[m.start:m.end]) > 1 && ended(d.abstract[m.end:]) && d.isOwn(m.start, m.end)
}

// setOffTwo is setOff for "X and Y Z", where X is the phrase lo to hi, if the abstract has that in capitals.
func (d *doc) setOffTwo(lo, hi int) finding {
	if hi+1 >= len(d.words) || hi == d.head || d.words[hi].class&and == 0 || !d.names(lo) {
		return miss("")
	}
	end := d.chunk(hi + 1)
	if end-lo > maxPhrase {
		return miss("")
	}
	if m, ok := d.look(d.stem(lo, end)); !ok || !m.next() || initialCapitals(d.abstract[m.start:m.end]) < 3 {
		return miss("")
	}
	return d.setOff(lo, end)
}

// apposed says whether the abstract introduces the words lo to hi in capitals with an apposition: "X Y, a way to tie".
func (d *doc) apposed(lo, hi int) bool {
	name, s := d.text(lo, hi), d.spanOf(lo, hi)
	if initialCapitals(name) < hi-lo || d.absent.end > 0 && s.start <= d.absent.start && d.absent.end <= s.end {
		return false
	}
	k := strings.Index(d.abstract, name)
	if k < 0 {
		return false
	}
	rest, ok := strings.CutPrefix(d.abstract[k+len(name):], ", ")
	w, _ := firstWord(rest)
	return ok && (lookup(w)&article != 0 || w == "which") && d.setOff(lo, hi).fired
}

// beforeAttribute takes X Y of "X Y-based Z", where word i is Y-based.
func (d *doc) beforeAttribute(lo, i int) finding {
	word := d.text(i, i+1)
	k := strings.LastIndexByte(word, '-')
	if k < 3 || lookup(word[k+1:])&attr == 0 || !d.names(lo) || d.wellKnown(lo, i) && lookup(word[:k])&everyday != 0 {
		return miss("")
	}
	s := span{d.words[lo].start, d.words[i].start + k}
	m := d.mentions(d.title[s.start:s.end], true)
	if initialCapitals(m.name) < 2 || !m.next() || initialCapitals(d.abstract[m.start:m.end]) < 2 || !ended(d.abstract[m.end:]) || strings.HasPrefix(pastBracket(d.abstract[m.end:]), "-") || !d.isOwn(m.start, m.end) {
		return miss("")
	}
	return hit(s)
}

// maxPhrase is the number of words that a name may have.
const maxPhrase = 10

// opens says whether the word before abstract[i] lets a phrase begin there: "a X", "propose X".
func (d *doc) opens(i int) bool {
	start, end := wordBefore(d.abstract, i)
	return lookup(d.abstract[start:end])&(function|propose|naming) != 0
}

// setOff looks for the title's words lo to hi as a phrase that the abstract
// introduces and sets off from what follows.
func (d *doc) setOff(lo, hi int) finding {
	if d.words[lo].class&opener != 0 && hi-lo > 2 {
		lo++ // Learning X Y
	}
	if d.words[hi-1].class&phenomenon != 0 || d.listed(lo, hi) && !(lo == 0 && hi-lo > 2 && initialCapitals(d.text(lo, hi)) >= hi-lo && strings.Contains(d.abstract, d.text(lo, hi)+", a ")) || d.head > 0 && hi-lo < 3 && (lo > 0 && !d.behindVia(lo) && !(lo == d.head+1 && d.is(d.head, "the") && hi == len(d.words)) || lo == d.head && !d.compound(lo, hi) || hi == d.head) || !d.names(lo) || d.wellKnown(lo, hi) {
		return miss("")
	}
	// What is first mentioned as something known is no new name.
	m, ok := d.look(d.stem(lo, hi))
	if !ok || !m.next() {
		return miss("")
	}
	if !ended(d.abstract[m.end:]) && !(d.compound(lo, hi) && strings.HasPrefix(d.abstract[m.end:], " to ")) && !(initialCapitals(d.abstract[m.start:m.end]) >= hi-lo && abbreviated(d.abstract[m.end:], d.title[d.words[lo].start])) || !d.isOwn(m.start, m.end) {
		if d.bare.end == 0 && d.unmarked(lo, hi, m.start, m.end) {
			d.bare = d.spanOf(lo, hi)
		}
		if d.atWork.end == 0 && d.acts(hi-1, &m) {
			d.atWork = d.spanOf(lo, hi)
		}
		return miss("")
	}
	if w, _ := firstWord(d.abstract[m.end:]); lo > 0 && lo != d.head && (w == "Network" || w == "Networks") {
		return miss("") // "X Y Network" is the name, X Y how it works
	}
	if d.head > 0 && hi-lo < 3 { // "X Y for Z: …" has more topics than names
		w, _ := firstWord(d.abstract[m.end:])
		small := capitals(d.abstract[m.start:m.end]) < 2 && !(d.compound(lo, hi) && strings.HasPrefix(d.abstract[m.end:], ", a") || strings.HasPrefix(d.abstract[m.end:], ", a novel ") || strings.HasPrefix(d.abstract[m.end:], ", a new "))
		if small || lookup(w)&thing != 0 || d.words[lo].class&common != 0 || !claimsWithin(d.abstract, m.start, 2) {
			return miss("")
		}
	}
	return hit(d.spanOf(lo, hi))
}

// abbreviated says whether what follows a phrase goes on as "for Z (XYZ)", where the phrase begins with the letter first: the title
// gives the name without what it is for.
func abbreviated(rest string, first byte) bool {
	w, _ := firstWord(rest)
	if w != "for" && w != "with" || rest[0] != ' ' {
		return false
	}
	k := strings.IndexAny(rest[:min(len(rest), maxWord)], "(.,;:")
	if k < 0 || rest[k] != '(' || k+1 == len(rest) || lowerByte(rest[k+1]) != lowerByte(first) || capitals(rest[:k]) == 0 {
		return false
	}
	end := strings.IndexByte(rest[k:min(len(rest), k+maxWord)], ')')
	return end > 0 && acronymOf(rest[k+1:k+end]) != "" && !task(rest[k+end+1:])
}

// isOwn says whether the phrase abstract[i:j] is introduced as a name: by two
// capitals, by quotes, by ", a …" behind it or by a word such as "called". Only a
// few words may stand between it and the verb; a comma or bracket needs a word
// such as method before.
func (d *doc) isOwn(i, j int) bool {
	s := d.abstract
	marked := initialCapitals(s[i:j]) >= 2 || quoted(s, i, j) || (strings.HasPrefix(s[j:], ", a ") || strings.HasPrefix(s[j:], ", an ")) && d.opens(i)
	filler := true
	for k, at := 0, i; k < reachWhole; k++ {
		start, end := wordBefore(s, at)
		w, gap := s[start:end], s[end:at]
		if start == end || strings.ContainsAny(gap, ".;?!") {
			return false
		}
		c := lookup(w)
		apposed := strings.ContainsAny(gap, ",(:–—")
		switch {
		case c&naming != 0 && w != "i.e":
			return filler && !namesTask(s, start) && !task(pastBracket(s[j:])) && !ofOthers(s, start)
		case w == "for" && standsFor(s, start):
			return filler
		case !marked && !filler || c&(others|phenomenon) != 0:
			return false
		case apposed && c&thing == 0 && (k > 0 || capitalCount(w) < 2 || !marked):
			return false
		case !marked:
		case w == "our" || w == "Our":
			return !task(pastBracket(s[j:]))
		case c&propose != 0 && w != "novel":
			return c&makes == 0 && !borrowed(s, start) && !task(pastBracket(s[j:]))
		case w == "a" || w == "an" || w == "the" || w == "and" && k > 0:
		case c&stop != 0 || k == 0 && hasUpper(w[:1]):
			return false // "the new Deep Harbour Filter" is no name "Harbour Filter"
		}
		filler = filler && c&function != 0
		at = start
	}
	return false
}

// initialCapitals counts the words of s, and the parts of its compounds, that begin with a capital.
func initialCapitals(s string) int {
	n := 0
	for s != "" {
		k := partEnd(s)
		if k < 0 {
			k = len(s)
		}
		if k > 0 && isLetterByte(s[0]) && hasUpper(s[:k]) { // also stAge-wise, whose capitals make an acronym
			n++
		}
		s = s[min(len(s), k+1):]
	}
	return n
}

// reachWhole is the number of words from a verb to the name that it introduces.
const reachWhole = 9

// ended says whether a name may end before rest.
func ended(rest string) bool {
	if w, _ := firstWord(pastBracket(rest)); w == "based" {
		return false
	}
	if or, ok := strings.CutPrefix(rest, " or "); ok { // (X Y or XY)
		k := strings.IndexByte(or[:min(len(or), maxWord)], ')')
		return k > 0 && acronymOf(or[:k]) != ""
	}
	if rest == "" || strings.HasPrefix(rest, " (") || strings.IndexByte(".;:)\"", rest[0]) >= 0 || strings.HasPrefix(rest, "”") || strings.HasPrefix(rest, "''") || hasDash(strings.TrimPrefix(rest, " ")) || strings.HasPrefix(rest, " - ") || strings.HasPrefix(rest, " --") {
		return true
	}
	w, more := firstWord(rest)
	if rest[0] == ',' {
		return !hasUpper(w[:min(1, len(w))]) // else it may be a list of names
	}
	if w == "which" || w == "that" || strings.HasPrefix(rest, " as a ") || strings.HasPrefix(rest, " a novel ") || strings.HasPrefix(rest, " a new ") {
		return true // some listings have lost their commas
	}
	if lookup(w)&thing == 0 {
		return false
	}
	// "the X Y method", but "the X Y model with Z (XYZ)" is a longer name.
	w, _ = firstWord(more)
	return w != "with" && w != "of"
}

// coinedWord takes one capitalised word of ordinary spelling, wherever it stands
// in the title: "we propose Vellum, a …"; of compounds, "our method, Chain-of-Knots (CoK)".
func coinedWord(d *doc) finding {
	for i := range d.words {
		w := &d.words[i]
		if !w.capital || w.letters < 4 || w.distinct || w.owner || w.class != 0 || !w.joined && strings.HasSuffix(d.text(i, i+1), "ing") {
			continue
		}
		name, reach := d.text(i, i+1), 1
		if w.joined {
			last := name[strings.LastIndexAny(name, "-/")+1:]
			if capitalCount(name) < 2 || lookup(last)&attr != 0 {
				continue
			}
			reach = reachOur
		}
		m := d.mentions(name, false)
		if w.joined { // also "Chain of Knots", and its singular
			if k := partEnd(name); k < 0 || !strings.Contains(d.abstract, name[:k]) {
				continue
			}
			m = d.mentions(strings.TrimSuffix(name, "s"), true)
		}
		if !m.next() || w.joined && initialCapitals(d.abstract[m.start:m.end]) < 2 {
			continue
		}
		rest := d.abstract[m.end:]
		if !strings.HasPrefix(rest, ", a ") && !strings.HasPrefix(rest, ", an ") && !strings.HasPrefix(rest, ", the first ") &&
			!(w.joined && strings.HasPrefix(rest, " (") && acronymOf(rest[2:2+max(0, strings.IndexByte(rest[2:min(len(rest), maxWord)], ')'))]) != "") {
			continue
		}
		if !claimsWithin(d.abstract, m.start, reach) || i > 0 && d.longer(i) {
			continue
		}
		if start, end := wordBefore(d.abstract, m.start); start == end || hasUpper(d.abstract[start:start+1]) && (w.joined && d.abstract[end:m.start] == " " && lookup(d.abstract[start:end])&(function|propose|naming) == 0 || lookup(d.abstract[start:end]) == 0) {
			continue // the end of a longer name
		}
		return hit(d.spanOf(i, d.withNoun(i+1)))
	}
	return miss("no capitalised word that the abstract introduces alone")
}
