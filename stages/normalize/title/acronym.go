package title

import (
	"math/bits"
	"strings"
	"unicode/utf8"
)

// spelled finds the title phrase whose initials an acronym of the abstract
// spells: "we propose Tidal Memory Replay (TMR)". Both orders count, "X Y Z
// (XYZ)" and "XYZ (X Y Z)". The phrase of the title may lack a word of the
// abstract's or differ in number, but opens with the same word and, unless the
// acronym is long, closes with the same one. A budget bounds the work on hostile
// input; of 59,000 papers the hungriest takes 482 steps.
//
// Of several such phrases the first counts, unless a later one holds it, "X Y (XY) … X Y Z (XYZ)", or it stands where topics do and a
// later one does not.
func (d *doc) spelled() (found finding) {
	d.budget = 10_000
	acronym, topic := "", false
	for _, b := range d.brackets() {
		if d.budget <= 0 {
			break
		}
		inside := d.abstract[b.start+1 : b.end]
		if d.initials&initial(inside[0]) == 0 && nameByte(inside[0]) && strings.IndexByte(inside, ' ') < 0 {
			continue
		}
		if found.fired && !topic && (len(inside) <= len(acronym) || !strings.Contains(inside, acronym)) {
			continue
		}
		if f := d.spelledIn(b); f.fired && (!found.fired || f.start <= found.start && found.end <= f.end || topic && d.namesAt(f.start)) {
			found, acronym, topic = f, inside, f.start > 0 && !d.namesAt(f.start)
		}
	}
	return found
}

// spelledIn is spelled for the bracket b.
func (d *doc) spelledIn(b span) (f finding) {
	s, inside := d.abstract, d.abstract[b.start+1:b.end]
	if a := acronymOf(inside); a != "" {
		last := lastWord(s[:b.start])
		f, ok := d.spans(a, last)
		if !ok && anything(last) { // "X Y Z framework (XYZ)"
			before, _ := wordBefore(s, b.start)
			f, ok = d.spans(a, lastWord(s[:before]))
		}
		if !ok {
			return miss("")
		}
		start := d.phraseStart(b.start, f.span)
		if !d.introduces(b.start, start, a, f) || task(s[b.end+1:]) {
			return miss("")
		}
		whole := d.goesOnBehind(d.upTo(f, s[start:b.start]), s[b.end+1:])
		if capitals(s[start:b.start]) >= 2 || len(a) > 2 && lexicon.find(a)&common == 0 && (whole.end > f.end || !partOf(s[b.end+1:])) {
			return d.goesOnBefore(whole, start, a)
		}
		return miss("")
	}
	if strings.IndexByte(inside, ' ') <= 0 {
		return f
	}
	start, end := wordBefore(s, b.start)
	if a := acronymOf(s[start:end]); a != "" {
		if f, ok := d.spans(a, lastWord(inside)); ok && (claims(s, start) && sameStart(inside, d.title[f.start:f.end]) || equalFold(inside, d.title[f.start:f.end])) {
			return f
		}
	}
	return f
}

// namesAt says whether a name may begin at the title's byte at.
func (d *doc) namesAt(at int) bool {
	for i := range d.words {
		if d.words[i].start == at {
			return d.names(i)
		}
	}
	return false
}

// partOf says whether what follows a bracket tells that the phrase before it only describes a module, a loss or a thing of
// another kind: "a rope mending (ROM) module", "a rope mending (ROM) winch".
func partOf(rest string) bool {
	if rest == "" || rest[0] != ' ' {
		return false
	}
	w, _ := firstWord(rest)
	switch w {
	case "module", "modules", "loss", "losses", "block", "blocks", "layer", "layers", "unit", "units":
		return true
	case "indicator", "measure", "score", "criterion", "objective", "policy", "representation", "descriptor", "heuristic", "index":
		return false // that is the thing itself
	}
	if w == "" || !isLetterByte(w[0]) {
		return false
	}
	for _, end := range [...]string{"ed", "ing", "ly"} {
		if strings.HasSuffix(w, end) {
			return false
		}
	}
	return lookup(w) == 0
}

// brackets returns where the abstract's brackets open and close: those that are not empty and close within 120 bytes.
func (d *doc) brackets() []span {
	if d.bracketsRead {
		return d.bracketSpans
	}
	d.bracketsRead = true
	s := d.abstract
	for at := 0; ; {
		k := strings.IndexByte(s[at:], '(')
		if k < 0 {
			return d.bracketSpans
		}
		open := at + k
		at = open + 1
		if k = strings.IndexByte(s[at:min(len(s), at+120)], ')'); k > 0 {
			d.bracketSpans = append(d.bracketSpans, span{open, at + k})
		}
	}
}

// introduces says whether the bracket at abstract[i], behind the phrase at start, names the paper's own
// thing; a phrase that is the whole title does so in any case, one in capitals
// if the acronym itself is called the paper's own further on: "the proposed XYZ".
func (d *doc) introduces(i, start int, a string, f finding) bool {
	own := start < i && claims(d.abstract, start) || len(d.words) >= 4 && f.span == d.spanOf(0, len(d.words)) && (start == i || !namesTask(d.abstract, start)) ||
		start < i && capitalCount(a) >= 4 && capitals(d.abstract[start:i]) >= 3 && !d.purpose(start) && d.proposed(a)
	// "X Y for Z" is not what is called "X-based Z (XYZ)".
	return own && !(start < i && joins(d.title[f.start:f.end]) && !joins(d.abstract[start:i]))
}

// purpose says whether what stands at abstract[i] is what something is for.
func (d *doc) purpose(i int) bool {
	start, end := wordBefore(d.abstract, i)
	return d.abstract[start:end] == "for"
}

// proposed says whether the abstract has "our NAME" or "the proposed NAME". Each
// search takes its share of the budget, as hostile input could ask for many.
func (d *doc) proposed(name string) bool {
	d.budget -= 2_000
	for m := d.mentions(name, false); d.budget > 0 && m.next(); {
		if w, _ := firstWord(d.abstract[m.end:]); d.ours(m.start) && w != "baseline" && w != "baselines" {
			return true
		}
	}
	return false
}

// ours says whether "our" or "proposed" stands before abstract[i].
func (d *doc) ours(i int) bool {
	switch start, end := wordBefore(d.abstract, i); d.abstract[start:end] {
	case "our", "Our", "proposed":
		return true
	}
	return false
}

// joins says whether a phrase has a function word, be it inside a compound.
func joins(s string) bool {
	for s != "" {
		word := s
		if k := partEnd(s); k >= 0 {
			word, s = s[:k], s[k+1:]
		} else {
			s = ""
		}
		if lookup(word)&function != 0 {
			return true
		}
	}
	return false
}

// phraseStart returns where in the abstract the phrase before the bracket at i
// begins, told by the first word of the title's phrase f; i if that is not near.
func (d *doc) phraseStart(i int, f span) int {
	first := d.title[f.start:f.end]
	if k := partEnd(first); k > 0 {
		first = first[:k]
	}
	first = strings.TrimSuffix(strings.TrimSuffix(first, "s"), "ed")
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
	for i := 1; i < len(s); i++ {
		if s[i] == ',' || s[i] == ';' || s[i] == ' ' {
			s = s[:i]
			break
		}
	}
	if s != "" && (isQuote[s[0]] || isQuote[s[len(s)-1]]) {
		s = strings.Trim(s, "\"'`*“”")
	}
	if len(s) < 2 || len(s) > 14 || !hasUpper(s[:1]) && !isDigit(s[0]) && capitalCount(s) < len(s)-1 {
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

// isQuote has the bytes that acronymOf's quotes begin or end with.
var isQuote = func() (is [256]bool) {
	for c := range is {
		is[c] = c >= utf8.RuneSelf || strings.IndexByte("\"'`*", byte(c)) >= 0
	}
	return is
}()

// spans finds title words whose initials spell a, the last being the word last.
func (d *doc) spans(a, last string) (finding, bool) {
	if !d.mayspell(a) {
		return finding{}, false
	}
	long := capitalCount(a) >= 4
	if !long && (last == "" || d.initials&initial(last[0]) == 0) {
		return finding{}, false
	}
	lasts := ^uint64(0) >> (maxWords - len(d.words))
	if !long {
		lasts = d.beginning(last[0])
	}
	firsts := d.beginning(a[0])
	for lasts &^= 1; lasts != 0; {
		j := bits.Len64(lasts) - 1
		lasts &^= 1 << j
		d.budget--
		if d.words[j].class&function != 0 || !long && !d.sameStem(j, last) {
			continue
		}
		end := d.closing(j, last)
		loose := end > 0
		least := 0 // letters that the words at to j give
		for at, before := j+1, firsts&(1<<j-1); before != 0; {
			i := bits.Len64(before) - 1
			before &^= 1 << i
			for ; at > i+1; at-- {
				least += d.gives(at - 1)
			}
			if d.head > i && d.head <= j || least > len(a) || j-i > 6 && d.commas>>i<<(63-j+7+i) != 0 {
				break
			}
			if d.words[i].class&function != 0 || lowerByte(a[0]) != lowerByte(d.title[d.words[i].start]) {
				continue
			}
			if !spells(d.text(i, j+1), a, loose, &d.budget) {
				continue
			}
			// The abstract's phrase may go on after the last initial.
			if end > j {
				return hit(d.spanOf(i, end+1)), true
			}
			// One part of "A and B" is not the paper's system.
			if d.listed(i, j+1) {
				continue
			}
			return hit(d.spanOf(i, j+1)), true
		}
	}
	return finding{}, false
}

// gives returns how many letters of an acronym word i gives at least if it stands in the midst of a phrase: one, unless it
// may be passed over.
func (d *doc) gives(i int) int {
	w := &d.words[i]
	if w.joined || w.class&function != 0 || w.start == 0 || d.title[w.start-1] != ' ' {
		return 0
	}
	return 1
}

// mayspell rejects, without looking at phrases, the acronyms that no title word begins and those of which no part of the title
// begins with three letters or with more than half.
func (d *doc) mayspell(a string) bool {
	capitals, strange := 0, 0
	for i := range len(a) {
		if isUpper(a[i]) {
			capitals++
			strange += int(1 &^ (d.initials >> (a[i] & 31)))
		}
	}
	return strange < 3 && 2*strange <= capitals && d.initials&initial(a[0]) != 0
}

// closing returns the first of the words j to j+3 that is the word last, with no
// function word on the way; 0 when there is none.
func (d *doc) closing(j int, last string) int {
	for k := j; last != "" && k < min(len(d.words), j+4) && (k == j || k != d.head) && d.words[k].class&function == 0; k++ {
		if d.sameStem(k, last) {
			return k
		}
	}
	return 0
}

// spells says whether the initials of the words of phrase give the capitals of
// a, in order. Function words and the later parts of compounds may be passed
// over. With loose, a word may give its first two or three letters.
func spells(phrase, a string, loose bool, budget *int) bool {
	if *budget--; *budget < 0 {
		return false
	}
	if phrase == "" {
		return !hasUpper(a)
	}
	for a != "" && !('A' <= a[0] && a[0] <= 'Z') && !isDigit(a[0]) {
		a = a[1:]
	}
	end := partEnd(phrase)
	rest, joined := "", false
	part := phrase
	if end >= 0 {
		part, rest = phrase[:end], phrase[end+1:]
		joined = phrase[end] != ' '
	}
	if part == "" {
		return spells(rest, a, loose, budget)
	}
	// The whole part or its first letters: RAG in MiA-RAG, ME for "Meta" in AMEAN.
	for n := min(len(part), len(a)); n > 1; n-- {
		if (n == len(part) || loose && n < 4) && equalFold(part[:n], a[:n]) && spells(rest, a[n:], loose, budget) {
			return true
		}
	}
	if a != "" && lowerByte(part[0]) == lowerByte(a[0]) {
		if spells(rest, a[1:], loose, budget) || joined && spells(afterCompound(rest), a[1:], loose, budget) {
			return true
		}
		// Two letters from one word: "Autoencoder" gives AE.
		if len(a) > 1 && 'A' <= a[1] && a[1] <= 'Z' && lowerByte(a[1]) == second(part) && spells(rest, a[2:], loose, budget) {
			return true
		}
	}
	return lookup(part)&function != 0 && spells(rest, a, loose, budget)
}

// partEnd returns where the first word or part of a compound ends, -1 for the whole.
func partEnd(s string) int {
	for i := range len(s) {
		if s[i] == ' ' || s[i] == '-' || s[i] == '/' {
			return i
		}
	}
	return -1
}

// second returns the initial behind a word's prefix, in lower case: e for
// "Autoencoder"; or its second capital; or 0.
func second(s string) byte {
	for _, p := range [...]string{"auto", "hyper", "multi", "meta", "super", "micro", "cross", "trans", "inter", "under", "over", "semi", "self", "pre"} {
		if lowerByte(s[0]) == p[0] && len(s) > len(p) && equalFold(s[:len(p)], p) {
			return lowerByte(s[len(p)])
		}
	}
	for i := 1; i < len(s); i++ {
		if 'A' <= s[i] && s[i] <= 'Z' {
			return lowerByte(s[i])
		}
	}
	return 0
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

// task says whether text goes on to call the thing a task or problem: "X task",
// "X, a new task".
func task(text string) bool {
	w, rest := firstWord(text)
	if lookup(w)&phenomenon != 0 {
		return true
	}
	if w != "a" && w != "the" {
		return false
	}
	for range 6 {
		w, rest = firstWord(rest)
		if c := lookup(w); c&phenomenon != 0 {
			return true
		} else if c&(function|thing) != 0 && w != "and" {
			break
		}
	}
	return false
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

// sameStart says whether both texts begin with the same word or part of one.
func sameStart(a, b string) bool {
	n := partEnd(b)
	if n < 0 {
		n = len(b)
	}
	return len(a) >= n && equalFold(a[:n], b[:n])
}
