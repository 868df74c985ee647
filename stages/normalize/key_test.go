package normalize

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"github.com/paperlake/paperlake/stages/normalize/identity"
	"github.com/paperlake/paperlake/stages/normalize/latex"
)

// The short way to a key gives what cleaning and folding give.
func TestAppendKey(t *testing.T) {
	runes := []rune("aZ .,-'?!" + `$\{}"&` + "\u0301\u0327\u00d7\u0391\u6587")
	for r := rune(0xc0); r < 0x200; r++ {
		runes = append(runes, r)
	}
	word := rapid.StringMatching(`[A-Za-z]{1,17}[ ,;@\[{-]?`)
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOf(rapid.OneOf(rapid.StringOfN(rapid.SampledFrom(runes), 1, 3, -1), word)).Draw(t, "text"), "")
		key, letters, blanks := appendKey(nil, text)
		if want := identity.TitleKey(latex.Clean(text)); string(key) != want {
			t.Fatalf("%q has the key %q, want %q", text, key, want)
		}
		if want := utf8.RuneCount(key) - blanks; letters != want {
			t.Fatalf("%q: %d letters, want %d", key, letters, want)
		}
		for _, b := range key {
			if b == ' ' {
				blanks--
			}
		}
		if blanks != 0 {
			t.Fatalf("%q: the count of blanks is off by %d", key, blanks)
		}
	})
}

// The short way to a name's hash gives what its key gives.
func TestNameHash(t *testing.T) {
	words := []string{"Ada", "Li", "Xu", "Jr", "Jr.", "III", "Iv", "van", "Müller", "Łoś", "O'Neil", "B.", "-", "Kim-Berg"}
	rapid.Check(t, func(t *rapid.T) {
		name := ""
		for _, w := range rapid.SliceOfN(rapid.SampledFrom(words), 0, 4).Draw(t, "words") {
			name += w + " "
		}
		if name != "" && rapid.Bool().Draw(t, "trimmed") {
			name = name[:len(name)-1]
		}
		if short, long := nameHash(name), nameHash(","+name); short != long { // a comma sends it the long way
			t.Fatalf("%q: %d, by its key %d", name, short, long)
		}
	})
}
