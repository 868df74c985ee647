package claim

import (
	"strings"
	"testing"
)

// The scanner finds a word that is a figure by itself wherever it stands, and in whatever case.
func TestScannerFindsFigureWords(t *testing.T) {
	lex := theLexicon()
	found := 0
	for w, id := range lex.ids {
		f := &lex.prefilter.words[id]
		if (f.tells != 0 || f.phrases != nil) && len(w) < 3 {
			t.Errorf("%q is too short for the pairs of bytes that the scanner looks at", w)
		}
		if f.tells&alone == 0 {
			continue
		}
		found++
		for _, spelled := range []string{w, strings.ToUpper(w), strings.ToUpper(w[:1]) + w[1:]} {
			for before := range 40 {
				for _, behind := range []string{"", ".", " a", strings.Repeat(" the net", 4)} {
					lead := strings.Repeat("- a net ", 6)[:before]
					if lead != "" {
						lead = lead[:before-1] + " "
					}
					if p := lex.nextFigure(lead+spelled+behind, 0); p != before {
						t.Fatalf("%q behind %d bytes: found %d", spelled+behind, before, p)
					}
				}
			}
		}
	}
	if found < 20 {
		t.Errorf("only %d words of the lexicon are figures", found)
	}
}

// The vote is that of all words, though tally leaves most of them.
func TestTallyLeavesNothingOut(t *testing.T) {
	m := Miner{lex: theLexicon()}
	votes := 0
	for _, c := range readCorpus(t) {
		for _, text := range []string{c.text, strings.ReplaceAll(c.text, " ", "-"), strings.ReplaceAll(c.text, " ", `\textbf{`), strings.ReplaceAll(c.text, " ", " 3")} {
			m.vote = phaseVote{}
			m.tally(text, 1)
			got := m.vote
			m.vote = phaseVote{}
			if m.tallyWords(text, 1); got != m.vote {
				t.Fatalf("%q: %+v of %+v", text, got, m.vote)
			}
			if got != (phaseVote{}) {
				votes++
			}
		}
	}
	if votes < 100 {
		t.Errorf("only %d texts of the corpus vote", votes)
	}
}
