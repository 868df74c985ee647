package title

import "strings"

// The finders behind the rule table.

func isTeam(d *doc) finding {
	for i := 1; i+1 < len(d.words); i++ {
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
		if lookup(next)&event != 0 {
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

func year(s string) bool {
	return len(s) == 4 && isNumber(s) && (s[:2] == "20" || s[:2] == "19")
}

func headAcronym(d *doc) finding {
	if d.head < 2 {
		return miss("no head of several words")
	}
	for i := 1; i < d.head; i++ {
		if w := &d.words[i]; w.open && w.close && (w.distinct || acronymOf(d.text(i, i+1)) != "") {
			return hit(w.span)
		}
	}
	return miss("no acronym in brackets before the separator")
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
	case w.letters == 0 || w.letters < len(name)/3:
		return miss("the head is a figure or formula")
	case w.distinct || w.joined && w.class&generic != 0 && lookup(name)&generic == 0:
		return hit(w.span)
	case w.class&(field|opener|function|verb|event) != 0:
		return miss("the head is an ordinary heading")
	case d.abstract == "":
		return hit(w.span)
	}
	if i, _ := find(d.abstract, name, false); i >= 0 {
		return hit(w.span)
	}
	if w.class&generic != 0 {
		return miss("the head is a term of the field")
	}
	if u := d.use(name, true); u == seen || u == named {
		return miss("the abstract uses the word as an ordinary one")
	}
	return hit(w.span)
}

// nameHead returns the bounds of a head that could be a proper name: 2 to 5
// capitalised words, none of them a function word, verb or opener.
func nameHead(d *doc) (lo, hi int, why string) {
	hi = d.head
	if hi > 0 && (strings.EqualFold(d.text(0, 1), "the") || d.text(0, 1) == "Introducing") {
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
	case last.class&tail != 0 && d.text(hi-1, hi) != "Suite":
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
	if d.words[d.head-1].class&phenomenon != 0 {
		return miss("the head names a finding or a task")
	}
	study, joint := false, false
	for i := range d.head {
		study = study || d.words[i].class&(studyWord|surveyWord) != 0
		joint = joint || d.words[i].class&function != 0
	}
	if study && joint {
		return miss("the head announces a study")
	}
	lo := 0
	if strings.EqualFold(d.text(0, 1), "the") {
		lo = 1
	}
	if d.use(d.text(lo, d.head), true) == claimed {
		return hit(d.spanOf(lo, d.head))
	}
	return miss("the abstract does not introduce the head as its own")
}

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
		if !strings.EqualFold(d.text(i+1, i+2), "report") {
			continue
		}
		if w := d.text(i, i+1); w != "Technical" && w != "technical" && w != "System" {
			continue
		}
		lo := 0
		if strings.EqualFold(d.text(0, 1), "the") {
			lo = 1
		}
		if i > lo && i-lo <= 4 && (d.head == 0 || i < d.head) && d.words[lo].capital && d.words[lo].class&opener == 0 {
			return hit(d.spanOf(lo, i))
		}
	}
	return miss("no 'Introducing NAME', no 'NAME Technical Report'")
}

func articleName(d *doc) finding {
	if len(d.words) < 3 || d.words[0].class&function == 0 {
		return miss("the title does not open with an article")
	}
	switch d.text(0, 1) {
	case "A", "An", "The":
	default:
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
	for at := 0; ; {
		i, n := find(d.abstract[at:], name, false)
		if i < 0 {
			return -1
		}
		i += at
		at = i + n
		if !claimsWithin(d.abstract, i, reach) {
			continue
		}
		if at == len(d.abstract) || strings.IndexByte(",.()!:;", d.abstract[at]) >= 0 || strings.HasPrefix(d.abstract[at:], " (") {
			return at
		}
		if w, _ := firstWord(d.abstract[at:]); nouns && lookup(w)&(thing|stop|function|doing|dataWord|benchWord) != 0 {
			return at
		}
	}
}

func tokenClaimed(d *doc) finding {
	for i := range d.words {
		w := &d.words[i]
		if !w.distinct && !w.lettered || w.class&common != 0 {
			continue
		}
		need := claimed
		if i == 0 {
			need = named
		}
		name := d.text(i, i+1)
		if w.owner {
			name = name[:strings.LastIndexAny(name, "'’")]
		}
		if i > 0 && w.caps && d.claimedAlone(name, true, reachFar) < 0 {
			continue
		}
		if d.use(name, false) >= need && !d.longer(i) {
			s := w.span
			if w.owner {
				s.end = strings.LastIndexAny(d.title[:s.end], "'’")
			}
			return hit(s)
		}
	}
	return miss("no distinct word that the abstract introduces as its own")
}

func spelledOut(d *doc) finding {
	if len(d.words) < 2 || d.abstract == "" {
		return miss("no abstract")
	}
	if f := d.spelled(); f.fired {
		return f
	}
	return miss("the abstract introduces no acronym that title words spell")
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
	phrase := d.text(lo, n)
	phrase = strings.TrimSuffix(phrase, "s")
	for at := 0; ; {
		i, l := find(d.abstract[at:], phrase, true)
		if i < 0 {
			return miss("the abstract does not introduce the opening phrase")
		}
		i += at
		at = i + l
		if !claims(d.abstract, i) {
			continue
		}
		if task(d.abstract[at:]) {
			return miss("the abstract introduces it as a task")
		}
		apposed, upper := strings.HasPrefix(d.abstract[at:], ", a"), capitals(d.abstract[i:at])
		if upper < 2 && !(upper == 1 && n == len(d.words)) {
			// In lower case only ", a novel …" marks a name.
			_, rest := firstWord(d.abstract[at:])
			w, _ := firstWord(rest)
			apposed = apposed && (w == "novel" || w == "new")
		}
		if (n-lo > 2 || n == len(d.words)) && (apposed || upper >= 2) || apposed && upper >= 2 {
			return hit(d.spanOf(lo, d.goesOn(n, d.abstract[at:])))
		}
	}
}

// longer says whether the abstract only knows word i as the beginning of a
// longer name that the title does not give.
func (d *doc) longer(i int) bool {
	name := d.text(i, i+1)
	for at := 0; ; {
		k, n := find(d.abstract[at:], name, false)
		if k < 0 {
			return at > 0
		}
		at += k + n
		rest := d.abstract[at:]
		if len(rest) < 2 || rest[0] != ' ' || !('A' <= rest[1] && rest[1] <= 'Z') {
			return false
		}
		if w, _ := firstWord(rest); i+1 < len(d.words) && d.is(i+1, w) {
			return false
		}
	}
}

// goesOn extends the opening phrase of n words over "of" as far as the abstract
// has the same words.
func (d *doc) goesOn(n int, rest string) int {
	if n+1 >= len(d.words) || !d.is(n, "of") {
		return n
	}
	k := n
	for k < len(d.words) {
		w, more := firstWord(rest)
		if w == "" || !sameStem(d.text(k, k+1), w) || k > n && d.words[k].class&function != 0 {
			break
		}
		k, rest = k+1, more
	}
	if k < n+2 {
		return n
	}
	return k
}

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
