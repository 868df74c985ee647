package title

// The finders that look at the whole title. Most of what looks like a name there
// is somebody else's, so nearly all of them ask the abstract.

import "strings"

func commaName(d *doc) finding {
	if d.head > 0 || len(d.words) < 3 || !d.words[0].comma || !d.words[0].distinct {
		return miss("no 'NAME, a …'")
	}
	if w := &d.words[1]; w.distinct || w.comma || w.class&(brand|generic|common) != 0 || d.is(1, "and") {
		return miss("the comma makes a list")
	}
	return hit(d.words[0].span)
}

func report(d *doc) finding {
	n := len(d.words)
	if n > 1 && d.text(0, 1) == "Introducing" {
		if w := &d.words[1]; w.distinct || (n == 2 || d.head == 2) && w.capital && w.class&(generic|opener) == 0 {
			return hit(w.span)
		}
	}
	for i := 1; i+1 < n; i++ {
		if !d.is(i+1, "report") {
			continue
		}
		if w := d.text(i, i+1); w != "Technical" && w != "technical" && w != "System" {
			continue
		}
		lo := 0
		if d.is(0, "the") {
			lo = 1
		}
		if i > lo && i-lo <= 4 && (d.head == 0 || i < d.head) && d.words[lo].capital && d.words[lo].class&opener == 0 {
			return hit(d.spanOf(lo, i))
		}
	}
	return miss("no 'Introducing NAME', no 'NAME Technical Report'")
}

func articleName(d *doc) finding {
	if len(d.words) < 3 || !d.article(0) {
		return miss("the title does not open with an article")
	}
	for i := 1; i < len(d.words)-1 && i < 5; i++ {
		w := &d.words[i]
		if w.class&function != 0 {
			break
		}
		if w.distinct && w.class&common == 0 && d.words[i+1].class&thing != 0 {
			if u := d.use(d.text(i, i+1), false); u == unseen || u == claimed {
				return hit(w.span)
			}
			return miss("the abstract does not introduce it as its own")
		}
	}
	return miss("no name before a word for a thing")
}

func bracket(d *doc) finding {
	for i := 1; i < len(d.words); i++ {
		w := &d.words[i]
		if !w.open || !w.close || acronymOf(d.text(i, i+1)) == "" {
			continue
		}
		beside := d.words[i-1].class&thing != 0 || i+1 < len(d.words) && d.words[i+1].class&thing != 0
		if beside && w.class&common == 0 || d.use(d.text(i, i+1), false) == claimed {
			return hit(w.span)
		}
	}
	return miss("no acronym in brackets that is a thing or that the abstract claims")
}

func only(d *doc) finding {
	if len(d.words) == 1 && d.words[0].distinct {
		return hit(d.words[0].span)
	}
	return miss("the title is not one distinct word")
}

// leadClaimed takes a first word of ordinary spelling, "Presto! …", only where
// the abstract introduces just that word.
func leadClaimed(d *doc) finding {
	w := &d.words[0]
	if !w.capital || w.letters < 3 || w.class&(function|opener|generic|field|verb) != 0 {
		return miss("the first word is no candidate")
	}
	end := d.claimedAlone(d.text(0, 1), false, 1)
	if end < 0 {
		return miss("the abstract does not introduce the first word alone")
	}
	s := w.span
	if end < len(d.abstract) && d.abstract[end] == '!' && strings.HasPrefix(d.title[s.end:], "!") {
		s.end++
	}
	return hit(s)
}

// claimedAlone returns where a mention of name ends that the abstract introduces
// as the paper's own and that does not go on as a longer name; -1 if there is
// none. With nouns, a word such as model may follow; reach is how many words the
// verb may be away.
func (d *doc) claimedAlone(name string, nouns bool, reach int) int {
	for m := d.mentions(name, false); m.next(); {
		ends := m.end == len(d.abstract) || strings.IndexByte(",.()!:;", d.abstract[m.end]) >= 0 || strings.HasPrefix(d.abstract[m.end:], " (")
		if !ends && nouns {
			w, _ := firstWord(d.abstract[m.end:])
			ends = lookup(w)&(thing|stop|function|doing|dataWord|benchWord) != 0
		}
		if ends && claimsWithin(d.abstract, m.start, reach) {
			return m.end
		}
	}
	return -1
}

func tokenClaimed(d *doc) finding {
	for i := range d.words {
		w := &d.words[i]
		if !w.distinct && !w.lettered || w.class&common != 0 {
			continue
		}
		need := claimed
		if i == 0 || w.lettered && d.closes(i) {
			need = named
		}
		s := w.span
		if w.owner {
			s.end = strings.LastIndexAny(d.title[:s.end], "'’")
		}
		name := d.title[s.start:s.end]
		if i > 0 && w.caps && d.claimedAlone(name, true, reachFar) < 0 {
			continue
		}
		if k := strings.LastIndexByte(name, '-'); k > 2 && (name[k:] == "-ing" || name[k:] == "-ed") { // NAME-ing Through the Rain
			s.end, name = s.start+k, name[:k]
		}
		if d.use(name, false) >= need && !d.longer(i) {
			lo, hi := d.around(i)
			if i > 0 && hi == i+1 && !d.closes(i) && !d.free(name) || (i > 0 || d.head == 0) && d.explainedAway(name) {
				continue
			}
			if w.caps && d.cutOff(i) {
				if d.has(d.text(i-1, i+1), true) {
					s.start = d.words[i-1].start // "Tide-Ranging TRX" is not TRX itself
				}
			}
			if hi > i+1 && !w.owner {
				s = d.spanOf(lo, hi)
			} else {
				s.start = min(s.start, d.words[d.always(i, name)].start)
			}
			return hit(s)
		}
	}
	return miss("no distinct word that the abstract introduces as its own")
}

// repository takes a word that is spelled like a name and that a URL of the abstract ends in, as that of a paper's own code does:
// github.com/someone/NAME.
func repository(d *doc) finding {
	for i := range d.words {
		if w := &d.words[i]; w.distinct && w.class&common == 0 && d.classes&(event|phenomenon) == 0 && d.endsURL(d.text(i, i+1)) {
			return hit(w.span)
		}
	}
	return miss("no URL of the abstract ends in a word that is spelled like a name")
}

// endsURL says whether a URL of the abstract ends in the name.
func (d *doc) endsURL(name string) bool {
	s := d.abstract
	for at := 0; ; {
		k := strings.Index(s[at:], name)
		if k < 0 {
			return false
		}
		k += at
		at = k + len(name)
		if k > 0 && s[k-1] == '/' && (at == len(s) || !nameByte(s[at]) && s[at] != '_' || anonymized(s[at:])) && strings.Contains(s[max(0, k-maxWord):k], "://") {
			return true
		}
	}
}

// anonymized says whether rest goes on with four signs, as hosts that hide who wrote the code add them: NAME-3F2A.
func anonymized(rest string) bool {
	if len(rest) < 5 || rest[0] != '-' || len(rest) > 5 && nameByte(rest[5]) && rest[5] != '/' {
		return false
	}
	for _, c := range []byte(rest[1:5]) {
		if !isDigit(c) && (c < 'A' || c > 'F') {
			return false
		}
	}
	return true
}

// free says whether the abstract introduces the name where it does not go on as "X tracking" or "X-based".
func (d *doc) free(name string) bool {
	for m := d.mentions(name, false); m.next(); {
		if d.mention(m.start, m.end, false) < named {
			continue
		}
		rest := d.abstract[m.end:]
		if w, _ := firstWord(rest); rest == "" || rest[0] != ' ' && rest[0] != '-' || lookup(w)&(thing|stop|function|doing|dataWord|benchWord) != 0 || w == "" || isDigit(w[0]) {
			return true
		}
	}
	return false
}

// explainedAway says whether the abstract first has the acronym in the bracket behind what it stands for, and that phrase is not
// introduced as the paper's own: "we propose a model for high-tide boats (HTB)".
func (d *doc) explainedAway(name string) bool {
	s := d.abstract
	m := d.mentions(name, false)
	if !m.next() || m.start == 0 || s[m.start-1] != '(' {
		return false
	}
	budget := 1000
	_, stop := wordBefore(s, m.start-1)
	for at, k := m.start-1, 0; k <= len(name); k++ {
		start, end := wordBefore(s, at)
		if start == end || strings.ContainsAny(s[end:at], ".;?!:,") {
			break
		}
		if at = start; spells(s[start:stop], name, true, &budget) {
			return !claims(s, start)
		}
	}
	return false
}

func spelledOut(d *doc) finding {
	if len(d.words) < 2 || d.abstract == "" {
		return miss("no abstract")
	}
	if f := d.spelled(); f.fired && !d.describes(f.span) {
		for n := range d.words {
			if d.words[n].end == f.end {
				f.end = d.words[d.withNoun(n+1)-1].end
				break
			}
		}
		return f
	}
	return miss("the abstract introduces no acronym that title words spell")
}

// describes says whether the title's phrase s only tells what is named: all its words are everyday words of the field, or an adjective
// closes it and a noun that names nothing follows, "Folded Spectral Images".
func (d *doc) describes(s span) bool {
	lo, hi := 0, 0
	for i := range d.words {
		if d.words[i].start <= s.start {
			lo = i
		}
		if d.words[i].end <= s.end {
			hi = i + 1
		}
	}
	if hi <= lo {
		return false
	}
	return d.wellKnown(lo, hi) && (hi-lo == 2 && !d.compound(lo, hi) || d.words[hi-1].class&asked != 0) || d.goesOnAt(hi) && d.words[hi].class&thing == 0 && adjective(d.text(hi-1, hi))
}

// adjective says whether a word is one by its end: spectral, contrastive, rope-based.
func adjective(w string) bool {
	if k := strings.LastIndexByte(w, '-'); k > 0 {
		w = w[k+1:]
		if lookup(w)&attr != 0 {
			return true
		}
	}
	return strings.HasSuffix(w, "ive") || strings.HasSuffix(w, "ual") || strings.HasSuffix(w, "ical") || strings.HasSuffix(w, "oral") || strings.HasSuffix(w, "rial") || strings.HasSuffix(w, "tral")
}

func phraseProposed(d *doc) finding {
	if d.head > 0 || d.abstract == "" {
		return miss("the title has a head, or there is no abstract")
	}
	lo := 0
	if d.is(0, "the") {
		lo = 1
	}
	n := lo
	for n < len(d.words) && d.words[n].class&function == 0 && !d.words[n].comma {
		n++
	}
	if n-lo < 2 || n-lo > 8 || d.words[lo].class&opener != 0 || d.words[n-1].class&phenomenon != 0 {
		return miss("the title opens with no noun phrase of 2 to 8 words")
	}
	if n < len(d.words) && d.is(n, "and") {
		return miss("the opening phrase is one part of two")
	}
	first, ok := d.look(d.stem(lo, n))
	if !ok {
		return miss("the abstract does not have the opening phrase")
	}
	if n == len(d.words) && d.standsAlone(lo, n, first) {
		return hit(d.spanOf(lo, n))
	}
	isName := func(m search) bool {
		rest := d.abstract[m.end:]
		apposed, upper := strings.HasPrefix(rest, ", a"), capitals(d.abstract[m.start:m.end])
		if upper < 2 && !(upper == 1 && n == len(d.words)) {
			// In lower case only ", a novel …" marks a name.
			_, more := firstWord(rest)
			w, _ := firstWord(more)
			apposed = apposed && (w == "novel" || w == "new")
		}
		return (n-lo > 2 || n == len(d.words)) && (apposed || upper >= 2) || apposed && upper >= 2
	}
	any := false
	for m := first; !any && m.next(); {
		any = isName(m)
	}
	if !any {
		return miss("the abstract does not write the opening phrase like a name")
	}
	for m := first; m.next(); {
		rest := d.abstract[m.end:]
		if !claims(d.abstract, m.start) {
			if start, end := wordBefore(d.abstract, m.start); lookup(d.abstract[start:end])&naming != 0 && namesTask(d.abstract, start) {
				return miss("the abstract calls a task so")
			}
			continue
		}
		if task(pastBracket(rest)) {
			return miss("the abstract introduces it as a task")
		}
		if w, more := firstWord(rest); lookup(w)&thing != 0 && strings.HasPrefix(more, " with ") && strings.IndexByte(more[:min(len(more), 2*maxWord)], '(') > 0 {
			return miss("the abstract's name goes on") // X Y model with Z (XYZ)
		}
		if isName(m) {
			if w, _ := firstWord(rest); rest != "" && rest[0] == ' ' && w != "" && isUpper(w[0]) && smallCount(w) > 0 && (lookup(w)&(thing|function) == 0 || lookup(w)&(dataWord|benchWord) != 0) && n < len(d.words) {
				return miss("the abstract's name goes on")
			}
			hi := d.goesOn(n, rest)
			if k := strings.IndexByte(rest[:min(len(rest), 2*maxWord)], ')'); k > 0 && m.start > 0 && d.abstract[m.start-1] == '(' && rest[0] == ' ' {
				// "XYZ (X Y with Z)"
				if hi = d.same(lo, d.abstract[m.start:m.end+k]); hi == 0 {
					return miss("the abstract's name goes on")
				}
			}
			return hit(d.spanOf(lo, hi))
		}
	}
	return miss("the abstract does not introduce the opening phrase")
}

// same returns where the words from lo on end that are the phrase s, case aside; 0 if there are none.
func (d *doc) same(lo int, s string) int {
	for hi := lo + 1; hi <= len(d.words); hi++ {
		if equalFold(d.text(lo, hi), s) {
			return hi
		}
	}
	return 0
}

// bareMade takes a title that is nothing but a noun phrase for a kind of network, "Folded Rope Networks".
func bareMade(d *doc) finding {
	lo, hi := 0, len(d.words)
	if hi > 0 && d.is(0, "the") {
		lo = 1
	}
	if d.head > 0 || hi-lo < 2 || hi-lo > 7 || d.classes&(verb|surveyWord|studyWord|others) != 0 || !strings.HasSuffix(d.title, d.text(hi-1, hi)) {
		return miss("the title is no noun phrase of 2 to 7 words")
	}
	switch noun, _ := singular(d.text(hi-1, hi)); noun {
	case "Network", "Transformer", "Autoencoder", "Solver":
	default:
		return miss("the title does not close with a kind of network")
	}
	for i := lo; i < hi; i++ {
		if w := &d.words[i]; w.class&(function|opener|phenomenon) != 0 || w.comma || w.open || !w.capital || strings.HasSuffix(d.text(i, i+1), "ing") {
			return miss("the title is more than a noun phrase")
		}
	}
	if d.wellKnown(lo, hi) || praises(strings.ToLower(d.text(lo, lo+1))) || !d.proposes() {
		return miss("the phrase is a term of the field or only praises, or the abstract proposes nothing")
	}
	return hit(d.spanOf(lo, hi))
}

// standsAlone says whether the words lo to n are no common term, and the abstract's first mention of them, which m is about to
// find, introduces just them: "we propose X, which", "an X (ABC)", not "an X framework".
func (d *doc) standsAlone(lo, n int, m search) bool {
	if d.wellKnown(lo, n) || !m.next() {
		return false
	}
	rest := d.abstract[m.end:]
	w, _ := firstWord(rest)
	return ended(rest) && w != "where" && lookup(w)&thing == 0 && !task(pastBracket(rest)) && claimsWithin(d.abstract, m.start, reachThing)
}

// reachThing is the number of words from a verb to the thing itself: "a new and simple X".
const reachThing = 4

// capitals counts the words of s that begin with a capital.
func capitals(s string) int {
	n := 0
	for i := 0; i < len(s); i++ {
		if (i == 0 || s[i-1] == ' ') && 'A' <= s[i] && s[i] <= 'Z' {
			n++
		}
	}
	return n
}

// closes says whether word i ends the title behind "with", "via" or "using".
func (d *doc) closes(i int) bool {
	return i > 0 && i == len(d.words)-1 && (d.is(i-1, "with") || d.is(i-1, "via") || d.is(i-1, "using"))
}
