package extract

import (
	"bytes"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// Texts are read as encoding/json reads them, whatever stands between escapes and however long it is; a text without its end
// is an error.
func TestText(t *testing.T) {
	piece := rapid.SampledFrom([]string{
		"a", "of", "tea in cups", strings.Repeat("kettle ", 9), "é", "水", "/", "{[", `\n`, `\"`, `\\`, `\/`, `\t`, `\b`, `\f`, `\r`,
		`\u00e9`, `\u0022`, `\ud83d\ude00`, `\ud83d`, `\ude00x`, `\u0000`,
	})
	rapid.Check(t, func(t *rapid.T) {
		quoted := `"` + strings.Join(rapid.SliceOfN(piece, 0, 12).Draw(t, "pieces"), "") + `"`
		var want string
		if err := json.Unmarshal([]byte(quoted), &want); err != nil {
			t.Fatal(err)
		}
		before, behind := rapid.SampledFrom([]string{`"x\ny"`, `""`}).Draw(t, "before"), rapid.SampledFrom([]string{"", `,"a\n"`, "]      "}).Draw(t, "behind")
		var s jsonScanner
		s.reset([]byte(before + quoted + behind))
		first, err := s.text()
		if err != nil {
			t.Fatal(err)
		}
		got, err := s.text()
		if err != nil || got != want || s.pos != len(before)+len(quoted) {
			t.Fatalf("%s is read as %q up to %d, error %v; want %q", quoted, got, s.pos, err, want)
		}
		if again := strings.ReplaceAll(strings.Trim(before, `"`), `\n`, "\n"); first != again {
			t.Fatalf("the text before is %q now, want %q", first, again)
		}
		s.reset([]byte(quoted + behind))
		if err := s.skip(); err != nil || s.pos != len(quoted) {
			t.Fatalf("%s is passed over up to %d, error %v", quoted, s.pos, err)
		}
		cut := quoted[:rapid.IntRange(0, len(quoted)-1).Draw(t, "cut")]
		s.reset([]byte(cut))
		if got, err := s.text(); err == nil {
			t.Fatalf("%s is read as %q, want an error", cut, got)
		}
	})
}

// A record that is wanted in brief is what DropContent leaves of it.
func TestBrief(t *testing.T) {
	one := map[string]any{}
	for name := range paperFields {
		one[name] = "a " + name + " \"b\""
	}
	one["authors"], one["rank"] = []any{"A B", map[string]string{"name": "C"}, nil}, 3
	line, err := json.Marshal(one)
	if err != nil {
		t.Fatal(err)
	}
	inputs := [][]byte{slices.Concat(line, []byte("\n"), line)}
	for _, path := range fixtures(t) {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		inputs = append(inputs, data)
	}
	read := func(data []byte, brief bool) (records []goldenRecord) {
		format, r, err := Recognise(bytes.NewReader(data))
		if err != nil {
			return nil
		}
		decoder := format.NewDecoder()
		var known []int64
		err = format.Split(r, func(b Block) error {
			decoder.Decode(b, func(r *Record) { known = append(known, r.Number) }, func(Trouble) {})
			if brief {
				b.Brief = func(record int64) bool { return slices.Contains(known, record) }
			}
			decoder.Decode(b, func(r *Record) {
				r.DropContent()
				c := clone(r)
				records = append(records, goldenOf(&c))
			}, func(Trouble) {})
			return nil
		})
		if err != nil {
			t.Log(format.Name, err)
		}
		return records
	}
	total := 0
	for _, data := range inputs {
		whole := read(data, false)
		total += len(whole)
		if diff := cmp.Diff(whole, read(data, true)); diff != "" {
			t.Errorf("%.100s…: whole and dropped, brief:\n%s", data, diff)
		}
	}
	if total < len(inputs) {
		t.Errorf("%d records in %d inputs", total, len(inputs))
	}
}

// What is told of repeats and of other records together is what is read of all of them one by one; what is kept out is
// no repeat.
func TestRepeat(t *testing.T) {
	line := rapid.SampledFrom([]string{
		`{"id": "2401.00001", "title": "Tea in Kettles", "abstract": "One."}`, `{"id": "2401.00001", "title": "Tea in Kettles", "abstract": "Two."}`,
		`{"id": "2401.00001", "title": ""}`, `{"title": "Tea"}`, `{"title": "Tea" }`, `{"title": 1e999}`, byteOrderMark + `{"title": "Tea"}`, "null", "", `{"title": "T\xff"}`, `{"title`,
	})
	rapid.Check(t, func(t *rapid.T) {
		b := Block{Data: []byte(strings.Join(rapid.SliceOfN(line, 0, 30).Draw(t, "lines"), "\n")), First: 7, Offset: rapid.SampledFrom([]int64{0, 9}).Draw(t, "offset")}
		decoder := JSONLines.NewDecoder()
		var want, got []Record
		var rejected, stillRejected []Trouble
		decoder.Decode(b, func(r *Record) { want = append(want, clone(r)) }, func(t Trouble) {
			if !t.Kept {
				rejected = append(rejected, t)
			}
		})
		b.Repeat = func(record, earlier int64) {
			at := slices.IndexFunc(got, func(r Record) bool { return r.Number == earlier })
			again := got[at]
			again.Number, again.Offset = record, want[len(got)].Offset
			got = append(got, again)
		}
		lines := strings.Split(string(b.Data), "\n")
		decoder.Decode(b, func(r *Record) {
			got = append(got, clone(r))
			if at := r.Number - b.First; at > 0 && lines[at] == lines[at-1] && b.Offset > 0 {
				t.Errorf("line %d is read, which is the one before it: %s", r.Number, lines[at])
			}
		}, func(t Trouble) {
			if !t.Kept {
				stillRejected = append(stillRejected, t)
			}
		})
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("one by one, with repeats:\n%s", diff)
		}
		if diff := cmp.Diff(rejected, stillRejected); diff != "" {
			t.Errorf("kept out one by one, with repeats:\n%s", diff)
		}
	})
}
