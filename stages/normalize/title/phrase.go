package title

import (
	"math/bits"
	"strings"
	"unicode/utf8"
)

// The noun phrases of a title. The finders that read the abstract ask again and again where one ends and what stands around
// it. What is so of a word is a bit of a number here, and a question about many words is one operation.

// marks has the title's words that have a property, as bits.
type marks struct {
	stops    uint64 // function words and words behind an opening bracket: no phrase has them
	breaks   uint64 // a phrase that began before them has ended
	leads    uint64 // a name may begin with them: nothing before them is of the same phrase, "but" aside
	starts   uint64 // the title, what is behind its separator, or a sentence begins with them
	ands     uint64
	articles uint64
	means    uint64 // via, with, using, through, by
	joined   uint64
	known    uint64 // everyday words of the field, and "and"
}

// mark returns the marks of the title; they are read when they are first asked for, which half of the titles never do.
func (d *doc) mark() *marks {
	if !d.marked {
		d.readMarks()
	}
	return &d.marks
}

func (d *doc) readMarks() {
	m := marks{}
	var functions, conceding, open, ends, sentences uint64
	for i := range d.words {
		w, n := &d.words[i], i&63
		c := w.class
		functions |= c.bit(function) << n
		conceding |= c.bit(but) << n
		m.ands |= c.bit(and) << n
		m.articles |= c.bit(article) << n
		m.means |= c.bit(means) << n
		m.known |= c.bit(everyday|generic|brand|and) << n
		m.joined |= bit(w.joined) << n
		open |= bit(w.open) << n
		ends |= bit(w.comma || w.close) << n
		sentences |= bit(w.ends) << n
	}
	head := uint64(1) << d.head // without a head the first word, as in the next two lines
	m.starts = 1 | head | sentences<<1
	m.stops = functions | open
	m.breaks = m.stops | m.starts | ends<<1
	m.leads = m.starts | (functions&^conceding|d.commas)<<1
	d.marks, d.marked = m, true
}

// bit is 1 if c has one of the classes of, else 0.
func (c class) bit(of class) uint64 { return bit(c&of != 0) }

func bit(b bool) uint64 {
	if b {
		return 1
	}
	return 0
}

// phrase returns where the first noun phrase at or behind word i begins; the number of words when there is none.
func (d *doc) phrase(i int) int {
	return min(len(d.words), i+bits.TrailingZeros64(^d.mark().stops>>i))
}

// chunk returns where the noun phrase that begins at word lo ends.
func (d *doc) chunk(lo int) int {
	m := d.mark()
	if m.stops>>lo&1 != 0 {
		return lo
	}
	return min(len(d.words), lo+1+bits.TrailingZeros64(m.breaks>>(lo+1)))
}

// names says whether a name may begin at word lo: at the beginning of the title
// or subtitle or behind "via" and the like, not behind "for" or "in", where
// topics stand.
func (d *doc) names(lo int) bool {
	m := d.mark()
	lo = last(m.leads, lo)
	for m.starts>>lo&1 == 0 && m.articles>>(lo-1)&1 != 0 {
		lo--
	}
	return m.starts>>lo&1 != 0 || lo == 1 && d.words[0].class&opener != 0 || m.means>>(lo-1)&1 != 0
}

// last returns the last place up to at that has a bit of in, which has the first.
func last(in uint64, at int) int { return bits.Len64(in&(2<<at-1)) - 1 }

// article says whether word i is a, an or the.
func (d *doc) article(i int) bool { return d.words[i].class&article != 0 }

// behindVia says whether word lo opens the subtitle or stands behind "via" and the like.
func (d *doc) behindVia(lo int) bool {
	return lo == d.head || lo > 0 && d.words[lo-1].class&function != 0 && !d.article(lo-1)
}

// cutOff says whether the title's words before lo belong to the same term:
// "Rope-Guided Knot Learning" is no "Knot Learning".
func (d *doc) cutOff(lo int) bool {
	return lo > 0 && lo != d.head && d.words[lo-1].joined && !d.words[lo-1].comma
}

// wellKnown says whether all words lo to hi are everyday words of the field,
// as in "Deep Reinforcement Learning": a term, whatever its capitals.
func (d *doc) wellKnown(lo, hi int) bool { return ^d.mark().known&between(lo, hi) == 0 }

// compound says whether one of the words lo to hi is a compound.
func (d *doc) compound(lo, hi int) bool { return d.mark().joined&between(lo, hi) != 0 }

// listed says whether the words lo to hi are one part of "A and B".
func (d *doc) listed(lo, hi int) bool {
	ands := d.mark().ands
	return (ands<<1>>lo|ands>>hi)&1 != 0
}

// between has the bits lo to hi.
func between(lo, hi int) uint64 { return 1<<hi - 1<<lo }

// withNoun passes over a noun that a name of n words cannot do without.
func (d *doc) withNoun(n int) int {
	if n < len(d.words) && n != d.head && !d.words[n-1].comma {
		for _, noun := range [...]string{"network", "networks", "layer", "layers", "loss", "losses"} {
			if d.is(n, noun) {
				return n + 1
			}
		}
	}
	return n
}

// sameVerb says whether two words have the same stem, be they for a doing or a doer: filter, filtering; sampler, sampling.
func sameVerb(a, b string) bool {
	if sameStem(a, b) {
		return true
	}
	if len(a) < 4 || len(b) < 4 || a[0]|0x20 != b[0]|0x20 {
		return false
	}
	v, w := verbOf(a), verbOf(b)
	return sameStem(v, w) || sameStem(v, b) || sameStem(a, w)
}

// sameQuality says whether two words are conditioned and conditional or the like.
func sameQuality(a, b string) bool {
	v, past := strings.CutSuffix(a, "ed")
	w, other := strings.CutSuffix(b, "al")
	if !past || !other {
		v, past = strings.CutSuffix(b, "ed")
		w, other = strings.CutSuffix(a, "al")
	}
	return past && other && strings.EqualFold(v, w)
}

// verbOf returns the stem of a word for a doer or a doing: sampl of sampler and sampling.
func verbOf(s string) string {
	stem, y := singular(s)
	if y {
		return s
	}
	for _, end := range [...]string{"ing", "er", "or", "ion"} {
		if t, ok := strings.CutSuffix(stem, end); ok && len(t) > 3 {
			return t
		}
	}
	return stem
}

// sameStem compares two words without case, a hyphened first part and a plural s.
func sameStem(a, b string) bool {
	if i := strings.LastIndexByte(a, '-'); i >= 0 && strings.IndexByte(b, '-') < 0 {
		a = a[i+1:]
	}
	a, y := singular(a)
	b, z := singular(b)
	if y == z {
		return strings.EqualFold(a, b)
	}
	if y { // flies, fly
		a, b = b, a
	}
	n := len(a) - 1
	return n >= 0 && a[n]|0x20 == 'y' && strings.EqualFold(a[:n], b)
}

// sameStem says whether title word i and s, which is not empty, have the same stem.
func (d *doc) sameStem(i int, s string) bool {
	w := &d.words[i]
	if w.initials&initial(s[0]) == 0 {
		return false
	}
	// The second letter settles most pairs; only the last three are ever replaced.
	if t := d.title[w.start:w.end]; !w.joined && len(t) > 4 && len(s) > 4 && t[1]|0x20 != s[1]|0x20 && t[1] < utf8.RuneSelf && s[1] < utf8.RuneSelf {
		return false
	}
	return sameStem(d.text(i, i+1), s)
}

// singular takes the s off a plural; with y, a y belongs in its place.
func singular(s string) (stem string, y bool) {
	if t, ok := strings.CutSuffix(s, "ies"); ok {
		return t, true
	}
	return strings.TrimSuffix(s, "s"), false
}
