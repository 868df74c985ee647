package title

// The finders that look at the head of a title: what stands before its first
// colon or dash. A head is a name by its spelling, or because the abstract
// introduces it; everything else before a colon is a phrase.

import "strings"

func isTeam(d *doc) finding {
	for i := range d.head {
		w := d.text(i, i+1)
		if k := strings.IndexByte(w, '@'); k > 0 && len(w)-k > 3 && hasUpper(w[k:]) && (smallCount(w[k:]) > 1 || strings.ContainsAny(w[k:], "0123456789") || i+1 < len(d.words) && d.words[i+1].number || lookup(w[k+1:])&event != 0) {
			return none("a team at a meeting")
		}
	}
	for i := 1; i+1 < len(d.words); i++ {
		if c := d.title[d.words[i].start]; c != 'a' && c != 'A' && c != '@' {
			continue
		}
		switch w := d.text(i, i+1); {
		case w[0] == '@' && len(w) > 1:
			return none("a team at a meeting")
		case w != "at" && w != "@" && w != "At":
			continue
		}
		next := d.text(i+1, i+2)
		if i+2 < len(d.words) && year(d.text(i+2, i+3)) {
			return none("a team at a meeting")
		}
		if k := strings.IndexAny(next, "-'’"); k > 0 {
			next = next[:k]
		}
		if lookup(next)&event != 0 || d.head == 3 && i == 1 && d.words[2].distinct {
			return none("a team at a shared task")
		}
		for j := i + 2; j < len(d.words) && j <= i+5; j++ {
			if w := d.text(j, j+1); w == "Task" || w == "Shared" || w == "Challenge" {
				return none("a team at a shared task")
			}
		}
	}
	return miss("no 'NAME at TASK'")
}

func overview(d *doc) finding {
	if len(d.words) > 2 && d.is(1, "of") && (d.is(0, "overview") || d.classes&event != 0 && (d.is(0, "findings") || d.is(0, "proceedings"))) {
		return none("an overview of a meeting or shared task")
	}
	return miss("no 'Overview of …'")
}

// twoNames takes "A and B", as the head or behind it, where both are spelled like names or the abstract introduces them together.
func twoNames(d *doc) finding {
	for _, lo := range [...]int{0, d.head} {
		hi := lo + 3
		if d.head == 0 || hi > len(d.words) || !d.is(lo+1, "and") && d.text(lo+1, lo+2) != "&" {
			continue
		}
		if lo == 0 && hi != d.head || lo > 0 && hi < len(d.words) && d.words[hi].class&(thing|dataWord|benchWord) == 0 {
			continue
		}
		a, b := &d.words[lo], &d.words[lo+2]
		if (a.class|b.class)&^everyday != 0 || !a.capital || !b.capital {
			continue
		}
		odd := (a.distinct || a.caps) && (b.distinct || b.caps) && d.has(d.text(lo, lo+1), true) && d.has(d.text(lo+2, hi), true)
		if odd || d.claimedAlone(d.text(lo, hi), false, reachThing) >= 0 {
			return hit(d.spanOf(lo, hi))
		}
	}
	return miss("no two names joined by 'and'")
}

func year(s string) bool {
	return len(s) == 4 && isNumber(s) && (s[:2] == "20" || s[:2] == "19")
}

func headAcronym(d *doc) finding {
	if d.head < 2 {
		return miss("no head of several words")
	}
	for i := 1; i < d.head; i++ {
		if w := &d.words[i]; w.open && w.close && d.words[i-1].class&function == 0 && (w.distinct || acronymOf(d.text(i, i+1)) != "") {
			if d.abstract != "" && (i+1 < d.head || w.class&common != 0) && d.use(d.text(i, i+1), false) != claimed {
				return miss("the abstract does not introduce the acronym as its own")
			}
			return hit(w.span)
		}
	}
	return miss("no acronym in brackets before the separator")
}

// headSpelled takes an acronym that a longer head holds and that the words
// behind the colon spell.
func headSpelled(d *doc) finding {
	for i := range d.head {
		w := &d.words[i]
		name := d.text(i, i+1)
		if d.head < 2 || !w.distinct && !w.caps || capitalCount(name) < 3 || acronymOf(name) == "" {
			continue
		}
		a := strings.TrimSuffix(name, "s")
		for j, hi := d.head+1, min(len(d.words), d.head+len(a)+3); j < hi; j++ {
			budget := 1000
			if d.words[j].class&function == 0 && spells(d.text(d.head, j+1), a, false, &budget) {
				return hit(w.span)
			}
		}
	}
	return miss("the words behind the separator spell no word of the head")
}

func headWord(d *doc) finding {
	if d.head != 1 {
		return miss("the head is not one word")
	}
	w := &d.words[0]
	name := d.text(0, 1)
	switch {
	case d.asks:
		return miss("the head is an exclamation or a question")
	case w.letters == 0 || int(w.letters) < len(name)/3:
		return miss("the head is a figure or formula")
	case w.distinct || w.joined && w.class&generic != 0 && lookup(name)&generic == 0:
		return hit(w.span)
	case w.class&field != 0 && w.class&(function|verb|event) == 0 && d.apposedWord(name):
		return hit(w.span)
	case w.class&(field|opener|function|verb|event) != 0:
		return miss("the head is an ordinary heading")
	case d.abstract == "":
		return hit(w.span)
	}
	if d.has(name, false) {
		return hit(w.span)
	}
	if w.class&generic != 0 {
		return miss("the head is a term of the field")
	}
	if u := d.use(name, true); (u == seen || u == named) && !d.shouted(0) {
		return miss("the abstract uses the word as an ordinary one")
	}
	return hit(w.span)
}

// answer takes NAME of "Do Boats Drift? NAME: …".
func answer(d *doc) finding {
	if d.head < 3 || !d.words[d.head-2].ends || d.asks {
		return miss("no one word behind a question")
	}
	w := &d.words[d.head-1]
	if w.class&(field|opener|function|verb|event|generic) != 0 || !w.distinct && !w.caps && d.use(d.text(d.head-1, d.head), true) != claimed {
		return miss("the word behind the question is no name")
	}
	return hit(w.span)
}

// apposedWord says whether the abstract introduces the word, as it stands in the title, with an apposition: "we present X, an …".
func (d *doc) apposedWord(name string) bool {
	end := d.claimedAlone(name, false, 1)
	return end >= 0 && strings.HasPrefix(d.abstract[end:], ", a")
}

// shouted says whether the abstract has word i, which is not in capitals here, in capitals.
func (d *doc) shouted(i int) bool {
	w := &d.words[i]
	return !w.caps && w.letters > 3 && w.class&(generic|common) == 0 && d.has(strings.ToUpper(d.text(i, i+1)), false)
}

// nameHead returns the bounds of a head that could be a proper name: 2 to 5
// capitalised words, none of them a function word, verb or opener.
func nameHead(d *doc) (lo, hi int, why string) {
	hi = d.head
	if hi > 0 && (d.is(0, "the") || d.text(0, 1) == "Introducing") {
		lo = 1
	}
	if hi-lo < 2 || hi-lo > 5 {
		return 0, 0, "the head has not 2 to 5 words"
	}
	if d.asks {
		return 0, 0, "the head is a question"
	}
	if d.words[hi-1].class&phenomenon != 0 {
		return 0, 0, "the head names a finding"
	}
	for i := lo; i < hi; i++ {
		w := &d.words[i]
		switch {
		case w.comma || w.open || w.close:
			return 0, 0, "the head is a list or has brackets"
		case w.class&event != 0:
			return 0, 0, "the head is a meeting or shared task"
		case d.is(i, "&") && i > lo && i+1 < hi:
		case w.class&verb != 0 && !w.distinct, w.class&function != 0 && !w.distinct:
			return 0, 0, "the head holds a verb or function word"
		case i == lo && (w.class&opener != 0 || strings.HasSuffix(d.text(i, i+1), "ing")):
			return 0, 0, "the head opens like a phrase"
		case !w.capital && !w.distinct && !w.number:
			return 0, 0, "the head is not capitalised"
		}
	}
	return lo, hi, ""
}

func headName(d *doc) finding {
	lo, hi, why := nameHead(d)
	if hi == 0 {
		return miss(why)
	}
	for i := lo; i < hi; i++ {
		w := &d.words[i]
		if !w.distinct || w.owner {
			continue
		}
		if d.is(hi-1, "revisited") {
			return none("the head goes back to what is known")
		}
		if i == hi-1 && d.abstract != "" && !d.is(i-1, "&") && d.claimedAlone(d.text(i, hi), true, 1) >= 0 && d.use(d.text(lo, hi), true) == unseen {
			return hit(w.span) // The Harbour's KELP
		}
		if w.caps && hi-lo > 2 && !d.words[hi-1].distinct && d.abstract != "" && d.use(d.text(lo, hi), true) == unseen {
			return miss("an acronym among other words that the abstract never uses together")
		}
		return hit(d.spanOf(lo, hi))
	}
	return miss("no word of the head is spelled like a name")
}

func headTail(d *doc) finding {
	lo, hi, why := nameHead(d)
	if hi == 0 {
		return miss(why)
	}
	last, first := &d.words[hi-1], &d.words[lo]
	switch {
	case last.number:
		return hit(d.spanOf(lo, hi))
	case last.class&tail != 0:
		return hit(d.spanOf(lo, hi))
	case last.class&generic != 0 && last.caps && hi-lo == 2 && first.lettered:
		return hit(d.spanOf(lo, hi))
	case last.class&(brand|common) != 0 && hi-lo == 2 && (first.class&(generic|brand) == 0 || first.lettered):
		return hit(d.spanOf(lo, hi))
	}
	return miss("the head closes with an ordinary word")
}

func headClaimed(d *doc) finding {
	if d.head < 2 || d.head > 8 {
		return miss("the head has not 2 to 8 words")
	}
	if d.words[d.head-1].class&phenomenon != 0 && !d.madeHead() {
		return miss("the head names a finding or a task")
	}
	study, joint := false, false
	for i := range d.head {
		study = study || d.words[i].class&(studyWord|surveyWord) != 0
		joint = joint || d.words[i].class&function != 0
	}
	if study && joint && d.claimedAlone(d.text(0, d.head), true, reachThing) < 0 {
		return miss("the head announces a study")
	}
	lo := 0
	if d.is(0, "the") {
		lo = 1
	}
	if _, ok := d.look(d.stem(lo, d.head)); !ok {
		if d.respelled(lo) {
			return hit(d.spanOf(lo, d.head))
		}
		return miss("the abstract does not have the head")
	}
	if lo == 1 && d.claimedAlone(d.text(0, d.head), false, reachFar) >= 0 {
		return hit(d.spanOf(0, d.head)) // the article is part of it
	}
	head := d.text(lo, d.head)
	if d.use(head, true) == claimed || strings.HasSuffix(head, "s") && d.words[d.head-1].capital && d.use(head[:len(head)-1], true) == claimed || !d.wellKnown(lo, d.head) && (d.setApart(head) || d.directly(head)) {
		if d.topical(lo) {
			return miss("the abstract has the head as a topic")
		}
		budget := 1000
		if w := &d.words[d.head-1]; w.open && w.close && spells(d.text(lo, d.head-1), strings.TrimSuffix(d.text(d.head-1, d.head), "s"), true, &budget) {
			return hit(w.span) // head-acronym left it, as it is a term of the field as well
		}
		return hit(d.spanOf(lo, d.head))
	}
	return miss("the abstract does not introduce the head as its own")
}

// madeHead says whether the abstract has the head, though it closes like the name of a finding, as a thing that is made: "the X Bias
// framework", "the X Challenge, a novel benchmark".
func (d *doc) madeHead() bool {
	lo := 0
	if d.is(0, "the") {
		lo = 1
	}
	m, ok := d.look(d.stem(lo, d.head))
	if !ok || !m.next() || !claims(d.abstract, m.start) {
		return false
	}
	rest := pastBracket(d.abstract[m.end:])
	w, more := firstWord(rest)
	if !strings.HasPrefix(rest, ", a") {
		return anything(w) || lookup(w)&(dataWord|benchWord) != 0
	}
	for range 4 {
		w, more = firstWord(more)
		if c := lookup(w); c&(dataWord|benchWord) != 0 || anything(w) {
			return true
		} else if c&(function|phenomenon) != 0 {
			break
		}
	}
	return false
}

// respelled says whether the abstract introduces the head, from word lo, with hyphens in place of its commas or without its hyphens:
// "Tie, Rest, Sail" is Tie-Rest-Sail there, and "Salt Rope-Net" Salt RopeNet.
func (d *doc) respelled(lo int) bool {
	head := d.text(lo, d.head)
	if d.commas&between(lo, d.head) != 0 && d.use(strings.ReplaceAll(head, ", ", " "), true) == claimed {
		return true
	}
	return strings.IndexByte(head, '-') > 0 && d.use(strings.ReplaceAll(head, "-", ""), false) == claimed
}

// directly says whether the abstract introduces the head as "the concept of X" or "which leads to X".
func (d *doc) directly(head string) bool {
	for m := d.mentions(head, true); m.next(); {
		start, end := wordBefore(d.abstract, m.start)
		for plainly(d.abstract[start:end]) {
			start, end = wordBefore(d.abstract, start)
		}
		switch d.abstract[start:end] {
		case "of", "to", "in":
			if d.direct(m.start) && !task(pastBracket(d.abstract[m.end:])) {
				return true
			}
		}
	}
	return false
}

// topical says whether the abstract first has the head, from word lo, as something known, and nowhere in capitals, explained or
// as "our X".
func (d *doc) topical(lo int) bool {
	m, ok := d.look(d.stem(lo, d.head))
	known := false
	for ok && m.next() {
		if !known && claims(d.abstract, m.start) || capitals(d.abstract[m.start:m.end]) >= 2 || strings.HasPrefix(d.abstract[m.end:], ", a") || d.ours(m.start) {
			return false
		}
		known = true
	}
	return known
}

// setApart says whether the abstract's first mention of the head is in capitals
// and either explained, "X Y, a paradigm …", or abbreviated and at work, "X Y (XY) cuts …".
func (d *doc) setApart(head string) bool {
	s := d.abstract
	m := d.mentions(head, true)
	if !m.next() || capitals(s[m.start:m.end]) < 2 {
		return false
	}
	for k := range d.words {
		if d.words[k].class&surveyWord != 0 {
			return false
		}
	}
	rest, i := s[m.end:], m.start
	if start, end := wordBefore(s, i); lookup(s[start:end])&others != 0 {
		return false
	}
	if w, _ := firstWord(pastBracket(strings.TrimLeft(rest, "\"”'"))); quoted(s, i, m.end) && lookup(w)&thing != 0 && lookup(w)&phenomenon == 0 {
		return true // the "X Y" pipeline
	}
	if i < len("The ") && strings.HasPrefix(rest, " is a") {
		_, kind := firstWord(rest)
		_, kind = firstWord(kind)
		switch w, _ := firstWord(kind); w {
		case "new", "novel", "open-source", "open-access":
			return true
		}
	}
	if apposed := pastBracket(rest); strings.HasPrefix(apposed, ", a ") || strings.HasPrefix(apposed, ", an ") {
		_, kind := firstWord(apposed)
		w, more := firstWord(kind)
		w2, _ := firstWord(more)
		return !strings.HasSuffix(s[:i], ". ") && (lookup(w)|lookup(w2))&(others|phenomenon) == 0
	}
	if strings.HasSuffix(s[:i], ". ") && strings.HasPrefix(rest, " ") {
		w, _ := firstWord(rest)
		return len(w) > 3 && strings.HasSuffix(w, "s") && lookup(w)&(function|verb|thing) == 0
	}
	k := strings.IndexByte(rest[:min(len(rest), maxWord)], ')')
	if !strings.HasPrefix(rest, " (") || k < 0 || acronymOf(rest[2:k]) == "" || !strings.Contains(s[:i], ". ") {
		return false // what opens the abstract is background
	}
	w, _ := firstWord(rest[k+1:])
	return lookup(w)&(function|verb) == 0 && len(w) > 4 && strings.HasSuffix(w, "s")
}
