package lake

import (
	"context"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/memory"

	"github.com/paperlake/paperlake/schemas"
)

// everyTable has the published tables and those that stages hand to one another.
var everyTable = append(slices.Clone(schemas.Published), schemas.Raw, schemas.Identified, schemas.Ranked, schemas.Normalized)

func TestRoundTripOfEveryTable(t *testing.T) {
	for _, table := range everyTable {
		t.Run(table.Name, func(t *testing.T) {
			dir := t.TempDir()
			txn := mustBegin(t, dir, "plan")
			w, err := txn.NewShard("a")
			if err != nil {
				t.Fatal(err)
			}
			want := randomBatch(rand.New(rand.NewPCG(1, 2)), table, 3*readRows+77)
			defer want.Release()
			if err := w.Table(table).Write(want); err != nil {
				t.Fatal(err)
			}
			s, err := w.Finish(nil)
			if err != nil {
				t.Fatal(err)
			}
			got := readAll(t, dir, s.Parts[table.Name], table, nil)
			if !array.RecordEqual(want, got) {
				t.Error("the rows read differ from the rows written")
			}
		})
	}
}

// readAll reads the parts into one batch.
func readAll(t testing.TB, dir string, parts []Part, table *schemas.Table, columns []string) arrow.RecordBatch {
	t.Helper()
	mem := memory.NewCheckedAllocator(memory.DefaultAllocator)
	var batches []arrow.RecordBatch
	for _, p := range parts {
		err := ReadPart(context.Background(), mem, dir, p, table, columns, func(b arrow.RecordBatch) error {
			b.Retain()
			batches = append(batches, b)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if len(batches) == 0 {
		return randomBatch(rand.New(rand.NewPCG(0, 0)), table, 0)
	}
	schema := batches[0].Schema()
	all := make([]arrow.Array, schema.NumFields())
	for i := range all {
		var chunks []arrow.Array
		for _, b := range batches {
			chunks = append(chunks, b.Column(i))
		}
		joined, err := array.Concatenate(chunks, memory.DefaultAllocator)
		if err != nil {
			t.Fatal(err)
		}
		all[i] = joined
	}
	joined := array.NewRecordBatch(schema, all, -1)
	for _, b := range batches {
		b.Release()
	}
	mem.AssertSize(t, 0)
	return joined
}
