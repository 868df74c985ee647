package title

import (
	"bytes"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"

	"github.com/paperlake/paperlake/internal/linear"
)

// Every rule decides its own Yes examples and stays silent on its No examples.
func TestRuleExamples(t *testing.T) {
	for _, r := range Rules {
		if len(r.Yes) == 0 || len(r.No) == 0 || r.Idea == "" {
			t.Errorf("%s: a rule needs an idea and examples of both kinds", r.ID)
		}
		for _, e := range r.Yes {
			p := Parse(e.Title, e.Abstract)
			if p.Rule != r.ID || p.System != e.System {
				t.Errorf("%s: %q gives %q by %q, want %q", r.ID, e.Title, p.System, p.Rule, e.System)
			}
		}
		for _, e := range r.No {
			d := new(doc)
			d.read(e.Title, e.Abstract)
			if f := r.find(d); f.fired {
				t.Errorf("%s: fires on %q with %q", r.ID, e.Title, e.Title[f.start:f.end])
			}
		}
	}
}

func TestSubtitle(t *testing.T) {
	for title, want := range map[string]string{
		"Longformer: The Long-Document Transformer":   "The Long-Document Transformer",
		"MotionNet:Joint Perception from Sweeps":      "Joint Perception from Sweeps",
		"Prior2Mask -- Evidential Masks":              "Evidential Masks",
		"SWANLAKE — Annotation by Swiping: A Study":   "Annotation by Swiping: A Study",
		"CLRecogEye : Iris Recognition":               "Iris Recognition",
		"Depth Decay Decoding (D3X): Skipping Layers": "Skipping Layers",
		"DINOv3":                                              "",
		"Re:Member: Memories as Lessons":                      "Memories as Lessons",
		"harbou:RS: A Service for Pilots":                     "A Service for Pilots",
		"Qwen2.5 Technical Report":                            "",
		"How Models Fail: Three Accounts":                     "",
		"Kestrel-VL (v1:2): Birds at Dusk":                    "Birds at Dusk",
		"HydraNet: At 12:30, Look Up: Time Series on a Clock": "At 12:30, Look Up: Time Series on a Clock",
	} {
		if got := Parse(title, "").Subtitle; got != want {
			t.Errorf("%q: subtitle %q, want %q", title, got, want)
		}
	}
}

func TestKind(t *testing.T) {
	const proposes = "We propose a method."
	for _, c := range []struct{ title, abstract, want string }{
		{"A Survey of Parrots", "", Survey},
		{"Agents in the Wild: A Systematic Review", proposes, Survey},
		{"Tutorial on Variational Inference", "", Survey},
		{"Peer Review with Language Models", proposes, Method},
		{"Summarising Product Reviews", proposes, Method},
		{"Imputing Survey Responses with Trees", proposes, Method},
		{"Parrot Review: A Second Look at Calls", "We present Parrot Review, a method.", Method},
		{"Overview of the Parrot 2024 Shared Task", "", Other},
		{"ParrotBench: Can Models Repeat?", "", Benchmark},
		{"Benchmarking Parrots on Noisy Lines", proposes, Benchmark},
		{"Talking Birds: A Benchmark for Speech", "", Benchmark},
		{"Beyond Benchmarks: Models That Last", proposes, Method},
		{"PARROT: A Large-Scale Dataset of Calls", "", Dataset},
		{"The Parrot Corpus", "", Dataset},
		{"Fast Training on Large Datasets", proposes, Method},
		{"Dataset Distillation by Matching Calls", proposes, Method},
		{"Why Do Parrots Repeat? An Empirical Study", proposes, Other},
		{"Understanding Repetition in Parrots", proposes, Other},
		{"Understanding and Reducing Repetition", proposes, Method},
		{"Position: Parrots Deserve Credit", proposes, Other},
		{"Owls at SemEval-2024 Task 3: Small Models", proposes, Other},
		{"A Fast Algorithm for Nests", "", Method},
		{"PolyNest: Fast Search in Trees", "", Method},
		{"QuietTales: Bias in Stories", "We present QuietTales, a dataset of stories.", Dataset},
		{"SharpEdge: Limits of Refinement", "SharpEdge (SE) is a broad benchmark for refiners.", Benchmark},
		{"SharpEdge: Limits of Refinement", "SharpEdge, a model trained on a dataset, wins.", Method},
		{"Influence Guided Nests", proposes, Method},
		{"The Role of Nests in Flocks", proposes, Other},
		{"On the Shape of Nests", "We introduce a new bound.", Other},
		{"Parrot Studies: Recent Advances", "", Survey},
		{"Rethinking Nests", proposes, Method},
		{"Rethinking Nests", "We look at nests again.", Other},
		{"Flocks in Motion", "We prove that flocks converge.", Other},
		{"Flocks in Motion", proposes, Method},
	} {
		if got := Parse(c.title, c.abstract).Kind; got != c.want {
			t.Errorf("%q: kind %s, want %s", c.title, got, c.want)
		}
	}
}

// laws holds for any input whatever.
func laws(t interface{ Errorf(string, ...any) }, title, abstract string) {
	p := Parse(title, abstract)
	if !strings.Contains(title, p.System) || !strings.Contains(title, p.Subtitle) {
		t.Errorf("%q: system %q or subtitle %q is not in the title", title, p.System, p.Subtitle)
	}
	if p.System != strings.TrimSpace(p.System) {
		t.Errorf("%q: blanks around %q", title, p.System)
	}
	d := new(doc)
	d.read(title, abstract)
	_, f := d.decide()
	for _, pair := range [...]string{"()", "[]", "{}"} {
		if k := strings.LastIndex(p.System, pair[:1]); k >= 0 && !strings.Contains(p.System[k:], pair[1:]) && strings.HasPrefix(title[f.end:], pair[1:]) {
			t.Errorf("%q: %q is cut before its bracket closes", title, p.System)
		}
	}
	if utf8.ValidString(title) && (!utf8.ValidString(p.System) || !utf8.ValidString(p.Subtitle)) {
		t.Errorf("%q: %q or %q cuts a character", title, p.System, p.Subtitle)
	}
	if p.System == "" && p.Subtitle != "" {
		t.Errorf("%q: a subtitle %q without a system", title, p.Subtitle)
	}
	switch p.Kind {
	case Method, Survey, Benchmark, Dataset, Other:
	default:
		t.Errorf("%q: unknown kind %q", title, p.Kind)
	}
	if again := Parse(title, abstract); again != p {
		t.Errorf("%q: %+v, then %+v", title, p, again)
	}
}

var genTitle = rapid.Custom(func(t *rapid.T) string {
	word := rapid.SampledFrom([]string{"A", "for", "HydraNet", "GX-2", "Deep", "Learning", "(GXT)", "model", "Benchmark", "LLaMA", ":", "-", "—", "with", "Is", "π₀", "$x$", "?", "Survey", "at", "@", "@Clef", "SemEval", "2024", "BERT", "Introducing", "Technical", "Report", "HydraNet,", "The"})
	return strings.Join(rapid.SliceOfN(word, 0, 14).Draw(t, "words"), rapid.SampledFrom([]string{" ", "", "  "}).Draw(t, "gap"))
})

func TestLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		title := genTitle.Draw(t, "title")
		laws(t, title, rapid.SampledFrom([]string{"", "We propose " + title, title + " (GXT) is new", "a novel HydraNet (GXT)"}).Draw(t, "abstract"))
	})
}

// What Parse does not try would not fire.
func TestNeeds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		title := genTitle.Draw(t, "title")
		d := new(doc)
		d.read(title, rapid.SampledFrom([]string{"", "We propose " + title, "our " + title + ", a novel one"}).Draw(t, "abstract"))
		for i := range Rules {
			if r := &Rules[i]; len(d.words) > 0 && !d.mayFire(r) && r.find(d).fired {
				t.Errorf("%s fires on %q", r.ID, title)
			}
		}
	})
}

// The table has every word of the lexicon, in any case.
func TestTable(t *testing.T) {
	for w, c := range load(wordsFile) {
		for _, s := range []string{w, strings.ToUpper(w)} {
			if got := lexicon.find(s); got != c {
				t.Errorf("%q: %b, want %b", s, got, c)
			}
		}
	}
	if lexicon.find("abcdefgh-not-there-ijklmnop") != 0 {
		t.Error("a word of no section is found")
	}
}

// What the abstract is known to lack changes no search.
func TestLook(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`[aAbz \n-]{0,30}`)
		d := new(doc)
		d.read(rapid.StringMatching(`[aAbz -]{1,6}`).Draw(t, "title"), text.Draw(t, "abstract"))
		for range 4 {
			start := rapid.IntRange(0, len(d.title)-1).Draw(t, "start")
			s := span{start, rapid.IntRange(start+1, len(d.title)).Draw(t, "end")}
			begun := d.mentions(d.title[s.start:s.end], true)
			m, ok := d.look(s)
			if found := begun.next(); found != (ok && m.next()) || found && m.start != begun.start {
				t.Errorf("%q in %q: found is %t by itself", d.title[s.start:s.end], d.abstract, found)
			}
		}
	})
}

// Quotes and dashes are no words, letters of as many bytes are parts of one.
func TestWordBefore(t *testing.T) {
	for text, want := range map[string]string{
		"a rope, named “":  "named",
		"a rope — ":        "rope",
		"“salt” ropes–":    "ropes",
		"less CO₂ (":       "CO₂",
		"Poincaré ":        "Poincaré",
		"a “rope”, e.g. ":  "e.g",
		"…":                "",
		"tide-lined “rope": "rope",
	} {
		start, end := wordBefore(text, len(text))
		if got := text[start:end]; got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// Without an abstract, a title of ordinary words in which nothing marks a name names none.
func TestOrdinaryWordsNameNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.StringMatching(`[A-Z]?[a-z]{2,9}`), 2, 12).Draw(t, "words")
		for _, w := range words {
			if lookup(w) != 0 || !unicode.IsLetter(rune(w[0])) {
				t.Skip("a listed word")
			}
		}
		if p := Parse(strings.Join(words, " "), ""); p.System != "" {
			t.Errorf("%q names %q by %s", words, p.System, p.Rule)
		}
	})
}

func FuzzParse(f *testing.F) {
	for _, r := range Rules {
		for _, e := range append(r.Yes, r.No...) {
			f.Add(e.Title, e.Abstract)
		}
	}
	f.Add("A\xff: (\xf0", "we propose A (\xff")
	f.Fuzz(func(t *testing.T, title, abstract string) { laws(t, title, abstract) })
}

// Explain names every rule up to the one that fired, with a reason.
func TestExplain(t *testing.T) {
	var b bytes.Buffer
	Explain(&b, "Pruning LLaMA: What Is Lost", "")
	for _, r := range Rules {
		if !strings.Contains(b.String(), "  no     "+r.ID) {
			t.Errorf("no line for %s in\n%s", r.ID, &b)
		}
	}
	b.Reset()
	Explain(&b, " ", "")
	if !strings.Contains(b.String(), "no title") {
		t.Errorf("an empty title is not called one in\n%s", &b)
	}
	b.Reset()
	Explain(&b, "Longformer: The Long-Document Transformer", "")
	if !strings.Contains(b.String(), `head-word        "Longformer"`) {
		t.Errorf("the rule that fired is missing in\n%s", &b)
	}
}

// Time is linear in the text, whatever it is made of.
func TestLinearTime(t *testing.T) {
	for _, unit := range []string{"(", "a: ", "A-", "propose ", "(ABCD) ", ",(,) ", "HydraNet (", "Ab (A) ", "9", "- "} {
		linear.Check(t, unit, 128<<10, func(n int) {
			long := strings.Repeat(unit, n/len(unit))
			Parse("Ab Abstract Boats Carry Deep HydraNet", long)
			Parse(long, "We propose Ab (AB).")
		})
	}
	for _, unit := range []string{"Rope-Tide Joint Knot Tying (RTJKT) ", "We propose Rope-Tide Knot Tying (RTy) task. ", "Rope-Tide Joint Knot Tying, ", "called Tying (TyT) ", "We propose RTJKT. ", "We propose Fair Ropes (FR) and ", "Rope-Tide Joint Knot Tying (RoKnot) is proposed and ", "We propose tying boats. ", "We propose knots by Fair Ropes (FRo). ", "We propose RTyB, FaRo, FRJT, "} {
		linear.Check(t, unit, 128<<10, func(n int) {
			Parse("Fair Rope-Tide Joint Knot Tying with Tying Boats", strings.Repeat(unit, n/len(unit)))
			Parse("RTJ Knots at Sea: Rope-Tide Joint Knot Tying", strings.Repeat(unit, n/len(unit)))
		})
	}
	linear.Check(t, "tracking", 128<<10, func(n int) {
		Parse("Boats with HydraNet Sails on HydraNet Seas", strings.Repeat("We propose HydraNet tracking (HydraNet) ", n/40))
	})
	linear.Check(t, "proposals", 128<<10, func(n int) {
		Parse(strings.Repeat("AaAa-A ", 64), strings.Repeat("We propose A (AAAAAAAAAAAA) ", n/28))
	})
}

func BenchmarkParse(b *testing.B) {
	abstract := strings.Repeat("Existing methods for reading long inputs are slow, and their cost grows with length. ", 16) +
		"We propose Tidal Memory Replay (TMR), which keeps what matters."
	for _, c := range []struct{ name, title string }{
		{"named", "TidalNet: Reading Long Inputs by Keeping What Matters in Sight"},
		{"phrase", "Tidal Memory Replay for Reading Long Inputs with Recurrent Models"},
		{"ordinary", "Reading Long Inputs with Recurrent Models and Little Memory"},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Parse(c.title, abstract)
			}
		})
	}
}
