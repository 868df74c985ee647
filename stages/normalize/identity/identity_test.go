package identity

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestArxivID(t *testing.T) {
	for _, c := range []struct {
		in, id  string
		version int
	}{
		{"2410.01234", "2410.01234", 0},
		{"2410.01234v2", "2410.01234", 2},
		{" arXiv:2410.01234 [cs.CL] ", "2410.01234", 0},
		{"arXiv:2410.01234v3 [cs.CL] 2 Oct 2024", "2410.01234", 3},
		{"arxiv preprint arXiv:1706.03762", "1706.03762", 0},
		{"https://arxiv.org/abs/2410.01234v1", "2410.01234", 1},
		{"http://arxiv.org/pdf/cs/0601001.pdf", "cs/0601001", 0},
		{"https://www.arxiv.org/pdf/2410.01234v2.pdf?download=1", "2410.01234", 2},
		{"http://export.arxiv.org/abs/math.GT/0309136v2", "math/0309136", 2},
		{"oai:arXiv.org:2508.13426v1", "2508.13426", 1},
		{"oai:arXiv.org:hep-th/9901001", "hep-th/9901001", 0},
		{"10.48550/arXiv.2410.01234", "2410.01234", 0},
		{"https://doi.org/10.48550/ARXIV.2410.01234", "2410.01234", 0},
		{"https://huggingface.co/papers/2410.01234", "2410.01234", 0},
		{"0704.0001", "0704.0001", 0},
		{"1412.9999", "1412.9999", 0},
		{"1501.00001", "1501.00001", 0},
		{"Cond-Mat.str-el/0001001", "cond-mat/0001001", 0},
		{"2410.01234.", "2410.01234", 0},

		{"", "", 0},
		{"1501.0001", "", 0},    // 5 digits from 2015 on
		{"1412.00001", "", 0},   // 4 before
		{"2413.01234", "", 0},   // month
		{"0703.0001", "", 0},    // the old style still
		{"2410.00000", "", 0},   // numbers begin at 1
		{"cs/0704001", "", 0},   // the new style already
		{"cs/9013001", "", 0},   // month
		{"foo/0601001", "", 0},  // no archive
		{"cs/06010011", "", 0},  // 8 digits
		{"2410.012345", "", 0},  // 6 digits
		{"2410.01234v", "", 0},  // no version
		{"2410.01234v0", "", 0}, // versions begin at 1
		{"2410.01234x", "", 0},
		{"see 2410.01234", "", 0}, // a whole field, not prose
		{"10.1145/2410.01234", "", 0},
		{"https://arxiv.org/list/cs.CL/recent", "", 0},
	} {
		id, version, ok := ArxivID(c.in)
		if id != c.id || version != c.version || ok != (c.id != "") {
			t.Errorf("ArxivID(%q) = %q, %d, %v; want %q, %d", c.in, id, version, ok, c.id, c.version)
		}
	}
}

// anyArxiv draws a good id, old or new.
func anyArxiv(t *rapid.T) string {
	month := rapid.IntRange(1, 12).Draw(t, "month")
	if rapid.Bool().Draw(t, "old") {
		archive := rapid.SampledFrom([]string{"cs", "math", "hep-th", "cond-mat", "q-bio"}).Draw(t, "archive")
		year := rapid.SampledFrom([]int{91, 99, 0, 6}).Draw(t, "year")
		return fmt.Sprintf("%s/%02d%02d%03d", archive, year, month, rapid.IntRange(1, 999).Draw(t, "n"))
	}
	year := rapid.IntRange(8, 40).Draw(t, "year")
	if year < 15 {
		return fmt.Sprintf("%02d%02d.%04d", year, month, rapid.IntRange(1, 9999).Draw(t, "n"))
	}
	return fmt.Sprintf("%02d%02d.%05d", year, month, rapid.IntRange(1, 99999).Draw(t, "n"))
}

func TestEverySpellingIsTheSameID(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := anyArxiv(t)
		v := rapid.IntRange(0, 12).Draw(t, "version")
		spelled := want
		if v > 0 {
			spelled += "v" + strconv.Itoa(v)
		}
		form := rapid.SampledFrom([]string{"%s", "arXiv:%s", "ARXIV: %s", "https://arxiv.org/abs/%s", "http://arxiv.org/pdf/%s.pdf", "arxiv.org/pdf/%s",
			"oai:arXiv.org:%s", "10.48550/arXiv.%s", "https://doi.org/10.48550/arxiv.%s", "arXiv:%s [cs.LG]", " %s\n", "https://arxiv.org/abs/%s?context=cs"}).Draw(t, "form")
		in := fmt.Sprintf(form, spelled)
		id, version, ok := ArxivID(in)
		if !ok || id != want || version != v {
			t.Fatalf("ArxivID(%q) = %q, %d, %v; want %q, %d", in, id, version, ok, want, v)
		}
		if again, _, _ := ArxivID(id); again != id {
			t.Fatalf("%q reads as %q", id, again)
		}
		if _, _, ok := ArxivMonth(id); !ok {
			t.Fatalf("no month in %q", id)
		}
	})
}

func TestArxivMonth(t *testing.T) {
	for in, want := range map[string]string{
		"2410.01234": "2024-10", "0704.0001": "2007-04", "hep-th/9901001": "1999-01", "cs/0601001": "2006-01", "arXiv:1706.03762v5": "2017-06", "1501.0001": "", "x": "",
	} {
		got := ""
		if y, m, ok := ArxivMonth(in); ok {
			got = fmt.Sprintf("%04d-%02d", y, m)
		}
		if got != want {
			t.Errorf("ArxivMonth(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestRepairArxivID(t *testing.T) {
	for _, c := range [][2]string{
		{"2410.1234", "2410.12340"}, {"2410.1", "2410.10000"}, {"704.0001", "0704.0001"}, {"704.1", "0704.1000"}, {"1412.12", "1412.1200"}, {"arXiv:2410.1234", "2410.12340"},
		{"2410.01234", ""}, {"2410.123456", ""}, {"2413.1234", ""}, {"2410", ""}, {"2410.", ""}, {"3.14", ""}, {"2410.1234v2", ""}, {"abcd.1234", ""}, {"2410.0", ""}, {"", ""},
	} {
		got, reason, ok := RepairArxivID(c[0])
		if got != c[1] || ok != (c[1] != "") || ok && reason == "" {
			t.Errorf("RepairArxivID(%q) = %q, %q, %v; want %q", c[0], got, reason, ok, c[1])
		}
	}
}

// What a float does to an id is undone, unless the float kept it whole.
func TestRepairUndoesAFloat(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := anyArxiv(t)
		if strings.Contains(want, "/") {
			t.Skip("no float reads an old style id")
		}
		f, err := strconv.ParseFloat(want, 64)
		if err != nil {
			t.Fatal(err)
		}
		s := strconv.FormatFloat(f, 'f', -1, 64)
		got, _, ok := RepairArxivID(s)
		if s == want && ok || s != want && got != want {
			t.Fatalf("%q became %q, repaired to %q (%v)", want, s, got, ok)
		}
	})
}

func TestDOI(t *testing.T) {
	for _, c := range [][2]string{
		{"10.1145/3292500.3330701", "10.1145/3292500.3330701"},
		{"https://doi.org/10.18653/V1/2022.ACL-long.1", "10.18653/v1/2022.acl-long.1"},
		{"http://dx.doi.org/10.1000/xyz.", "10.1000/xyz"},
		{"doi: 10.1000/xyz,", "10.1000/xyz"},
		{"DOI:10.1000/a(b)c", "10.1000/a(b)c"},
		{"10.1016/S0140-6736(05)12345-6", "10.1016/s0140-6736(05)12345-6"},
		{"(10.1000/x", ""},
		{"10.1000/x(y))", "10.1000/x(y)"},
		{"https://dl.acm.org/doi/abs/10.1145/123.456?x=1", "10.1145/123.456"},
		{"https://doi.org/10.1000%2Fabc", "10.1000/abc"},
		{"10.1000.10/abc", "10.1000.10/abc"},
		{"https://example.org/v/10.1000/abc", ""},
		{"10.1000/", ""}, {"10.12/abc", ""}, {"11.1000/abc", ""}, {"10.1000", ""}, {"", ""}, {"doi:", ""},
	} {
		got, ok := DOI(c[0])
		if got != c[1] || ok != (c[1] != "") {
			t.Errorf("DOI(%q) = %q, %v; want %q", c[0], got, ok, c[1])
		}
		if again, _ := DOI(got); again != got {
			t.Errorf("%q reads as %q", got, again)
		}
	}
}

func TestOpenReviewID(t *testing.T) {
	for _, c := range [][2]string{
		{"https://openreview.net/forum?id=aB3dEfGh1j", "aB3dEfGh1j"},
		{"https://openreview.net/pdf?id=-Lx-u0b42he", "-Lx-u0b42he"},
		{"http://openreview.net/forum?noteId=zzz&id=aB3dEfGh1j#x", "aB3dEfGh1j"},
		{" aB3dEfGh1j ", "aB3dEfGh1j"},
		{"something", ""}, {"Something", ""}, {"20240101", ""}, {"3a4b5c6d7e", ""}, {"paper176", ""}, {"aB3", ""}, {"has blank 12", ""}, {"https://openreview.net/group?x=1", ""}, {"https://example.org/aB3dEfGh1j", ""}, {"", ""},
	} {
		got, ok := OpenReviewID(c[0])
		if got != c[1] || ok != (c[1] != "") {
			t.Errorf("OpenReviewID(%q) = %q, %v; want %q", c[0], got, ok, c[1])
		}
	}
}

func TestTitleKey(t *testing.T) {
	for _, c := range [][2]string{
		{"A Fast, Small Model: 2x Less!", "a fast small model 2x less"},
		{"a key already", "a key already"},
		{"  Blanks \t and\nlines ", "blanks and lines"},
		{"M^3Net", "m3net"}, {"M³Net", "m3net"}, {"CO_2 in {BERT}", "co2 in bert"},
		{"Na\u00efve caf\u00e9s", "naive cafes"}, {"Nai\u0308ve cafe\u0301s", "naive cafes"},
		{"e\ufb03cient", "efficient"}, {"Straße Søren Łódź", "strasse soren lodz"},
		{"\u201cQuoted\u201d \u2013 don\u2019t", "quoted don t"}, {"\"Quoted\" - don't", "quoted don t"},
		{"大模型 的 推理", "大模型 的 推理"}, {"α-Fair", "α fair"}, {"ÉCOLE", "ecole"}, {"!?", ""}, {"", ""},
	} {
		if got := TitleKey(c[0]); got != c[1] {
			t.Errorf("TitleKey(%q) = %q, want %q", c[0], got, c[1])
		}
	}
}

// An id and nothing else goes a short way; a blank sends it the long one.
func TestBareID(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringMatching(`[0-9][0-9][01][0-9][.0-9][0-9]{3,5}[0-9v]`).Draw(t, "id")
		id, version, ok := ArxivID(s)
		if long, v, good := ArxivID(" " + s); id != long || version != v || ok != good {
			t.Errorf("%q is %q %d %t, with a blank before it %q %d %t", s, id, version, ok, long, v, good)
		}
	})
}

func TestTitleLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.String().Draw(t, "title")
		key := TitleKey(s)
		if again := TitleKey(key); again != key {
			t.Fatalf("not idempotent: %q, then %q", key, again)
		}
		if key != strings.TrimSpace(key) || strings.Contains(key, "  ") {
			t.Fatalf("blanks in %q", key)
		}
		if h := TitleHash(s); len(h) != 16 || strings.Trim(h, "0123456789abcdef") != "" {
			t.Fatalf("hash %q", h)
		}
		if key != "" && TitleHash(s) != TitleHash(key) {
			t.Fatalf("%q and its key differ in hash", s)
		}
	})
	if TitleHash("One paper") == TitleHash("Two papers") || TitleHash("???") == TitleHash("!!!") {
		t.Error("different titles, one hash")
	}
}

func TestPaperID(t *testing.T) {
	title := "title:" + TitleHash("A title")
	for _, c := range []struct{ arxiv, doi, openreview, want string }{
		{"2410.01234v2", "10.1000/x", "aB3dEfGh1j", "arxiv:2410.01234"},
		{"", "https://doi.org/10.48550/arXiv.2410.01234", "aB3dEfGh1j", "arxiv:2410.01234"},
		{"2413.01234", "10.1000/X", "aB3dEfGh1j", "doi:10.1000/x"},
		{"", "", "https://openreview.net/forum?id=aB3dEfGh1j", "openreview:aB3dEfGh1j"},
		{"n/a", "none", "", title},
	} {
		if got := PaperID(c.arxiv, c.doi, c.openreview, "A title"); got != c.want {
			t.Errorf("PaperID(%q, %q, %q) = %q, want %q", c.arxiv, c.doi, c.openreview, got, c.want)
		}
	}
	if got := PaperID("", "", "", " "); got != "" {
		t.Errorf("an empty record is %q", got)
	}
}

func FuzzIdentity(f *testing.F) {
	for _, s := range []string{"2410.01234v2", "https://arxiv.org/abs/cs/0601001", "doi:10.1000/x(y)", "https://openreview.net/forum?id=aB3dEfGh1j", "704.1", "https://doi.org/", "M³Net", "\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if id, _, ok := ArxivID(s); ok {
			if again, v, ok := ArxivID(id); again != id || v != 0 || !ok {
				t.Fatalf("%q gives %q, which reads as %q", s, id, again)
			}
			if _, _, ok := RepairArxivID(s); ok {
				t.Fatalf("%q is good and was repaired", s)
			}
		}
		if p, _, ok := RepairArxivID(s); ok {
			if id, _, good := ArxivID(p); !good || id != p {
				t.Fatalf("%q repaired to %q, no id", s, p)
			}
		}
		if d, ok := DOI(s); ok {
			if again, ok := DOI(d); again != d || !ok {
				t.Fatalf("%q gives %q, which reads as %q", s, d, again)
			}
		}
		if id, ok := OpenReviewID(s); ok && (len(id) < 8 || len(id) > 20) {
			t.Fatalf("%q gives %q", s, id)
		}
		if k := TitleKey(s); TitleKey(k) != k {
			t.Fatalf("%q: key %q is not its own key", s, k)
		}
	})
}

func BenchmarkIdentity(b *testing.B) {
	title := "A Fast and Small Language Model for Long Documents: Design, Training and Evaluation"
	b.Run("ArxivID", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			ArxivID("https://arxiv.org/abs/2410.01234v1")
		}
	})
	b.Run("TitleHash", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			TitleHash(title)
		}
	})
	b.Run("TitleKey", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			TitleKey(title)
		}
	})
	b.Run("PaperID", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			PaperID("2410.01234v1", "", "", title)
		}
	})
}
