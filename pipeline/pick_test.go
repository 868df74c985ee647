package pipeline

import (
	"context"
	"math/rand/v2"
	"testing"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/compute"
	"github.com/apache/arrow-go/v18/arrow/memory"

	"github.com/paperlake/paperlake/schemas"
	"github.com/paperlake/paperlake/stages/extract"
)

// pick gives the rows that Arrow's own filter gives, of whole batches and of slices, whether the rows left out have
// text or not.
func TestPick(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for round := range 60 {
		mem := memory.NewCheckedAllocator(memory.NewGoAllocator())
		whole, latest := someRecords(mem, rng, 1+rng.IntN(40), round%2 == 0)
		from := rng.IntN(len(latest))
		to := from + 1 + rng.IntN(len(latest)-from)
		batch := whole.NewSlice(int64(from), int64(to))
		latest = latest[from:to]
		spans := spansOf(len(latest), func(row int) bool { return latest[row] })
		if len(spans) > 0 {
			got, err := pick(mem, batch, spans)
			if err != nil {
				t.Fatal(err)
			}
			mask := array.NewBooleanBuilder(mem)
			mask.AppendValues(latest, nil)
			verdict := mask.NewArray()
			mask.Release()
			ctx := compute.WithAllocator(context.Background(), mem)
			want, err := compute.FilterRecordBatch(ctx, batch, verdict, compute.DefaultFilterOptions())
			if err != nil {
				t.Fatal(err)
			}
			if !array.RecordEqual(want, got) {
				t.Errorf("round %d: rows %v of\n%v\nare\n%v\nwant\n%v", round, spans, batch, got, want)
			}
			for _, a := range []interface{ Release() }{verdict, want, got} {
				a.Release()
			}
		}
		batch.Release()
		whole.Release()
		mem.AssertSize(t, 0)
	}
}

// someRecords makes records some of which are the latest of their paper; the others may lack content, as in a run.
func someRecords(mem memory.Allocator, rng *rand.Rand, n int, drop bool) (arrow.RecordBatch, []bool) {
	b := schemas.NewRawBuilder(mem)
	defer b.Release()
	latest := make([]bool, n)
	word := func() string { return []string{"", "steam", "kettles", "schön"}[rng.IntN(4)] }
	words := func() (out []string) {
		for range rng.IntN(3) {
			out = append(out, word())
		}
		return out
	}
	for i := range latest {
		latest[i] = rng.IntN(3) > 0
		r := extract.Record{
			Number: int64(i), ID: word(), Title: word(), Abstract: word(), Comment: word(), Venue: word(),
			Authors: words(), Categories: words(), Version: int32(rng.IntN(3)), Upvotes: int64(rng.IntN(3) - 1),
		}
		if drop && !latest[i] {
			r.DropContent()
		}
		r.AppendTo(b, "test", "test.jsonl", extract.Day{Days: 3, Known: i%2 == 0})
	}
	return b.NewRecordBatch(), latest
}
