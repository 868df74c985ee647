package title

// What is done to be fast never changes a result: each shortcut is held to the long way.

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// anyWord draws words that the lexicon has, or nearly has, and others.
func anyWord() *rapid.Generator[string] {
	var known []string
	for _, e := range lexicon.entries[1:] {
		known = append(known, e.word, e.word+"s", strings.ToUpper(e.word[:1])+e.word[1:])
	}
	return rapid.OneOf(rapid.SampledFrom(known), rapid.StringMatching(`[A-Z]?[a-z]{1,18}`), rapid.StringMatching(`[A-Za-z0-9'&.-]{1,8}`))
}

// A word read by whole numbers is what it is by itself.
func TestPlainWords(t *testing.T) {
	word := anyWord()
	rapid.Check(t, func(t *rapid.T) {
		title := strings.Join(rapid.SliceOfN(word, 1, 12).Draw(t, "words"), rapid.SampledFrom([]string{" ", "  ", ", "}).Draw(t, "gap"))
		d := new(doc)
		d.read(title, "")
		for i := range d.words {
			if s := d.text(i, i+1); d.words[i].shape != shapeOf(s) {
				t.Errorf("%q in %q: %+v, by itself %+v", s, title, d.words[i].shape, shapeOf(s))
			}
		}
	})
}

func TestPairs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringMatching(`[aAbBc ]{0,80}`).Draw(t, "text")
		p := pair{first: 'a' * eachByte, second: 'b' * eachByte, apart: rapid.IntRange(0, 8).Draw(t, "apart")}
		fold := rapid.Bool().Draw(t, "fold")
		text := s
		if fold {
			p.fold, text = caseBits, strings.ToLower(s)
		}
		from := rapid.IntRange(0, len(s)).Draw(t, "from")
		want := from
		for want < len(s) && (want+p.apart >= len(s) || text[want] != 'a' || text[want+p.apart] != 'b') {
			want++
		}
		if got := p.next(s, from); got != want {
			t.Errorf("%q from %d: %d, want %d", s, from, got, want)
		}
	})
}

func TestAcronymFrom(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringMatching(`[aZzA@[é{`+"`"+`]{0,40}`).Draw(t, "text")
		from := rapid.IntRange(0, len(s)).Draw(t, "from")
		want := len(s)
		for i := from; i+1 < len(s) && want == len(s); i++ {
			if 'A' <= s[i] && s[i] <= 'Z' && 'A' <= s[i+1] && s[i+1] <= 'Z' {
				want = i + 1
			}
		}
		if got := acronymFrom(s, from); got != want {
			t.Errorf("%q from %d: %d, want %d", s, from, got, want)
		}
	})
}

func TestProposes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		piece := rapid.SampledFrom([]string{"propose", "we introduce", "introduces an", "our", "method", "a novel", "new", "dataset", "devise", "the design", "four", "present a", " ", "x", "of"})
		d := &doc{abstract: strings.Join(rapid.SliceOfN(piece, 0, 8).Draw(t, "pieces"), " ")}
		want := false
		for _, g := range proposals {
			for _, c := range g.cues {
				for i := range d.abstract {
					if rest, ok := strings.CutPrefix(d.abstract[i:], c.text); ok {
						w, _ := firstWord(rest)
						want = want || !c.noun || lookup(w)&thing != 0
					}
				}
			}
		}
		if d.proposes() != want {
			t.Errorf("%q: proposes is %t", d.abstract, !want)
		}
	})
}

// spansSlowly is doc.spans without its shortcuts.
func spansSlowly(d *doc, a, last string) (finding, bool) {
	long := capitalCount(a) >= 4
	for j := len(d.words) - 1; j >= 1 && d.mayspell(a); j-- {
		if d.words[j].class&function != 0 || !long && (last == "" || !sameStem(d.text(j, j+1), last)) {
			continue
		}
		end := d.closing(j, last)
		for i := j - 1; i >= 0; i-- {
			if d.head > i && d.head <= j || d.words[i].comma && j-i > 6 {
				break
			}
			if d.words[i].class&function != 0 || lowerByte(a[0]) != lowerByte(d.title[d.words[i].start]) || !spells(d.text(i, j+1), a, end > 0, &d.budget) {
				continue
			}
			if end > j {
				return hit(d.spanOf(i, end+1)), true
			}
			if i > 0 && d.is(i-1, "and") || j+1 < len(d.words) && d.is(j+1, "and") {
				continue
			}
			return hit(d.spanOf(i, j+1)), true
		}
	}
	return finding{}, false
}

func TestSpans(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.SampledFrom([]string{"Tidal", "Rope", "Rope", "Tying,", "Tying", "in-of", "in-of", "in-Tide", "of", "of", "of", "of", "of,", "and", "Multi-Rope", "Ties", "(Tide)", "Tide—Ties—Oar", "Auto-Rope", "Autorope", "RT"})
		d := new(doc)
		d.read(rapid.SampledFrom([]string{"", "Oar: "}).Draw(t, "head")+strings.Join(rapid.SliceOfN(word, 2, 12).Draw(t, "words"), " "), "")
		a := rapid.SampledFrom([]string{"RT", "TR", "RO", "TRT", "TOR", "RTO", "RoT", "TRTO", "RTRTR", "RiOT"}).Draw(t, "acronym")
		last := rapid.SampledFrom([]string{"", "tying", "Rope", "ropes", "tides", "ties", "oar"}).Draw(t, "last")
		d.budget = 1e9
		want, ok := spansSlowly(d, a, last)
		if got, found := d.spans(a, last); got != want || found != ok {
			t.Errorf("%q, %q in %q: %v %t, want %v %t", a, last, d.title, got, found, want, ok)
		}
		if ok && d.initials&initial(a[0]) == 0 {
			t.Errorf("%q: no word begins like %q", d.title, a)
		}
	})
}

func TestSameStem(t *testing.T) {
	word := rapid.OneOf(rapid.StringMatching(`[fF]l?(y|ies|Ies|ow|ows|aws)(er|ers)?`), rapid.StringMatching(`(f-)?[fs]?(low|lies|ly)s?`), rapid.SampledFrom([]string{"Kites", "\u212aites", "kites"}))
	rapid.Check(t, func(t *rapid.T) {
		d := new(doc)
		d.read(word.Draw(t, "title"), "")
		s := word.Draw(t, "word")
		if len(d.words) > 0 && d.words[0].initials&initial(s[0]) != 0 && d.sameStem(0, s) != sameStem(d.text(0, 1), s) {
			t.Errorf("%q and %q: the title's word is not what a word is", d.title, s)
		}
	})
}

// What is asked of a title's words as bits is what the words say one by one.
func TestMarks(t *testing.T) {
	word := rapid.OneOf(rapid.SampledFrom([]string{"a", "The", "and", "And,", "but", "yet", "via", "ans", "with", "(deep", "Network)", "for:", "learning", "Salt-Rope", "towards"}), anyWord())
	rapid.Check(t, func(t *rapid.T) {
		d := new(doc)
		d.read(strings.Join(rapid.SliceOfN(word, 1, 70).Draw(t, "words"), " "), "")
		n := len(d.words)
		if n == 0 {
			return
		}
		lo := rapid.IntRange(0, n-1).Draw(t, "lo")
		hi := rapid.IntRange(lo+1, n).Draw(t, "hi")
		isOne := func(i int, words ...string) bool {
			return slices.ContainsFunc(words, func(w string) bool { return d.is(i, w) })
		}
		known, compound := true, false
		for i := lo; i < hi; i++ {
			known = known && (d.words[i].class&(everyday|generic|brand) != 0 || isOne(i, "and"))
			compound = compound || d.words[i].joined
		}
		if d.wellKnown(lo, hi) != known || d.compound(lo, hi) != compound {
			t.Errorf("%q: words %d to %d: known %t, compound %t", d.title, lo, hi, !known, !compound)
		}
		if d.article(lo) != isOne(lo, "a", "an", "the") || d.listed(lo, hi) != (lo > 0 && isOne(lo-1, "and") || hi < n && isOne(hi, "and")) {
			t.Errorf("%q: words %d to %d: article %t, listed %t", d.title, lo, hi, d.article(lo), d.listed(lo, hi))
		}
		end := lo
		for end < n && (end == lo || end != d.head) && d.words[end].class&function == 0 && !d.words[end].open {
			if end++; d.words[end-1].comma || d.words[end-1].close {
				break
			}
		}
		if got := d.chunk(lo); got != end {
			t.Errorf("%q: the phrase from %d ends at %d, want %d", d.title, lo, got, end)
		}
		first := lo
		for first > 0 && first != d.head && !d.words[first-1].comma && (d.words[first-1].class&function == 0 || isOne(first-1, "but")) {
			first--
		}
		for first > 0 && first != d.head && isOne(first-1, "a", "an", "the") {
			first--
		}
		names := first == 0 || first == d.head || first == 1 && d.words[0].class&opener != 0 || isOne(first-1, "via", "with", "using", "through", "by")
		if d.names(lo) != names {
			t.Errorf("%q: a name may begin at %d: %t", d.title, lo, !names)
		}
	})
}
