package title

// The finder that starts from an acronym which the abstract introduces without
// saying what it stands for: "we propose TMR, a cache". Where the words of one of
// the title's noun phrases begin with its letters, that phrase is the name; so it
// is where three or more begin with its pieces, as of TidMeR. Two that do are more
// often a description.

import "strings"

func initialled(d *doc) finding {
	// The phrases that may be a name, and the letters that they begin with.
	var phrases [8][2]int
	n, firsts := 0, uint32(0)
	for lo := d.phrase(0); lo < len(d.words) && n < len(phrases); {
		hi := d.chunk(lo)
		if (hi-lo > 2 || hi-lo == 2 && d.compound(lo, hi)) && d.words[hi-1].class&phenomenon == 0 && d.names(lo) && !d.wellKnown(lo, hi) && (hi == len(d.words) || hi == d.head || d.words[hi].class&verb == 0) {
			phrases[n] = [2]int{lo, hi}
			for i := lo; i < hi-1 || i == lo; i++ {
				firsts |= initial(d.title[d.words[i].start])
			}
			n++
		}
		lo = d.phrase(hi)
	}
	if n == 0 {
		return miss("no noun phrase of the title may be a name")
	}
	s := d.abstract
	d.budget = 10_000
	for i := acronymFrom(s, 0); i < len(s) && d.budget > 0; {
		end := i + 1
		for end < len(s) && nameByte(s[end]) {
			end++
		}
		start := i - 1
		for start > 0 && wordByte(s[start-1]) {
			start--
		}
		if firsts&initial(s[start]) != 0 && d.coins(start, end) {
			a := acronymOf(s[start:end])
			for _, p := range phrases[:n] {
				if f := d.spelledBy(p[0], p[1], a); f.fired {
					return f
				}
			}
		}
		i = acronymFrom(s, end)
	}
	return miss("the abstract introduces no acronym that the first letters of a title phrase give")
}

// spelledBy takes the words of the title's phrase lo to hi that begin with the letters of a: all of them, those but a word such as
// method at the end, the last three or more, or with the phrases that follow, "X Y for Z". The whole title may have one word too many.
func (d *doc) spelledBy(lo, hi int, a string) finding {
	small := smallCount(a)
	fits := func(i, hi int) bool {
		skips := 0
		if i == 0 && hi > 3 && (hi == len(d.words) || hi == d.head) {
			skips = 1
		}
		if (small > 1 || small > 0 && i > lo || skips > 0) && hi-i > 2 && !praises(strings.ToLower(d.text(i, i+1))) && blends(d.text(i, hi), a, skips, &d.budget) {
			return true
		}
		return (small == 0 || small == 1 && i == lo) && spells(d.text(i, hi), a, false, &d.budget)
	}
	for first := lo; first < hi-1 || first == lo; first++ {
		if lowerByte(d.title[d.words[first].start]) != lowerByte(a[0]) || first > lo && d.cutOff(first) {
			continue
		}
		if !d.listed(first, hi) && (first == lo || first < hi-2) {
			if fits(first, hi) {
				return hit(d.spanOf(first, hi))
			}
			if d.says(hi-1) && fits(first, hi-1) {
				return hit(d.spanOf(first, hi-1))
			}
		}
		for end := hi; end < len(d.words) && end != d.head && end-first < maxPhrase; {
			if end = d.chunk(d.phrase(end)); end-first <= maxPhrase && fits(first, end) {
				return hit(d.spanOf(first, end))
			}
		}
	}
	return miss("")
}

// praises says whether a word only tells that what follows is better than what was: EfficientRL for "Efficient Rope Lending" is no name
// for those words.
func praises(word string) bool {
	switch word {
	case "efficient", "fast", "faster", "optimized", "improved", "enhanced", "unified", "robust", "better", "scalable":
		return true
	}
	return false
}

// blends says whether a is put together of the beginnings of the words of phrase, in order; function words may be passed over, and
// some others.
func blends(phrase, a string, skips int, budget *int) bool {
	if *budget--; *budget < 0 {
		return false
	}
	for a != "" && !isLetterByte(a[0]) && !isDigit(a[0]) {
		a = a[1:]
	}
	if phrase == "" {
		return a == ""
	}
	part, rest := phrase, ""
	if end := partEnd(phrase); end >= 0 {
		part, rest = phrase[:end], phrase[end+1:]
	}
	if lookup(part)&function != 0 && blends(rest, a, skips, budget) {
		return true
	}
	for n := 0; n < min(len(part), len(a)) && lowerByte(part[n]) == lowerByte(a[n]); n++ {
		if blends(rest, a[n+1:], skips, budget) {
			return true
		}
	}
	return skips > 0 && blends(rest, a, skips-1, budget)
}

// coins says whether abstract[i:j] is an acronym that the abstract has there for the first time, and introduces as the paper's
// own. What a bracket explains is not for this rule.
func (d *doc) coins(i, j int) bool {
	s := d.abstract
	if i > 0 && s[i-1] == '(' || j-i > maxAcronym || !d.likely(s[i:j]) {
		return false
	}
	a := acronymOf(s[i:j])
	if capitalCount(a) < 3 || lookup(a)&(generic|common|brand) != 0 {
		return false
	}
	if j < len(s) && s[j] == ' ' {
		if w, _ := firstWord(s[j:]); lookup(w)&(function|stop|thing|doing) == 0 {
			return false
		}
	}
	if !claimsWithin(s, i, reachDirect) {
		return false
	}
	d.budget -= 1000
	return strings.Index(s, a) == i
}

// likely says whether a has three capitals, of which at most one in three is a letter that no part of the title begins with.
func (d *doc) likely(a string) bool {
	capitals, strange := 0, 0
	for i := range len(a) {
		if isUpper(a[i]) {
			capitals++
			strange += int(1 &^ (d.initials >> (a[i] & 31)))
		}
	}
	return capitals > 2 && strange <= capitals/3
}

// maxAcronym is the length of an acronym in bytes, a plural s included.
const maxAcronym = 15

// reachDirect is the number of words from a verb to the bare name: "a novel X".
const reachDirect = 3

// smallCount counts the small letters of s.
func smallCount(s string) int {
	n := 0
	for i := 0; i < len(s); i++ {
		if 'a' <= s[i] && s[i] <= 'z' {
			n++
		}
	}
	return n
}

// acronymFrom returns the first place at or behind i where two capitals stand together in s, behind the first of them; len(s) if
// there is none.
func acronymFrom(s string, i int) int {
	for i = twoCapitals.next(s, i); i < len(s); i = twoCapitals.next(s, i+1) {
		if isUpper(s[i]) && isUpper(s[i+1]) {
			return i + 1
		}
	}
	return len(s)
}

// twoCapitals also finds the six signs that share the upper bits of capitals.
var twoCapitals = pair{first: '@' * eachByte, second: '@' * eachByte, apart: 1, fold: 0x1f * eachByte}

func isUpper(c byte) bool { return 'A' <= c && c <= 'Z' }
