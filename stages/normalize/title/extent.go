package title

// How far a name goes. A finder knows one word or phrase of it; what the abstract has beside that as well, in the title's order, may
// belong to it.

import "strings"

// upTo extends the title's phrase f if the abstract's, which is rest, goes on with the same nouns: "X Y Z (XY)".
func (d *doc) upTo(f finding, rest string) finding {
	if len(rest) < f.end-f.start {
		return f
	}
	n, end := 0, f.end
	for n < len(d.words) && d.words[n].start < f.start {
		n++
	}
	for ; ; n++ {
		w, more := firstWord(rest)
		if w == "" {
			break
		}
		if n == len(d.words) || d.words[n].end > f.end && d.words[n].class&function != 0 || !d.sameStem(n, w) {
			return f
		}
		end, rest = d.words[n].end, more
	}
	f.end = max(f.end, end)
	return f
}

// goesOnBehind extends the title's phrase f by the words that both the title and the abstract, behind its bracket, have next:
// "X Y (XY) tuning", unless they only say what the thing is.
func (d *doc) goesOnBehind(f finding, rest string) finding {
	n := 1
	for n < len(d.words) && d.words[n].start < f.end {
		n++
	}
	for ; n < len(d.words) && n != d.head && !d.words[n-1].comma && rest != "" && rest[0] == ' '; n++ {
		w, more := firstWord(rest)
		if w == "" || (d.words[n].class|lookup(w))&(function|thing|dataWord|benchWord|phenomenon) != 0 || !d.sameStem(n, w) && !sameVerb(d.text(n, n+1), w) {
			break
		}
		f.end, rest = d.words[n].end, more
	}
	return f
}

// goesOnBefore extends the title's phrase f by the words before it that the abstract too has before the phrase at i, in capitals or
// as the small letter of the acronym a.
func (d *doc) goesOnBefore(f finding, i int, a string) finding {
	n := 0
	for n < len(d.words) && d.words[n].start < f.start {
		n++
	}
	for ; n > 0 && n != d.head && !d.words[n-1].comma && d.words[n-1].class&(function|opener) == 0; n-- {
		start, end := wordBefore(d.abstract, i)
		if start == end || end+1 != i || !hasUpper(d.abstract[start:start+1]) && d.abstract[start] != a[0] || !sameStem(d.text(n-1, n), d.abstract[start:end]) {
			break
		}
		f.start, i = d.words[n-1].start, start
	}
	return f
}

// always returns the first of the words before i that the abstract has before all its mentions of word i, which is name, as well:
// "Folded HydraNet" is not HydraNet; i if there is none.
func (d *doc) always(i int, name string) int {
	m := d.mentions(name, false)
	if !m.next() {
		return i
	}
	first := max(0, i-maxBefore)
	for more := true; more && first < i; more = m.next() {
		k, at := i, m.start
		for k > first && k != d.head && d.words[k-1].class&(function|opener|verb) == 0 && !d.words[k-1].comma {
			start, end := wordBefore(d.abstract, at)
			if start == end || end+1 != at || !d.sameStem(k-1, d.abstract[start:end]) {
				break
			}
			k, at = k-1, start
		}
		first = k
	}
	return first
}

// maxBefore is the number of words that may belong to the name before one that is spelled like a name.
const maxBefore = 4

// longer says whether the abstract only knows word i as the beginning of a
// longer name that the title does not give.
func (d *doc) longer(i int) bool {
	m, any := d.mentions(d.text(i, i+1), false), false
	for m.next() {
		any = true
		rest := d.abstract[m.end:]
		if len(rest) < 2 || rest[0] != ' ' || !('A' <= rest[1] && rest[1] <= 'Z') {
			return false
		}
		if w, _ := firstWord(rest); i+1 < len(d.words) && strings.EqualFold(d.text(i+1, i+2), w) {
			return false
		}
	}
	return any
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

// around returns the words of the name that word i is part of: with those beside it that the abstract writes in capitals and in
// the same order before an acronym, "X Y Z (XYZ)", or with a version.
func (d *doc) around(i int) (lo, hi int) {
	lo, hi = i, i+1
	m := d.mentions(d.text(i, i+1), false)
	if hi == len(d.words) || !m.next() {
		return lo, hi
	}
	rest, bracket := d.abstract[m.end:], false
	for k := hi; k < len(d.words) && k != d.head && d.words[k].class&function == 0 && !bracket; k++ {
		w, more := firstWord(rest)
		if t := d.text(k, k+1); d.words[k].number && strings.HasPrefix(rest, " ") && strings.HasPrefix(rest[1:], t) {
			w, more = t, rest[1+len(t):] // also 2.0
		}
		if w == "" || !hasUpper(w[:1]) && !d.words[k].number || !strings.EqualFold(w, d.text(k, k+1)) {
			return lo, hi
		}
		if k == i+1 && d.words[k].number && !year(w) {
			hi = k + 1
		}
		b := strings.IndexByte(more[:min(len(more), maxWord)], ')')
		if bracket = strings.HasPrefix(more, " (") && b > 0 && nameLike(more[2:b]); bracket || more != "" && more[0] != ' ' && ended(more) && d.words[k].class&(thing|dataWord|benchWord) == 0 && d.words[k].class&(phenomenon|event) != phenomenon {
			hi = k + 1
		}
		rest = more
	}
	for at := m.start; bracket && lo > 0 && lo != d.head && d.words[lo-1].class&(function|opener) == 0 && !d.words[lo-1].comma; lo-- {
		start, end := wordBefore(d.abstract, at)
		if start == end || end+1 != at || !hasUpper(d.abstract[start:start+1]) || !strings.EqualFold(d.abstract[start:end], d.text(lo-1, lo)) {
			break
		}
		at = start
	}
	return lo, hi
}
