package claim

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/paperlake/paperlake/internal/linear"
)

// checkLaws holds every claim to what the package promises, whatever the input.
func checkLaws(t *testing.T, title, abstract string) {
	t.Helper()
	claims := Mine(title, abstract)
	field, at := "title", 0
	for _, c := range claims {
		text := abstract
		if c.Field == "title" {
			text = title
		}
		if c.Field != field {
			if field == "abstract" {
				t.Fatalf("a claim of the title after one of the abstract: %+v", c)
			}
			field, at = c.Field, 0
		}
		if c.Start < 0 || c.End > len(text) || c.Start >= c.End || text[c.Start:c.End] != c.Text {
			t.Fatalf("offsets [%d:%d] are not the text %q", c.Start, c.End, c.Text)
		}
		// Text that is not UTF-8 has no characters to cut; it never comes so far in a run.
		if utf8.ValidString(text) && (!utf8.RuneStart(text[c.Start]) || c.End < len(text) && !utf8.RuneStart(text[c.End])) {
			t.Fatalf("offsets [%d:%d] cut a character", c.Start, c.End)
		}
		if strings.LastIndexByte(c.Text, '(') > strings.LastIndexByte(c.Text, ')') && strings.HasPrefix(text[c.End:], ")") {
			t.Fatalf("text %q leaves its bracket open", c.Text)
		}
		if !strings.Contains(c.Sentence, c.Text) {
			t.Fatalf("text %q is not in its sentence %q", c.Text, c.Sentence)
		}
		if c.Start < at {
			t.Fatalf("claims out of order at %d after %d", c.Start, at)
		}
		at = c.Start
		if _, ok := metricByName(c.Metric); !ok {
			t.Fatalf("unknown metric %q", c.Metric)
		}
		if (c.Factor > 1) != (c.Direction == "better") || c.Factor <= 0 || c.FactorHigh < 0 {
			t.Fatalf("factor %g..%g is not %s", c.Factor, c.FactorHigh, c.Direction)
		}
		if !strings.Contains(" x percent percent_of fraction_of order_of_magnitude ", " "+c.Unit+" ") ||
			!strings.Contains(" exact approx at_least up_to average ", " "+c.Qualifier+" ") ||
			!strings.Contains(" training inference unspecified ", " "+c.Phase+" ") ||
			!strings.Contains(" result setting comparison ", " "+c.Role+" ") ||
			!strings.Contains(" own background ", " "+c.Attribution+" ") {
			t.Fatalf("word outside of the vocabulary: %+v", c)
		}
	}
	var m Miner
	m.Mine(nil, abstract, title) // what a Miner has seen before does not matter
	if again := m.Mine(nil, title, abstract); !slices.Equal(claims, again) {
		t.Fatalf("a used Miner gives other claims:\n%v\n%v", claims, again)
	}
	m = Miner{thorough: true}
	if all := m.Mine(nil, title, abstract); !slices.Equal(claims, all) {
		t.Fatalf("the prefilter or the needs change the claims:\n%v\n%v", claims, all)
	}
}

// longLists puts a list of more figures than one quantity takes before each number of a text, of the same kind as the number.
func longLists(text string) (out []string) {
	for i := 1; i < len(text); i++ {
		if !isDigit(text[i]) || text[i-1] != ' ' {
			continue
		}
		end := i
		for end < len(text) && (isDigit(text[end]) || text[end] == '.') {
			end++
		}
		for _, unit := range []string{"x", "%"} {
			if strings.HasPrefix(text[end:], unit) {
				out = append(out, text[:i]+strings.Repeat("2"+unit+", ", maxParts-1)+"2"+unit+" and "+text[i:])
			}
		}
	}
	return out
}

// The laws hold for a sentence that begins or ends at any of its words: whatever a rule looks at around its match may be missing.
func TestFragments(t *testing.T) {
	for _, r := range Rules() {
		texts := slices.Clone(r.No)
		for _, ex := range r.Yes {
			texts = append(texts, ex.Text)
		}
		for _, text := range texts {
			for i := range len(text) {
				if text[i] == ' ' {
					checkLaws(t, "", text[i+1:])
					checkLaws(t, "", text[:i])
				}
			}
		}
	}
}

// The laws hold for every text of the corpus and for all of it at once.
func TestLaws(t *testing.T) {
	var all []string
	for _, c := range readCorpus(t) {
		checkLaws(t, c.text, "")
		checkLaws(t, "", c.text)
		all = append(all, c.text)
	}
	for _, r := range Rules() {
		for _, ex := range r.Yes {
			checkLaws(t, "", ex.Text)
			for _, text := range longLists(ex.Text) {
				checkLaws(t, "", text)
			}
		}
		for _, text := range r.No {
			checkLaws(t, "", text)
		}
	}
	// What the scanner could pass over: figures without digits, words that are dropped in between, numbers far from their unit.
	for _, text := range []string{
		"We see a speedup of two.", "The speedup ratio of about three holds.", "It is five (TTFT) times faster.", "It is ten % faster.", "It is 2k times faster.",
		"It cuts latency from 26 FPS (A100) to 45 FPS.", "It cuts latency from 12 to 3 s.", "It needs 8 steps rather than 1,000.", "A factor of between two and three less memory.",
		"Memory falls by a multiple of five.", "A × 1.8 speedup.", "times 3 speedup", "The index reaches a compression ratio of 14.", "Latency is cut, 12 s → 3 s.", "Loads drop to a 10:1 reduction.", "It runs in 1 instead of 2 s.", `\textbf Caches are 3x faster.`, "4timesteps fewer and 3x less memory",
	} {
		checkLaws(t, "", text)
	}
	checkLaws(t, all[0], strings.Join(all, " "))
}

func FuzzMine(f *testing.F) {
	for _, c := range readCorpus(f) {
		f.Add(c.text, "")
		f.Add("", c.text)
	}
	f.Add("2x Faster", "We are 2x faster.\xff and 3\xc3\x97 lower memory")
	f.Fuzz(checkLaws)
}

func FuzzTokens(f *testing.F) {
	for _, c := range readCorpus(f) {
		f.Add(c.text)
	}
	lex := theLexicon()
	f.Fuzz(func(t *testing.T, text string) {
		end := int32(0)
		for _, tok := range appendTokens(nil, lex, text, 0, len(text)) {
			if tok.start < end || tok.end <= tok.start || int(tok.end) > len(text) {
				t.Fatalf("token %+v after byte %d of %q", tok, end, text)
			}
			if utf8.ValidString(text) && !utf8.ValidString(text[tok.start:tok.end]) {
				t.Fatalf("token %+v cuts a character of %q", tok, text)
			}
			end = tok.end
		}
	})
}

func FuzzQuantities(f *testing.F) {
	for _, c := range readCorpus(f) {
		f.Add(c.text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		m := Miner{lex: theLexicon(), text: text}
		m.tokens = appendTokens(nil, m.lex, text, 0, len(text))
		m.label()
		m.quantify()
		for _, q := range m.quantities {
			if q.start < q.from || q.end <= q.start || int(q.end) > len(text) {
				t.Fatalf("quantity %+v of %q", q, text)
			}
			if q.kind == 0 || q.high != 0 && q.high <= q.low && q.kind != beforeAfter {
				t.Fatalf("quantity %+v of %q", q, text)
			}
		}
	})
}

// Time is linear in the text, whatever it is made of.
func TestLinear(t *testing.T) {
	for _, unit := range []string{
		"1", "1 ", "9,", "(", "up to ", "up to 3x ", "by ", "half ", "2x and ", "1-", "memory ", "memory and ", "reduces memory by ", "reduces ** by 2x ",
		"$", "\\", "{", "~", "from 3 s to ", "a factor of ", "orders of magnitude ", "five-", "e.g. ", "1. ", "30% reduction in memory, ", "x", "\u200b", "×", "a.", "30% of ",
	} {
		linear.Check(t, unit, 50_000, func(n int) {
			Mine("", strings.Repeat(unit, n/len(unit))+" reduces memory by 30%.")
		})
	}
}

// Damaged, raw and clean spellings of one sentence give the same claims.
func TestSpellings(t *testing.T) {
	for _, group := range [][]string{
		{"It is 2.4× faster.", "It is 2.4x faster.", "It is 2.4 x faster.", "It is 2.4times faster.", "It is 2.4 times faster.", `It is 2.4$\times$ faster.`, `It is $2.4\times$ faster.`, `It is 2.4 $\times$ faster.`, "It is 2.4-times faster.", "It is 2.4X faster."},
		{"It saves ∼25% of memory.", "It saves sim25% of memory.", `It saves $\sim$25\% of memory.`, "It saves ~25% of memory.", "It saves approx 25% of memory.", "It saves ≈ 25 % of memory.", `It saves $\approx 25\%$ of memory.`},
		{"It is 3-5x faster.", "It is 3–5x faster.", "It is 3x-5x faster.", "It is 3x to 5x faster.", "It is 3--5× faster.", "It is $3-5\\times$ faster."},
		{"A two-fold speedup.", "A twofold speedup.", "A 2-fold speedup.", "A 2fold speedup."},
		{"It is over 1,000x faster.", `It is over 1{,}000$\times$ faster.`, "It is >1000x faster.", `It is $>1000\times$ faster.`},
	} {
		var want string
		for i, text := range group {
			var got []string
			for _, c := range Mine("", text) {
				got = append(got, c.String())
			}
			if s := strings.Join(got, "; "); i == 0 {
				want = s
			} else if s != want || s == "" {
				t.Errorf("%q gives %q, %q gives %q", text, s, group[0], want)
			}
		}
	}
}

// A figure of one metric is reported once: the abstract speaks for the title, a sentence for itself.
func TestOnce(t *testing.T) {
	claims := Mine("Decoding 3x Faster", "Our cache makes decoding 3x faster. It uses 40% less memory.")
	if len(claims) != 2 || claims[0].Field != "abstract" {
		t.Errorf("got %v", claims)
	}
	claims = Mine("Decoding 3x Faster", "Our cache is 4x faster.")
	if len(claims) != 2 || claims[0].Field != "title" || claims[1].Field != "abstract" {
		t.Errorf("got %v", claims)
	}
}

func TestExplain(t *testing.T) {
	var b strings.Builder
	Explain(&b, "", "Our cache needs 40% less memory than LRU. Accuracy grows by 3%.")
	for _, want := range []string{"quantity \"40%\"", "q-fewer-m fires", "memory 1.667 percent", "no claim of \"3%\": no metric word in the sentence", "baseline=\"LRU\""} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("no %q in\n%s", want, b.String())
		}
	}
}

// benchTexts are an abstract without a figure, with figures of quality, with claims, and the corpus in one.
func benchTexts(tb testing.TB) (names []string, texts map[string]string) {
	prose := strings.Repeat("Large models have changed how we think about language and vision. They learn from examples and answer in words. "+
		"Their use is limited by what they cost, and by what they forget. ", 8)
	var corpus []string
	for _, c := range readCorpus(tb) {
		corpus = append(corpus, c.text)
	}
	return []string{"prose", "quality", "abstract", "dense"}, map[string]string{
		"prose":    prose,
		"quality":  prose + "On 12 of 15 tasks accuracy rises by 2.1%, and recall by 4.7 points. " + prose[:400],
		"abstract": prose + "On GLUE, accuracy rises by 2.1% while our method is 3.2x faster and saves 40% of memory compared to BERT-base. " + prose[:400],
		"dense":    strings.Join(corpus, " ")[:20000],
	}
}

func bench(b *testing.B, f func(text string)) {
	names, texts := benchTexts(b)
	for _, name := range names {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(texts[name])))
			b.ReportAllocs()
			for b.Loop() {
				f(texts[name])
			}
		})
	}
}

func BenchmarkMine(b *testing.B) {
	var m Miner
	var out []Claim
	bench(b, func(text string) { out = m.Mine(out[:0], "", text) })
}

func BenchmarkPrefilter(b *testing.B) {
	lex := theLexicon()
	bench(b, func(text string) {
		for at := 0; at < len(text); at++ {
			if at = lex.nextFigure(text, at); at < 0 {
				return
			}
		}
	})
}

func BenchmarkTokens(b *testing.B) {
	lex := theLexicon()
	var tokens []token
	bench(b, func(text string) { tokens = appendTokens(tokens[:0], lex, text, 0, len(text)) })
}

// A Miner that has seen a text needs no memory for another like it.
func TestMineAllocatesNothing(t *testing.T) {
	var m Miner
	var out []Claim
	names, texts := benchTexts(t)
	for _, name := range names {
		out = m.Mine(out[:0], "Decoding 3x Faster", texts[name])
		if n := testing.AllocsPerRun(20, func() { out = m.Mine(out[:0], "Decoding 3x Faster", texts[name]) }); n != 0 {
			t.Errorf("%s: %v allocations", name, n)
		}
	}
}
