package pipeline

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/ipc"
	"github.com/apache/arrow-go/v18/arrow/memory"

	"github.com/paperlake/paperlake/lake"
	"github.com/paperlake/paperlake/schemas"
)

// Rows of a listing come in the order of days, and a day holds papers of all years. To put them in the order of ids, each part
// is read once and its rows are scattered to a file, in pieces of one range of ids; then the ranges fit in memory one by one.
// Reading the parts anew for each range took 97 s of a lake of 480,000 papers, four times as long as mining them did.

// scattered is a table by ranges of ids.
type scattered struct {
	table *schemas.Table
	dir   string
	parts [][]lake.Part // that lie within one range: they are read where they are
	spool *spool        // holds the pieces of the others
	piece [][]piece
}

// A piece is rows of one range, as an Arrow stream in the spool.
type piece struct {
	at   int64
	size int
}

// scatter sorts the rows of parts by ranges, which are in order, but for those of the ranges that are done.
func scatter(ctx context.Context, dir string, t *schemas.Table, parts []lake.Part, ranges []idRange, done func(nth int) bool) (_ *scattered, err error) {
	s := &scattered{table: t, dir: dir, parts: make([][]lake.Part, len(ranges)), piece: make([][]piece, len(ranges))}
	if s.spool, err = newSpool(dir); err != nil {
		return nil, err
	}
	rangeOf := func(id string) int {
		nth, found := slices.BinarySearchFunc(ranges, id, func(r idRange, id string) int { return strings.Compare(r.low, id) })
		if found {
			return nth
		}
		return nth - 1
	}
	for _, part := range parts {
		low, high := rangeOf(part.MinID), rangeOf(part.MaxID)
		if low == high {
			s.parts[low] = append(s.parts[low], part)
			continue
		}
		err := lake.ReadPart(ctx, memory.DefaultAllocator, dir, part, t, nil, func(batch arrow.RecordBatch) error {
			return s.add(ctx, batch, len(ranges), rangeOf, done)
		})
		if err != nil {
			s.close()
			return nil, err
		}
	}
	return s, nil
}

// add scatters one batch.
func (s *scattered) add(ctx context.Context, batch arrow.RecordBatch, ranges int, rangeOf func(id string) int, done func(nth int) bool) error {
	ids := paperIDs(batch)
	of := make([]int, batch.NumRows())
	ends := make([]int, ranges+1) // of the rows of a range, when they stand range by range
	for i := range of {
		of[i] = rangeOf(schemas.Value(ids, i))
		ends[of[i]+1]++
	}
	for nth := range ranges {
		ends[nth+1] += ends[nth]
	}
	order := make([]int64, len(of))
	next := slices.Clone(ends)
	for i, nth := range of {
		order[next[nth]] = int64(i)
		next[nth]++
	}
	indices := array.NewInt64Builder(memory.DefaultAllocator)
	defer indices.Release()
	indices.AppendValues(order, nil)
	column := indices.NewArray()
	defer column.Release()
	sorted, err := takeRows(ctx, batch, column)
	if err != nil {
		return err
	}
	defer sorted.Release()
	for nth := range ranges {
		if ends[nth] == ends[nth+1] || done(nth) {
			continue
		}
		rows := sorted.NewSlice(int64(ends[nth]), int64(ends[nth+1]))
		err := s.write(nth, rows)
		rows.Release()
		if err != nil {
			return err
		}
	}
	return nil
}

func (s *scattered) write(nth int, rows arrow.RecordBatch) error {
	var data bytes.Buffer
	w := ipc.NewWriter(&data, ipc.WithSchema(rows.Schema()))
	if err := w.Write(rows); err != nil {
		return fmt.Errorf("scattering the rows of %s: %w", s.table.Name, err)
	}
	if err := w.Close(); err != nil {
		return fmt.Errorf("scattering the rows of %s: %w", s.table.Name, err)
	}
	at := s.spool.place(data.Len())
	s.piece[nth] = append(s.piece[nth], piece{at, data.Len()})
	return s.spool.write(data.Bytes(), at)
}

// of returns the rows of a range as one batch.
func (s *scattered) of(ctx context.Context, mem memory.Allocator, nth int) (arrow.RecordBatch, error) {
	var batches []arrow.RecordBatch
	defer func() {
		for _, b := range batches {
			b.Release()
		}
	}()
	keep := func(batch arrow.RecordBatch) error {
		batch.Retain()
		batches = append(batches, batch)
		return nil
	}
	for _, part := range s.parts[nth] {
		if err := lake.ReadPart(ctx, mem, s.dir, part, s.table, nil, keep); err != nil {
			return nil, err
		}
	}
	for _, p := range s.piece[nth] {
		if err := ctx.Err(); err != nil {
			return nil, context.Cause(ctx)
		}
		r, err := ipc.NewReader(io.NewSectionReader(s.spool.file, p.at, int64(p.size)), ipc.WithAllocator(mem))
		if err != nil {
			return nil, fmt.Errorf("reading scattered rows of %s: %w", s.table.Name, err)
		}
		for r.Next() {
			_ = keep(r.RecordBatch())
		}
		err = r.Err()
		r.Release()
		if err != nil {
			return nil, fmt.Errorf("reading scattered rows of %s: %w", s.table.Name, err)
		}
	}
	if len(batches) == 0 {
		none := array.NewRecordBuilder(mem, s.table.Arrow())
		defer none.Release()
		return none.NewRecordBatch(), nil
	}
	return concatenate(mem, s.table, batches)
}

func (s *scattered) close() { s.spool.close() }
