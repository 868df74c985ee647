package link

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"github.com/paperlake/paperlake/internal/linear"
)

// checkLaws holds the links of one field to what Find promises about any text.
func checkLaws(t interface{ Fatalf(string, ...any) }, field, text string) {
	links := Find(field, text)
	end := 0
	for _, l := range links {
		if l.Start < end || l.End <= l.Start || l.End > len(text) {
			t.Fatalf("%q: [%d:%d] out of order or range, last end %d of %d", text, l.Start, l.End, end, len(text))
		}
		end = l.End
		if text[l.Start:l.End] != l.URLRaw {
			t.Fatalf("%q: URLRaw %q is not text[%d:%d]", text, l.URLRaw, l.Start, l.End)
		}
		for _, at := range []int{l.Start, l.End} {
			if utf8.ValidString(text) && at < len(text) && !utf8.RuneStart(text[at]) {
				t.Fatalf("%q: offset %d is inside a rune", text, at)
			}
		}
		if l.Field != field || l.Host == "" || l.Kind == "" || l.Rule == "" || l.Relation == "" {
			t.Fatalf("%q: a column is empty: %+v", text, l)
		}
		again := Find("url", l.URL)
		if len(again) != 1 {
			t.Fatalf("%q: canonical URL %q is %d links: %+v", text, l.URL, len(again), again)
		}
		if a := again[0]; a.URL != l.URL || Key(a) != Key(l) || a.RepoOwner != l.RepoOwner || a.RepoName != l.RepoName || a.RepoPath != l.RepoPath {
			t.Fatalf("%q: no fixed point:\n%+v\n%+v", text, l, a)
		}
	}
}

// fragments are what text around links is made of; joined at random they make every oddity the scanner knows, and more.
var fragments = strings.Split("https://|http://|https:|//|/|www.|github.com|github.|com|io|.|..|...|-|_|owner|name|Repo-2|.git|.gi|"+
	"huggingface.co|hf.co|datasets|spaces|owner.github.io|gitlab.com|tree|main|zenodo.org|records|123|doi.org|10.1000|arxiv.org|abs|pdf|2401.00001|v2|"+
	"youtu.be|watch?v=|?|&amp;|#|#/|%20|%|\\_|\\%|{\\_}|$\\sim$|~|{this https URL}|\\url{|\\href{|}|}{|[|](|)|(|<a href=\"|\">|</a>|"+
	" |\n|\n  |\u200b|\ufeff|é|代码|“|”|…|–|, |; |: |. |.Our|We|our code is available at|based on|dataset|e.g.|i.e.|git@|@|:|'|*|=|+|!|"+
	"x.org|lab.cs.example.edu|sites.google.com|view|ﬁ|10.1000/a|10.|doi: |/ |github$.io/|atgithub.com/|_|bit.ly|anonymous.4open.science|r|colab.research.google.com|kaggle.com|modelscope.cn|\xff", "|")

func drawText(t *rapid.T) string {
	return strings.Join(rapid.SliceOfN(rapid.SampledFrom(fragments), 0, 24).Draw(t, "fragments"), "")
}

func TestLawsOnFragments(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		checkLaws(t, rapid.SampledFrom([]string{"title", "abstract", "comment", "github", "project", "url"}).Draw(t, "field"), drawText(t))
	})
}

func TestLawsOnStrings(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		checkLaws(t, "abstract", "See https://"+rapid.String().Draw(t, "text"))
	})
}

// A Finder used before finds the same as a fresh one, and appends.
func TestFinderIsReusable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var f Finder
		a, b := drawText(t), drawText(t)
		all := f.Find(f.Find(nil, "abstract", a), "comment", b)
		want := append(Find("abstract", a), Find("comment", b)...)
		if len(all) != len(want) {
			t.Fatalf("%d links, want %d", len(all), len(want))
		}
		for i := range all {
			if all[i] != want[i] {
				t.Fatalf("link %d: %+v, want %+v", i, all[i], want[i])
			}
		}
	})
}

// What a text does to a URL changes how it looks, not what it names.
func TestDecorationsKeepTheKey(t *testing.T) {
	urls := []string{"https://github.com/Some-One/some_name.v2", "https://github.com/Some-One/some_name/tree/main/a_b", "http://someone.github.io/some-name",
		"https://huggingface.co/datasets/someone/some_name", "https://anonymous.4open.science/r/Name-1A2B", "https://lab.example.edu/~someone/some_page.html",
		"https://doi.org/10.1000/some.name_1", "https://gitlab.com/a/b/some_name", "https://example.org/x?id=some_name&b=2"}
	around := [][2]string{{"", ""}, {"", "."}, {"", ".."}, {"(", ")."}, {"see ", ", and"}, {"", ";"}, {"", "."}, {"\"", "\""}, {"“", "”"}, {"", "{this https URL}."}, {"", "%20"},
		{`\url{`, "}"}, {`\href{`, "}{here}"}, {`\footnote{`, "}"}, {`\texttt{`, "}."}, {"[here](", ")"}, {`<a href="`, `">here</a>`}, {"<", ">"}, {"$", "$"}, {"Code:", "|"},
		{"word.", " more"}, {"at~", "~and"}, {"x ", "\u200b end"}, {"代码：", "。"}, {"", ".We go on"}, {"**", "**"}, {"_", "_"}, {"", "\n"}}
	change := map[string]func(*rapid.T, string) string{
		"nothing": func(_ *rapid.T, u string) string { return u },
		"escapes": func(_ *rapid.T, u string) string {
			return strings.NewReplacer("_", `\_`, "~", `\~{}`, "&", `\&`).Replace(u)
		},
		"groups": func(_ *rapid.T, u string) string { return strings.ReplaceAll(u, "_", `{\_}`) },
		"zero-width character": func(t *rapid.T, u string) string {
			i := rapid.IntRange(len("https://")+1, len(u)-1).Draw(t, "at")
			return u[:i] + "\u200b" + u[i:]
		},
		"line break behind the scheme":  func(_ *rapid.T, u string) string { return strings.Replace(u, "//", "\n  //", 1) },
		"line break behind the slashes": func(_ *rapid.T, u string) string { return strings.Replace(u, "//", "//\n", 1) },
		"shouted host": func(_ *rapid.T, u string) string {
			i := strings.Index(u[8:], "/") + 8
			return strings.ToUpper(u[:i]) + u[i:]
		},
	}
	names := slices.Sorted(maps.Keys(change))
	rapid.Check(t, func(t *rapid.T) {
		u := rapid.SampledFrom(urls).Draw(t, "url")
		frame := rapid.SampledFrom(around).Draw(t, "around")
		text := frame[0] + change[rapid.SampledFrom(names).Draw(t, "change")](t, u) + frame[1]
		want, got := Find("abstract", u), Find("abstract", text)
		if len(want) != 1 || len(got) != 1 || Key(got[0]) != Key(want[0]) {
			t.Fatalf("%q: %+v, want the key of %s", text, got, u)
		}
	})
}

func FuzzFind(f *testing.F) {
	for _, c := range oddCases {
		f.Add(c.field, c.text)
	}
	f.Fuzz(func(t *testing.T, field, text string) {
		checkLaws(t, field, text)
		CodeStatus(Find("abstract", text), text, "")
	})
}

// Time is linear in the text, whatever it is made of.
func TestLinearTime(t *testing.T) {
	for _, unit := range []string{"http://", ".", "a.", "https://a.b/", "https://github.com/", "https://github.com/a/b ", "https://a.b/(", "www.", "github.com/a-\n",
		"\u200b", "a\u200b.", "https://github.\n", "code at https://x.org, ", "we will release ", "x", "@", "\\_", "https://a.b/\\_", "[", "e.g. ", "10.1000/", "10.1000/a ", "https://github.com/a/ B", "https://a.b/ c/D", "https://doi.org/10. 1/", "a$.io"} {
		linear.Check(t, unit, 64<<10, func(n int) {
			text := strings.Repeat(unit, n/len(unit))
			CodeStatus(Find("abstract", text), text, "")
		})
	}
}
