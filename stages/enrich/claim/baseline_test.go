package claim

import "testing"

// A baseline names somebody: neither a determiner that was cut off nor a size alone.
func TestBaselineNames(t *testing.T) {
	for text, want := range map[string]string{
		"It is 2x faster than the leading approach.":              "the leading approach",
		"It is 2x faster compared to a compressed index.":         "a compressed index",
		"It is 2x faster compared to the larger models.":          "the larger models",
		"It is 2x faster than the (much older) index of my team.": "",
		"It is 2x faster than 15B.":                               "",
		"It is 2x faster than 15B models.":                        "15B models",
	} {
		claims := Mine("", text)
		if len(claims) != 1 {
			t.Errorf("%q: %d claims, want 1", text, len(claims))
			continue
		}
		if got := claims[0].Baseline; got != want {
			t.Errorf("%q: baseline %q, want %q", text, got, want)
		}
	}
}

// A baseline ends before the next gain and its article.
func TestBaselineEndsBeforeTheNextGain(t *testing.T) {
	claims := Mine("", "Loom achieves a 9x speedup compared to Faiss and a 3x speedup over Orca.")
	if len(claims) != 2 || claims[0].Baseline != "Faiss" || claims[1].Baseline != "Orca" {
		t.Errorf("%+v", claims)
	}
}
