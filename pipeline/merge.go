package pipeline

import (
	"context"
	"fmt"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/memory"
	"golang.org/x/sync/errgroup"

	"github.com/paperlake/paperlake/lake"
	"github.com/paperlake/paperlake/schemas"
)

// Daily runs leave small parts. Parts of one size class are merged when there are mergeAt of them, and the result
// is of a larger class: a table has fewer than mergeAt parts in each class below the largest, and a row is merged
// at most once a class.
const mergeAt = 8

// sizeClasses are the upper bounds of the classes, in bytes; larger parts are never merged.
var sizeClasses = []int64{256 << 10, 2 << 20, 16 << 20}

func sizeClass(p lake.Part) int {
	for class, limit := range sizeClasses {
		if p.Bytes < limit {
			return class
		}
	}
	return len(sizeClasses)
}

// mergeAll merges the parts of all tables by that rule, side by side.
func mergeAll(ctx context.Context, txn *lake.Txn, dir string, tables map[string][]lake.Part, workers int) error {
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(workers)
	merged := make([][]lake.Part, len(schemas.Published))
	for i, t := range schemas.Published {
		group.Go(func() (err error) {
			merged[i], err = mergeSmall(ctx, txn, dir, t, tables[t.Name])
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return err
	}
	for i, t := range schemas.Published {
		tables[t.Name] = merged[i]
	}
	return nil
}

// mergeSmall merges the parts of one table.
func mergeSmall(ctx context.Context, txn *lake.Txn, dir string, t *schemas.Table, parts []lake.Part) ([]lake.Part, error) {
	for class := range sizeClasses {
		var small []lake.Part
		for _, p := range parts {
			if sizeClass(p) == class {
				small = append(small, p)
			}
		}
		if len(small) < mergeAt {
			continue
		}
		// The largest parts that are merged have row groups of full size, which are copied as they are: to pack them anew
		// took half of a run over 36 months. Those of smaller parts are made one.
		whole := class == len(sizeClasses)-1
		merged, err := mergeParts(ctx, txn, dir, t, small, whole, fmt.Sprintf("merge-%s-%d", t.Name, class))
		if err != nil {
			return nil, err
		}
		var next []lake.Part
		for _, p := range parts { // the merged part stands where the first of its parts stood
			if sizeClass(p) != class {
				next = append(next, p)
			} else if p == small[0] {
				next = append(next, merged...)
			}
		}
		parts = next
	}
	return parts, nil
}

func mergeParts(ctx context.Context, txn *lake.Txn, dir string, t *schemas.Table, parts []lake.Part, whole bool, shardID string) ([]lake.Part, error) {
	if done, ok := txn.Finished(shardID); ok {
		return done.Parts[t.Name], nil
	}
	w, err := txn.NewShard(shardID)
	if err != nil {
		return nil, err
	}
	write := func(batch arrow.RecordBatch) error { return w.Table(t).Write(batch) }
	for _, part := range parts {
		var err error
		if whole {
			err = w.Table(t).AppendPart(dir, part)
		} else {
			err = lake.ReadPart(ctx, memory.DefaultAllocator, dir, part, t, nil, write)
		}
		if err != nil {
			w.Abort()
			return nil, err
		}
	}
	done, err := w.Finish(nil)
	if err != nil {
		return nil, err
	}
	return done.Parts[t.Name], nil
}
