package claim

import (
	"strings"
	"testing"
)

// A longer phrase hides the words in it, so a phrase that speaks of a phase and ends in a metric word must be
// a metric itself: "retrieval time" is a time.
func TestLexiconHidesNoMetric(t *testing.T) {
	lex := theLexicon()
	for _, p := range lex.phrases {
		if strings.HasPrefix(p.section, "name") || strings.HasPrefix(p.section, "quality") || p.section == "clause" { // "for example"
			continue
		}
		for _, text := range expand(p.text) {
			words := strings.Fields(text)
			if len(words) < 2 || words[0] == "per" {
				continue
			}
			whole, last := lex.entryOf(words), lex.entryOf(words[len(words)-1:])
			if last.class&cMetric != 0 && last.class&(cWeak|cUse) == 0 && whole.class&(cMetric|cThan|cUp|cDown|cFast|cWord) == 0 { // cWord: a name, "test time"
				t.Errorf("[%s] %q hides the metric %s of its last word", p.section, text, last.metric)
			}
		}
	}
}

func (lex *lexicon) entryOf(words []string) *entry {
	state := int32(0)
	for _, w := range words {
		state = lex.edges[step{state, lex.ids[w]}]
	}
	return &lex.entries[lex.accept[state]]
}

// The prefilter and the needs know the words of a before and after from the lexicon.
func TestPairJoinsAreInTheLexicon(t *testing.T) {
	lex := theLexicon()
	for _, j := range pairJoins {
		if !lex.entryOf(strings.Fields(j)).joins {
			t.Errorf("%q is no phrase of lexicon.txt", j)
		}
	}
}

func TestParseLexiconErrors(t *testing.T) {
	for text, want := range map[string]string{
		"faster":                  "before the first [section]",
		"[nonsense]\nx":           "lexicon.txt:1: unknown class",
		"\n[metric bogus]":        "lexicon.txt:2: unknown attribute",
		"[shrinks bogus]\n":       "lexicon.txt:1: shrinks wants a metric",
		"[by]\nbyandbyandbyandby": "lexicon.txt:2: word \"byandbyandbyandby\" is longer than 16 bytes",
	} {
		if _, err := parseLexicon(text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("parseLexicon(%q) = %v, want %q in it", text, err, want)
		}
	}
}
