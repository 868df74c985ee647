package normalize

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/paperlake/paperlake/stages/normalize/latex"
)

// Names that are looked at together are cleaned as each would be by itself.
func TestCleanNames(t *testing.T) {
	part := rapid.SampledFrom([]string{"Ada", "van", " ", "-", "'", "`", "é", "e\u0301", "2", "sim", "times", "<b", "$", "\\'{o}", "J. K. ", "\n", ":"})
	rapid.Check(t, func(t *rapid.T) {
		names := rapid.SliceOfN(rapid.Map(rapid.SliceOfN(part, 0, 3), func(s []string) string { return strings.Join(s, "") }), 0, 5).Draw(t, "names")
		var want []string
		for _, name := range names {
			if cleaned := latex.Clean(name); cleaned != "" && cleaned != ":" && cleaned != "-" {
				want = append(want, cleaned)
			}
		}
		s := Clean{authors: slices.Clone(names)}
		if s.cleanNames(strings.Join(names, "")); !slices.Equal(s.authors, want) {
			t.Fatalf("%q become %q, want %q", names, s.authors, want)
		}
	})
}
