package link

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// The search for all words at once finds what reading word by word finds.
func TestNextCueReadsEveryWord(t *testing.T) {
	var cues []string
	for w, set := range vocabulary {
		if set&wCue != 0 {
			cues = append(cues, w)
		}
	}
	isLetter := func(c byte) bool { return class[c]&cAlpha != 0 }
	next := func(text string, i int) int {
		for ; i < len(text); i++ {
			if !isLetter(text[i]) || i > 0 && isLetter(text[i-1]) {
				continue
			}
			end := i
			for end < len(text) && isLetter(text[end]) {
				end++
			}
			if lookup(text[i:end])&wCue != 0 {
				return i
			}
		}
		return -1
	}
	pieces := append([]string{"Will", "SOON", "willow", "plain", "unpublished", "code", "x", "é", "-", ". ", " ", "a longer text without any "}, cues...)
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 12).Draw(t, "pieces"), rapid.SampledFrom([]string{"", " "}).Draw(t, "gap"))
		for i := -1; ; i++ {
			want := next(text, i+1)
			if got := nextCue(text, i+1); got != want {
				t.Fatalf("%q from %d: %d, want %d", text, i+1, got, want)
			}
			if i = want; want < 0 {
				return
			}
			for i+1 < len(text) && isLetter(text[i+1]) {
				i++
			}
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
