// Package pipelinetest holds every stage to the laws of stages.Stage.
package pipelinetest

import (
	"fmt"
	"testing"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/memory"
	"github.com/google/go-cmp/cmp"

	"github.com/paperlake/paperlake/stages"
)

// batchSizes are the splits under which the rows must stay the same; 0 is the whole batch.
var batchSizes = []int64{0, 1, 2, 7}

// CheckStage runs a stage over in whole and in pieces and fails t when it breaks a law: declared schemas, the
// same rows and reports whatever the split, the input left alone and not kept, no buffer leaked. make is called
// with the allocator that the stage must use.
func CheckStage(t *testing.T, make func(memory.Allocator) stages.Stage, in arrow.RecordBatch) {
	t.Helper()
	if in.NumRows() < 8 {
		t.Fatalf("want at least 8 rows to split, got %d", in.NumRows())
	}
	before := Rows(in)
	var want result
	for _, size := range batchSizes {
		got := apply(t, make, in, size)
		if size == 0 {
			want = got
			if len(want.rows) == 0 {
				t.Error("no rows came out: this checks nothing")
			}
			continue
		}
		if diff := cmp.Diff(want.rows, got.rows); diff != "" {
			t.Errorf("batches of %d give other rows than the whole (-whole +batches):\n%s", size, diff)
		}
		if diff := cmp.Diff(want.reports, got.reports); diff != "" {
			t.Errorf("batches of %d give other reports than the whole (-whole +batches):\n%s", size, diff)
		}
	}
	if diff := cmp.Diff(before, Rows(in)); diff != "" {
		t.Errorf("the stage changed its input (-before +after):\n%s", diff)
	}
}

type result struct {
	rows    []string
	reports []string
}

// apply runs a new stage over in, cut into batches of size rows. The batches are copies that are released right
// after Apply, so a stage that keeps one shows as a leak or as other rows.
func apply(t *testing.T, make func(memory.Allocator) stages.Stage, in arrow.RecordBatch, size int64) (r result) {
	t.Helper()
	mem := memory.NewCheckedAllocator(memory.NewGoAllocator())
	defer mem.AssertSize(t, 0)
	s := make(mem)
	if !s.In().Equal(in.Schema()) {
		t.Fatalf("stage %s declares input %v, the batch has %v", s.Name(), s.In(), in.Schema())
	}
	if size == 0 {
		size = in.NumRows()
	}
	for from := int64(0); from < in.NumRows(); from += size {
		piece := in.NewSlice(from, min(from+size, in.NumRows()))
		batch := copyOf(t, mem, piece)
		piece.Release()
		out, err := s.Apply(batch, func(row int, code, message string) {
			if row < 0 || int64(row) >= batch.NumRows() {
				t.Errorf("stage %s reports row %d of %d", s.Name(), row, batch.NumRows())
			}
			r.reports = append(r.reports, fmt.Sprintf("%d %s %s", from+int64(row), code, message))
		})
		if err != nil {
			t.Fatalf("stage %s: %v", s.Name(), err)
		}
		if !s.Out().Equal(out.Schema()) {
			t.Errorf("stage %s declares output %v, gave %v", s.Name(), s.Out(), out.Schema())
		}
		batch.Release()
		r.rows = append(r.rows, Rows(out)...)
		out.Release()
	}
	return r
}

// copyOf copies a batch into memory of mem.
func copyOf(t *testing.T, mem memory.Allocator, in arrow.RecordBatch) arrow.RecordBatch {
	t.Helper()
	columns := make([]arrow.Array, in.NumCols())
	for i, c := range in.Columns() {
		copied, err := array.Concatenate([]arrow.Array{c}, mem)
		if err != nil {
			t.Fatal(err)
		}
		defer copied.Release()
		columns[i] = copied
	}
	return array.NewRecordBatch(in.Schema(), columns, in.NumRows())
}

// Rows writes each row of a batch as one line: name=value for every column.
func Rows(batch arrow.RecordBatch) []string {
	out := make([]string, batch.NumRows())
	for i := range out {
		for c := range int(batch.NumCols()) {
			value := "null"
			if a := batch.Column(c); !a.IsNull(i) {
				value = fmt.Sprintf("%q", a.ValueStr(i))
			}
			out[i] += batch.ColumnName(c) + "=" + value + "\n"
		}
	}
	return out
}
