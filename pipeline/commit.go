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
	"golang.org/x/sync/errgroup"

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
	if err := mergeAll(ctx, txn, p.options.Lake, next.Tables, p.workers()); err != nil {
		return nil, err
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
			Name: s.Name, Format: s.Format.Name, SHA256: s.SHA256, Mapping: p.options.Mapping.Sum(), Tag: s.Tag, Bytes: s.Size,
			Records: s.Records, Rejected: s.Rejected, Taken: p.Base.ID + 1,
		})
	}
	slices.SortFunc(out, func(a, b lake.Input) int { return strings.Compare(a.Name, b.Name) })
	return out
}

// rewrite returns the lake's parts with the displaced papers taken out. Only parts that hold one of them are written
// again, side by side: most of that is waiting for the disk.
func (p *Plan) rewrite(ctx context.Context, txn *lake.Txn) (map[string][]lake.Part, error) {
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(p.workers())
	rewritten := map[string][][]lake.Part{}
	for _, t := range schemas.Published {
		of := make([][]lake.Part, len(p.Base.Tables[t.Name]))
		rewritten[t.Name] = of
		for i, part := range p.Base.Tables[t.Name] {
			group.Go(func() (err error) {
				if of[i], err = p.rewritePart(ctx, txn, t, part, fmt.Sprintf("rewrite-%s-%05d", t.Name, i)); err != nil {
					return fmt.Errorf("%s: %w", part.Path, err)
				}
				return nil
			})
		}
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	out := map[string][]lake.Part{}
	for table, of := range rewritten {
		out[table] = slices.Concat(of...)
	}
	return out, nil
}

func (p *Plan) rewritePart(ctx context.Context, txn *lake.Txn, t *schemas.Table, part lake.Part, shardID string) ([]lake.Part, error) {
	replaced := p.replaced()
	var change edit = (*Plan).dropDisplaced
	touched := touches(p.latest.displaced, part)
	switch t {
	case schemas.Papers:
		change = (*Plan).renew
		touched = touched || touches(p.edited, part)
	case schemas.Sightings:
		change = (*Plan).supersede
		touched = touched || len(replaced) > 0 || touches(p.rekeyed, part)
	case schemas.Problems:
		change = (*Plan).dropStaleProblems
		touched = len(replaced) > 0
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
	all := len(replaced) > 0 && (t == schemas.Sightings || t == schemas.Problems)
	concerns := func(id string) bool { return all || p.concerned[keyOf(id)] }
	err = w.Table(t).CopyPart(ctx, memory.DefaultAllocator, p.options.Lake, part, concerns, func(batch arrow.RecordBatch) error {
		next, edited, err := change(p, ctx, batch, replaced)
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

// touches tells whether one of the papers, sorted, can be in the part.
func touches(papers []string, part lake.Part) bool {
	at, _ := slices.BinarySearch(papers, part.MinID)
	return at < len(papers) && papers[at] <= part.MaxID
}

// An edit returns what a batch of the lake becomes, and whether that is something else.
type edit func(*Plan, context.Context, arrow.RecordBatch, map[string]bool) (arrow.RecordBatch, bool, error)

// dropDisplaced takes out the rows of displaced papers.
func (p *Plan) dropDisplaced(ctx context.Context, batch arrow.RecordBatch, _ map[string]bool) (arrow.RecordBatch, bool, error) {
	ids := paperIDs(batch)
	return filter(ctx, batch, func(i int) bool { return !p.latest.dropped[keyOf(ids.Value(i))] })
}

// renew takes out displaced papers and gives the others what they share with records that came.
func (p *Plan) renew(ctx context.Context, batch arrow.RecordBatch, replaced map[string]bool) (arrow.RecordBatch, bool, error) {
	kept, dropped, err := p.dropDisplaced(ctx, batch, replaced)
	if err != nil {
		return nil, false, err
	}
	defer kept.Release()
	filled, changed := p.joins.fill(memory.DefaultAllocator, kept, true)
	return filled, dropped || changed, nil
}

// dropStaleProblems takes out the problems of files that are taken anew.
func (p *Plan) dropStaleProblems(ctx context.Context, batch arrow.RecordBatch, replaced map[string]bool) (arrow.RecordBatch, bool, error) {
	at := schemas.ReadPlace(batch)
	return filter(ctx, batch, func(i int) bool { return !replaced[at.Of(i).SourceFile] })
}

// supersede marks the sightings of displaced papers as no longer the latest, and those as such that their rows come from now, puts those of joined papers under their
// new id, and takes out those of files that are taken anew.
func (p *Plan) supersede(ctx context.Context, batch arrow.RecordBatch, replaced map[string]bool) (arrow.RecordBatch, bool, error) {
	r, err := schemas.ReadSightings(batch)
	if err != nil {
		return nil, false, err
	}
	verdict, papers, records := array.NewBooleanBuilder(memory.DefaultAllocator), array.NewStringBuilder(memory.DefaultAllocator), array.NewStringBuilder(memory.DefaultAllocator)
	own := make([]idKey, batch.NumRows())
	edited := false
	for i := range own {
		id := ownID(r.PaperID, r.RecordID, i)
		own[i] = keyOf(id)
		was := r.IsLatest.Value(i)
		is := was && !p.latest.dropped[own[i]]
		if len(p.latest.raised) > 0 {
			is = is || p.latest.raised[place{r.SourceFile.Value(i), r.SourceRecord.Value(i)}]
		}
		verdict.Append(is)
		paper, record := r.PaperID.Value(i), schemas.Value(r.RecordID, i)
		if to, ok := p.joins.to[own[i]]; ok {
			edited = edited || paper != to.id
			paper, record = to.id, id
		}
		edited = edited || was != is
		papers.Append(paper)
		schemas.AppendText(records, record)
	}
	marked := replaceAll(batch, []string{"is_latest", "paper_id", "record_id"}, verdict, papers, records)
	defer marked.Release()
	kept, dropped, err := filter(ctx, marked, func(i int) bool {
		return !p.isReplaced(own[i], r.SourceFile.Value(i), replaced)
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

// replaceAll puts what the builders hold in the place of the named columns, and releases the builders.
func replaceAll(batch arrow.RecordBatch, names []string, builders ...array.Builder) arrow.RecordBatch {
	batch.Retain()
	for i, b := range builders {
		column := b.NewArray()
		next := schemas.Replace(batch, names[i], column)
		column.Release()
		b.Release()
		batch.Release()
		batch = next
	}
	return batch
}
