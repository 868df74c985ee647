package extract

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"flag"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/zstd"
	"github.com/ulikunitz/xz"
)

// Every format is held to one conformance test by its fixtures: testdata/FOLDER/NAME.EXT, where NAME begins with
// the format's name (arxiv-atom.xml, arxiv-atom-error.xml), beside NAME.EXT.golden.json with all that is read
// from it. A fixture of something that is refused is named refused-NAME.EXT, one that is read under a mapping is in
// testdata/mapped and has it in NAME.EXT.map.yaml. Goldens are written by
// go test ./stages/extract -run Conformance -update
var update = flag.Bool("update", false, "write the golden files anew")

const (
	goldenSuffix  = ".golden.json"
	mappingSuffix = ".map.yaml"
)

// A golden is what a fixture yields.
type golden struct {
	Format   string          `json:"format,omitempty"`
	Error    string          `json:"error,omitempty"` // of recognition or of the whole input
	Records  []goldenRecord  `json:"records,omitempty"`
	Troubles []goldenTrouble `json:"troubles,omitempty"`
}

type goldenRecord struct {
	Number     int64       `json:"number"`
	Offset     int64       `json:"offset"`
	ID         string      `json:"id,omitempty"`
	DOI        string      `json:"doi,omitempty"`
	OpenReview string      `json:"openreview,omitempty"`
	Title      string      `json:"title"`
	Abstract   string      `json:"abstract,omitempty"`
	Comment    string      `json:"comment,omitempty"`
	Authors    []string    `json:"authors,omitempty"`
	Categories []string    `json:"categories,omitempty"`
	Venue      string      `json:"venue,omitempty"`
	Date       string      `json:"date,omitempty"`
	Version    int32       `json:"version,omitempty"`
	Updated    string      `json:"updated,omitempty"`
	SeenOn     string      `json:"seen_on,omitempty"`
	Rank       int32       `json:"rank,omitempty"`
	Upvotes    *int64      `json:"upvotes,omitempty"`
	Citations  *int64      `json:"citations,omitempty"`
	URL        string      `json:"url,omitempty"`
	Links      [][2]string `json:"links,omitempty"` // field, URL
}

type goldenTrouble struct {
	Record  int64  `json:"record"`
	Offset  int64  `json:"offset"`
	Code    string `json:"code"`
	Message string `json:"message"`
	Kept    bool   `json:"kept,omitempty"`
}

func goldenOf(r *Record) goldenRecord {
	count := func(n int64) *int64 {
		if n < 0 {
			return nil
		}
		return &n
	}
	g := goldenRecord{
		Number: r.Number, Offset: r.Offset, ID: r.ID, DOI: r.DOI, OpenReview: r.OpenReview, Title: r.Title,
		Abstract: r.Abstract, Comment: r.Comment, Authors: r.Authors, Categories: r.Categories, Venue: r.Venue,
		Date: r.Date, Version: r.Version, Updated: isoDay(r.Updated), SeenOn: isoDay(r.SeenOn), Rank: r.Rank,
		Upvotes: count(r.Upvotes), Citations: count(r.Citations), URL: r.URL,
	}
	for i, field := range r.LinkFields {
		g.Links = append(g.Links, [2]string{field, r.LinkURLs[i]})
	}
	return g
}

// conform reads data, which may be compressed, as a run does.
func conform(data []byte) golden { return conformAs(data, Recognise) }

// conformAs reads data as what recognise finds it to be. The strings of a record are copied before its block is
// overwritten, so a view that outlives its block shows.
func conformAs(data []byte, recognise func(io.Reader) (*Format, io.Reader, error)) (g golden) {
	r, err := Unpack(bytes.NewReader(data))
	if err != nil {
		return golden{Error: err.Error()}
	}
	format, r, err := recognise(r)
	if err != nil {
		message, _, _ := strings.Cut(err.Error(), "; paperlake formats ") // what to do
		return golden{Error: message}
	}
	g.Format = format.Name
	decoder := format.NewDecoder()
	err = format.Split(r, func(b Block) error {
		var held []goldenRecord
		decoder.Decode(b, func(rec *Record) {
			c := clone(rec)
			held = append(held, goldenOf(&c))
		}, func(t Trouble) {
			g.Troubles = append(g.Troubles, goldenTrouble{t.Record, t.Offset, t.Code, strings.Clone(t.Message), t.Kept})
		})
		clear(b.Data)
		b.Release()
		g.Records = append(g.Records, held...)
		return nil
	})
	if err != nil {
		g.Error = err.Error()
	}
	return g
}

func fixtures(t testing.TB) (paths []string) {
	t.Helper()
	all, err := filepath.Glob("testdata/*/*")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range all {
		if !strings.HasSuffix(path, goldenSuffix) && !strings.HasSuffix(path, mappingSuffix) {
			paths = append(paths, path)
		}
	}
	return paths
}

func TestConformance(t *testing.T) {
	for _, path := range fixtures(t) {
		t.Run(filepath.Base(path), func(t *testing.T) {
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			conform := conform
			if text, err := os.ReadFile(path + mappingSuffix); err == nil {
				m, err := ReadMapping(filepath.Base(path)+mappingSuffix, text)
				if err != nil {
					t.Fatal(err)
				}
				conform = func(data []byte) golden { return conformAs(data, m.Recognise) }
			}
			got := conform(data)
			checkGolden(t, path, got)
			base := filepath.Base(path)
			if refused := strings.HasPrefix(base, "refused-"); refused {
				if _, _, err := Recognise(bytes.NewReader(data)); !errors.Is(err, ErrUnknownFormat) || got.Format != "" {
					t.Errorf("recognised as %q, error %v; want it refused", got.Format, err)
				}
			} else if got.Format == "" || !strings.HasPrefix(base, got.Format) {
				t.Errorf("recognised as %q, error %q; want the format that the file is named after", got.Format, got.Error)
			}
			t.Run("compressed", func(t *testing.T) { sameCompressed(t, data, got, conform) })
			t.Run("any block border", func(t *testing.T) { sameAtAnyBorder(t, data, got, conform) })
			t.Run("line ends and byte order mark", func(t *testing.T) { sameLines(t, data, got, conform) })
		})
	}
}

// Each format has a fixture, so that a new one cannot be forgotten.
func TestEveryFormatHasAFixture(t *testing.T) {
	have := make(map[string]bool)
	for _, path := range fixtures(t) {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		have[conform(data).Format] = true
	}
	for _, f := range Formats {
		if !have[f.Name] && f != HFListing { // its fixture is the listing in the module's own testdata
			t.Errorf("format %s has no fixture in testdata", f.Name)
		}
	}
}

func checkGolden(t *testing.T, path string, got golden) {
	t.Helper()
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(got); err != nil {
		t.Fatal(err)
	}
	path += goldenSuffix
	if *update {
		if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v (run with -update, then read the file)", err)
	}
	if diff := cmp.Diff(string(want), b.String()); diff != "" {
		t.Errorf("(-golden +got):\n%s", diff)
	}
}

func sameCompressed(t *testing.T, data []byte, want golden, conform func([]byte) golden) {
	var b bytes.Buffer
	for name, open := range map[string]func(io.Writer) (io.WriteCloser, error){
		"gzip": func(w io.Writer) (io.WriteCloser, error) { return gzip.NewWriter(w), nil },
		"zstd": func(w io.Writer) (io.WriteCloser, error) { return zstd.NewWriter(w) },
		"xz":   func(w io.Writer) (io.WriteCloser, error) { return xz.NewWriter(w) },
	} {
		b.Reset()
		w, err := open(&b)
		if err == nil {
			_, err = w.Write(data)
		}
		if err == nil {
			err = w.Close()
		}
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, conform(b.Bytes())); diff != "" {
			t.Errorf("%s (-plain +packed):\n%s", name, diff)
		}
	}
	if path, err := exec.LookPath("bzip2"); err == nil { // Go reads bzip2 only
		cmd := exec.Command(path, "-c")
		cmd.Stdin = bytes.NewReader(data)
		packed, err := cmd.Output()
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, conform(packed)); diff != "" {
			t.Errorf("bzip2 (-plain +packed):\n%s", diff)
		}
	}
}

func sameAtAnyBorder(t *testing.T, data []byte, want golden, conform func([]byte) golden) {
	defer func() { blockBytes = BlockBytes }()
	for _, blockBytes = range []int{1, 2, 61, 1000, 4093} {
		if diff := cmp.Diff(want, conform(data)); diff != "" {
			t.Errorf("blocks of %d bytes (-whole +cut):\n%s", blockBytes, diff)
		}
	}
}

// sameLines checks what an editor or a transfer does to a text file: carriage returns, a byte order mark, no
// newline at the end.
func sameLines(t *testing.T, data []byte, want golden, conform func([]byte) golden) {
	const bom = "\ufeff"
	text := string(data)
	if strings.HasPrefix(text, bom) || strings.Contains(text, "\r") || strings.Contains(text, "\x00") {
		t.Skip("the fixture has its own")
	}
	for name, changed := range map[string]string{
		"carriage returns":  strings.ReplaceAll(text, "\n", "\r\n"),
		"byte order mark":   bom + text,
		"no newline at end": strings.TrimRight(text, "\n"),
	} {
		if diff := cmp.Diff(withoutPlaces(want), withoutPlaces(conform([]byte(changed)))); diff != "" {
			t.Errorf("%s (-as it was +changed):\n%s", name, diff)
		}
	}
}

// withoutPlaces leaves out byte offsets, messages (which may hold columns) and the way lines end.
func withoutPlaces(g golden) golden {
	plain := strings.NewReplacer("\r\n", "\n").Replace
	var out golden
	out.Format = g.Format
	for _, r := range g.Records {
		r.Offset, r.Title, r.Abstract, r.Comment = 0, plain(r.Title), plain(r.Abstract), plain(r.Comment)
		out.Records = append(out.Records, r)
	}
	for _, t := range g.Troubles {
		t.Offset, t.Message = 0, ""
		out.Troubles = append(out.Troubles, t)
	}
	return out
}
