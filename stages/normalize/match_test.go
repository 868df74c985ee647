package normalize_test

import (
	"testing"

	"github.com/paperlake/paperlake/stages/normalize"
)

// Two records of one paper are told by title and an author, however the two listings write them.
func TestMatch(t *testing.T) {
	const title = "Kettles that boil: a study of steam"
	one := normalize.MatchOf(title, []string{"Ada B. Müller", "Jan van der Berg"})
	for _, c := range []struct {
		title   string
		authors []string
		same    bool
	}{
		{title, []string{"Ada B. Müller"}, true},
		{"Kettles that Boil -- A Study of \\emph{Steam}", []string{`M\"uller, A.`}, true},
		{title, []string{"Someone Else", "van der Berg, J."}, true},
		{title, []string{"Jan Berg Jr."}, true},
		{title, []string{"Berg, Jan, Jr."}, true},
		{title, []string{"Olga Müller", "Nina Berg"}, false},
		{title, nil, false},
		{title, []string{"..."}, false},
		{"Kettles that boil: a study of tea", []string{"Ada B. Müller"}, false},
	} {
		if got := one.Same(normalize.MatchOf(c.title, c.authors)); got != c.same {
			t.Errorf("%q %q: same is %t, want %t", c.title, c.authors, got, c.same)
		}
	}
	for _, title := range []string{"Introduction", "On steam engineering", "Supercalifragilistic kettles", ""} {
		m := normalize.MatchOf(title, []string{"Ada Müller"})
		if says := title == "On steam engineering"; m.Same(m) != says {
			t.Errorf("%q: can be matched is %t, want %t", title, m.Same(m), says)
		}
	}
}

func BenchmarkMatch(b *testing.B) {
	authors := []string{"Ada B. Kettle", "Jun Li", "Łukasz Müller", "Tim Bee-Hive", "Somebody Else"}
	b.ReportAllocs()
	for b.Loop() {
		normalize.MatchOf("Steam from Small Kettles: a Study of Lids, Whistles and 3 Kinds of Tea", authors)
	}
}
