package pipelinetest

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/memory"

	"github.com/paperlake/paperlake/schemas"
	"github.com/paperlake/paperlake/stages"
	"github.com/paperlake/paperlake/stages/extract"
)

// Raw reads test listings, given by their paths, into one batch of schemas.Raw. It is released when the test ends.
func Raw(t *testing.T, paths ...string) arrow.RecordBatch {
	t.Helper()
	b := schemas.NewRawBuilder(memory.DefaultAllocator)
	for _, path := range paths {
		f, err := os.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		format, r, err := extract.Recognise(f)
		if err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		decoder := format.NewDecoder()
		err = format.Split(r, func(block extract.Block) error {
			decoder.Decode(block, func(rec *extract.Record) {
				rec.AppendTo(b, format.Name, filepath.Base(path), extract.DayOfName(path))
			}, func(extract.Trouble) {})
			block.Release()
			return nil
		})
		if err != nil {
			t.Fatalf("%s: %v", path, err)
		}
	}
	batch := b.NewRecordBatch()
	t.Cleanup(batch.Release)
	return batch
}

// Apply runs stages one after the other and returns the last result, which is released when the test ends.
func Apply(t *testing.T, in arrow.RecordBatch, through ...stages.Stage) arrow.RecordBatch {
	t.Helper()
	for _, s := range through {
		out, err := s.Apply(in, func(int, string, string) {})
		if err != nil {
			t.Fatalf("stage %s: %v", s.Name(), err)
		}
		t.Cleanup(out.Release)
		in = out
	}
	return in
}

// Column returns the column of that name and type of a batch.
func Column[A arrow.Array](t *testing.T, batch arrow.RecordBatch, name string) A {
	t.Helper()
	at := batch.Schema().FieldIndices(name)
	if len(at) != 1 {
		t.Fatalf("no column %s in %v", name, batch.Schema())
	}
	a, ok := batch.Column(at[0]).(A)
	if !ok {
		t.Fatalf("column %s is %T", name, batch.Column(at[0]))
	}
	return a
}

// Text returns row i of a text column, "" for null.
func Text(t *testing.T, batch arrow.RecordBatch, name string, i int) string {
	t.Helper()
	return schemas.Value(Column[*array.String](t, batch, name), i)
}
