package extract

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"runtime"
	"strings"
	"testing"
)

// endless repeats a text for ever.
type endless struct {
	text string
	at   int
}

func (e *endless) Read(b []byte) (int, error) {
	n := 0
	for n < len(b) {
		m := copy(b[n:], e.text[e.at:])
		n += m
		e.at = (e.at + m) % len(e.text)
	}
	return n, nil
}

func splitAll(f *Format, r io.Reader) error {
	decoder := f.NewDecoder()
	return f.Split(r, func(b Block) error {
		decoder.Decode(b, func(*Record) {}, func(Trouble) {})
		b.Release()
		return nil
	})
}

// Whatever is endless ends in an error that names its limit, before it takes much memory.
func TestEndlessInput(t *testing.T) {
	defer func() { Bounds = DefaultLimits() }()
	Bounds.Record = 8 << 20
	for name, c := range map[string]struct {
		format       *Format
		begin, again string
		want         string
	}{
		"line":             {JSONLines, "", "x", "--max-record"},
		"json element":     {JSONArray, "[", `"x`, "--max-record"},
		"xml record":       {Feed, "<rss><item>", "text ", "--max-record"},
		"xml tags":         {Feed, "<rss><item>", "<a>x</a>", "--max-record"},
		"xml record depth": {Feed, "<rss><item>", "<a>", "--max-depth"},
		"xml depth":        {Feed, "", "<a>", "--max-depth"},
		"xml comment":      {Feed, "<rss><!--", "x", "--max-record"},
		"csv cell":         {CSV, "title,abstract\n\"", "x,\n", "--max-record"},
		"bibtex entry":     {BibTeX, "@article{a,", "x = {y},\n", "--max-record"},
		"bibtex braces":    {BibTeX, "@article{a, title = ", "{", "--max-depth"},
		"ris record":       {RIS, "TY  - JOUR\n", "N1  - x\n", "--max-record"},
		"markdown item":    {Markdown, "- a\n", "  more\n", "--max-record"},
		"hf page":          {HFListing, "", "x\n", "--max-record"},
	} {
		t.Run(name, func(t *testing.T) {
			before := allocated()
			err := splitAll(c.format, io.MultiReader(strings.NewReader(c.begin), &endless{text: c.again}))
			if !errors.Is(err, ErrLimit) || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want one of the limit %s", err, c.want)
			}
			if got := allocated() - before; got > 8*uint64(Bounds.Record) {
				t.Errorf("%d MiB were allocated", got>>20)
			}
		})
	}
}

func allocated() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.TotalAlloc
}

func TestUnpackedLimits(t *testing.T) {
	zeros := func(n int64) []byte {
		var b bytes.Buffer
		w := gzip.NewWriter(&b)
		if _, err := io.CopyN(w, &endless{text: "\x00\n"}, n); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	read := func(data []byte) (int64, error) {
		r, err := Unpack(bytes.NewReader(data))
		if err != nil {
			return 0, err
		}
		return io.Copy(io.Discard, r)
	}
	bomb := zeros(64 << 20)
	if n, err := read(bomb); !errors.Is(err, ErrLimit) || !strings.Contains(err.Error(), "--max-ratio") || n > 17<<20 {
		t.Errorf("%d bytes came out, error %v; want the limit of the ratio soon after %d bytes", n, err, ratioFrom)
	}
	if n, err := read(zeros(8 << 20)); err != nil || n != 8<<20 {
		t.Errorf("a small file that packs well: %d bytes, error %v", n, err)
	}
	defer func() { Bounds = DefaultLimits() }()
	Bounds.Ratio = 10_000
	if n, err := read(bomb); err != nil || n != 64<<20 {
		t.Errorf("with a higher limit: %d bytes, error %v", n, err)
	}
	Bounds.Unpacked = 1 << 20
	if _, err := read([]byte(strings.Repeat("text\n", 1<<20))); !errors.Is(err, ErrLimit) || !strings.Contains(err.Error(), "--max-unpacked") {
		t.Errorf("error %v, want the limit of unpacked bytes", err)
	}
	Bounds = DefaultLimits()
	texts, errs := readInputs(t, "bomb.zip", zipOf(t, entry{"a", strings.Repeat("\x00\n", 32<<20)}))
	if len(texts) > 0 || len(errs) == 0 || !errors.Is(errs[0], ErrLimit) {
		t.Errorf("zip: %d texts, errors %v; want the limit of the ratio", len(texts), errs)
	}
	Bounds.Entries = 2
	if _, errs := readInputs(t, "many.zip", zipOf(t, entry{"a", ""}, entry{"b", ""}, entry{"c", ""})); len(errs) == 0 || !strings.Contains(errs[0].Error(), "--max-entries") {
		t.Errorf("errors %v, want the limit of entries", errs)
	}
}
