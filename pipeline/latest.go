package pipeline

import (
	"context"
	"math"
	"slices"
	"strings"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/memory"
	"github.com/cespare/xxhash/v2"

	"github.com/paperlake/paperlake/lake"
	"github.com/paperlake/paperlake/schemas"
	"github.com/paperlake/paperlake/stages/extract"
	"github.com/paperlake/paperlake/stages/normalize"
)

// sighted is one record of a paper, as far as it matters for which record is the latest.
type sighted struct {
	paper   uint64 // hash of the paper_id: two of 3 million papers share one with a chance of 1 to 4 million
	version int32  // 0 = not said
	updated int32  // day of the version, since 1970
	seen    int32  // day of the listing, since 1970
	file    int32  // place of the file's name among all names
	record  int64
}

// later is the order of a paper's records: the record's own version, its day, then the listing's day, then file
// name and record number. It never depends on the order of arrival.
func (s sighted) later(than sighted) bool {
	switch {
	case s.version != than.version:
		return s.version > than.version
	case s.updated != than.updated:
		return s.updated > than.updated
	case s.seen != than.seen:
		return s.seen > than.seen
	case s.file != than.file:
		return s.file > than.file
	}
	return s.record > than.record
}

// latest knows the latest record of each paper that the run's inputs hold.
type latest struct {
	of map[uint64]sighted
	// displaced are the ids of papers that the lake has from an older record.
	displaced []string
	dropped   map[uint64]bool
}

func newLatest() latest { return latest{of: map[uint64]sighted{}, dropped: map[uint64]bool{}} }

func (l *latest) enter(s sighted) {
	if best, ok := l.of[s.paper]; !ok || s.later(best) {
		l.of[s.paper] = s
	}
}

func (l *latest) is(s sighted) bool { return l.of[s.paper] == s }

// mergeBase sets the run's records against those of the lake: a paper whose record in the lake is later stays as
// it is, the others are displaced. A record from a file that is being replaced is displaced in any case.
func (l *latest) mergeBase(ctx context.Context, dir string, base *lake.Snapshot, names nameOrder, replaced map[string]bool) error {
	for _, part := range base.Tables[schemas.Sightings.Name] {
		err := lake.ReadPart(ctx, memory.DefaultAllocator, dir, part, schemas.Sightings, nil, func(batch arrow.RecordBatch) error {
			r, err := schemas.ReadSightings(batch)
			if err != nil {
				return err
			}
			for i := range int(batch.NumRows()) {
				if !r.IsLatest.Value(i) {
					continue
				}
				id := r.PaperID.Value(i)
				best, ok := l.of[xxhash.Sum64String(id)]
				if !ok {
					continue
				}
				file := r.SourceFile.Value(i)
				here := sighted{
					best.paper, versionAt(r.Version, i), dayAt(r.UpdatedOn, i), dayAt(r.SeenOn, i),
					names[file], r.SourceRecord.Value(i),
				}
				if here.later(best) && !replaced[file] {
					here.file = -1 // no record of this run is the latest
					l.of[best.paper] = here
					continue
				}
				l.displaced = append(l.displaced, strings.Clone(id))
				l.dropped[best.paper] = true
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	slices.Sort(l.displaced)
	return nil
}

// sightedOf reads what matters of a decoded record.
func sightedOf(r *extract.Record, listed extract.Day, file int32) sighted {
	id := normalize.IdentityOf(normalize.IDFields{
		ID: r.ID, DOI: r.DOI, OpenReview: r.OpenReview, URL: r.URL, Title: r.Title, Version: r.Version,
	})
	if r.SeenOn.Known {
		listed = r.SeenOn
	}
	return sighted{xxhash.Sum64String(id.PaperID), id.Version, dayOf(r.Updated), dayOf(listed), file, r.Number}
}

// sightedIn reads the same of an identified batch from one file.
func sightedIn(batch arrow.RecordBatch, file int32) ([]sighted, error) {
	id, err := schemas.ReadIdentity(batch)
	if err != nil {
		return nil, err
	}
	raw, err := schemas.ReadRaw(batch)
	if err != nil {
		return nil, err
	}
	out := make([]sighted, batch.NumRows())
	for i := range out {
		out[i] = sighted{
			xxhash.Sum64String(id.PaperID.Value(i)), versionAt(raw.Version, i), dayAt(raw.UpdatedOn, i), dayAt(raw.SeenOn, i),
			file, raw.SourceRecord.Value(i),
		}
	}
	return out, nil
}

// unknownDay sorts before every day.
const unknownDay = math.MinInt32

func dayOf(d extract.Day) int32 {
	if !d.Known {
		return unknownDay
	}
	return d.Days
}

func versionAt(a *array.Int32, row int) int32 {
	if a.IsNull(row) {
		return 0
	}
	return a.Value(row)
}

func dayAt(a *array.Date32, row int) int32 {
	if a.IsNull(row) {
		return unknownDay
	}
	return int32(a.Value(row))
}

// nameOrder is the place of each file's name among the names of the run and of the lake, from 0.
type nameOrder map[string]int32

func fileNames(inputs []extract.Input, base *lake.Snapshot) nameOrder {
	var names []string
	for _, in := range inputs {
		names = append(names, in.Name)
	}
	for _, in := range base.Inputs {
		names = append(names, in.Name)
	}
	slices.Sort(names)
	order := nameOrder{}
	for i, name := range slices.Compact(names) {
		order[name] = int32(i)
	}
	return order
}
