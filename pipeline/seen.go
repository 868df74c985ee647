package pipeline

import (
	"context"
	"encoding/binary"
	"fmt"
	"slices"

	"github.com/paperlake/paperlake/stages/normalize"
)

// What the plan must know of each record waits in the spool: the census leaves it there in the order of the records, a
// block's together. Whatever takes two records to settle reads it through, and the second pass reads a block's with the
// block. In memory a record takes one bit, whether a row is made from it; so the plan takes the same memory whatever
// the number of records.

// seen is what the census has seen of a record.
type seen struct {
	paper   idKey
	content uint64 // hash of all that a row can be made from
	match   normalize.Match
	record  uint32
	when    when
	id      string // where paper does not hold it
	others  otherIDs
	venue   string
}

// seenBytes is what an encoded record takes without its texts.
const seenBytes = 4*8 + 4*4

func (s *seen) appendTo(b []byte) []byte {
	b = binary.LittleEndian.AppendUint64(b, uint64(s.paper))
	b = binary.LittleEndian.AppendUint64(b, s.content)
	b = binary.LittleEndian.AppendUint64(b, uint64(s.match.Title))
	b = binary.LittleEndian.AppendUint64(b, uint64(s.match.Authors))
	b = binary.LittleEndian.AppendUint32(b, s.record)
	b = binary.LittleEndian.AppendUint32(b, uint32(s.when.version))
	b = binary.LittleEndian.AppendUint32(b, uint32(s.when.updated))
	b = binary.LittleEndian.AppendUint32(b, uint32(s.when.seen))
	for _, text := range [...]string{s.id, s.others[0], s.others[1], s.venue} {
		b = binary.AppendUvarint(b, uint64(len(text)))
		b = append(b, text...)
	}
	return b
}

// read reads the record at the start of b and returns what comes after it. The texts are views of b.
func (s *seen) read(b []byte) (rest []byte) {
	s.paper = idKey(binary.LittleEndian.Uint64(b))
	s.content = binary.LittleEndian.Uint64(b[8:])
	s.match.Title = int64(binary.LittleEndian.Uint64(b[16:]))
	s.match.Authors = int64(binary.LittleEndian.Uint64(b[24:]))
	s.record = binary.LittleEndian.Uint32(b[32:])
	s.when.version = int32(binary.LittleEndian.Uint32(b[36:]))
	s.when.updated = int32(binary.LittleEndian.Uint32(b[40:]))
	s.when.seen = int32(binary.LittleEndian.Uint32(b[44:]))
	b = b[seenBytes:]
	for _, text := range [...]*string{&s.id, &s.others[0], &s.others[1], &s.venue} {
		n, size := binary.Uvarint(b)
		*text = view(b[size:][:n])
		b = b[size+int(n):]
	}
	return b
}

// own returns the id that the record has.
func (s *seen) own() string {
	if id, ok := s.paper.id(); ok {
		return id
	}
	return s.id
}

// stored is a piece of the spool.
type stored struct {
	at   int64
	size int
}

// keep keeps data in the spool.
func (s *spool) keep(data []byte) (stored, error) {
	at := s.place(len(data))
	return stored{at, len(data)}, s.write(data, at)
}

// read reads a piece into the memory of buf.
func (s *spool) read(buf []byte, at stored) ([]byte, error) {
	buf = slices.Grow(buf[:0], at.size)[:at.size]
	if n, err := s.file.ReadAt(buf, at.at); n < at.size {
		return buf, fmt.Errorf("reading what the plan keeps in the lake's folder: %w", err)
	}
	return buf, nil
}

// eachSeen calls fn with each record of the run, in order. The record is valid until fn returns.
func (p *Plan) eachSeen(ctx context.Context, fn func(s *Source, r *seen)) error {
	var (
		r   seen
		buf []byte
		err error
	)
	for i := range p.Sources {
		s := &p.Sources[i]
		if !s.takes() {
			continue
		}
		for _, kept := range s.blocks {
			if err := ctx.Err(); err != nil {
				return context.Cause(ctx)
			}
			if buf, err = p.spool.read(buf, kept.seen); err != nil {
				return err
			}
			for rest := buf; len(rest) > 0; {
				rest = r.read(rest)
				fn(s, &r)
			}
		}
	}
	return nil
}

// verdict is what the plan has settled of a record.
type verdict struct {
	record  int64
	content uint64
	match   normalize.Match
	mined   bool // a row of papers is made from the record
}

// verdicts are those of a block's records, in order.
type verdicts []verdict

// read reads those of a block of s; buf is scratch memory.
func (v verdicts) read(p *Plan, s *Source, at stored, buf []byte) (verdicts, []byte, error) {
	v = v[:0]
	buf, err := p.spool.read(buf, at)
	if err != nil {
		return v, buf, err
	}
	var r seen
	for rest := buf; len(rest) > 0; {
		rest = r.read(rest)
		v = append(v, verdict{int64(r.record), r.content, r.match, s.mined.has(r.record)})
	}
	return v, buf, nil
}

// at returns the verdict on a record; nil where the census found none.
func (v verdicts) at(record int64) *verdict {
	if len(v) == 0 {
		return nil
	}
	i := int(record - v[0].record) // there, unless some before it were rejected
	if i < 0 || i >= len(v) || v[i].record != record {
		var found bool
		i, found = slices.BinarySearchFunc(v, record, func(one verdict, record int64) int { return int(one.record - record) })
		if !found {
			return nil
		}
	}
	return &v[i]
}

// bitset is a set of small numbers.
type bitset []uint64

func (b *bitset) set(n uint32) {
	for int(n/64) >= len(*b) {
		*b = append(*b, 0)
	}
	(*b)[n/64] |= 1 << (n % 64)
}

func (b bitset) has(n uint32) bool { return int(n/64) < len(b) && b[n/64]>>(n%64)&1 != 0 }
