package schemas

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unsafe"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/memory"
)

// The builders of texts make the arrays that Arrow's own builders make, of any length, with and without nulls, one
// after the other, and leave nothing allocated.
func TestTextBuilders(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	mem := memory.NewCheckedAllocator(memory.NewGoAllocator())
	defer mem.AssertSize(t, 0)
	ours, theirs := NewTextBuilder(mem), array.NewStringBuilder(mem)
	ourLists, theirLists := newBuilder(mem, texts).(*TextsBuilder), array.NewListBuilderWithField(mem, texts.ElemField())
	defer theirs.Release()
	defer theirLists.Release()
	word := func() string { return strings.Repeat("ä", rng.IntN(6)*rng.IntN(30)) }
	for round := range 60 {
		for range rng.IntN(40) * rng.IntN(40) {
			late := round%3 == 2 // the first null comes after a long run of texts
			if (round%3 == 1 || late && ours.Len() > 500) && rng.IntN(5) == 0 {
				ours.AppendNull()
				theirs.AppendNull()
			} else {
				s := word()
				theirs.Append(s)
				if rng.IntN(2) == 0 { // written in place, or elsewhere when there is no room
					b := append(ours.Room(rng.IntN(2*len(s)+1)), s...)
					s = unsafe.String(unsafe.SliceData(b), len(b))
				}
				ours.Append(s)
			}
			list := make([]string, rng.IntN(4))
			theirLists.Append(true)
			for i := range list {
				list[i] = word()
				theirLists.ValueBuilder().(*array.StringBuilder).Append(list[i])
			}
			ourLists.Append(list)
		}
		if round == 7 { // what is dropped does not come back
			ours.Release()
			ourLists.Release()
			theirs.NewArray().Release()
			theirLists.NewArray().Release()
		}
		for _, pair := range [][2]arrow.Array{{ours.NewArray(), theirs.NewArray()}, {ourLists.NewArray(), theirLists.NewArray()}} {
			if lists, ok := pair[0].(*array.List); ok {
				checkRuns(t, lists)
				tail := array.NewSlice(lists, int64(lists.Len()/2), int64(lists.Len()))
				checkRuns(t, tail.(*array.List))
				tail.Release()
			}
			if !array.Equal(pair[0], pair[1]) || pair[0].NullN() != pair[1].NullN() {
				t.Fatalf("round %d: got %v, want %v", round, pair[0], pair[1])
			}
			pair[0].Release()
			pair[1].Release()
		}
	}
}

// A run is the texts of a list.
func checkRuns(t *testing.T, a *array.List) {
	for i := range a.Len() {
		if want := strings.Join(List(nil, a, i), ""); Run(a, i) != want {
			t.Fatalf("row %d: run %q, want %q", i, Run(a, i), want)
		}
	}
}

// Columns of unequal length are a mistake of the program, which says where.
func TestUnequalColumns(t *testing.T) {
	defer func() {
		if got, _ := recover().(string); !strings.Contains(got, "problems") || !strings.Contains(got, "source_file") {
			t.Errorf("got %q", got)
		}
	}()
	b := NewProblemsBuilder(memory.DefaultAllocator)
	b.PaperID.AppendNull()
	b.NewRecordBatch()
}

// BenchmarkTextBuilder builds a column of ids or of abstracts as a block of a listing has them, and so does Arrow's own
// builder.
func BenchmarkTextBuilder(b *testing.B) {
	for _, c := range []struct{ name, text string }{{"ids", "arxiv:2410.01234"}, {"abstracts", strings.Repeat("a sentence of an abstract ", 50)}} {
		b.Run(c.name, func(b *testing.B) { benchmarkTextBuilder(b, c.text) })
	}
}

func benchmarkTextBuilder(b *testing.B, text string) {
	const rows = 600
	fill := func(b *testing.B, next interface{ Append(string) }, array func() arrow.Array) {
		b.SetBytes(int64(rows * len(text)))
		b.ReportAllocs()
		for b.Loop() {
			for range rows {
				next.Append(text)
			}
			array().Release()
		}
	}
	b.Run("ours", func(b *testing.B) {
		t := NewTextBuilder(memory.DefaultAllocator)
		fill(b, t, t.NewArray)
	})
	b.Run("arrow", func(b *testing.B) {
		t := array.NewStringBuilder(memory.DefaultAllocator)
		fill(b, t, t.NewArray)
	})
}
