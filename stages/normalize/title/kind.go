package title

import "strings"

// kind sorts the paper by what its title announces, strongest word first. Only
// a title that announces nothing makes it look into the abstract, for the verbs
// with which papers propose something.
func (d *doc) kind(system string) (kind, why string) {
	shared, study := false, false
	for i := range d.having(surveyWord | benchWord | dataWord | studyWord | event | argues) {
		w := &d.words[i]
		switch c := w.class; {
		case c&(surveyWord|benchWord|dataWord|studyWord|event|argues) == 0:
		case c&event != 0 && (d.is(i, "shared") || d.is(i, "task") && i > 0 && d.is(i-1, "shared") || d.is(i, "challenge") && i+1 == len(d.words)):
			shared = true
		case c&surveyWord != 0 && d.surveys(i) && !(i < d.head && strings.Contains(system, d.text(i, i+1))):
			if shared || d.sharedTask() {
				return Other, "an overview of a shared task"
			}
			return Survey, "the title says " + d.text(i, i+1)
		case c&studyWord != 0 && d.studies(i, system):
			study = true
		case c&argues != 0 && i == 0 && d.head == 1:
			return Other, "a position paper"
		}
	}
	if benchName(system) {
		return Benchmark, "the system is a bench by name"
	}
	for i := range d.having(benchWord) {
		if d.words[i].class&benchWord != 0 && d.announced(i) {
			return Benchmark, "the title announces a benchmark"
		}
	}
	for i := range d.having(dataWord) {
		if d.words[i].class&dataWord != 0 && d.announced(i) {
			return Dataset, "the title announces a dataset"
		}
	}
	if k := d.introducedAs(system); k != "" {
		return k, "the abstract introduces the system as a " + k
	}
	switch {
	case shared || d.sharedTask():
		return Other, "a shared task"
	case study:
		return Other, "the title announces a study"
	case system != "":
		return Method, "the title names a system"
	case len(d.words) == 0:
		return Other, "no title"
	case strings.HasSuffix(d.title, "?") || d.asks && strings.IndexByte(d.title[:d.sep.start+1], '?') > 0:
		return Other, "the title asks"
	}
	first := 0
	for first+1 < len(d.words) && d.article(first) {
		first++
	}
	switch {
	case d.words[first].class&aspect != 0 && first+1 < len(d.words) && d.words[first+1].class&function != 0:
		return Other, "the title is about " + d.text(first, first+1)
	case first == 0 && d.is(0, "on") && !strings.Contains(d.abstract, "propose"):
		return Other, "'On …', and the abstract proposes nothing"
	}
	for i := range d.having(thing) {
		if d.words[i].class&thing != 0 && d.announced(i) {
			return Method, "the title announces a " + d.text(i, i+1)
		}
	}
	if d.proposes() {
		return Method, "the abstract proposes something"
	}
	if d.abstract == "" && d.words[0].class&opener == 0 {
		return Method, "nothing says otherwise"
	}
	return Other, "neither title nor abstract proposes anything"
}

// is says whether word i is word, which is in lower case.
func (d *doc) is(i int, word string) bool {
	s := d.words[i].span
	return s.end-s.start == len(word) && lowers(d.title[s.start:s.end], word)
}

// having returns the title's words if any is of the classes c, else none.
func (d *doc) having(c class) []word {
	if d.classes&c == 0 {
		return nil
	}
	return d.words
}

// benchName says whether a name holds "Bench" or "bench", or ends in "BENCH".
func benchName(s string) bool {
	return strings.Contains(s, "ench") && (strings.Contains(s, "Bench") || strings.Contains(s, "bench")) || strings.HasSuffix(s, "BENCH")
}

func (d *doc) sharedTask() bool {
	for i := range d.having(event) {
		if i > 0 && d.words[i].class&event != 0 && d.is(i-1, "shared") && (d.is(i, "task") || d.is(i, "tasks")) {
			return true
		}
	}
	return d.traits&atSign != 0 && isTeam(d).fired
}

// surveys says whether word i is a survey of the literature, not survey data,
// peer review or product reviews.
func (d *doc) surveys(i int) bool {
	if i+1 < len(d.words) && d.words[i+1].class&surveyed != 0 && d.head != i+1 {
		return false
	}
	if i > 0 && d.words[i-1].class&reviewed != 0 {
		return false
	}
	return !d.is(i, "reviews") && !(d.is(i, "surveys") && i > 0)
}

// studies says whether word i makes the paper a study: a participle that opens
// the title or subtitle, or the noun that it announces with an article. Under a
// system's name only the latter counts.
func (d *doc) studies(i int, system string) bool {
	w := d.text(i, i+1)
	if strings.HasSuffix(w, "ing") {
		if d.words[i].class&hopeful != 0 && d.proposes() {
			return false
		}
		return system == "" && (i == 0 || i == d.head) && i+1 < len(d.words) && !d.is(i+1, "and")
	}
	if d.words[i].class&studyNoun == 0 || !d.announced(i) || i+1 < len(d.words) && i+1 != d.head && d.words[i+1].class&thing != 0 {
		return false
	}
	for k := i; k >= 0 && i-k < 6; k-- {
		if k < i && d.words[k].class&scholarly != 0 || i == 0 {
			return true
		}
		switch d.text(k, k+1) {
		case "A", "An", "The", "a", "an", "the":
			return true
		}
		if k == d.head || k < i && d.words[k].class&function != 0 {
			break
		}
	}
	return false
}

// announced says whether the noun phrase that closes with word i is the title's
// subject: no preposition governs it and no noun follows it.
func (d *doc) announced(i int) bool {
	if i+1 < len(d.words) && i+1 != d.head && !d.words[i].comma {
		if c := d.words[i+1].class; c&(function|thing|verb|dataWord|benchWord) == 0 && !d.words[i+1].open && !d.is(i, "benchmarking") {
			return false
		}
	}
	if d.is(i, "benchmarking") {
		return i == 0 || i == d.head || d.words[i-1].class&function == 0
	}
	for k := i - 1; k >= 0; k-- {
		if k+1 == d.head {
			return true
		}
		if d.words[k].class&function == 0 {
			continue
		}
		switch w := d.text(k, k+1); {
		case w == "and":
			return true
		case d.article(k) || w == "our":
			if k > 0 && k != d.head && d.words[k-1].class&function != 0 {
				return false
			}
			return true
		default:
			return false
		}
	}
	return true
}

// introducedAs reads what the abstract calls the system where it first defines
// it: "X, a dataset of …", "X (EX) is a benchmark for …".
func (d *doc) introducedAs(system string) string {
	if system == "" {
		return ""
	}
	for m := d.mentions(system, false); m.next(); {
		w, rest := firstWord(pastBracket(d.abstract[m.end:]))
		if w == "is" {
			w, rest = firstWord(rest)
		}
		if w != "a" && w != "an" && w != "the" {
			continue
		}
		for range 10 {
			w, rest = firstWord(rest)
			switch c := lookup(w); {
			case w == "" || c&stop != 0 && w != "and" && w != "to":
				return ""
			case c&benchWord != 0:
				return Benchmark
			case c&dataWord != 0:
				return Dataset
			}
		}
		return ""
	}
	return ""
}

// proposes says whether the abstract introduces something of its own: "we
// propose", "a novel", "our method".
func (d *doc) proposes() bool {
	s := d.abstract
	for g := range proposals {
		p := &proposals[g]
		for i := p.pair.next(s, 0); i < len(s); i = p.pair.next(s, i+1) {
			for _, cue := range p.cues {
				if from := i - cue.at; from >= 0 && strings.HasPrefix(s[from:], cue.text) {
					if !cue.noun {
						return true
					}
					if w, _ := firstWord(s[from+len(cue.text):]); lookup(w)&thing != 0 {
						return true
					}
				}
			}
		}
	}
	return false
}

// A proposal is a group of cues that are searched for by two letters. Those that settle most come first; of all pairs in
// its cues, a group has the one that stops the search least.
type proposal struct {
	letters string
	apart   int
	cues    []cue
	pair    pair
}

type cue struct {
	text string
	noun bool // a word for a thing must follow
	at   int  // of the pair in text
}

var proposals = func() []proposal {
	groups := []proposal{
		{letters: "pp", apart: 3, cues: []cue{{text: "propose"}}},
		{letters: "du", apart: 1, cues: []cue{{text: "e introduce"}, {text: "introduces a"}}},
		{letters: "u ", apart: 2, cues: []cue{{text: "ur ", noun: true}}},
		{letters: "nv", apart: 2, cues: []cue{{text: "novel "}}},
		{letters: "vp", apart: 4, cues: []cue{{text: "e develop"}}},
		{letters: "ps", apart: 3, cues: []cue{{text: "e present a"}, {text: "presents a"}}},
		{letters: "dg", apart: 4, cues: []cue{{text: "e design"}}},
		{letters: "w ", apart: 1, cues: []cue{{text: "new ", noun: true}}},
		{letters: "dv", apart: 2, cues: []cue{{text: "e devise"}}},
	}
	for g := range groups {
		p := &groups[g]
		first, second := p.letters[0], p.letters[1]
		p.pair = pair{first: uint64(first) * eachByte, second: uint64(second) * eachByte, apart: p.apart}
		for i := range p.cues {
			c := &p.cues[i]
			for c.text[c.at] != first || c.text[c.at+p.apart] != second {
				c.at++
			}
		}
	}
	return groups
}()
