package title

// The finder that starts from an acronym which the abstract introduces without
// saying what it stands for: "we propose TMR, a cache". Where the words of one of
// the title's noun phrases begin with its letters, that phrase is the name.

import "strings"

func initialled(d *doc) finding {
	// The phrases that may be a name, and the letters that they begin with.
	var phrases [8][2]int
	n, firsts := 0, uint32(0)
	for lo := d.phrase(0); lo < len(d.words) && n < len(phrases); {
		hi := d.chunk(lo)
		if (hi-lo > 2 || hi-lo == 2 && d.compound(lo, hi)) && d.words[hi-1].class&phenomenon == 0 && d.names(lo) && !d.listed(lo, hi) && !d.wellKnown(lo, hi) {
			phrases[n] = [2]int{lo, hi}
			firsts |= initial(d.title[d.words[lo].start])
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
		start, _ := wordBefore(s, i)
		if firsts&initial(s[start]) != 0 && d.coins(start, end) {
			a := acronymOf(s[start:end])
			for _, p := range phrases[:n] {
				lo, hi := p[0], p[1]
				if lowerByte(d.title[d.words[lo].start]) != lowerByte(a[0]) {
					continue
				}
				if spells(d.text(lo, hi), a, false, &d.budget) {
					return hit(d.spanOf(lo, hi))
				}
				if hi--; d.says(hi) && spells(d.text(lo, hi), a, false, &d.budget) {
					return hit(d.spanOf(lo, hi))
				}
			}
		}
		i = acronymFrom(s, end)
	}
	return miss("the abstract introduces no acronym that the first letters of a title phrase give")
}

// coins says whether abstract[i:j] is an acronym that the abstract has there for the first time, and introduces as the paper's
// own. What a bracket explains is not for this rule.
func (d *doc) coins(i, j int) bool {
	s := d.abstract
	if i > 0 && s[i-1] == '(' || j-i > maxAcronym {
		return false
	}
	a := acronymOf(s[i:j])
	if capitalCount(a) < 3 || smallCount(a) > 1 || lookup(a)&(generic|common|brand) != 0 || !d.mayspell(a) {
		return false
	}
	w, _ := firstWord(s[j:])
	if j < len(s) && s[j] == ' ' && lookup(w)&(function|stop|thing|doing) == 0 || !claimsWithin(s, i, reachDirect) {
		return false
	}
	d.budget -= 1000
	return strings.Index(s, a) == i
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
