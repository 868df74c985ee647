package extract

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestNames(t *testing.T) {
	for in, want := range map[string][]string{
		"King, Ada; Lund, Bo":             {"Ada King", "Bo Lund"},
		"King, Ada (123); Lund, Bo (456)": {"Ada King", "Bo Lund"},
		"Ada King|Bo Lund":                {"Ada King", "Bo Lund"},
		"Liu R., Adler D.G.":              {"Liu R.", "Adler D.G."},
		"Liu, R., Adler, D.G.":            {"R. Liu", "D.G. Adler"},
		"King, Ada":                       {"Ada King"},
		"Ada King, Bo Lund":               {"Ada King", "Bo Lund"},
		"Ada King, Bo Lund, and C. Day":   {"Ada King", "Bo Lund", "C. Day"},
		"Ada King and Bo Lund":            {"Ada King", "Bo Lund"},
		"['King, Ada', \"Lund, Bo\"]":     {"Ada King", "Bo Lund"},
		`["Ada \"A\" King", "Bo Lund\n", 'O\'Day\u00e9', "C\/D \q"]`: {`Ada "A" King`, "Bo Lund\n", "O'Dayé", `C/D \q`},
		`["Ada King\"]`:                                  {`["Ada King\"]`},
		"Ada King, Bo Lund, Jr.":                         {"Ada King", "Bo Lund Jr."},
		"King, Jr., Ada; Day, Carla, III; Plato":         {"Ada King Jr.", "Carla Day III", "Plato"},
		"Ada King (1), Bo Lund (1, 2) ((1) A, (2) B, C)": {"Ada King", "Bo Lund"},
		" ": nil,
	} {
		if diff := cmp.Diff(want, guessNames(in)); diff != "" {
			t.Errorf("%q (-want +got):\n%s", in, diff)
		}
	}
}

func TestDatesOfTables(t *testing.T) {
	for in, want := range map[string]string{
		"2022-02-23": "2022-02-23", "2022-02-23T10:00:00Z": "2022-02-23", "2022-02": "2022-02", "2022": "2022", "2014//": "2014", "2019/08//undefined": "2019-08",
		"2019/08/14/": "2019-08-14", "05/2021": "2021-05", "June 2020": "2020-06", "2018 Mar 1": "2018-03-01", "2019 Nov-Dec": "2019-11",
		"14 March 2021": "2021-03-14", "March 14, 2021": "2021-03-14", "03/04/2021": "2021", "2021-02-30": "2021-02", "n.d.": "", "": "", "99999": "",
	} {
		if got := anyDate(in); got != want {
			t.Errorf("anyDate(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestDatesInText(t *testing.T) {
	for in, want := range map[string]string{
		"(2022-09)": "2022-09", "2021.7": "2021-07", "[2023/05/12]": "2023-05-12", "2010.11929": "", "v2020.1": "", "(20220-10)": "", "2301.00001": "", "NeurIPS 2023": "2023",
	} {
		if got := dateIn(in, true); got != want {
			t.Errorf("dateIn(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestDamagedParquet(t *testing.T) {
	data, err := os.ReadFile("testdata/text/parquet.parquet")
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		broken := bytes.Clone(data)
		for range rapid.IntRange(1, 5).Draw(t, "damages") {
			broken[rapid.IntRange(4, len(broken)-1).Draw(t, "at")] = rapid.Byte().Draw(t, "to")
		}
		got, err := read(Parquet, bytes.NewReader(broken[:rapid.IntRange(len(broken)/2, len(broken)).Draw(t, "length")]))
		if err == nil && len(got.records)+len(got.troubles) != 3 {
			t.Fatalf("%d records, %d troubles and no error", len(got.records), len(got.troubles))
		}
	})
}

// The records of XML are the same whatever stands inside and between them.
func TestXMLCutting(t *testing.T) {
	inside := []string{"text", "<!-- </item> -->", "<![CDATA[</item><item>]]>", "<a b='/item>'/>", `<i c=">">x</i>`, "<?pi </item>?>", "&lt;item&gt;", "\n", "<itemised/>", "<x:items>y</x:items>"}
	rapid.Check(t, func(t *rapid.T) {
		var b strings.Builder
		b.WriteString("<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY item '<item>'>]><rss><channel><title>T</title>")
		records := rapid.SliceOfN(rapid.SliceOf(rapid.SampledFrom(inside)), 1, 8).Draw(t, "records")
		for i, parts := range records {
			fmt.Fprintf(&b, "<!-- <item> --><item><title>T%d</title><x>%s</x></item >", i, strings.Join(parts, ""))
		}
		b.WriteString("</channel></rss>")
		defer func() { blockBytes = BlockBytes }()
		blockBytes = rapid.IntRange(1, 200).Draw(t, "block")
		got, err := read(Feed, strings.NewReader(b.String()))
		if err != nil || len(got.troubles) > 0 || len(got.records) != len(records) {
			t.Fatalf("%d of %d records, troubles %v, error %v", len(got.records), len(records), got.troubles, err)
		}
		for i, r := range got.records {
			if r.Title != fmt.Sprintf("T%d", i) || !strings.HasPrefix(b.String()[r.Offset:], "<item>") {
				t.Fatalf("record %d is %q at %d", i, r.Title, r.Offset)
			}
		}
	})
}

// A format that was forced on something else says so, and does not take it for an empty listing.
func TestForcedOnSomethingElse(t *testing.T) {
	for _, f := range []*Format{ArxivAtom, OAIPMH, Feed, BibTeX, RIS, NBIB, Markdown, CSV, TSV, Parquet} {
		if got, err := read(f, strings.NewReader("plain words\nand more of them\n")); err == nil || len(got.records) > 0 {
			t.Errorf("%s: %d records, error %v; want an error", f.Name, len(got.records), err)
		}
	}
}

// An element that is not closed costs itself only.
func TestXMLMissingEndTag(t *testing.T) {
	got, err := read(Feed, strings.NewReader("<rss><item><title>A</title></item><item><title>Lost<item><title>C</title></item></rss>"))
	if err != nil || len(got.records) != 2 || got.records[1].Title != "C" || len(got.troubles) != 1 || got.troubles[0].Code != "invalid_xml" || got.troubles[0].Record != 2 {
		t.Errorf("got %+v, error %v", got, err)
	}
}

// Quotes, braces and separators never leak from one entry to the next.
func TestBibTeXLaws(t *testing.T) {
	value := rapid.StringMatching(`[a-z ,=#"@()é\n]{0,30}`)
	rapid.Check(t, func(t *rapid.T) {
		var b strings.Builder
		values := rapid.SliceOfN(value, 1, 10).Draw(t, "values")
		for i, v := range values {
			open, closed := "{", "}"
			if i%2 == 1 && !strings.ContainsAny(v, `"`) {
				open, closed = "(", ")"
			}
			fmt.Fprintf(&b, "@misc%skey%d, note = {%s}, title = {T%s}%s\n", open, i, v, v, closed)
		}
		got, err := read(BibTeX, strings.NewReader(b.String()))
		if err != nil || len(got.troubles) > 0 || len(got.records) != len(values) {
			t.Fatalf("%d of %d records, troubles %v, error %v in %s", len(got.records), len(values), got.troubles, err, b.String())
		}
		for i, r := range got.records {
			if want := strings.TrimSpace("T" + values[i]); r.Title != want {
				t.Fatalf("record %d is %q, want %q", i, r.Title, want)
			}
		}
	})
}

// Rows come out as they went in, whatever is in their cells.
func TestCSVLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		titles := rapid.SliceOfN(rapid.StringMatching(`[a-z",;\n\t ]{0,20}`), 1, 20).Draw(t, "titles")
		var b strings.Builder
		b.WriteString("title,abstract\n")
		for _, title := range titles {
			b.WriteString(csvLine([]string{"T" + title, title + "x"}) + "\n")
		}
		defer func() { blockBytes = BlockBytes }()
		blockBytes = rapid.IntRange(1, 100).Draw(t, "block")
		got, err := read(CSV, strings.NewReader(b.String()))
		if err != nil || len(got.troubles) > 0 || len(got.records) != len(titles) {
			t.Fatalf("%d of %d records, troubles %v, error %v", len(got.records), len(titles), got.troubles, err)
		}
		for i, r := range got.records {
			if r.Title != strings.TrimSpace("T"+titles[i]) || r.Abstract != strings.TrimSpace(titles[i]+"x") {
				t.Fatalf("record %d is %q, %q", i, r.Title, r.Abstract)
			}
		}
	})
}

func fuzzFormat(f *testing.F, format *Format, seeds ...string) {
	paths, err := os.ReadDir("testdata/text")
	if err != nil {
		f.Fatal(err)
	}
	for _, p := range paths {
		if strings.HasPrefix(p.Name(), format.Name) && !strings.HasSuffix(p.Name(), goldenSuffix) {
			data, err := os.ReadFile("testdata/text/" + p.Name())
			if err != nil {
				f.Fatal(err)
			}
			f.Add(data)
		}
	}
	for _, s := range seeds {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		begun := time.Now()
		format.Sniff(data)
		got, err := read(format, bytes.NewReader(data))
		if took := time.Since(begun); took > 5*time.Second {
			t.Errorf("%d bytes took %v", len(data), took)
		}
		last := int64(0)
		for _, r := range got.records {
			if strings.TrimSpace(r.Title) == "" || r.Number <= last || r.Offset < 0 {
				t.Errorf("record %+v after number %d, error %v", r, last, err)
			}
			last = r.Number
		}
	})
}

func FuzzBibTeX(f *testing.F) {
	fuzzFormat(f, BibTeX, "@a{", "@article{x,title={a}", "@string{a=\"b\"#c}@misc{,title=a#a}")
}
func FuzzRIS(f *testing.F)  { fuzzFormat(f, RIS, "TY  - \nTI  - a", "TY  -\r\nER  -\r\n") }
func FuzzNBIB(f *testing.F) { fuzzFormat(f, NBIB) }
func FuzzMarkdown(f *testing.F) {
	fuzzFormat(f, Markdown, "- [[[a](b)](c)", "|a|\n|-|\n|[x y](arxiv.org/abs/1)|", "<tr>\xb3\xb3</tr>\n- [\xb3\xb3 y](ARXIV.org/abs/1)")
}
func FuzzCSV(f *testing.F)  { fuzzFormat(f, CSV, "title,doi\n\"", "title;id\n\"a\"b;c") }
func FuzzTSV(f *testing.F)  { fuzzFormat(f, TSV) }
func FuzzFeed(f *testing.F) { fuzzFormat(f, Feed, "<rss><item><title>a", "<rss><item/><item>") }
