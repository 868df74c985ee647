package title

// The finder for phrases that the abstract introduces in small letters and then has at work: "we propose tidal rope lending …
// Tidal rope lending halves the cost", "our tidal rope lending halves the cost".

import "strings"

// acting gives what setOff found on its way.
func acting(d *doc) finding {
	if !d.sought {
		coined(d)
	}
	if d.atWork.end == 0 {
		return miss("the abstract has no phrase of the title at work as its own")
	}
	return hit(d.atWork)
}

// acts says whether the abstract introduces the title's phrase that closes with word end where m has found it first, and there or
// further on has just that as the subject of what a method does.
func (d *doc) acts(end int, m *search) bool {
	s, known := d.abstract, false
	if d.words[end].class&(thing|studyNoun|dataWord|benchWord) != 0 || !d.direct(m.start) || task(pastBracket(s[m.end:])) {
		return false
	}
	for more := true; more; more, known = m.next(), true {
		if (known && subject(s, m.start) || d.ours(m.start)) && does(pastBracket(s[m.end:]), d.title[d.words[end].end-1] == 's') {
			return true
		}
	}
	return false
}

// subject says whether a subject may begin at s[i]: there a sentence begins, or "that" or "The" stands before.
func subject(s string, i int) bool {
	for range 3 {
		start, end := wordBefore(s, i)
		switch w := s[start:end]; {
		case start == end || strings.ContainsAny(s[end:i], ".;") || w == "that" || w == "The":
			return true
		case w != "the" && w != "proposed":
			return false
		}
		i = start
	}
	return false
}

// does says whether rest begins with a verb that a system is the subject of, be it behind an adverb.
func does(rest string, plural bool) bool {
	v, more := firstWord(rest)
	if strings.HasSuffix(v, "ly") {
		v, _ = firstWord(more)
	}
	c := lookup(v)
	if c == 0 && plural {
		c = lookup(v + "s")
	}
	return v == "is" || c&doing != 0 && c&function == 0 && (plural || strings.HasSuffix(v, "s"))
}
