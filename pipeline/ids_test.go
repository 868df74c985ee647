package pipeline

import (
	"testing"

	"pgregory.net/rapid"
)

// A key of an arXiv id gives the id back, and no two ids share one.
func TestPackedIDs(t *testing.T) {
	for _, id := range []string{"arxiv:0704.0001", "arxiv:1412.9999", "arxiv:1501.00001", "arxiv:2410.01230", "arxiv:cs/0601001", "arxiv:acc-phys/9411001", "arxiv:supr-con/9609004", "arxiv:math/0000000"} {
		if back, ok := keyOf(id).id(); !ok || back != id {
			t.Errorf("%s came back as %q, %t", id, back, ok)
		}
	}
	for _, id := range []string{"doi:10.1000/1", "openreview:0704.0001", "title:0123456789abcdef", "arxiv:", "arxiv:2410.0123x", "arxiv:math.GT/0601001", "arxiv:0601001", "arxiv:/0601001", "arxiv:astro-phy/0601001"} {
		if back, ok := keyOf(id).id(); ok {
			t.Errorf("%s is packed, and came back as %q", id, back)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		shape := rapid.SampledFrom([]string{`arxiv:[0-9]{4}\.[0-9]{4,5}`, `arxiv:[a-z-]{1,9}/[0-9]{7}`, `arxiv:[a-z0-9./-]{0,12}`})
		one, other := rapid.StringMatching(shape.Draw(t, "shape")).Draw(t, "one"), rapid.StringMatching(shape.Draw(t, "shape")).Draw(t, "other")
		if back, ok := keyOf(one).id(); ok && back != one {
			t.Errorf("%s came back as %s", one, back)
		}
		if keyOf(one) == keyOf(other) && one != other {
			t.Errorf("%s and %s have one key", one, other)
		}
	})
}
