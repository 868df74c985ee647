package pipeline

import (
	"context"
	"encoding/binary"
	"fmt"
	"math"
	"slices"

	"golang.org/x/sync/errgroup"

	"github.com/paperlake/paperlake/stages/normalize"
)

// Once all is settled, what the second pass needs of it is kept in the spool in the order of the records, and the table
// of papers is given up: the second pass takes the same memory whatever the number of papers.

// verdict is what the plan has settled of a record.
type verdict struct {
	edition uint32 // its number
	mined   bool   // a row of papers is made from the record
	content uint64
	match   normalize.Match
}

// An encoded verdict: the number of its edition + 1, 0 where there is no record, and the rest.
const verdictBytes = 4 + 4 + 8 + 8 + 8

func (v verdict) appendTo(b []byte) []byte {
	b = binary.LittleEndian.AppendUint32(b, v.edition+1)
	var mined uint32
	if v.mined {
		mined = 1
	}
	b = binary.LittleEndian.AppendUint32(b, mined)
	b = binary.LittleEndian.AppendUint64(b, v.content)
	b = binary.LittleEndian.AppendUint64(b, uint64(v.match.Title))
	return binary.LittleEndian.AppendUint64(b, uint64(v.match.Authors))
}

func verdictOf(b []byte) (v verdict, known bool) {
	n := binary.LittleEndian.Uint32(b)
	return verdict{
		edition: n - 1,
		mined:   binary.LittleEndian.Uint32(b[4:]) != 0,
		content: binary.LittleEndian.Uint64(b[8:]),
		match: normalize.Match{
			Title:   int64(binary.LittleEndian.Uint64(b[16:])),
			Authors: int64(binary.LittleEndian.Uint64(b[24:])),
		},
	}, n != 0
}

// verdicts is where the verdicts of a source's records are in the spool, recordChunk records each.
type verdicts []kept

type kept struct {
	at int64
	n  int // up to the last record that there is
}

// keepVerdicts gives up the table of papers for verdicts in the spool.
func (p *Plan) keepVerdicts(ctx context.Context) error {
	type chunk struct {
		source *Source
		nth    int
	}
	group, ctx := errgroup.WithContext(ctx)
	chunks := make(chan chunk)
	group.Go(func() error {
		defer close(chunks)
		for i := range p.Sources {
			s := &p.Sources[i]
			s.verdicts = make(verdicts, len(s.editions.chunks))
			for nth, numbers := range s.editions.chunks {
				n := len(numbers)
				for n > 0 && numbers[n-1] == 0 {
					n--
				}
				if n == 0 {
					continue
				}
				s.verdicts[nth] = kept{p.spool.place(n * verdictBytes), n}
				if err := send(ctx, chunks, chunk{s, nth}); err != nil {
					return err
				}
			}
		}
		return nil
	})
	for range p.workers() {
		group.Go(func() error {
			encoded := make([]byte, 0, recordChunk*verdictBytes)
			for c := range chunks {
				encoded = p.appendVerdicts(encoded[:0], c.source, c.nth)
				if err := p.spool.write(encoded, c.source.verdicts[c.nth].at); err != nil {
					return err
				}
			}
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return err
	}
	for i := range p.Sources {
		p.Sources[i].editions = perRecord{}
	}
	if len(p.replaced()) > 0 {
		p.editions.papers(func(first *edition) { p.listed = append(p.listed, first.paper) })
		slices.Sort(p.listed)
	}
	p.editions, p.joins.editions = nil, nil
	return nil
}

// appendVerdicts appends those of one chunk of a source's records.
func (p *Plan) appendVerdicts(b []byte, s *Source, nth int) []byte {
	file := p.names.place[s.Name]
	for i, n := range s.editions.chunks[nth][:s.verdicts[nth].n] {
		v := verdict{edition: math.MaxUint32}
		if n != 0 {
			ed := p.editions.all.at(int(n - 1))
			mined := ed.first.file == file && int(ed.first.record) == nth*recordChunk+i
			v = verdict{n - 1, mined, ed.content, ed.match}
		}
		b = v.appendTo(b)
	}
	return b
}

// A verdictReader reads the verdicts of a source's records, which come in order but for a few.
type verdictReader struct {
	spool  *spool
	of     verdicts
	nth    int // of the chunk in window, or -1
	window []byte
}

// start begins a source.
func (r *verdictReader) start(p *Plan, s *Source) { r.spool, r.of, r.nth = p.spool, s.verdicts, -1 }

// at returns the verdict on a record; known is false where the census found none.
func (r *verdictReader) at(record int64) (v verdict, known bool, err error) {
	nth, i := int(record/recordChunk), int(record%recordChunk)
	if nth >= len(r.of) || i >= r.of[nth].n {
		return v, false, nil
	}
	if nth != r.nth {
		chunk := r.of[nth]
		r.nth = -1
		r.window = slices.Grow(r.window[:0], recordChunk*verdictBytes)[:chunk.n*verdictBytes]
		if n, err := r.spool.file.ReadAt(r.window, chunk.at); n < len(r.window) {
			return v, false, fmt.Errorf("reading what the plan keeps in the lake's folder: %w", err)
		}
		r.nth = nth
	}
	v, known = verdictOf(r.window[i*verdictBytes:])
	return v, known, nil
}
