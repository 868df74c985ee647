package link

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// The search for dots and words at once finds what reading byte by byte and word by word finds.
func TestStopsMissNothing(t *testing.T) {
	var words []string
	for w, set := range vocabulary {
		if set&wCue != 0 {
			words = append(words, w)
		}
	}
	slices.Sort(words)
	isLetter := func(c byte) bool { return class[c]&cAlpha != 0 }
	pieces := append([]string{"Will", "SOON", "willow", "plain", "unpublished", "code", "x", "é", "-", ". ", " ", "a longer text without any "}, append(words, fragments...)...)
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 16).Draw(t, "pieces"), rapid.SampledFrom([]string{"", " "}).Draw(t, "gap"))
		at := stops(nil, text)
		for k := range len(text) {
			beside := func(at int) bool { return k-2 < at && at <= k+2 }
			if text[k] == '.' && hostDot(text, k) && !slices.ContainsFunc(at, beside) {
				t.Fatalf("%q: the dot at %d is at none of the stops %d", text, k, at)
			}
		}
		var want []int
		for i := 0; i < len(text); i++ {
			end := i
			for end < len(text) && isLetter(text[end]) {
				end++
			}
			if lookup(text[i:end])&wCue != 0 {
				want = append(want, i)
			}
			i = max(i, end-1)
		}
		var found cues
		found.begin(text)
		for _, at := range at {
			found.look(at)
		}
		if !slices.Equal(found.at, want) {
			t.Fatalf("%q: words at %d, want %d", text, found.at, want)
		}
	})
}

// A Finder that has looked through the texts for links says what one says that has not.
func TestCodeStatusAfterLinks(t *testing.T) {
	pieces := append([]string{"we ", "will ", "release ", "our ", "code ", "soon", "upon ", "acceptance", ". ", "open-source "}, fragments...)
	texts := rapid.Map(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 12), func(s []string) string { return strings.Join(s, "") })
	var f Finder
	rapid.Check(t, func(t *rapid.T) {
		abstract, comment := texts.Draw(t, "abstract"), texts.Draw(t, "comment")
		links := f.Find(f.Find(nil, "abstract", abstract), "comment", comment)
		if got, want := f.CodeStatus(links, abstract, comment), CodeStatus(links, abstract, comment); got != want {
			t.Fatalf("%q, %q: %s, want %s", abstract, comment, got, want)
		}
	})
}

func TestLookupKnowsTheVocabulary(t *testing.T) {
	for w, set := range vocabulary {
		if lookup(w) != set || lookup(strings.ToUpper(w)) != set {
			t.Errorf("%s: %b, want %b", w, lookup(w), set)
		}
		if v := w + "x"; lookup(v) != vocabulary[v] {
			t.Errorf("%s is no word", v)
		}
	}
}
