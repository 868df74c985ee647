package pipeline

import (
	"context"
	"slices"
	"strings"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/memory"
	"golang.org/x/sync/errgroup"

	"github.com/paperlake/paperlake/lake"
	"github.com/paperlake/paperlake/schemas"
)

// latest is what the plan has settled of the papers that the run and the lake have both.
type latest struct {
	displaced []string        // papers of the lake whose row is made anew, or whose records belong to another paper now
	dropped   map[idKey]bool  // the same
	placed    map[place]place // by the run's first record of an edition: that of the lake that its row comes from
	raised    map[place]bool  // the latter
}

// place is one record.
type place struct {
	file   string
	record int64
}

func newLatest() latest {
	return latest{dropped: map[idKey]bool{}, placed: map[place]place{}, raised: map[place]bool{}}
}

func (l *latest) displace(id string) {
	l.displaced = append(l.displaced, strings.Clone(id))
	l.dropped[keyOf(id)] = true
}

// metColumns are those of a sighting that the records of the run are set against.
var metColumns = []string{
	"paper_id", "source", "source_file", "source_record", "seen_on", "version", "updated_on", "is_latest", "record_id",
	"doi", "openreview_id", "venue", "title_key", "author_keys", "content_key",
}

// mergeBase sets the run's records against those of the lake. A record from a file that is being replaced counts no
// more, if the run has its paper.
func (p *Plan) mergeBase(ctx context.Context) error {
	replaced := p.replaced()
	if len(replaced) > 0 {
		if err := p.list(ctx); err != nil {
			return err
		}
	}
	for _, part := range p.parts() {
		e, err := p.editionsOf(ctx, part)
		if err != nil {
			return err
		}
		if part.nth == 0 { // the lake is read once for a run of one part
			err = p.join(ctx, e)
		} else {
			err = p.eachMet(ctx, func(r *schemas.SightingsReader, i int, _ string, key idKey) {
				if !p.isReplaced(key, r.SourceFile.Value(i), replaced) {
					p.meet(e, r, i, key)
				}
			})
		}
		if err != nil {
			return err
		}
		if err := p.shareRun(ctx, e); err != nil {
			return err
		}
		p.settleAll(e)
	}
	if err := p.shareBase(ctx); err != nil {
		return err
	}
	p.edited = p.joins.finish()
	slices.Sort(p.latest.displaced)
	slices.Sort(p.rekeyed)
	p.concerned = map[idKey]bool{}
	for _, ids := range [][]string{p.latest.displaced, p.rekeyed, p.edited} {
		for _, id := range ids {
			p.concerned[keyOf(id)] = true
		}
	}
	return nil
}

// list lists the papers that the run has.
func (p *Plan) list(ctx context.Context) error {
	p.listed = make([]idKey, 0, p.records())
	err := p.eachSeen(ctx, func(_ *Source, r *seen) { p.listed = append(p.listed, r.paper) })
	slices.Sort(p.listed)
	p.listed = slices.Compact(p.listed)
	return err
}

// isReplaced tells whether a record of the lake counts no more; replaced are the files that are taken anew.
func (p *Plan) isReplaced(paper idKey, file string, replaced map[string]bool) bool {
	if !replaced[file] {
		return false
	}
	_, inRun := slices.BinarySearch(p.listed, paper)
	return inRun
}

// eachMet calls fn with each record of the lake: row i of r, the id that the record has, and its key.
func (p *Plan) eachMet(ctx context.Context, fn func(r *schemas.SightingsReader, i int, own string, key idKey)) error {
	return p.eachSighting(ctx, metColumns, nil, func(batch arrow.RecordBatch) error {
		r, err := schemas.ReadSightings(batch)
		if err != nil {
			return err
		}
		for i := range int(batch.NumRows()) {
			own := ownID(r.PaperID, r.RecordID, i)
			fn(&r, i, own, keyOf(own))
		}
		return nil
	})
}

// meet enters a record of the lake, if the run has its paper.
func (p *Plan) meet(e *editions, r *schemas.SightingsReader, i int, key idKey) {
	if _, inRun := e.of(key); inRun {
		e.meet(key, uint64(r.ContentKey.Value(i)), moment{
			e.whenOf(when{versionAt(r.Version, i), dayAt(r.UpdatedOn, i), dayAt(r.SeenOn, i)}),
			p.names.place[r.SourceFile.Value(i)], uint32(r.SourceRecord.Value(i)),
		}, r.IsLatest.Value(i))
	}
}

// shareBase gives the papers that take something from other records what the lake's records have, and puts the
// lake's records of joined ids under their papers.
func (p *Plan) shareBase(ctx context.Context) error {
	j, replaced := p.joins, p.replaced()
	ids := j.concerned()
	return p.eachSighting(ctx, metColumns, ids, func(batch arrow.RecordBatch) error {
		r, err := schemas.ReadSightings(batch)
		if err != nil {
			return err
		}
		for i := range int(batch.NumRows()) {
			id, own := r.PaperID.Value(i), ownID(r.PaperID, r.RecordID, i)
			key := keyOf(own)
			to, isJoined := j.to[key]
			if !isJoined && j.rows[key] == nil {
				continue
			}
			if p.isReplaced(key, r.SourceFile.Value(i), replaced) {
				continue
			}
			venue, doi, was := schemas.Value(r.Venue, i), schemas.Value(r.DOI, i), r.IsLatest.Value(i)
			s := j.share(own, key, r.Source.Value(i), venue, doi)
			if was && !isJoined {
				s.inLake, s.ownVenue, s.ownDOI = true, strings.Clone(venue), strings.Clone(doi)
			}
			if isJoined && to.id != id {
				p.rekeyed = append(p.rekeyed, strings.Clone(id))
			}
			if isJoined && was {
				p.latest.displace(id)
			}
		}
		return nil
	})
}

// settleAll settles which of the run's records the rows of papers are made from.
func (p *Plan) settleAll(e *editions) {
	e.papers(func(first *edition) { p.settle(e, first) })
	minedOf := make([]*bitset, len(p.names.sorted))
	for i := range p.Sources {
		if s := &p.Sources[i]; s.takes() {
			minedOf[s.file] = &s.mined
		}
	}
	for n := range e.all.n {
		if first := e.all.at(n).first; first != never {
			minedOf[first.file].set(first.record)
		}
	}
}

// settle decides where the row of a paper comes from: it leaves the first record only to the edition, if any, that
// the run makes the row from.
func (p *Plan) settle(e *editions, paper *edition) {
	if _, joined := p.joins.to[paper.paper]; joined {
		e.each(paper, func(ed *edition) { ed.first = never })
		return
	}
	if paper.next == 0 && paper.held == 0 {
		return
	}
	heldOf := func(ed *edition) held {
		if ed.held == 0 {
			return held{first: never}
		}
		return *e.held.at(int(ed.held - 1))
	}
	var chosen, row *edition
	e.each(paper, func(ed *edition) {
		isRow := heldOf(ed).isRow
		if isRow {
			row = ed
		}
		// Where a listing was replaced, the text of the latest edition may be gone: the lake keeps no other than that of its rows.
		if (isRow || ed.first != never) && (chosen == nil || e.later(ed.last, chosen.last)) {
			chosen = ed
		}
	})
	e.each(paper, func(ed *edition) {
		if ed != chosen {
			ed.first = never
		}
	})
	was := heldOf(chosen).first
	lakeFirst := was != never && (chosen.first == never || e.later(chosen.first, was))
	switch {
	case row == chosen && lakeFirst:
		chosen.first = never // the row stays where it is
		return
	case lakeFirst: // the lake knew this edition before another one took its place
		at := p.placeOf(was)
		p.latest.placed[p.placeOf(chosen.first)], p.latest.raised[at] = at, true
		p.rekeyed = append(p.rekeyed, e.id(paper))
	}
	if row != nil {
		p.latest.displace(e.id(paper))
	}
}

func (p *Plan) placeOf(m moment) place { return place{p.names.sorted[m.file], int64(m.record)} }

// eachSighting reads columns of the lake's sightings; of parts that can hold one of the papers, sorted, unless those are nil.
func (p *Plan) eachSighting(ctx context.Context, columns, papers []string, fn func(arrow.RecordBatch) error) error {
	var parts []lake.Part
	for _, part := range p.Base.Tables[schemas.Sightings.Name] {
		if papers == nil || touches(papers, part) {
			parts = append(parts, part)
		}
	}
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(p.workers() + 1)
	of := make([]chan arrow.RecordBatch, len(parts)) // parts are read side by side and met in their order
	for i := range of {
		of[i] = make(chan arrow.RecordBatch, 1)
	}
	group.Go(func() error {
		for i := range parts {
			for batch := range of[i] {
				err := fn(batch)
				batch.Release()
				if err != nil {
					return err
				}
			}
		}
		return nil
	})
	for i, part := range parts {
		group.Go(func() error {
			defer close(of[i])
			return lake.ReadPart(ctx, memory.DefaultAllocator, p.options.Lake, part, schemas.Sightings, columns, func(batch arrow.RecordBatch) error {
				batch.Retain()
				if err := send(ctx, of[i], batch); err != nil {
					batch.Release()
					return err
				}
				return nil
			})
		})
	}
	return group.Wait()
}
