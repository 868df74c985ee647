package latex

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"github.com/paperlake/paperlake/internal/linear"
)

// pieces are joined at random: constructs that meet are what breaks idempotence.
var pieces = []string{
	" ", "  ", "\n", "\t", "a", "b", "word", "The", "2", "10", "3.5", "x", "k", "%", ".", ",", ")", "(", "/", ":", "'", "\"", "=",
	"$", "$$", "\\", "\\\\", "{", "}", "{}", "~", "-", "--", "---", "``", "''", "`", "^", "_", "&", "&amp;", "amp;", "&lt;", "lt;", "&#36;", "&#92;", "&#x2013;", "#", ";",
	"<", ">", "<i>", "</i>", "<sub>", "</sub>", "<sup>", "</sup>", "<br/>", "\\times", "times", "\\sim", "sim", "approx", "pm", "geq", "rightarrow",
	"\\textbf", "\\emph{", "\\textbf{", "\\text{", "textbf", "mathcal{", "mathbb{", "\\mathcal{", "\\mathbb", "\\frac", "\\sqrt", "\\left(", "\\right)", "\\hat", "\\tilde{O}",
	"\\alpha", "\\log", "\\foo", "\\%", "\\$", "\\&", "\\_", "\\{", "\\}", "\\,", "\\;", "\\!", "\\ ", "\\-", "\\/", "\\(", "\\)", "\\[", "\\]", "\\'", "\\\"", "\\~", "\\c", "\\v", "\\i", "\\o", "\\ss",
	"\\url{", "\\href{", "\\footnote{", "\\cite{", "\\ref{", "\\textcolor{", "{\\em", "{\\bf ", "\\eg", "\\unicode{x2013}", "\\textsuperscript{", "\\footnotemark", "\\xspace", "\\quad",
	"https://", "http://a.b/c", "github.com/a/b", "www.", "é", "e\u0301", "\u0301", "\u200b", "\u200d", "\u00ad", "\u00a0", "\u212a", "\u1fef", "\ufb01", "×", "\xff", "\xc3", "circ", "\\circ", "th", "[", "]",
}

func text() *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 24).Draw(t, "pieces"), "")
	})
}

func checkLaws(t interface{ Fatalf(string, ...any) }, s string) {
	got := Clean(s)
	if again := Clean(got); again != got {
		t.Fatalf("not idempotent: %q\n first %q\n then  %q", s, got, again)
	}
	if !utf8.ValidString(got) {
		t.Fatalf("invalid UTF-8 from %q: %q", s, got)
	}
	if !norm.NFC.IsNormalString(got) {
		t.Fatalf("not NFC: %q gives %q", s, got)
	}
	if got != strings.TrimSpace(got) || strings.Contains(got, "  ") || strings.ContainsAny(got, "\n\t\r\x00") {
		t.Fatalf("blanks left: %q gives %q", s, got)
	}
	if got != s && !Dirty(s) {
		t.Fatalf("Dirty misses %q, which becomes %q", s, got)
	}
	if app := string(Append([]byte("abc"), s)); app != "abc"+got {
		t.Fatalf("Append differs from Clean on %q: %q, %q", s, app, got)
	}
}

func TestLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { checkLaws(t, text().Draw(t, "text")) })
}

// scan and worth are one test in two forms.
func TestScanAgreesWithItsDefinition(t *testing.T) {
	bytes := rapid.OneOf(rapid.SampledFrom([]byte("the words of a text, 2 or 3 of them's `-<tsmx\n")), rapid.Byte())
	rapid.Check(t, func(t *rapid.T) {
		s := string(rapid.SliceOfN(bytes, 0, 90).Draw(t, "bytes"))
		for from := 0; from <= len(s); from++ {
			want := from
			for ; want < len(s); want++ {
				y := byte(0)
				if want+1 < len(s) {
					y = s[want+1]
				}
				if worth(s[want], y) {
					break
				}
			}
			if got := scan(s, from); got != want {
				t.Fatalf("scan(%q, %d) = %d, want %d", s, from, got, want)
			}
		}
	})
}

// A pass that starts where a look at the text stopped does what one from the beginning does.
func TestPassStartsAtTheGlance(t *testing.T) {
	words := append([]string{"plain words ", "of text\n", "x2 ", "https://a.b/x2 ", "3D "}, pieces...)
	rapid.Check(t, func(t *rapid.T) {
		s := strings.ToValidUTF8(strings.Join(rapid.SliceOfN(rapid.SampledFrom(words), 0, 24).Draw(t, "words"), ""), "?")
		unwrapped, _ := appendUnwrapped(nil, s)
		g := look(string(unwrapped))
		var short, whole cleaner
		short.pass(s, g)
		whole.pass(s, glance{left: none})
		if string(short.dst) != string(whole.dst) || short.rewrote != whole.rewrote || short.blanked != whole.blanked || short.left != whole.left || short.marks != whole.marks {
			t.Fatalf("%q from %d: %q, want %q; %+v, want %+v", s, g.stop, short.dst, whole.dst, short, whole)
		}
	})
}

// What is cut out of a plain text is as clean as the whole.
func TestPartsOfPlainText(t *testing.T) {
	words := append([]string{"Ada", " ", "van ", "O'Neil", "-", "J. ", "2", "3x", "sim", "tim"}, pieces...)
	plain := 0
	rapid.Check(t, func(t *rapid.T) {
		s := strings.Join(rapid.SliceOfN(rapid.SampledFrom(words), 0, 6).Draw(t, "words"), "")
		if !Plain(s) {
			return
		}
		plain++
		from := rapid.IntRange(0, len(s)).Draw(t, "from")
		part := strings.Trim(s[from:rapid.IntRange(from, len(s)).Draw(t, "to")], " ")
		if Dirty(part) {
			t.Fatalf("%q of the plain %q is dirty", part, s)
		}
	})
	if plain < 10 {
		t.Errorf("only %d texts were plain", plain)
	}
}

// Plain sentences with figures are not touched, and touching them would be seen.
func TestPlainTextIsReturnedItself(t *testing.T) {
	words := []string{"the", "model", "Qwen2.5", "is", "2.4x", "faster", "(see", "Table", "3)", "on", "A100-80GB", "e.g.,", "\"x\"", "50%", "it's", "a/b", "C++", "[1]", "following:", "x_i", "v2;", "3D", "1st"}
	rapid.Check(t, func(t *rapid.T) {
		s := strings.Join(rapid.SliceOfN(rapid.SampledFrom(words), 1, 40).Draw(t, "words"), " ")
		if Dirty(s) || Clean(s) != s {
			t.Fatalf("%q: dirty %v, clean %q", s, Dirty(s), Clean(s))
		}
		if n := testing.AllocsPerRun(1, func() { Clean(s) }); n != 0 {
			t.Fatalf("%v allocations for %q", n, s)
		}
	})
}

func TestAppendDoesNotAllocate(t *testing.T) {
	s := strings.Repeat("needs ~25\\% less\nmemory at $2.4\\times$ the \\emph{speed} ", 8)
	dst := make([]byte, 0, 2*len(s))
	Append(dst, s) // fills the pool
	if n := testing.AllocsPerRun(100, func() { Append(dst, s) }); n > 0.5 {
		t.Errorf("%v allocations", n)
	}
}

// Time is linear in the text, whatever it is made of: every look ahead or back is bounded, or done once.
func TestLinearTime(t *testing.T) {
	for _, unit := range []string{"{", "}", "\\", "$", "$$", "$a", "\\(", "\\[", "\\emph{", "\\footnote{", "\\href{", "\\href{a}{", "\\textsuperscript{", "{\\em ", "``", "``a", "~", "--", "-", "&", "&amp;",
		"<", "<sub>", "<sup>a", "2times", "sim2", "^{", "_{a", "$x^{", "$\\frac{", "://", "http://", "\\cite[", "\\'{", "\\\"a", "\u0301", "\u200b", "\xff", "textbf{", "\\url{", "\\(\\)", "(", "9", "\n", "a--"} {
		linear.Check(t, unit, 128<<10, func(n int) { Append(nil, strings.Repeat(unit, n/len(unit))) })
	}
	for _, open := range []string{"{", "\\emph{", "\\emph{\\(", "\\emph{$", "\\url{", "\\href{a}{", "\\href{", "\\footnote{", "\\textsuperscript{", "\\textcolor{a}{", "\\cite{", "{\\em ", "\\emph{``", "x^{", "textbf{", "\\sqrt{", "\\'{"} {
		nested := func(n int) string {
			n /= len(open) + 1
			return strings.Repeat(open, n) + strings.Repeat("}", n)
		}
		linear.Check(t, open+"…}", 128<<10, func(n int) { Append(nil, nested(n)) })
		linear.Check(t, "$"+open+"…}$", 128<<10, func(n int) { Append(nil, "$"+nested(n)+"$") })
	}
}

func FuzzClean(f *testing.F) {
	for _, c := range cases {
		f.Add(c.in)
	}
	f.Add("\\\\\\\\\\0\\\\\\\x000") // settles only once its control character is a blank
	for _, p := range pieces {
		f.Add(p + "2" + p)
	}
	f.Fuzz(func(t *testing.T, s string) { checkLaws(t, s) })
}
