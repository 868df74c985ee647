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
	"github.com/cespare/xxhash/v2"

	"github.com/paperlake/paperlake/lake"
	"github.com/paperlake/paperlake/schemas"
)

// Commit makes the finished shards of the plan, and what stays of the lake's own parts, one snapshot. Without it
// nothing is visible. Papers that a later record displaces leave every table; their old sightings stay and are
// no longer the latest.
func Commit(ctx context.Context, txn *lake.Txn, p *Plan, shards []*lake.Shard) (*lake.Snapshot, error) {
	if txn.Base().ID != p.Base.ID {
		return nil, fmt.Errorf("the lake went from snapshot %d to %d while this run was planned: run it again", p.Base.ID, txn.Base().ID)
	}
	kept, err := p.rewrite(ctx, txn)
	if err != nil {
		return nil, err
	}
	next := &lake.Snapshot{
		Producer:      p.options.Producer,
		SchemaVersion: schemas.Version,
		Tables:        kept,
		Inputs:        p.inputs(),
	}
	for _, shard := range shards {
		for table, parts := range shard.Parts {
			next.Tables[table] = append(next.Tables[table], parts...)
		}
	}
	for _, t := range schemas.Published {
		if next.Tables[t.Name], err = mergeSmall(ctx, txn, p.options.Lake, t, next.Tables[t.Name]); err != nil {
			return nil, err
		}
	}
	if err := txn.Commit(next); err != nil {
		return nil, err
	}
	return next, nil
}

// inputs lists the inputs of the lake with those of this run.
func (p *Plan) inputs() []lake.Input {
	replaced := p.replaced()
	var out []lake.Input
	for _, in := range p.Base.Inputs {
		if !replaced[in.Name] {
			out = append(out, in)
		}
	}
	for _, s := range p.Sources {
		if !s.takes() {
			continue
		}
		out = append(out, lake.Input{
			Name: s.Name, Format: s.Format.Name, SHA256: s.SHA256, Bytes: s.Size,
			Records: s.Records, Rejected: s.Rejected, Taken: p.Base.ID + 1,
		})
	}
	slices.SortFunc(out, func(a, b lake.Input) int { return strings.Compare(a.Name, b.Name) })
	return out
}

// rewrite returns the lake's parts with the displaced papers taken out. Only parts that hold one of them are
// written again.
func (p *Plan) rewrite(ctx context.Context, txn *lake.Txn) (map[string][]lake.Part, error) {
	out := map[string][]lake.Part{}
	for _, t := range schemas.Published {
		for i, part := range p.Base.Tables[t.Name] {
			parts, err := p.rewritePart(ctx, txn, t, part, fmt.Sprintf("rewrite-%s-%05d", t.Name, i))
			if err != nil {
				return nil, fmt.Errorf("%s: %w", part.Path, err)
			}
			out[t.Name] = append(out[t.Name], parts...)
		}
	}
	return out, nil
}

func (p *Plan) rewritePart(ctx context.Context, txn *lake.Txn, t *schemas.Table, part lake.Part, shardID string) ([]lake.Part, error) {
	replaced := p.replaced()
	edit := dropDisplaced
	touched := p.latest.touches(part)
	switch t {
	case schemas.Sightings:
		edit = supersede
		touched = touched || len(replaced) > 0
	case schemas.Problems:
		edit = dropStaleProblems
		touched = touched || len(replaced) > 0
	}
	if !touched {
		return []lake.Part{part}, nil
	}
	if done, ok := txn.Finished(shardID); ok {
		return done.Parts[t.Name], nil
	}
	var before, after int64
	changed := false
	w, err := txn.NewShard(shardID)
	if err != nil {
		return nil, err
	}
	err = lake.ReadPart(ctx, memory.DefaultAllocator, p.options.Lake, part, t, nil, func(batch arrow.RecordBatch) error {
		next, edited, err := edit(ctx, batch, &p.latest, replaced)
		if err != nil {
			return err
		}
		defer next.Release()
		changed = changed || edited
		before += batch.NumRows()
		after += next.NumRows()
		if next.NumRows() == 0 {
			return nil
		}
		return w.Table(t).Write(next)
	})
	if err != nil || !changed {
		w.Abort()
		return []lake.Part{part}, err
	}
	done, err := w.Finish(Tally{"rewrite": {In: before, Out: after}})
	if err != nil {
		return nil, err
	}
	return done.Parts[t.Name], nil
}

// touches tells whether a displaced paper can be in the part.
func (l *latest) touches(part lake.Part) bool {
	at, _ := slices.BinarySearch(l.displaced, part.MinID)
	return at < len(l.displaced) && l.displaced[at] <= part.MaxID
}

// An edit returns what a batch of the lake becomes, and whether that is something else.
type edit func(context.Context, arrow.RecordBatch, *latest, map[string]bool) (arrow.RecordBatch, bool, error)

// dropDisplaced takes out the rows of displaced papers.
func dropDisplaced(ctx context.Context, batch arrow.RecordBatch, l *latest, _ map[string]bool) (arrow.RecordBatch, bool, error) {
	ids := paperIDs(batch)
	return filter(ctx, batch, func(i int) bool { return !l.dropped[xxhash.Sum64String(ids.Value(i))] })
}

// dropStaleProblems takes out what was wrong with displaced papers, and the problems of files that are taken anew.
func dropStaleProblems(ctx context.Context, batch arrow.RecordBatch, l *latest, replaced map[string]bool) (arrow.RecordBatch, bool, error) {
	at := schemas.ReadPlace(batch)
	return filter(ctx, batch, func(i int) bool {
		p := at.Of(i)
		return !replaced[p.SourceFile] && !(p.PaperID != "" && l.dropped[xxhash.Sum64String(p.PaperID)])
	})
}

// supersede marks the sightings of displaced papers as no longer the latest, and takes out those of files that
// are taken anew.
func supersede(ctx context.Context, batch arrow.RecordBatch, l *latest, replaced map[string]bool) (arrow.RecordBatch, bool, error) {
	r, err := schemas.ReadSightings(batch)
	if err != nil {
		return nil, false, err
	}
	verdict := array.NewBooleanBuilder(memory.DefaultAllocator)
	defer verdict.Release()
	edited := false
	for i := range int(batch.NumRows()) {
		was := r.IsLatest.Value(i)
		is := was && !l.dropped[xxhash.Sum64String(r.PaperID.Value(i))]
		edited = edited || was != is
		verdict.Append(is)
	}
	column := verdict.NewArray()
	defer column.Release()
	marked := schemas.Replace(batch, "is_latest", column)
	defer marked.Release()
	kept, dropped, err := filter(ctx, marked, func(i int) bool {
		_, inRun := l.of[xxhash.Sum64String(r.PaperID.Value(i))]
		return !(inRun && replaced[r.SourceFile.Value(i)])
	})
	return kept, edited || dropped, err
}

// filter keeps the rows that keep says; the caller releases the result.
func filter(ctx context.Context, batch arrow.RecordBatch, keep func(row int) bool) (arrow.RecordBatch, bool, error) {
	mask := array.NewBooleanBuilder(memory.DefaultAllocator)
	defer mask.Release()
	all := true
	for i := range int(batch.NumRows()) {
		k := keep(i)
		all = all && k
		mask.Append(k)
	}
	if all {
		batch.Retain()
		return batch, false, nil
	}
	column := mask.NewArray()
	defer column.Release()
	out, err := compute.FilterRecordBatch(ctx, batch, column, compute.DefaultFilterOptions())
	return out, true, err
}
