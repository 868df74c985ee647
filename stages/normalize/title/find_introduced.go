package title

// The finder for whole phrases of the title that the abstract introduces in small letters. English does without an article for names
// and for doings: "we propose tidal rope lending to" names a method, "we propose a tidal rope desk to" tells what one is like.

import "strings"

// introduced gives what setOff found on its way.
func introduced(d *doc) finding {
	if !d.sought {
		coined(d)
	}
	if d.bare.end == 0 {
		return miss("the abstract introduces no whole phrase of the title without an article")
	}
	return hit(d.bare)
}

// unmarked says whether the abstract introduces the words lo to hi, a whole phrase of the title in the singular, by abstract[i:j]
// without an article, as only names and doings are, or as something new where the title has no article and opens with them.
func (d *doc) unmarked(lo, hi, i, j int) bool {
	s, last := d.abstract, d.words[hi-1].class
	if d.chunk(lo) != hi && !(hi < len(d.words) && d.words[hi].class&(verb|doing) != 0 && d.title[d.words[hi].end-1] == 's') || lo > 0 && lo != d.head && d.words[lo-1].class&(function|opener) == 0 || last&(studyNoun|dataWord|benchWord|asked) != 0 || d.says(hi-1) {
		return false
	}
	nets := d.is(hi-1, "networks") || d.is(hi-1, "transformers") || d.is(hi-1, "autoencoders")
	if !nets && (plural(d.text(hi-1, hi)) || plural(s[i:j])) || !setBy(s[j:]) && !(nets && strings.HasPrefix(s[j:], ", ")) || task(pastBracket(s[j:])) {
		return false
	}
	long := hi-lo > 2 || d.compound(lo, hi)
	novel, article, sort := false, false, false
	for range reachPlain {
		start, end := wordBefore(s, i)
		w, gap := s[start:end], s[end:i]
		if start == end || strings.ContainsAny(gap, ".;?!") {
			return false
		}
		switch c := lookup(w); {
		case c&propose != 0 && w != "novel":
			if c&makes != 0 || !byUs(s, start) {
				return false
			}
			if article {
				return !nets && (lo == 0 || lo == d.head && hi-lo > 2) && (novel || last&thing != 0) && !d.is(hi-1, "model") && !called(s[j:])
			}
			return long || lo == 0 || lo == d.head || d.article(0)
		case c&thing != 0 && !article && strings.ContainsAny(gap, ",:"):
			return claimsWithin(s, start, reachNear)
		case w == "of" && !article && !sort:
			if start, end = wordBefore(s, start); !sortOf(s[start:end]) {
				return false
			}
			sort = true
		case !plainly(w):
			return false
		default:
			novel = novel || w == "novel" || w == "new"
			article = !sort && (article || w != "the")
		}
		i = start
	}
	return false
}

// called says whether a bracket with another name follows: " (dubbed XYZ)".
func called(rest string) bool {
	inside, ok := strings.CutPrefix(rest, " (")
	w, _ := firstWord(inside)
	return ok && lookup(w)&naming != 0
}

// byUs says whether the authors are the subject of the verb at s[i], and what it introduces is not just one thing more.
func byUs(s string, i int) bool {
	for range 3 {
		start, end := wordBefore(s, i)
		switch w := s[start:end]; w {
		case "we", "We", "I", "paper", "work", "study", "article", "Here":
			start, end = wordBefore(s, start)
			switch s[start:end] {
			case "Second", "Secondly", "Third", "Furthermore", "Moreover", "Additionally", "Besides", "Notably", "Also":
				return false
			}
			return true
		case "therefore", "thus", "here", "hence", "instead", "now", "have":
		case "and":
			before := s[max(0, start-reachPair):start]
			before = before[strings.LastIndexByte(before, '.')+1:]
			return strings.Contains(before, "We ") || strings.Contains(before, "we ")
		default:
			if !strings.HasSuffix(w, "ly") || w == "additionally" {
				return false
			}
		}
		i = start
	}
	return false
}

// reachPair is the number of bytes from "and", which joins two verbs, back to their subject.
const reachPair = 160

// plural says whether a word ends in the s of the plural.
func plural(w string) bool {
	n := len(w)
	return n > 2 && w[n-1] == 's' && strings.IndexByte("sui", w[n-2]) < 0
}

// setBy says whether what follows a phrase sets it off, or tells what it is for: ", which", ", a", " to", " for".
func setBy(rest string) bool {
	if rest == "" || strings.HasPrefix(rest, " (") || strings.IndexByte(".;:)", rest[0]) >= 0 {
		return true
	}
	w, more := firstWord(rest)
	if rest[0] == ',' {
		return w != "and" && lookup(w)&(function|naming) != 0 || strings.HasPrefix(more, ",") && capitalCount(w) > 1 && lookup(w) == 0
	}
	switch w {
	case "to", "for", "that", "which", "where", "via", "by", "through":
		return rest[0] == ' '
	case "in":
		return strings.HasPrefix(rest, " in which")
	}
	return false
}
