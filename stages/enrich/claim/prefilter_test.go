package claim

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// The scanner finds a word that is a figure, by itself or with a number in words beside it, wherever it stands, and in whatever case.
func TestScannerFindsFigureWords(t *testing.T) {
	lex := theLexicon()
	found := 0
	for w, id := range lex.ids {
		f := &lex.prefilter.words[id]
		if f.tells == 0 && f.phrases == nil {
			continue
		}
		if len(w) < 3 {
			t.Errorf("%q is too short for the pairs of bytes that the scanner looks at", w)
		}
		first, last := "", ""
		switch {
		case f.tells&alone != 0:
		case f.tells&behindCount != 0:
			first = "two "
		case f.tells&beforeCount != 0:
			last = " of two"
		default:
			continue // its phrases tell
		}
		found++
		for _, spelled := range []string{w, strings.ToUpper(w), strings.ToUpper(w[:1]) + w[1:]} {
			for before := range 40 {
				for _, behind := range []string{"", ".", " a", strings.Repeat(" the net", 4)} {
					lead := strings.Repeat("- a net ", 6)[:before]
					if lead != "" {
						lead = lead[:before-1] + " "
					}
					if p := lex.nextFigure(lead+first+spelled+last+behind, 0); p != before+len(first) {
						t.Fatalf("%q behind %d bytes: found %d", first+spelled+last+behind, before, p)
					}
				}
			}
		}
	}
	if found < 30 {
		t.Errorf("only %d words of the lexicon are figures", found)
	}
}

// The vote is that of all words, though tally leaves most of them: for real texts, and for phrases that vote, that change what
// votes behind them, or that share a word with one, one behind the other.
func TestTallyLeavesNothingOut(t *testing.T) {
	m := Miner{lex: theLexicon()}
	votes := 0
	check := func(text string) {
		t.Helper()
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
	for _, c := range readCorpus(t) {
		for _, text := range []string{c.text, strings.ReplaceAll(c.text, " ", "-"), strings.ReplaceAll(c.text, " ", `\textbf{`), strings.ReplaceAll(c.text, " ", " 3")} {
			check(text)
		}
	}
	if votes < 100 {
		t.Errorf("only %d texts of the corpus vote", votes)
	}
	voter := map[string]bool{"up": true, "to": true, "with": true, "fast": true}
	all := [][]string{{"unheard"}, {"3"}, {"2x"}, {"A100"}, {`\to`}, {"only"}, {"up", "to"}}
	for range 2 {
		m.lex.eachPhrase(func(words []string, e *entry) {
			votes := e.class&(cTraining|cInference) != 0 || e.topic != noTopic
			if votes && (slices.Contains(words, "up") || slices.Contains(words, "with")) {
				t.Errorf("%q: tally does not look whether a phrase goes on behind these", words) // longest does
			}
			if votes || e.class&cFast != 0 || len(words) > 1 && slices.ContainsFunc(words, func(w string) bool { return voter[w] }) {
				for _, w := range words {
					voter[w] = voter[w] || votes
				}
				all = append(all, words)
			}
		})
	}
	random := rand.New(rand.NewPCG(1, 2))
	marks := []string{" ", " ", " ", " ", "-", ", ", " (", ". ", " \u2013 ", " 2x ", "$"}
	votes = 0
	for range 30_000 {
		var text []byte
		for range 6 {
			for _, w := range all[random.IntN(len(all))] {
				if random.IntN(8) > 0 {
					text = append(append(text, w...), marks[random.IntN(len(marks))]...)
				}
			}
		}
		check(string(text))
	}
	if votes < 10_000 {
		t.Errorf("only %d made texts vote", votes)
	}
}
