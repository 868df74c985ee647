package pipeline

import (
	"context"
	"encoding/binary"
	"fmt"
	"io"
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

// verdicts is where the verdicts of a source's records are in the spool, recordChunk of them each; -1 where there is no record.
type verdicts []int64

// keepVerdicts gives up the table of papers for verdicts in the spool.
func (p *Plan) keepVerdicts(ctx context.Context) error {
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(p.workers())
	for i := range p.Sources {
		s := &p.Sources[i]
		chunks := s.editions.chunks
		s.verdicts = slices.Repeat(verdicts{-1}, len(chunks))
		file := p.names.place[s.Name]
		for nth, numbers := range chunks {
			if numbers == nil {
				continue
			}
			s.verdicts[nth] = p.spool.place(recordChunk * verdictBytes)
			group.Go(func() error {
				if err := ctx.Err(); err != nil {
					return context.Cause(ctx)
				}
				encoded := make([]byte, 0, recordChunk*verdictBytes)
				for i, n := range numbers {
					v := verdict{edition: math.MaxUint32}
					if n != 0 {
						ed := p.editions.all.at(int(n - 1))
						mined := ed.first.file == file && int(ed.first.record) == nth*recordChunk+i
						v = verdict{n - 1, mined, ed.content, ed.match}
					}
					encoded = v.appendTo(encoded)
				}
				return p.spool.write(encoded, s.verdicts[nth])
			})
		}
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

// windowRecords is how many verdicts are read at once: a block has a thousand records or less.
const windowRecords = 1 << 10

// A verdictReader reads the verdicts of a source's records, which come in order but for a few.
type verdictReader struct {
	spool  *spool
	of     verdicts
	first  int64 // record of the window; -1: none
	window []byte
}

// start begins a source.
func (r *verdictReader) start(p *Plan, s *Source) {
	if r.window == nil {
		r.window = make([]byte, windowRecords*verdictBytes)
	}
	r.spool, r.of, r.first = p.spool, s.verdicts, -1
}

// at returns the verdict on a record; known is false where the census found none.
func (r *verdictReader) at(record int64) (v verdict, known bool, err error) {
	if first := record &^ (windowRecords - 1); first != r.first {
		chunk := int(record / recordChunk)
		if chunk >= len(r.of) || r.of[chunk] < 0 {
			return v, false, nil
		}
		r.first = -1
		n, err := r.spool.file.ReadAt(r.window, r.of[chunk]+first%recordChunk*verdictBytes)
		if n < len(r.window) {
			if err == io.EOF {
				err = io.ErrUnexpectedEOF
			}
			return v, false, fmt.Errorf("reading what the plan keeps in the lake's folder: %w", err)
		}
		r.first = first
	}
	v, known = verdictOf(r.window[(record-r.first)*verdictBytes:])
	return v, known, nil
}
