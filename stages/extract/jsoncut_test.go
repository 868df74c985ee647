package extract

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// jsonText draws a JSON value as text, with keys that recur, blanks anywhere, and brackets and quotes in strings.
func jsonText(depth int) *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		blank := func() string { return rapid.SampledFrom([]string{"", "", " ", "\n", "\r\n\t "}).Draw(t, "blank") }
		scalar := rapid.SampledFrom([]string{"null", "true", "-1.5e3", "7", `""`, `"]}"`, `"\"[{\\"`, `"\\\\\""`, `"a\u0022,:"`})
		kind := rapid.IntRange(0, 3).Draw(t, "kind")
		if depth == 0 || kind == 0 {
			return scalar.Draw(t, "scalar")
		}
		var parts []string
		for range rapid.IntRange(0, 4).Draw(t, "length") {
			value := blank() + jsonText(depth-1).Draw(t, "value") + blank()
			if kind == 1 {
				value = blank() + rapid.SampledFrom([]string{`"a"`, `"b"`, `"c\""`, `"*"`}).Draw(t, "key") + blank() + ":" + value
			}
			parts = append(parts, value)
		}
		if kind == 1 {
			return "{" + blank() + strings.Join(parts, ",") + "}"
		}
		return "[" + blank() + strings.Join(parts, ",") + "]"
	})
}

// find is the slow way to what cutJSON finds: a decoder that holds the whole text.
func find(t *rapid.T, text []byte, path []string) (found []string) {
	if len(path) == 0 {
		return []string{string(bytes.TrimSpace(text))}
	}
	d := json.NewDecoder(bytes.NewReader(text))
	start, err := d.Token()
	if err != nil {
		t.Fatal(err)
	}
	for start == json.Delim('[') || start == json.Delim('{') {
		if !d.More() {
			return found
		}
		hit := path[0] == "*"
		if start == json.Delim('{') {
			key, err := d.Token()
			if err != nil {
				t.Fatal(err)
			}
			hit = key == path[0]
		}
		var value json.RawMessage
		if err := d.Decode(&value); err != nil {
			t.Fatal(err)
		}
		if hit {
			found = append(found, find(t, value, path[1:])...)
		}
	}
	return found
}

func steps(path string) []string { return newJSONCutter(path, nil).path }

// The cutter finds what a decoder finds, at any path and over any block border, and says where it stood.
func TestCutJSONLaws(t *testing.T) {
	defer func() { blockBytes = BlockBytes }()
	rapid.Check(t, func(t *rapid.T) {
		path := rapid.SampledFrom([]string{"", "*", "a", "a.*", "*.a.*", "*.*", "a.b.*", "*.a"}).Draw(t, "path")
		text := jsonText(4).Draw(t, "text")
		for i := len(steps(path)) - 1; i >= 0; i-- { // and something on the path for sure
			around := rapid.SampledFrom([]string{"", `"a": 1, `, `"b": [{"a": [2]}], `}).Draw(t, "around")
			if step := steps(path)[i]; step == "*" {
				text = "[" + jsonText(2).Draw(t, "before") + ", " + text + "]"
			} else {
				text = "{" + around + `"` + step + `":` + text + "}"
			}
		}
		blockBytes = rapid.SampledFrom([]int{1, 2, 7, 50, BlockBytes}).Draw(t, "block")
		want := find(t, []byte(text), steps(path))
		var got []string
		next := int64(1)
		err := cutJSON(path)(strings.NewReader(text), func(b Block) error {
			if b.First != next {
				t.Fatalf("a block begins with record %d, want %d", b.First, next)
			}
			from := 0
			for _, end := range b.Ends {
				record := strings.TrimLeft(string(b.Data[from:end]), elementLead[1:])
				at := b.Offset + int64(end-len(record))
				if rest := text[at:]; !strings.HasPrefix(rest, record) {
					t.Fatalf("record %q is not at byte %d", record, at)
				}
				got = append(got, record)
				from = end
			}
			next += int64(len(b.Ends))
			clear(b.Data)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("%q at %q (-decoder +cutter):\n%s", text, path, diff)
		}
	})
}

// A text that ends too early is an error, wherever it ends, and the whole records before it are there.
func TestCutJSONCutOff(t *testing.T) {
	const text = `{"meta": {"a": "]"}, "list": [{"title": "A"}, {"title": "B \" ]"}], "more": [1]}`
	for length := range len(text) {
		records := 0
		err := cutJSON("list.*")(strings.NewReader(text[:length]), func(b Block) error {
			records += len(b.Ends)
			return nil
		})
		if err == nil || !strings.Contains(err.Error(), "not closed") || !strings.Contains(err.Error(), fmt.Sprintf("after %d whole records", records)) {
			t.Errorf("%q: %d records, error %v", text[:length], records, err)
		}
	}
}

// Nesting costs no stack and no time: neither where formats are told apart nor in a record.
func TestDeepJSON(t *testing.T) {
	deep := strings.Repeat(`{"a":[`, 50_000)
	for _, text := range []string{deep, "[" + deep, `{"notes": [{"id": "x", "content": {"title": ` + deep} {
		if _, err := conformText(text); err == "" {
			t.Errorf("%.40q is taken without an error", text)
		}
	}
	closed := strings.Repeat(`{"a":[`, 20_000) + strings.Repeat("]}", 20_000)
	g, failed := conformText(`[{"paper": {"id": "2410.00001", "x": ` + closed + `}, "title": "A"}, {"paper": {"id": "2410.00002"}, "title": "B"}]`)
	if failed != "" || len(g.Records) != 1 || g.Records[0].Title != "B" || len(g.Troubles) != 1 || !strings.Contains(g.Troubles[0].Message, "nested") {
		t.Errorf("got %d records, troubles %v, error %s; want the second record, and trouble with the first", len(g.Records), g.Troubles, failed)
	}
}

func conformText(text string) (golden, string) {
	g := conform([]byte(text))
	return g, g.Error
}

// A string of escapes takes time in proportion to its length.
func TestLongRunOfEscapes(t *testing.T) {
	for _, escape := range []string{`\\`, `\"`, `\n`} {
		line := `{"title": "A", "abstract": "` + strings.Repeat(escape, 4<<20) + `"}`
		if g := conform([]byte(line)); len(g.Records) != 1 || len(g.Records[0].Abstract) != 4<<20 {
			t.Errorf("%s: %d records, error %s", escape, len(g.Records), g.Error)
		}
	}
}
