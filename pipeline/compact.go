package pipeline

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/compute"
	"github.com/apache/arrow-go/v18/arrow/memory"

	"github.com/paperlake/paperlake/lake"
	"github.com/paperlake/paperlake/schemas"
)

// compactPapers is how many papers a part of a compacted lake holds: some 30 MB of text.
const compactPapers = 20_000

// Compact writes every table anew in one order, whatever the order in which its inputs came: rows by paper_id,
// sightings within a paper by file and record, problems by file and record. Two lakes of the same inputs have the
// same bytes afterwards. It commits a snapshot of the same rows.
func Compact(ctx context.Context, dir, producer string) (*lake.Snapshot, error) {
	return compact(ctx, dir, producer, compactPapers)
}

// compact makes parts of so many papers.
func compact(ctx context.Context, dir, producer string, papers int) (*lake.Snapshot, error) {
	base, err := lake.Read(dir)
	if err == nil {
		err = checkVersion(dir, base)
	}
	if err != nil {
		return nil, err
	}
	txn, err := lake.Begin(dir, fmt.Sprintf("compact-%d", base.ID), lake.Producer(producer), lake.Memory(&pool{}))
	if err != nil {
		return nil, err
	}
	defer txn.Close()
	base = txn.Base()
	cuts, err := cutPoints(ctx, dir, base, papers)
	if err != nil {
		return nil, err
	}
	next := &lake.Snapshot{Producer: producer, SchemaVersion: schemas.Version, Inputs: base.Inputs, Tables: map[string][]lake.Part{}}
	for _, t := range schemas.Published {
		ranges := cuts
		if t == schemas.Problems { // few, and most without a paper
			ranges = []idRange{{}}
		}
		if next.Tables[t.Name], err = compactTable(ctx, txn, dir, t, base.Tables[t.Name], ranges); err != nil {
			return nil, err
		}
		if before, after := base.Rows(t.Name), next.Rows(t.Name); before != after {
			return nil, fmt.Errorf("compacting %s would leave %d of %d rows: nothing was committed; `paperlake verify` tells whether the lake is damaged", t.Name, after, before)
		}
	}
	if err := txn.Commit(next); err != nil {
		return nil, err
	}
	return next, nil
}

// idRange is the paper ids from low on and below high; "" is no bound.
type idRange struct{ low, high string }

// cutPoints parts the papers into ranges of so many, in order.
func cutPoints(ctx context.Context, dir string, s *lake.Snapshot, papers int) ([]idRange, error) {
	ids := make([]string, 0, s.Rows(schemas.Papers.Name))
	for _, part := range s.Tables[schemas.Papers.Name] {
		err := lake.ReadPart(ctx, memory.DefaultAllocator, dir, part, schemas.Papers, []string{"paper_id"}, func(batch arrow.RecordBatch) error {
			column := paperIDs(batch)
			for i := range int(batch.NumRows()) {
				ids = append(ids, strings.Clone(column.Value(i)))
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	slices.Sort(ids)
	ranges := []idRange{{}}
	for at := papers; at < len(ids); at += papers {
		ranges[len(ranges)-1].high = ids[at]
		ranges = append(ranges, idRange{low: ids[at]})
	}
	return ranges, nil
}

func paperIDs(batch arrow.RecordBatch) *array.String {
	return batch.Column(batch.Schema().FieldIndices("paper_id")[0]).(*array.String)
}

// compactTable writes the rows of a table in order, a part a range.
func compactTable(ctx context.Context, txn *lake.Txn, dir string, t *schemas.Table, parts []lake.Part, ranges []idRange) ([]lake.Part, error) {
	shardID := func(nth int) string { return fmt.Sprintf("%s-%05d", t.Name, nth) }
	done := func(nth int) bool { _, ok := txn.Finished(shardID(nth)); return ok }
	rows, err := scatter(ctx, dir, t, parts, ranges, done)
	if err != nil {
		return nil, err
	}
	defer rows.close()
	var out []lake.Part
	for nth := range ranges {
		shard, ok := txn.Finished(shardID(nth))
		if !ok {
			if shard, err = compactRange(ctx, txn, t, rows, nth, shardID(nth)); err != nil {
				return nil, err
			}
		}
		out = append(out, shard.Parts[t.Name]...)
	}
	return out, nil
}

// compactRange writes the rows of one range of one table, in order, as one part.
func compactRange(ctx context.Context, txn *lake.Txn, t *schemas.Table, rows *scattered, nth int, shardID string) (*lake.Shard, error) {
	mem := memory.DefaultAllocator
	all, err := rows.of(ctx, mem, nth)
	if err != nil {
		return nil, err
	}
	defer all.Release()
	w, err := txn.NewShard(shardID)
	if err != nil {
		return nil, err
	}
	if err := writeSorted(ctx, mem, t, all, w); err != nil {
		w.Abort()
		return nil, err
	}
	return w.Finish(nil)
}

// writeSorted writes rows in the table's order, some thousands at a time.
func writeSorted(ctx context.Context, mem memory.Allocator, t *schemas.Table, all arrow.RecordBatch, w *lake.ShardWriter) error {
	order := make([]int64, all.NumRows())
	for i := range order {
		order[i] = int64(i)
	}
	slices.SortStableFunc(order, rowOrder(t, all))
	const piece = 4096
	for from := 0; from < len(order); from += piece {
		indices := array.NewInt64Builder(mem)
		indices.AppendValues(order[from:min(from+piece, len(order))], nil)
		column := indices.NewArray()
		indices.Release()
		sorted, err := takeRows(ctx, all, column)
		column.Release()
		if err != nil {
			return err
		}
		err = w.Table(t).Write(sorted)
		sorted.Release()
		if err != nil {
			return err
		}
	}
	return nil
}

func concatenate(mem memory.Allocator, t *schemas.Table, batches []arrow.RecordBatch) (arrow.RecordBatch, error) {
	columns := make([]arrow.Array, len(t.Columns))
	var rows int64
	for _, b := range batches {
		rows += b.NumRows()
	}
	for c := range columns {
		pieces := make([]arrow.Array, len(batches))
		for i, b := range batches {
			pieces[i] = b.Column(c)
		}
		column, err := array.Concatenate(pieces, mem)
		if err != nil {
			return nil, err
		}
		defer column.Release()
		columns[c] = column
	}
	return array.NewRecordBatch(t.Arrow(), columns, rows), nil
}

func takeRows(ctx context.Context, batch arrow.RecordBatch, indices arrow.Array) (arrow.RecordBatch, error) {
	columns := make([]arrow.Array, batch.NumCols())
	for c, column := range batch.Columns() {
		taken, err := compute.TakeArray(ctx, column, indices)
		if err != nil {
			return nil, err
		}
		defer taken.Release()
		columns[c] = taken
	}
	return array.NewRecordBatch(batch.Schema(), columns, int64(indices.Len())), nil
}

// rowOrder compares two rows of a table. Links and claims keep the order within a paper in which they were found.
func rowOrder(t *schemas.Table, batch arrow.RecordBatch) func(a, b int64) int {
	ids := paperIDs(batch)
	byID := func(a, b int64) int { return strings.Compare(schemas.Value(ids, int(a)), schemas.Value(ids, int(b))) }
	if t != schemas.Sightings && t != schemas.Problems {
		return byID
	}
	at := schemas.ReadPlace(batch)
	byPlace := func(a, b int64) int {
		p, q := at.Of(int(a)), at.Of(int(b))
		if c := strings.Compare(p.SourceFile, q.SourceFile); c != 0 {
			return c
		}
		return int(p.SourceRecord - q.SourceRecord)
	}
	if t == schemas.Problems {
		return byPlace
	}
	return func(a, b int64) int {
		if c := byID(a, b); c != 0 {
			return c
		}
		return byPlace(a, b)
	}
}
