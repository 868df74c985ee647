package lake

import (
	"context"
	"errors"
	"math/rand/v2"
	"testing"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/memory"

	"github.com/paperlake/paperlake/schemas"
)

// A part of which nothing is edited is copied byte for byte, page index and Bloom filters included; one whose groups are
// partly written anew has the same rows in the same order.
func TestCopyPart(t *testing.T) {
	for _, table := range schemas.Published {
		t.Run(table.Name, func(t *testing.T) {
			dir := t.TempDir()
			txn := mustBegin(t, dir, "plan")
			write := func(shard string, fill func(w *PartWriter) error) Part {
				w, err := txn.NewShard(shard)
				if err != nil {
					t.Fatal(err)
				}
				if err := fill(w.Table(table)); err != nil {
					t.Fatal(err)
				}
				s, err := w.Finish(nil)
				if err != nil {
					t.Fatal(err)
				}
				return s.Parts[table.Name][0]
			}
			var edge string // an id of the second group only
			original := write("original", func(w *PartWriter) error {
				random := rand.New(rand.NewPCG(3, 4))
				for n := range 3 {
					g, err := w.RowGroup()
					if err != nil {
						return err
					}
					batch := randomBatch(random, table, 700+n)
					defer batch.Release()
					for row := 0; n == 1 && edge == ""; row++ {
						edge = viewOf(column(batch, "paper_id").(*array.String), row)
					}
					if err := g.Write(batch); err != nil {
						return err
					}
					if err := g.Commit(); err != nil {
						return err
					}
				}
				return nil
			})
			edited := int64(0)
			copyOf := func(shard string, concerns func(string) bool) Part {
				return write(shard, func(w *PartWriter) error {
					return w.CopyPart(context.Background(), memory.DefaultAllocator, dir, original, concerns, func(batch arrow.RecordBatch) error {
						edited += batch.NumRows()
						return w.Write(batch)
					})
				})
			}
			whole := copyOf("whole", func(string) bool { return false })
			if whole.SHA256 != original.SHA256 || whole.MinID != original.MinID || whole.MaxID != original.MaxID || edited > 0 {
				t.Errorf("the copy is %+v after %d rows were edited, the original %+v", whole, edited, original)
			}
			mixed := copyOf("mixed", func(id string) bool { return id == edge })
			if edited == 0 || edited >= original.Rows {
				t.Errorf("%d of %d rows were edited, want those of some groups", edited, original.Rows)
			}
			want, got := readAll(t, dir, []Part{original}, table, nil), readAll(t, dir, []Part{mixed}, table, nil)
			if !array.RecordEqual(want, got) || mixed.MinID != original.MinID || mixed.MaxID != original.MaxID {
				t.Errorf("the rows differ, or the ids: %+v, original %+v", mixed, original)
			}
			both := write("both", func(w *PartWriter) error {
				return errors.Join(w.AppendPart(dir, mixed), w.AppendPart(dir, original))
			})
			parts := []Part{mixed, original}
			if got := readAll(t, dir, []Part{both}, table, nil); !array.RecordEqual(readAll(t, dir, parts, table, nil), got) || both.MinID != original.MinID || both.MaxID != original.MaxID {
				t.Errorf("two parts put together are other rows, or %+v", both)
			}
			for _, part := range []Part{mixed, both} {
				if wrong := checkPart(dir, table.Name, part); len(wrong) > 0 {
					t.Errorf("a part does not verify: %v", wrong)
				}
			}
		})
	}
}
