package pipeline

import (
	"context"
	"math"
	"slices"
	"strings"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
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
	of map[uint64]best
	// displaced are the ids of papers that the lake has from an older record, or that are joined to others now.
	displaced []string
	dropped   map[uint64]bool
}

// best is the latest record of a paper so far, and whether its records say different things.
type best struct {
	sighted
	witness uint32
	varied  bool
}

func newLatest() latest { return latest{of: map[uint64]best{}, dropped: map[uint64]bool{}} }

// enter takes a record.
func (p *Plan) enter(s sighted, says statement) {
	b, known := p.latest.of[s.paper]
	news := !known || !p.joins.says(b.witness, says)
	later := !known || s.later(b.sighted)
	if !news && !later {
		return
	}
	if later {
		b.sighted = s
	}
	if news {
		b.witness, b.varied = p.joins.enter(says), known
	}
	p.latest.of[s.paper] = b
}

// match is that of a record which the plan has seen.
func (p *Plan) match(paper uint64, r *extract.Record) normalize.Match {
	if b, ok := p.latest.of[paper]; ok && !b.varied {
		return p.joins.witnesses[b.witness].Match
	}
	return normalize.MatchOf(r.Title, r.Authors)
}

func (l *latest) is(s sighted) bool { return l.of[s.paper].sighted == s }

// mergeBase sets the run's records against those of the lake: a paper whose record in the lake is later stays as
// it is, the others are displaced. A record from a file that is being replaced is displaced in any case.
func (p *Plan) mergeBase(ctx context.Context) error {
	l, j, replaced := &p.latest, p.joins, p.replaced()
	gone := func(own, file string) bool {
		_, inRun := l.of[xxhash.Sum64String(own)]
		return inRun && replaced[file]
	}
	if err := j.settle(ctx, p.options.Lake, p.Base, gone); err != nil {
		return err
	}
	err := eachSighting(ctx, p.options.Lake, p.Base, nil, func(batch arrow.RecordBatch) error {
		r, err := schemas.ReadSightings(batch)
		if err != nil {
			return err
		}
		for i := range int(batch.NumRows()) {
			id, own, file := r.PaperID.Value(i), ownID(r.PaperID, r.RecordID, i), r.SourceFile.Value(i)
			h := xxhash.Sum64String(own)
			best, inRun := l.of[h]
			to, isJoined := j.to[h]
			was := r.IsLatest.Value(i)
			switch {
			case inRun && replaced[file]:
				j.row(j.paper(own)).lost = true
			case inRun || isJoined || j.rows[h] != nil:
				s := j.share(own, r.Source.Value(i), schemas.Value(r.Venue, i), schemas.Value(r.DOI, i))
				if was && !isJoined {
					s.ownVenue, s.ownDOI = strings.Clone(schemas.Value(r.Venue, i)), strings.Clone(schemas.Value(r.DOI, i))
				}
			}
			if isJoined && to.id != id {
				p.rekeyed = append(p.rekeyed, strings.Clone(id))
			}
			if !was || !isJoined && !inRun {
				continue
			}
			here := sighted{
				h, versionAt(r.Version, i), dayAt(r.UpdatedOn, i), dayAt(r.SeenOn, i),
				p.names[file], r.SourceRecord.Value(i),
			}
			if !isJoined && here.later(best.sighted) && !replaced[file] {
				here.file = -1 // no record of this run is the latest
				best.sighted = here
				l.of[h] = best
				continue
			}
			l.displaced = append(l.displaced, strings.Clone(id))
			l.dropped[h] = true
		}
		return nil
	})
	if err != nil {
		return err
	}
	j.shareRun(func(own uint64) bool { return l.of[own].varied })
	p.edited = j.finish()
	slices.Sort(l.displaced)
	slices.Sort(p.rekeyed)
	return nil
}

// sightedOf reads what matters of a decoded record.
func sightedOf(r *extract.Record, listed extract.Day, file int32) (sighted, normalize.Identity) {
	id := normalize.IdentityOf(normalize.IDFields{
		ID: r.ID, DOI: r.DOI, OpenReview: r.OpenReview, URL: r.URL, Title: r.Title, Version: r.Version,
	})
	if r.SeenOn.Known {
		listed = r.SeenOn
	}
	return sighted{xxhash.Sum64String(id.PaperID), id.Version, dayOf(r.Updated), dayOf(listed), file, r.Number}, id
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
