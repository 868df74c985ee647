package extract

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"
	"pgregory.net/rapid"

	"github.com/paperlake/paperlake/internal/linear"
)

func mustMap(t testing.TB, text string) Mapping {
	t.Helper()
	m, err := ReadMapping("map.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// readMapped reads data as a run with --map does.
func readMapped(m Mapping, data []byte) (got readResult, err error) {
	format, r, err := m.Recognise(bytes.NewReader(data))
	if err != nil {
		return got, err
	}
	return read(format, r)
}

// What is wrong with a mapping is said with its place, all of it at once.
func TestReadMappingErrors(t *testing.T) {
	for text, want := range map[string][]string{
		"fields:\n  title: A\n  titel: B\n": {`map.yaml:3:3: unknown field "titel": did you mean "title"? known are id, arxiv_id, `},
		"fields:\n  title: A\n  colour: B\nlink:\n  code: C\n": {
			`map.yaml:3:3: unknown field "colour"; known are`, "goes under links:",
			`map.yaml:4:1: unknown key "link": did you mean "links"? known are fields, links,`,
		},
		"fields:\n  title: A\n  doi: B\n  title: C\n":       {`map.yaml:4:3: "title" stands twice, first at map.yaml:2:3: put several columns in one list`},
		"fields: {title: A}\nfields: {doi: B}\n":            {`map.yaml:2:1: "fields" stands twice`},
		"fields:\n  title: {column: A}\n":                   {`map.yaml:2:10: want the name of a column, or a list of them, got lines of KEY: VALUE`},
		"fields:\n  title:\n  doi: [A, [B]]\n  url: []\n":   {"map.yaml:2:9: want the name of a column, or a list of them, got nothing", "map.yaml:3:12: ", "got a list", "map.yaml:4:8: the list is empty"},
		"fields:\n  title: true\n":                          {"map.yaml:2:10: want the name of a column, or a list of them, got true; what is meant as a text goes in quotes"},
		"fields:\n  title: &a A\n  doi: *a\n":               {"map.yaml:2:10: ", "a YAML anchor or tag", "map.yaml:3:8: "},
		"fields: A\n":                                       {"map.yaml:1:9: fields: want lines of KEY: VALUE, got a text"},
		"- title\n":                                         {"map.yaml:1:1: the file: want lines of KEY: VALUE, got a list"},
		"fields: {doi: A}\n":                                {"map.yaml: no column is mapped to title"},
		"fields: {title: A}\nseparators: {title: ;}\n":      {`map.yaml:2:14: field "title" is no list; only authors and categories have a separator`},
		"fields: {title: A}\nseparators: {authors: \"\"}\n": {"map.yaml:2:23: want the text between two items"},
		"fields: {title: A}\nseparators: {authors: +}\n":    {"separators: no column is mapped to authors"},
		"fields: {title: A}\noptional: [title, code]\n":     {"map.yaml:2:11: title cannot be optional", "optional: no column is mapped to code"},
		"fields: {title: A}\nrecords: [a]\n":                {"map.yaml:2:10: want the path of the list"},
		"fields: [\n":                                       {"map.yaml:1:9: not YAML: "},
		"fields:\n\ttitle: A\n":                             {"map.yaml:2:1: not YAML: "},
		"":                                                  {"map.yaml: the mapping says nothing", "title: Name of Work"},
		"# a comment\n":                                     {"map.yaml: the mapping says nothing"},
		"fields: {title: A}\n---\nfields: {title: B}\n":     {"map.yaml: the file has several YAML documents"},
	} {
		_, err := ReadMapping("map.yaml", []byte(text))
		var at *MappingError
		if !errors.As(err, &at) {
			t.Errorf("%q: error %v, want one of MappingError", text, err)
			continue
		}
		for _, part := range want {
			if !strings.Contains(err.Error(), part) {
				t.Errorf("%q: error %q lacks %q", text, err, part)
			}
		}
	}
}

func TestReadMapping(t *testing.T) {
	got := mustMap(t, MappingExample)
	want := Mapping{
		Columns: map[string][]string{
			"title": {"Name of Work"}, "abstract": {"Abstract", "Summary"}, "authors": {"people.name"}, "date": {"Year"}, "link:code": {"Repository"},
		},
		Separators: map[string]string{"authors": " / "},
		Records:    "response.papers",
		Optional:   []string{"abstract", "link:code"},
		Places: map[string]string{
			"title": "map.yaml:2:10", "abstract": "map.yaml:3:13", "authors": "map.yaml:4:12", "date": "map.yaml:5:9", "link:code": "map.yaml:7:9", "records": "map.yaml:11:10",
		},
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(Mapping{})); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// The sum tells mappings apart by what they say, not by how it is written.
func TestMappingSum(t *testing.T) {
	sum := func(text string) string { m := mustMap(t, text); return m.Sum() }
	same := sum("fields: {title: A, doi: B}")
	if other := sum("# mine\noptional: doi\nfields:\n  doi: [B]\n  title: \"A\"\n"); other != same {
		t.Error("the same said in another way has another sum")
	}
	for _, text := range []string{
		"fields: {title: B, doi: A}", "fields: {title: A, url: B}", "fields: {title: A, doi: [B, C]}", "fields: {title: A, doi: B}\nrecords: x",
		"fields: {title: A}\nlinks: {doi: B}",
	} {
		if sum(text) == same {
			t.Errorf("%q has the sum of another mapping", text)
		}
	}
	if (*Mapping)(nil).Sum() != "" {
		t.Error("no mapping has a sum")
	}
}

// alikeRow is one record of the test below, with the same column names in every wrapping.
type alikeRow struct {
	Key    string `json:"k" parquet:"k"`
	Name   string `json:"name" parquet:"name"`
	Inside struct {
		Text string `json:"text" parquet:"text"`
	} `json:"in" parquet:"in"`
	People  []string `json:"people" parquet:"people,list"`
	Hearts  int64    `json:"hearts" parquet:"hearts"`
	Changed string   `json:"changed" parquet:"changed"`
}

const alikeMapping = `
fields: {id: k, title: name, abstract: in.text, authors: people, upvotes: hearts, updated: changed}
`

// The same rows are the same records as CSV, TSV, JSON lines, array, list in an object, objects behind each other and
// Parquet, over any block border.
func TestMappedAlike(t *testing.T) {
	text := rapid.StringMatching(`[a-z"\\é,;{}\[\] ]{0,20}`)
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 12).Draw(t, "rows")
		rows := make([]alikeRow, n)
		want := make([]Record, n)
		for i := range rows {
			r := &rows[i]
			r.Key, r.Name = fmt.Sprintf("%04d", i), "T"+text.Draw(t, "title")+"."
			r.Inside.Text = "A" + text.Draw(t, "abstract") + "."
			for k := range rapid.IntRange(0, 3).Draw(t, "people") {
				r.People = append(r.People, fmt.Sprintf("Ada \"%c\" é\\<%d>", 'A'+k, k))
			}
			r.Hearts = rapid.Int64Range(0, math.MaxInt64).Draw(t, "hearts")
			r.Changed = rapid.SampledFrom([]string{"2024-02-29", "2024-02-29T23:59:59Z"}).Draw(t, "changed")
			want[i] = Record{
				Number: int64(i + 1), ID: r.Key, Title: r.Name, Abstract: r.Inside.Text, Authors: r.People, Upvotes: r.Hearts,
				Updated: ParseDay("2024-02-29"), Citations: -1,
			}
		}
		var csv, tsv, lines, pretty strings.Builder
		csv.WriteString("k,name,in.text,people,hearts,changed\n")
		tsv.WriteString("K\tNAME\tIn.Text\tPeople\tHearts\tChanged\n")
		for _, r := range rows {
			people, _ := json.Marshal(r.People)
			cells := []string{r.Key, r.Name, r.Inside.Text, strings.Join(r.People, "|"), fmt.Sprint(r.Hearts), r.Changed}
			tsv.WriteString(strings.Join(cells, "\t") + "\n")
			cells[3] = strings.Replace(string(people), "null", "", 1)
			csv.WriteString(csvLine(cells) + "\n")
			line, _ := json.Marshal(r)
			lines.Write(append(line, '\n'))
			spread, _ := json.MarshalIndent(r, "", "  ")
			pretty.Write(append(spread, '\n'))
		}
		array, _ := json.Marshal(rows)
		var table bytes.Buffer
		w := parquet.NewGenericWriter[alikeRow](&table, parquet.MaxRowsPerRowGroup(int64(rapid.IntRange(1, n).Draw(t, "row group"))))
		if _, err := w.Write(rows); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		defer func() { blockBytes = BlockBytes }()
		blockBytes = rapid.IntRange(1, 300).Draw(t, "block")
		for name, c := range map[string]struct {
			data, records string
		}{
			"csv": {csv.String(), ""}, "tsv": {tsv.String(), ""}, "lines": {lines.String(), ""}, "array": {string(array), ""},
			"list": {`{"n": 1, "a": {"b": ` + string(array) + `}}`, "records: a.b\n"}, "objects": {pretty.String(), ""}, "parquet": {table.String(), ""},
		} {
			m, err := ReadMapping("map.yaml", []byte(c.records+alikeMapping))
			if err != nil {
				t.Fatal(err)
			}
			got, err := readMapped(m, []byte(c.data))
			if err != nil || len(got.troubles) > 0 {
				t.Fatalf("%s: error %v, troubles %v", name, err, got.troubles)
			}
			for i := range got.records {
				if at := got.records[i].Offset; strings.HasPrefix(name, "l") && c.data[at] != '{' {
					t.Fatalf("%s: record %d is not at byte %d", name, i+1, at)
				}
				got.records[i].Offset = 0
			}
			if diff := cmp.Diff(want, got.records); diff != "" {
				t.Fatalf("%s (-want +got):\n%s", name, diff)
			}
		}
	})
}

// A file that lacks what is mapped is refused, with the place in the mapping and what may be meant.
func TestMappedFileLacksColumns(t *testing.T) {
	type row struct {
		Name string `parquet:"name"`
		Meta struct {
			DOI string `parquet:"doi"`
		} `parquet:"meta"`
	}
	var table bytes.Buffer
	if err := parquet.Write(&table, []row{{Name: "A"}}); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ mapping, data, want string }{
		{"fields:\n  title: nam\n", "name,doi\nA,B\n", `map.yaml:2:10: there is no column "nam": did you mean "name"?`},
		{"fields:\n  title: name\n  doi: [id, key]\n", "name,x y\nA,B\n", `map.yaml:3:8: there is no column "id" or "key": there are "name", "x y" (what only some files have is put under optional: [doi])`},
		{"fields:\n  title: name\n  doi: doi\n", table.String(), `map.yaml:3:8: there is no column "doi": did you mean "meta.doi"?`},
		{"fields:\n  title: name\nlinks: {code: meta}\n", table.String(), `map.yaml:3:15: there is no column "meta": did you mean "meta.doi"?`},
		{"fields:\n  title: Name\n", "{\"name\": \"A\"}\n{\"name\": \"B\"}\n", `map.yaml:2:10: none of the first 2 records has "Name": did you mean "name"?`},
		{"fields:\n  title: name\n  doi: doi\n", `[{"name": "A"}, {"name": "B", "ids": [{"doi": 1}]}]`, `map.yaml:3:8: none of the first 2 records has "doi": did you mean "ids.doi"?`},
		{"fields:\n  title: name\n", `{"error": "rate limited"}`, `map.yaml:2:10: the first record has no "name": there are "error"`},
		{"fields:\n  title: name\n", `{"n": 1, "out": {"docs": [{"name": "A"}]}}`, `map.yaml:2:10: the file is one object without "name"; if its papers are in a list, say where: records: out.docs`},
		{"fields:\n  title: name\nrecords: docs\n", `{"n": 1, "out": {"docs": [{"name": "A"}]}}`, `map.yaml:3:10: records: the file has no list at docs: did you mean "out.docs"?`},
		{"fields:\n  title: name\nrecords: docs\n", `{"docs": {"name": "A"}}`, `map.yaml:3:10: records: the file has no list at docs`},
		{"fields:\n  title: name\nrecords: docs\n", `[{"name": "A"}]`, `map.yaml:3:10: records: docs is a path inside of an object, but the file is an array`},
		{"fields:\n  title: name\nrecords: \"*.docs\"\n", `[{"papers": [{"name": "A"}]}]`, `map.yaml:3:10: records: the file has no list at *.docs: there are "*.papers"`},
		{"fields: {title: name}", "<html>", "a mapping reads CSV, TSV, JSON and Parquet"},
		{"fields: {title: name}", "", "the input is empty"},
	} {
		got, err := readMapped(mustMap(t, c.mapping), []byte(c.data))
		if err == nil || !strings.Contains(err.Error(), c.want) || len(got.records) > 0 {
			t.Errorf("%q: %d records, error %v, want %s", c.data, len(got.records), err, c.want)
		}
		var unfit *MappingError
		if strings.HasPrefix(c.want, "map.yaml") != errors.As(err, &unfit) {
			t.Errorf("%q: error %T", c.data, err)
		}
	}
	for _, c := range []struct{ mapping, data string }{ // what may be lacking
		{"fields: {title: name, doi: doi}\noptional: doi", "name,x\nA,B\n"},
		{"fields: {title: name, doi: doi}\noptional: doi", table.String()},
		{"fields: {title: name, doi: [doi, doi2]}", "name,doi2\nA,B\n"},
		{"fields: {title: name}\nlinks: {code: x}\noptional: [code]", `[{"name": "A"}]`},
		{"fields: {title: t.name}", `{` + strings.Repeat(`"k": 1, "k2": [{"a": 2}], `, 10) + manyKeys(3000) + `"t": {"name": "A"}}`},
	} {
		if got, err := readMapped(mustMap(t, c.mapping), []byte(c.data)); err != nil || len(got.records) != 1 {
			t.Errorf("%s: %d records, error %v", c.mapping, len(got.records), err)
		}
	}
}

// A record of an empty listing is none, wherever its list is.
func TestMappedEmpty(t *testing.T) {
	for data, records := range map[string]string{"[]": "", "[ ]\n": "*.papers", `[{"papers": []}]`: "*.papers", `{"a": {"papers": []}}`: "a.papers", "a,b\n": ""} {
		m := mustMap(t, "fields: {title: a}")
		m.Records = records
		if got, err := readMapped(m, []byte(data)); err != nil || len(got.records)+len(got.troubles) > 0 {
			t.Errorf("%s: %+v, error %v", data, got, err)
		}
	}
}

func manyKeys(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `"key%d": 1, `, i)
	}
	return b.String()
}

// Ids and dates come out of Parquet as text, with what its types keep of them.
func TestMappedParquetTypes(t *testing.T) {
	type row struct {
		Name  string    `parquet:"name"`
		Float float64   `parquet:"float"`
		Exact int64     `parquet:"exact,decimal(5:18)"`
		Cited *float64  `parquet:"cited,optional"`
		When  time.Time `parquet:"when,timestamp(microsecond)"`
		Names []*string `parquet:"names,list"`
	}
	cited, a := math.NaN(), "Group A and B"
	many := 1e6
	var table bytes.Buffer
	if err := parquet.Write(&table, []row{
		{"A", 2410.1234, 241012340, &cited, time.Date(2024, 5, 6, 23, 0, 0, 0, time.UTC), []*string{&a}},
		{"B", 2410.12345, 241012345, &many, time.Date(2024, 5, 6, 23, 0, 0, 0, time.UTC), nil},
	}); err != nil {
		t.Fatal(err)
	}
	got, err := readMapped(mustMap(t, "fields: {title: name, id: float, doi: exact, citations: cited, date: when, authors: names}"), table.Bytes())
	if err != nil || len(got.troubles) > 0 {
		t.Fatal(err, got.troubles)
	}
	want := []Record{
		{Number: 1, Title: "A", ID: "2410.1234", DOI: "2410.12340", Date: "2024-05-06", Authors: []string{"Group A and B"}, Upvotes: -1, Citations: -1},
		{Number: 2, Title: "B", ID: "2410.12345", DOI: "2410.12345", Date: "2024-05-06", Upvotes: -1, Citations: 1_000_000},
	}
	if diff := cmp.Diff(want, got.records); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	type small struct {
		Name string  `parquet:"name"`
		ID   float32 `parquet:"id"`
	}
	table.Reset()
	if err := parquet.Write(&table, []small{{"A", 1403.1234}}); err != nil {
		t.Fatal(err)
	}
	if _, err := readMapped(mustMap(t, "fields: {title: name, arxiv_id: id}"), table.Bytes()); err == nil || !strings.Contains(err.Error(), "write the ids as text") {
		t.Errorf("ids as 32-bit floats: error %v", err)
	}
}

// Whatever is endless or deep under a mapping ends in an error that names its limit.
func TestMappedEndless(t *testing.T) {
	defer func() { Bounds = DefaultLimits() }()
	Bounds.Record = 4 << 20
	m := mustMap(t, "fields: {title: a, abstract: b.c}")
	list := mustMap(t, "fields: {title: a}\nrecords: x.y")
	for name, c := range map[string]struct {
		m            Mapping
		begin, again string
	}{
		"line":      {m, `{"a": 1, "b": {"c": "`, "x"},
		"element":   {m, `[{"a": 1, "b": {"c": "`, "x"},
		"list":      {list, `{"x": {"y": [{"a": "`, "x"},
		"row":       {m, "a,b.c\n\"", "x,\n"},
		"arrays":    {m, `{"a": 1, "b": {"c": `, "["},
		"key":       {m, `{"a": 1, "b": {"c": 1}, "`, "k"},
		"path keys": {m, `{"a": 1, "b": {"c": 1}, "k": `, `{"k":`},
	} {
		t.Run(name, func(t *testing.T) {
			format, r, err := c.m.Recognise(io.MultiReader(strings.NewReader(c.begin), &endless{text: c.again}))
			if err == nil {
				err = splitAll(format, r)
			}
			if !errors.Is(err, ErrLimit) || !strings.Contains(err.Error(), "--max-record") {
				t.Errorf("error %v, want one of the limit", err)
			}
		})
	}
}

// Long lists cost what their length says.
func TestMappedLinear(t *testing.T) {
	m := mustMap(t, "fields: {title: t, authors: a.n, abstract: x}")
	format := m.JSON()
	linear.Check(t, "lists", 20_000, func(n int) {
		record := `{"t": "T", "a": [` + strings.Repeat(`{"n": "Ada Berg"}, `, n/2) + `{"n": "Bo Lund"}], "x": [` + strings.Repeat(`"p", `, n/2) + `"q"]}` + "\n"
		if got, err := read(format, strings.NewReader(record)); err != nil || len(got.records) != 1 || len(got.records[0].Authors) != n/2+1 {
			t.Fatal(err, len(got.records))
		}
	})
}

func FuzzMapped(f *testing.F) {
	for _, path := range fixtures(f) {
		if strings.Contains(path, "mapped") {
			f.Add([]byte(path), []byte("name"))
		}
	}
	f.Add([]byte(`{"a":{"name":["x",{"name":1}]}}`), []byte("a.name"))
	f.Add([]byte(`[[{"a":1}]]`), []byte("a"))
	f.Fuzz(func(t *testing.T, data, path []byte) {
		for _, records := range []string{"", "a", "*.a"} {
			m := Mapping{Columns: map[string][]string{"title": {string(path)}, "authors": {"name", "a"}}, Records: records, Optional: []string{"authors"}}
			got, _ := readMapped(m, data)
			for _, r := range got.records {
				if strings.TrimSpace(r.Title) == "" || r.Offset < 0 || r.Offset > int64(len(data)) {
					t.Errorf("record %+v of %q", r, data)
				}
			}
		}
	})
}
