package claim

import (
	"strings"
	"testing"
)

// mineExample reads an example: a sentence of an abstract, or a title behind "title: ".
func mineExample(text string) []Claim {
	if t, ok := strings.CutPrefix(text, "title: "); ok {
		return Mine(t, "")
	}
	return Mine("", text)
}

// Every rule has an example, every example gives what it says, and the rule takes part in it.
func TestRules(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range Rules() {
		if seen[r.ID] {
			t.Errorf("rule %s stands twice", r.ID)
		}
		seen[r.ID] = true
		if r.Doc == "" || len(r.Yes) == 0 {
			t.Errorf("rule %s: want a doc line and an example", r.ID)
		}
		for _, ex := range r.Yes {
			var got []string
			fired := false
			for _, c := range mineExample(ex.Text) {
				got = append(got, c.String())
				fired = fired || c.Rule == r.ID
			}
			if s := strings.Join(got, "; "); s != ex.Want {
				t.Errorf("rule %s: %q\n got %s\nwant %s", r.ID, ex.Text, s, ex.Want)
			} else if !fired {
				t.Errorf("rule %s has no part in its own example %q", r.ID, ex.Text)
			}
		}
		for _, text := range r.No {
			for _, c := range mineExample(text) {
				if c.Rule == r.ID {
					t.Errorf("rule %s fires on its counter-example %q: %s", r.ID, text, c)
				}
			}
		}
	}
}
