package lake

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/memory"

	"github.com/paperlake/paperlake/schemas"
)

// randomBatch makes n rows of any table: every type, nulls where the table allows them, empty and long text, empty and
// long lists, text beyond ASCII.
func randomBatch(r *rand.Rand, t *schemas.Table, n int) arrow.RecordBatch {
	b := array.NewRecordBuilder(memory.DefaultAllocator, t.Arrow())
	defer b.Release()
	for i, c := range t.Columns {
		for range n {
			if c.Nullable && r.IntN(3) == 0 {
				b.Field(i).AppendNull()
				continue
			}
			switch f := b.Field(i).(type) {
			case *array.StringBuilder:
				f.Append(randomText(r, c.Dict))
			case *array.Int64Builder:
				f.Append(int64(r.Uint64()))
			case *array.Int32Builder:
				f.Append(int32(r.Uint32()))
			case *array.Float64Builder:
				f.Append(r.NormFloat64())
			case *array.Date32Builder:
				f.Append(arrow.Date32(r.IntN(40_000) - 10_000))
			case *array.BooleanBuilder:
				f.Append(r.IntN(2) == 0)
			case *array.ListBuilder:
				list := make([]string, max(0, r.IntN(6)-1))
				for j := range list {
					list[j] = randomText(r, false)
				}
				appendList(f, list)
			default:
				panic(fmt.Sprintf("no random values of %T", f))
			}
		}
	}
	return b.NewRecordBatch()
}

func randomText(r *rand.Rand, few bool) string {
	if few {
		return []string{"", "arxiv", "listing", "conférence"}[r.IntN(4)]
	}
	switch r.IntN(100) {
	case 0, 1, 2, 3:
		return ""
	case 4:
		return strings.Repeat("µ× long ", r.IntN(400))
	default:
		return fmt.Sprintf("text %x", r.Uint32())
	}
}

// paperRows makes n papers that look like papers: unique ascending ids, prose of the usual length. first numbers them.
func paperRows(first, n int) arrow.RecordBatch {
	return tableRows(schemas.Papers, first, n)
}

// tableRows makes n plausible rows of t; row first+i is the same whatever first and n are.
func tableRows(t *schemas.Table, first, n int) arrow.RecordBatch {
	b := array.NewRecordBuilder(memory.DefaultAllocator, t.Arrow())
	defer b.Release()
	for row := first; row < first+n; row++ {
		r := rand.New(rand.NewPCG(uint64(row), 7))
		for i, c := range t.Columns {
			switch f := b.Field(i).(type) {
			case *array.StringBuilder:
				switch {
				case c.Name == "paper_id":
					f.Append(idOf(row))
				case c.Name == "abstract":
					f.Append(prose(r, 180))
				case c.Name == "title" || c.Name == "title_raw" || c.Name == "sentence":
					f.Append(prose(r, 10))
				case c.Nullable && r.IntN(2) == 0:
					f.AppendNull()
				case c.Dict:
					f.Append(words[r.IntN(8)])
				default:
					f.Append(prose(r, 2))
				}
			case *array.Int64Builder:
				f.Append(int64(row))
			case *array.Int32Builder:
				f.Append(int32(r.IntN(1000)))
			case *array.Float64Builder:
				f.Append(float64(r.IntN(1000)) / 10)
			case *array.Date32Builder:
				f.Append(arrow.Date32(20_000 + row/100))
			case *array.BooleanBuilder:
				f.Append(r.IntN(2) == 0)
			case *array.ListBuilder:
				list := make([]string, 1+r.IntN(5))
				for j := range list {
					list[j] = prose(r, 2)
				}
				appendList(f, list)
			}
		}
	}
	return b.NewRecordBatch()
}

func idOf(row int) string { return fmt.Sprintf("arxiv:%04d.%05d", 2400+row/20_000, row%20_000) }

var words = strings.Fields(`model training inference cost large language sparse attention memory budget faster tokens
	cache quantized weights baseline accuracy reduces throughput latency method dataset benchmark images graph kernel
	gradient policy diffusion retrieval compression scaling robust federated causal transformer layer batch decoding`)

func prose(r *rand.Rand, n int) string {
	var b strings.Builder
	for i := range n {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(words[r.IntN(len(words))])
		// Real prose is not made of 38 words: numbers and stems keep the compressor honest.
		if r.IntN(3) == 0 {
			fmt.Fprintf(&b, "%x", r.IntN(4096))
		}
	}
	return b.String()
}

// mustBegin begins a transaction that ends with the test.
func mustBegin(t testing.TB, dir, plan string, options ...Option) *Txn {
	t.Helper()
	txn, err := Begin(dir, plan, options...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = txn.Close() })
	return txn
}

// commitRows commits n rows of every published table, in two shards.
func commitRows(t testing.TB, dir, plan string, n int, options ...Option) *Snapshot {
	t.Helper()
	txn := mustBegin(t, dir, plan, options...)
	next := &Snapshot{Inputs: []Input{{Name: "b.txt"}, {Name: "a.txt"}}, Tables: map[string][]Part{}}
	for i, half := range [][2]int{{0, n / 2}, {n / 2, n - n/2}} {
		s := writeShard(t, txn, fmt.Sprintf("shard-%d", i), half[0], half[1])
		for name, parts := range s.Parts {
			next.Tables[name] = append(next.Tables[name], parts...)
		}
	}
	if err := txn.Commit(next); err != nil {
		t.Fatal(err)
	}
	if err := txn.Close(); err != nil {
		t.Fatal(err)
	}
	return next
}

// writeShard finishes a shard of n rows of every published table, from row first on.
func writeShard(t testing.TB, txn *Txn, id string, first, n int) *Shard {
	t.Helper()
	w, err := txn.NewShard(id)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Abort()
	for _, table := range schemas.Published {
		if err := w.Table(table).Write(tableRows(table, first, n)); err != nil {
			t.Fatal(err)
		}
	}
	s, err := w.Finish(map[string]int{"first": first})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func appendList(b *array.ListBuilder, list []string) {
	b.Append(true)
	b.ValueBuilder().(*array.StringBuilder).AppendStringValues(list, nil)
}
