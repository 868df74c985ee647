package title

// What the abstract says of a name. It is read backwards from each mention to
// the verb or possessive that would make the thing the paper's own:
//
//	we propose a [novel] X      our X      a model called X
//	we propose a model for …, X      we propose … (X)
//
// A preposition or conjunction ends the noun phrase, so "we propose a way to
// train X" claims nothing; only an apposition (comma, bracket) reaches past it.

import (
	"strings"
	"unicode/utf8"
)

// A use is how much an abstract makes of a name, weakest first.
type use uint8

const (
	unseen  use = iota // not mentioned
	seen               // mentioned
	named              // mentioned as a thing that acts: "X achieves …", "X, a novel …"
	claimed            // introduced as the paper's own
)

const (
	maxWord   = 64 // bytes; what is longer is no word
	reachNear = 9  // words from a verb to the noun phrase it introduces
	reachFar  = 22 // the same to an apposition or bracket
	reachOur  = 4  // from "our" to the name
)

// use returns the strongest use of name in the abstract. With fold, case, line
// breaks and hyphens do not matter and the last word may be in the plural.
func (d *doc) use(name string, fold bool) use {
	best := unseen
	for m := d.mentions(name, fold); best < claimed && m.next(); {
		best = max(best, d.mention(m.start, m.end, fold))
	}
	return best
}

// mention grades the mention at abstract[i:j].
func (d *doc) mention(i, j int, phrase bool) use {
	after := d.abstract[j:]
	if phrase {
		after = pastBracket(after)
	}
	if claims(d.abstract, i) {
		if phrase && task(after) {
			return seen
		}
		return claimed
	}
	switch w, rest := firstWord(after); w {
	case "is", "was", "are":
		w, rest = firstWord(rest)
		if w == "a" || w == "an" {
			if next, _ := firstWord(rest); lookup(next)&past != 0 {
				return seen // a recently proposed model
			}
		}
		switch w {
		case "proposed", "introduced", "presented", "developed", "designed", "novel", "built", "evaluated", "able", "trained":
			return claimed
		}
		return named
	default:
		if w == "only" || w == "also" || strings.HasSuffix(w, "ly") {
			w, _ = firstWord(rest)
		}
		if lookup(w)&doing != 0 && !strings.HasSuffix(w, "ing") {
			return named
		}
		if strings.HasPrefix(after, ", a") || strings.HasPrefix(after, ", the first") || strings.HasPrefix(after, ", our") {
			switch w, _ = firstWord(rest); w {
			case "novel", "new", "first":
				return claimed
			}
			if phrase && strings.HasPrefix(after, ", our ") {
				return claimed
			}
			return named
		}
	}
	return seen
}

// pastBracket passes over " (ACR)" at the beginning of s.
func pastBracket(s string) string {
	if k := strings.IndexByte(s[:min(len(s), maxWord)], ')'); strings.HasPrefix(s, " (") && k > 0 {
		return s[k+1:]
	}
	return s
}

// claims says whether the words before s[i] introduce what stands there as the
// paper's own.
func claims(s string, i int) bool { return claimsWithin(s, i, reachFar) }

// claimsWithin is claims with the verb at most reach words away.
func claimsWithin(s string, i, reach int) bool {
	apposed, broken := false, false
	reachPossessive := reachOur
	filler := true
	for k := range reach {
		start, end := wordBefore(s, i)
		gap := s[end:i]
		if start == end || strings.ContainsAny(gap, ".;?!") && !strings.HasSuffix(s[start:end], "i.e") {
			return false
		}
		if k == 0 {
			apposed = strings.ContainsAny(gap, ",(:–—") || strings.Contains(gap, "--")
			if strings.HasSuffix(gap, " (") {
				reachPossessive = reachNear // our method: a longer phrase (X)
			}
		}
		w := s[start:end]
		c := lookup(w)
		if k == 0 && c&thing != 0 && gap == " " {
			reachPossessive = reachNear // our large and deep model X
		}
		switch {
		case w == "resulting" && apposed && k < 3:
			return true
		case w == "i.e":
			apposed = true
		case c&naming != 0 && (filler || apposed && !broken && k < reachNear || callsOwn(s[start:])):
			return !namesTask(s, start) && !ofOthers(s, start)
		case c&others != 0 || c&phenomenon != 0 && k < 3:
			return false
		case w == "our" || w == "Our":
			if !broken && k < reachPossessive {
				return true
			}
		case w == "as" && filler:
			if k < 2 && refersTo(s, start) {
				return true
			}
		case c&propose != 0:
			if !broken && k < reachNear || apposed {
				return !borrowed(s, start)
			}
		case w == "and" && (k == 1 || k == 2):
			// "a novel and flexible X"
		case c&stop != 0:
			if !apposed {
				return false
			}
			broken = true
		}
		if w != "a" && w != "an" && w != "the" && w != "as" && w != "it" && w != "this" && w != "our" && w != "method" {
			filler = false
		}
		i = start
	}
	return false
}

// refersTo says whether the words before "as" at s[i] are "a model, referred to" or "we refer to this model": what is called so is
// no problem or finding.
func refersTo(s string, i int) bool {
	refers, made := false, false
	for range 7 {
		start, end := wordBefore(s, i)
		if start == end || strings.ContainsAny(s[end:i], ".;?!") {
			break
		}
		w := s[start:end]
		refers = refers || w == "refer" || w == "referred"
		made = made || lookup(w)&(thing|phenomenon) == thing
		i = start
	}
	return refers && made
}

// callsOwn says whether s begins with a verb that names and what it names is at hand: "call this new approach X".
func callsOwn(s string) bool {
	w, rest := firstWord(s)
	switch w {
	case "call", "name", "term", "dub", "denote":
		w, _ = firstWord(rest)
		return w == "our" || w == "this" || w == "the"
	}
	return false
}

// borrowed says whether the word before the verb at s[i] gives it to others:
// "recently proposed", "authors have proposed", "Google released". "Developing" and its like are only the authors' behind "by".
func borrowed(s string, i int) bool {
	start, end := wordBefore(s, i)
	if s[i]|0x20 == 'd' {
		switch w, _ := firstWord(s[i:]); w {
		case "developing", "designing", "devising", "Developing", "Designing", "Devising":
			return s[start:end] != "by"
		}
	}
	if w := s[start:end]; w == "have" || w == "has" {
		start, end = wordBefore(s, start)
		w = s[start:end]
		return w != "we" && w != "We" && w != "paper" && w != "work"
	}
	if w := s[start:end]; w == "researchers" {
		return true
	}
	return lookup(s[start:end])&(past|brand) != 0
}

// quoted says whether s[i:j] stands in quotation marks of its own.
func quoted(s string, i, j int) bool {
	opens, closes := s[:i], s[j:]
	if strings.HasSuffix(opens, "\"") || strings.HasSuffix(opens, "“") || strings.HasSuffix(opens, "``") {
		return strings.HasPrefix(closes, "\"") || strings.HasPrefix(closes, "”") || strings.HasPrefix(closes, "''")
	}
	return strings.HasSuffix(opens, "‘") && strings.HasPrefix(closes, "’")
}

// namesTask says whether one of the words before "called" at s[i] is task or the like.
func namesTask(s string, i int) bool {
	for range 3 {
		start, end := wordBefore(s, i)
		if start == end || strings.ContainsAny(s[end:i], ".;?!") {
			break
		}
		if lookup(s[start:end])&phenomenon != 0 {
			return true
		}
		i = start
	}
	return false
}

// ofOthers says whether what the word at s[i], called or the like, names is other people's: the sentence has "recently proposed"
// before, and "namely" names other people's unless the sentence introduces something or is about us.
func ofOthers(s string, i int) bool {
	namely, proposed := strings.HasPrefix(s[i:], "namely"), false
	for range reachFar {
		start, end := wordBefore(s, i)
		w := s[start:end]
		if start == end || strings.ContainsAny(s[end:i], ".;?!") {
			break
		}
		c := lookup(w)
		if proposed || namely && c&others != 0 {
			return c&others != 0 || c&past != 0 && c&stop == 0 // "been built" is nobody's
		}
		if proposed = c&propose != 0 && w != "novel"; w == "our" || w == "we" || w == "We" || w == "this" || w == "This" {
			return false
		}
		i = start
	}
	return namely
}

// wordBefore returns the bounds of the last word in s[:i]; start == end when the
// text begins or nothing but punctuation stands near.
func wordBefore(s string, i int) (start, end int) {
	end = i
	for ; end > 0; end-- {
		if in := inWords[s[end-1]]; in == always || in == unlessSign && !signBefore(s[:end]) {
			break
		} else if in == unlessSign {
			end -= signBytes - 1
		}
		if i-end >= maxWord {
			return end - 1, end - 1
		}
	}
	for start = end; start > 0 && end-start < maxWord; start-- {
		in := inWords[s[start-1]]
		if in != always && (in == never || signBefore(s[:start])) && !(s[start-1] == '.' && start > 1 && start < end && wordByte(s[start-2])) {
			break
		}
	}
	return start, end
}

// inWords says of a byte whether it belongs to a word: always, never, or unless it is of a quote or dash.
var inWords = func() (in [256]uint8) {
	for c := range in {
		if c >= utf8.RuneSelf {
			in[c] = unlessSign
		} else if wordByte(byte(c)) {
			in[c] = always
		}
	}
	return in
}()

const (
	never uint8 = iota
	always
	unlessSign
)

// signBefore says whether s ends in one of the quotes, dashes and other signs from U+2000 to U+203F, which have bytes as letters have.
func signBefore(s string) bool {
	n := len(s)
	return n >= signBytes && s[n-3] == 0xE2 && s[n-2] == 0x80
}

const signBytes = len("—")

// firstWord returns the first word of s if only blanks, commas and quotes come
// before it, and the text behind it.
func firstWord(s string) (word, rest string) {
	i := 0
	for i < len(s) && (s[i] == ' ' || s[i] == ',' || s[i] == '\n' || s[i] == '"' || s[i] == '\'') {
		i++
	}
	j := i
	for j < len(s) && wordByte(s[j]) {
		j++
	}
	return s[i:j], s[j:]
}

func wordByte(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || isDigit(c) || c == '-' || c == '\'' || c >= utf8.RuneSelf
}
