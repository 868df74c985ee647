package extract

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

type entry struct{ name, text string }

func zipOf(t *testing.T, entries ...entry) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, e := range entries {
		f, err := w.Create(e.name)
		if err == nil {
			_, err = io.WriteString(f, e.text)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func tarOf(t *testing.T, entries ...entry) []byte {
	t.Helper()
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for _, e := range entries {
		h := &tar.Header{Name: e.name, Size: int64(len(e.text)), Mode: 0o644, Typeflag: tar.TypeReg}
		if strings.HasSuffix(e.name, "/") {
			h.Typeflag = tar.TypeDir
		}
		if strings.HasPrefix(e.text, "-> ") {
			h.Typeflag, h.Linkname, h.Size, e.text = tar.TypeSymlink, e.text[3:], 0, ""
		}
		err := w.WriteHeader(h)
		if err == nil {
			_, err = io.WriteString(w, e.text)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func gzipOf(t *testing.T, data []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// readInputs resolves one file and returns the text of every input in it by its name, or the error of opening it.
func readInputs(t *testing.T, name string, data []byte) (texts map[string]string, errs []error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
	inputs, err := Resolve([]string{path})
	if err != nil {
		t.Fatal(err)
	}
	texts = make(map[string]string)
	for range 2 { // a run reads everything twice
		for _, in := range inputs {
			text, err := readInput(in)
			if err != nil {
				errs = append(errs, err)
				continue
			}
			texts[strings.TrimPrefix(in.Name, filepath.ToSlash(path))] = text
		}
	}
	return texts, errs
}

func readInput(in Input) (string, error) {
	f, err := in.Open()
	if err != nil {
		return "", err
	}
	r, err := Unpack(f)
	if err != nil {
		return "", errors.Join(err, f.Close())
	}
	text, err := io.ReadAll(r)
	return string(text), errors.Join(err, f.Close())
}

func TestArchivesAreFolders(t *testing.T) {
	entries := []entry{
		{"2025-01.jsonl", "january"}, {"sub/2025-02.jsonl", "february"}, {"sub/packed.gz", string(gzipOf(t, []byte("march")))},
		{".hidden", "x"}, {"sub/.DS_Store", "x"}, {"__MACOSX/._a", "x"}, {"./dotted.txt", "april"},
	}
	want := map[string]string{"/2025-01.jsonl": "january", "/sub/2025-02.jsonl": "february", "/sub/packed.gz": "march", "/dotted.txt": "april"}
	withFolders := append([]entry{{"sub/", ""}, {"link", "-> /etc/passwd"}}, entries...)
	for name, data := range map[string][]byte{
		"a.zip": zipOf(t, entries...), "a.tar": tarOf(t, withFolders...), "a.tar.gz": gzipOf(t, tarOf(t, withFolders...)), "not-by-name": zipOf(t, entries...),
	} {
		got, errs := readInputs(t, name, data)
		if len(errs) > 0 {
			t.Errorf("%s: %v", name, errs)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func TestArchiveOrderAndSize(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.zip")
	if err := os.WriteFile(path, zipOf(t, entry{"b", "22"}, entry{"a", "1"}), 0o644); err != nil {
		t.Fatal(err)
	}
	inputs, err := Resolve([]string{path, path})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, in := range inputs {
		got = append(got, in.Member)
	}
	if !slices.Equal(got, []string{"a", "b"}) || inputs[1].Size != 2 {
		t.Errorf("members %v, size of the second %d; want a and b once each, 2 bytes", got, inputs[1].Size)
	}
}

func TestLastOfTwoEntriesCounts(t *testing.T) {
	twice := []entry{{"a", "old"}, {"a", "new"}}
	for name, data := range map[string][]byte{"a.tar": tarOf(t, twice...), "a.zip": zipOf(t, twice...)} {
		got, errs := readInputs(t, name, data)
		if len(errs) > 0 || got["/a"] != "new" || len(got) != 1 {
			t.Errorf("%s: %q, errors %v; want the later one", name, got, errs)
		}
	}
}

// An archive that is not as it should be is one input that cannot be opened, so that others do not suffer.
func TestBadArchives(t *testing.T) {
	good := zipOf(t, entry{"a", strings.Repeat("text", 100)})
	for name, c := range map[string]struct {
		data []byte
		want string
	}{
		"up":         {zipOf(t, entry{"ok", "x"}, entry{"../../evil", "x"}), "leads out of it"},
		"up tar":     {tarOf(t, entry{"a/../../evil", "x"}), "leads out of it"},
		"up tar.gz":  {gzipOf(t, tarOf(t, entry{"../evil", "x"})), "leads out of it"},
		"backslash":  {zipOf(t, entry{`..\evil`, "x"}), "leads out of it"},
		"absolute":   {tarOf(t, entry{"/etc/evil", "x"}), "must be relative"},
		"drive":      {zipOf(t, entry{`C:\evil`, "x"}), "must be relative"},
		"control":    {zipOf(t, entry{"a\nb", "x"}), "printable"},
		"empty":      {zipOf(t), "holds no file"},
		"only dirs":  {tarOf(t, entry{"a/", ""}), "holds no file"},
		"cut zip":    {good[:len(good)-30], "damaged"},
		"cut tar":    {tarOf(t, entry{"a", strings.Repeat("x", 3000)})[:2000], "cut off"},
		"office":     {zipOf(t, entry{"[Content_Types].xml", "x"}, entry{"xl/a.xml", "x"}), "save its table as CSV"},
		"cut tar.gz": {gzipOf(t, tarOf(t, entry{"a", strings.Repeat("xyzzy", 9000)}))[:120], "cut off"},
	} {
		t.Run(name, func(t *testing.T) {
			texts, errs := readInputs(t, "archive", c.data)
			if len(texts) > 0 || len(errs) != 2 || !strings.Contains(errs[0].Error(), c.want) {
				t.Errorf("read %q, errors %v; want nothing and an error with %q", texts, errs, c.want)
			}
		})
	}
}
