package extract

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/zstd"
	"github.com/ulikunitz/xz"
	"pgregory.net/rapid"
)

type readResult struct {
	records  []Record
	troubles []Trouble
}

// readAll recognises, cuts and decodes one unpacked input.
func readAll(t testing.TB, data []byte) (string, readResult) {
	t.Helper()
	format, r, err := Recognise(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	got, err := read(format, r)
	if err != nil {
		t.Fatal(err)
	}
	return format.Name, got
}

func read(format *Format, r io.Reader) (got readResult, err error) {
	decoder := format.NewDecoder()
	err = format.Split(r, func(b Block) error {
		decoder.Decode(b, func(rec *Record) {
			got.records = append(got.records, clone(rec))
		}, func(t Trouble) { got.troubles = append(got.troubles, t) })
		b.Release()
		return nil
	})
	return got, err
}

// clone copies a record out of the memory of its block.
func clone(r *Record) Record {
	c := *r
	for _, s := range []*string{&c.ID, &c.DOI, &c.OpenReview, &c.Title, &c.Abstract, &c.Comment, &c.Venue, &c.Date, &c.URL} {
		*s = strings.Clone(*s)
	}
	for _, list := range []*[]string{&c.Authors, &c.Categories, &c.LinkFields, &c.LinkURLs} {
		var out []string
		for _, s := range *list {
			out = append(out, strings.Clone(s))
		}
		*list = out
	}
	return c
}

func TestJSONLineFields(t *testing.T) {
	line := `{"id": "2503.00001", "arxiv": null, "title": "A \u201cquoted\u201d title\n over lines", "summary": "Two\nlines \ud83d\ude00 \ud83d.", "authors": ["Ada \"A\" L", {"name": "Bo", "x": [1, {"y": null}]}], ` +
		`"categories": "cs.LG cs.CL", "comment": null, "doi": "10.1/X", "venue": "icml", "year": 2019, "published": "2019-06-02T00:00:00Z", "abs": "https://arxiv.org/abs/2503.00001", ` +
		`"pdf": "https://arxiv.org/pdf/2503.00001", "github": "https://github.com/a/b", "project": ["", "https://a.io"], "rank": 3, "unknown": {"deep": [true, false, -1.5e3]}}` + "\n"
	format, got := readAll(t, []byte(line))
	want := Record{
		Number: 1, ID: "2503.00001", DOI: "10.1/X", Title: "A “quoted” title\n over lines", Abstract: "Two\nlines 😀 \uFFFD.",
		Authors: []string{`Ada "A" L`, "Bo"}, Categories: []string{"cs.LG", "cs.CL"}, Venue: "icml", Date: "2019-06-02T00:00:00Z",
		URL: "https://arxiv.org/abs/2503.00001", Rank: 3, Upvotes: -1, Citations: -1,
		LinkFields: []string{"github", "project"}, LinkURLs: []string{"https://github.com/a/b", "https://a.io"},
	}
	if format != "jsonl" {
		t.Errorf("format %s, want jsonl", format)
	}
	if diff := cmp.Diff(readResult{records: []Record{want}}, got, cmp.AllowUnexported(readResult{})); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestBrokenRecords(t *testing.T) {
	const good = `{"title": "Good", "abstract": "Fine."}`
	for _, c := range []struct{ name, line, code, message string }{
		{"cut off", `{"title": "A", "abstract": "B`, "invalid_json", `field "abstract", column 29: a string is not closed`},
		{"escape", `{"title": "A", "summary": "a \q"}`, "invalid_json", `field "summary", column 30: invalid escape \q`},
		{"no title", `{"abstract": "A"}`, "missing_title", "no title"},
		{"blank title", `{"title": " \n", "abstract": "A"}`, "missing_title", "no title"},
		{"title is a list", `{"title": ["A"]}`, "wrong_type", `field "title": wrong type: a list where a text is expected`},
		{"a list", `["title"]`, "not_a_record", `begins with '[', not with the { of an object`},
		{"prose", `once upon a time`, "not_a_record", `begins with 'o'`},
		{"two objects", good + good, "invalid_json", "more text after the object's end"},
		{"deep", `{"title": "A", "x": ` + strings.Repeat("[", 100000), "invalid_json", "nested more than"},
		{"no colon", `{"title" "A"}`, "invalid_json", `'"' where ':' is expected`},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, got := readAll(t, []byte(good+"\n"+c.line+"\n\n"+good))
			if len(got.records) != 2 || got.records[1].Number != 4 {
				t.Errorf("the good records around it: got %+v", got.records)
			}
			if len(got.troubles) != 1 {
				t.Fatalf("troubles %+v, want one", got.troubles)
			}
			tr := got.troubles[0]
			if tr.Code != c.code || !strings.Contains(tr.Message, c.message) || tr.Record != 2 || tr.Offset != int64(len(good)+1) || tr.Kept {
				t.Errorf("got %+v, want code %s, message with %s, record 2, offset %d", tr, c.code, c.message, len(good)+1)
			}
			if tr.Excerpt == "" || len(tr.Excerpt) > 210 {
				t.Errorf("excerpt of %d bytes", len(tr.Excerpt))
			}
		})
	}
}

func TestInvalidUTF8IsKeptAndReported(t *testing.T) {
	_, got := readAll(t, []byte("{\"title\": \"A\xff\", \"abstract\": \"B\"}\n"))
	if len(got.records) != 1 || got.records[0].Title != "A\uFFFD" || len(got.troubles) != 1 || got.troubles[0].Code != "invalid_utf8" || !got.troubles[0].Kept {
		t.Errorf("got %+v", got)
	}
}

// The cut must not show: any records, over any block borders, in lines or in an array, are the same records.
func TestSplitLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`[a-z"\\\n{}\[\], é]{0,40}`)
		titles := rapid.SliceOfN(text, 1, 20).Draw(t, "titles")
		padding := rapid.IntRange(0, 3*BlockBytes/len(titles)).Draw(t, "padding")
		var lines, array strings.Builder
		array.WriteString("[\n ")
		for i, title := range titles {
			record := fmt.Sprintf(`{"title": %s, "abstract": "%s"}`, quoteJSON("T"+title), strings.Repeat("x", padding))
			lines.WriteString(record + "\n")
			if i > 0 {
				array.WriteString(",\n ")
			}
			array.WriteString(record)
		}
		array.WriteString("\n]\n")
		for _, c := range []struct {
			format *Format
			data   string
		}{{JSONLines, lines.String()}, {JSONArray, array.String()}} {
			got, err := read(c.format, strings.NewReader(c.data))
			if err != nil || len(got.troubles) > 0 || len(got.records) != len(titles) {
				t.Fatalf("%s: %d of %d records, troubles %v, error %v", c.format.Name, len(got.records), len(titles), got.troubles, err)
			}
			for i, r := range got.records {
				if r.Title != "T"+titles[i] || r.Number != int64(i+1) || len(r.Abstract) != padding || c.data[r.Offset] != '{' {
					t.Fatalf("%s: record %d is %q, number %d, offset %d", c.format.Name, i, r.Title, r.Number, r.Offset)
				}
			}
		}
	})
}

func quoteJSON(s string) string {
	return `"` + strings.NewReplacer(`"`, `\"`, `\`, `\\`, "\n", `\n`).Replace(s) + `"`
}

func TestArrayCutOff(t *testing.T) {
	_, err := read(JSONArray, strings.NewReader(`[{"title": "A", "abstract": "B"}, {"title": "C`))
	if err == nil || !strings.Contains(err.Error(), "not closed") {
		t.Errorf("error %v, want one that says the array is not closed", err)
	}
}

func TestListing(t *testing.T) {
	data, err := os.ReadFile("../../testdata/listing.txt")
	if err != nil {
		t.Fatal(err)
	}
	format, whole := readAll(t, data)
	if format != "hf-listing" || len(whole.troubles) > 0 || len(whole.records) < 55 {
		t.Fatalf("format %s, %d records, troubles %v", format, len(whole.records), whole.troubles)
	}
	first := whole.records[0]
	if strings.HasPrefix(first.Title, button) || first.Rank != 1 || first.Number != 1 {
		t.Errorf("first record %+v", first)
	}
	lines := strings.Split(string(data), "\n")
	withFurniture := func(f func(lines []string) []string) []byte {
		return []byte(strings.Join(f(append([]string(nil), lines...)), "\n"))
	}
	for name, changed := range map[string][]byte{
		"no furniture": withFurniture(func(l []string) []string {
			l[2] = strings.TrimPrefix(l[2], button)
			return l[2:]
		}),
		"furniture at the end": withFurniture(func(l []string) []string {
			l[2] = strings.TrimPrefix(l[2], button)
			return append(l[2:], l[0], l[1])
		}),
		"button on its own line": withFurniture(func(l []string) []string {
			l[2] = button + "\n" + strings.TrimPrefix(l[2], button)
			return l
		}),
		"furniture in the middle": withFurniture(func(l []string) []string {
			l[2] = strings.TrimPrefix(l[2], button)
			return append(append(append([]string(nil), l[2:12]...), l[0], l[1], ""), l[12:]...)
		}),
		"carriage returns and a last newline": []byte(strings.ReplaceAll(string(data), "\n", "\r\n") + "\r\n"),
	} {
		t.Run(name, func(t *testing.T) {
			format, got := readAll(t, changed)
			if format != "hf-listing" {
				t.Errorf("format %s", format)
			}
			for i := range got.records {
				got.records[i].Offset = 0
			}
			want := append([]Record(nil), whole.records...)
			for i := range want {
				want[i].Offset = 0
			}
			if diff := cmp.Diff(want, got.records); diff != "" {
				t.Errorf("(-as it was +changed):\n%s", diff)
			}
		})
	}
}

func TestListingOutOfStep(t *testing.T) {
	abstract := strings.Repeat("We study a thing at length and say what we find. ", 8)
	page := strings.Join([]string{
		"Get trending papers in your email inbox!", "SubscribeFirst: A Title", abstract,
		"A Title without Abstract", "Second: A Title", abstract, abstract, "Third: A Title", abstract, "Last Title",
	}, "\n")
	_, got := readAll(t, []byte(page))
	var titles, codes []string
	for _, r := range got.records {
		titles = append(titles, r.Title)
	}
	for _, tr := range got.troubles {
		codes = append(codes, fmt.Sprint(tr.Record, " ", tr.Code))
	}
	if diff := cmp.Diff([]string{"First: A Title", "A Title without Abstract", "Second: A Title", "Third: A Title", "Last Title"}, titles); diff != "" {
		t.Errorf("titles (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"2 missing_abstract", "4 missing_title", "6 missing_abstract"}, codes); diff != "" {
		t.Errorf("troubles (-want +got):\n%s", diff)
	}
}

func TestUnknownInputs(t *testing.T) {
	for name, data := range map[string]string{
		"empty": "", "prose": "Dear all,\nplease find the minutes below.\nBest\n", "xml": "<?xml version='1.0'?><error>503</error>",
		"other json": `{"error": "rate limited"}` + "\n", "array of numbers": "[1, 2, 3]", "binary": "\x00\x01\x02\x03PAR1\x1b[2J", "noise": "\xf1\x9e\x02\xff\xfe\x99ab\x88\x01\xc0",
	} {
		if _, _, err := Recognise(strings.NewReader(data)); err == nil {
			t.Errorf("%s: was recognised", name)
		} else if name != "empty" && !strings.Contains(err.Error(), "paperlake formats") {
			t.Errorf("%s: the error does not say where the formats are: %v", name, err)
		} else if binary := name == "binary" || name == "noise"; binary != strings.Contains(err.Error(), "no text") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestUnpack(t *testing.T) {
	text := strings.Repeat("one line of text\n", 10_000)
	pack := func(w io.WriteCloser, err error) {
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, text); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
	}
	packs := map[string][]byte{"plain": []byte(text), "empty": nil, "two bytes": []byte("ab")}
	var b bytes.Buffer
	pack(gzip.NewWriter(&b), nil)
	packs["gzip"] = bytes.Clone(b.Bytes())
	packs["gzip in two members"] = append(bytes.Clone(b.Bytes()), b.Bytes()...)
	b.Reset()
	pack(zstd.NewWriter(&b))
	packs["zstd"] = bytes.Clone(b.Bytes())
	b.Reset()
	pack(xz.NewWriter(&b))
	packs["xz"] = bytes.Clone(b.Bytes())
	want := map[string]string{"empty": "", "two bytes": "ab", "gzip in two members": text + text}
	for name, data := range packs {
		r, err := Unpack(bytes.NewReader(data))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		got, err := io.ReadAll(r)
		expected, ok := want[name]
		if !ok {
			expected = text
		}
		if err != nil || string(got) != expected {
			t.Errorf("%s: %d bytes, error %v; want %d bytes", name, len(got), err, len(expected))
		}
		if name == "gzip" || name == "zstd" || name == "xz" {
			r, err := Unpack(bytes.NewReader(data[:len(data)/2]))
			if err == nil {
				_, err = io.ReadAll(r)
			}
			if err == nil || !strings.Contains(err.Error(), "cut off") {
				t.Errorf("%s cut in half: error %v, want ErrTruncated", name, err)
			}
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte(`{"title": "A", "summary": "\u00e9\n", "authors": ["B"]}`))
	f.Add([]byte(`[{"title": "A", "abstract": "B"}, 1]`))
	f.Add([]byte("SubscribeA\n\nB"))
	for _, path := range fixtures(f) {
		data, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, format := range Formats {
			format.Sniff(data)
			got, err := read(format, bytes.NewReader(data))
			if err != nil {
				continue
			}
			for _, r := range got.records {
				if r.Title == "" || r.Offset < 0 || r.Offset >= int64(len(data)) {
					t.Errorf("%s: record %+v of %q", format.Name, r, data)
				}
			}
		}
	})
}
