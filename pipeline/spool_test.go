package pipeline_test

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/unicode"

	"github.com/paperlake/paperlake/lake"
	"github.com/paperlake/paperlake/pipeline"
	"github.com/paperlake/paperlake/schemas"
	"github.com/paperlake/paperlake/stages/extract"
)

// The second pass reads a plain file where it stands and what is unpacked, decoded or cut otherwise from the spool: the
// rows are the same, and the spool is gone at the end.
func TestPackedLikePlain(t *testing.T) {
	records := lines(t)
	plain := bytes.Join(records, []byte("\n"))
	packed := func(pack func(io.Writer) io.WriteCloser) []byte {
		var b bytes.Buffer
		w := pack(&b)
		if _, err := w.Write(plain); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	var archive bytes.Buffer
	z := zip.NewWriter(&archive)
	member, err := z.Create("in.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := member.Write(plain); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	array := append(append([]byte("[\n"), bytes.Join(records, []byte(",\n"))...), "]\n"...)
	table := "title,abstract,authors\n" + strings.Repeat("Kettles,We cut training time by 10%.,Ada Alm\n", 3)
	wide, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(table)
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct{ one, other []byte }{
		"gzip":            {plain, packed(func(w io.Writer) io.WriteCloser { return gzip.NewWriter(w) })},
		"member":          {plain, archive.Bytes()},
		"array":           {array, packed(func(w io.Writer) io.WriteCloser { return gzip.NewWriter(w) })},
		"UTF-16":          {[]byte(table), []byte(wide)},
		"array like rows": {array, plain},
	} {
		t.Run(name, func(t *testing.T) {
			write(t, map[string][]byte{"one/in": c.one, "other/in": c.other})
			for _, of := range []string{"one", "other"} {
				mustTake(t, of+".lake", of+"/in")
				entries, err := os.ReadDir(of + ".lake")
				if err != nil {
					t.Fatal(err)
				}
				for _, e := range entries {
					if strings.HasPrefix(e.Name(), ".spool") {
						t.Errorf("%s is left in the lake", e.Name())
					}
				}
			}
			for _, of := range []*schemas.Table{schemas.Papers, schemas.Links, schemas.Claims} {
				var rows [2][]map[string]string
				for i, dir := range []string{"one.lake", "other.lake"} {
					rows[i] = tableOf(t, dir, of)
				}
				if diff := cmp.Diff(rows[0], rows[1]); diff != "" {
					t.Errorf("%s (-one +other):\n%s", of.Name, diff)
				}
			}
		})
	}
}

// tableOf reads a table without what tells the input's name and format.
func tableOf(t *testing.T, dir string, of *schemas.Table) []map[string]string {
	rows := table(t, dir, of)
	if len(rows) == 0 && of == schemas.Papers {
		t.Fatalf("%s has no papers", dir)
	}
	for _, row := range rows {
		delete(row, "source")
		delete(row, "source_file")
	}
	return rows
}

// An input that is cut while a run reads it fails the run, and leaves the lake alone.
func TestInputCutDuringRun(t *testing.T) {
	write(t, map[string][]byte{"in.jsonl": bytes.Join(lines(t), []byte("\n"))})
	inputs, err := extract.Resolve([]string{"in.jsonl"})
	if err != nil {
		t.Fatal(err)
	}
	o := pipeline.Options{Lake: t.TempDir(), Workers: 2, Producer: "test"}
	plan, err := pipeline.Make(context.Background(), inputs, &lake.Snapshot{}, o)
	if err != nil {
		t.Fatal(err)
	}
	defer plan.Close()
	if err := os.Truncate("in.jsonl", 100); err != nil {
		t.Fatal(err)
	}
	txn, err := lake.Begin(o.Lake, plan.ID)
	if err != nil {
		t.Fatal(err)
	}
	defer txn.Close()
	w, err := txn.NewShard(plan.Shards[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Abort()
	if _, err := plan.RunShard(context.Background(), plan.Shards[0], w); err == nil || !strings.Contains(err.Error(), "in.jsonl: ") || !strings.Contains(err.Error(), "shorter") {
		t.Errorf("error %v, want one that says that in.jsonl has become shorter", err)
	}
	if left, err := filepath.Glob(filepath.Join(o.Lake, ".spool-*")); err != nil || len(left) > 0 {
		t.Errorf("spools %v, error %v", left, err)
	}
}
