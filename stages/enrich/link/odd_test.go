package link

import "testing"

// oddCases are the shapes in which URLs come, by name. want is "kind url" for every link, relation and repair where they matter.
var oddCases = []struct {
	name, field, text string
	want              []string // kind url
	repaired          string   // of the first link
}{
	{"sentence end", "abstract", "Code is at https://github.com/a/b.", []string{"code https://github.com/a/b"}, "trailing punctuation"},
}

func TestOddCases(t *testing.T) {
	for _, c := range oddCases {
		t.Run(c.name, func(t *testing.T) {
			links := Find(c.field, c.text)
			var got []string
			for _, l := range links {
				got = append(got, l.Kind+" "+l.URL)
			}
			if len(got) != len(c.want) {
				t.Fatalf("found %q, want %q", got, c.want)
			}
			for i := range got {
				if got[i] != c.want[i] {
					t.Errorf("found %q, want %q", got[i], c.want[i])
				}
			}
			if len(links) > 0 && links[0].Repaired != c.repaired {
				t.Errorf("repaired %q, want %q", links[0].Repaired, c.repaired)
			}
		})
	}
}
