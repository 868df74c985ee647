package pipeline

import (
	"cmp"
	"context"
	"fmt"
	"io"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/memory"
	"golang.org/x/sync/errgroup"

	"github.com/paperlake/paperlake/schemas"
	"github.com/paperlake/paperlake/stages/extract"
)

// A stream is the unpacked content of a source.
type stream struct {
	io.Reader
	file   io.Closer
	packed io.Reader
	hasher *hasher // of the packed bytes; nil when their hash is known
}

func (st *stream) close() {
	st.file.Close()
	if st.hasher != nil {
		st.hasher.end()
	}
}

// open opens a source. It finds the format when that is not known yet.
func open(s *Source, o Options) (*stream, error) {
	f, err := s.Open()
	if err != nil {
		return nil, err
	}
	st := &stream{file: f, packed: f}
	if o.Progress != nil {
		st.packed = countingReader{f, o.Progress}
	}
	if s.SHA256 == "" {
		st.hasher = newHasher()
		st.packed = io.TeeReader(st.packed, st.hasher)
	}
	st.Reader, err = extract.Unpack(st.packed)
	switch {
	case err != nil || s.Format != nil:
	case o.Mapping != nil:
		s.Format, st.Reader, err = o.Mapping.Recognise(st.Reader)
	case o.Format != "":
		s.Format, err = extract.Named(o.Format)
	default:
		s.Format, st.Reader, err = extract.Recognise(st.Reader)
	}
	if err != nil {
		st.close()
		return nil, err
	}
	return st, nil
}

// sum reads what a format may have left at the end of the file, and returns the hash of all of it.
func (st *stream) sum() (string, error) {
	if _, err := io.Copy(io.Discard, st.packed); err != nil {
		return "", err
	}
	sum := st.hasher.end()
	st.hasher = nil
	return sum, nil
}

type countingReader struct {
	r        io.Reader
	progress *Progress
}

func (c countingReader) Read(b []byte) (int, error) {
	n, err := c.r.Read(b)
	c.progress.Done.Add(int64(n))
	return n, err
}

// eachBlock cuts a source into blocks and hands them to o.Workers goroutines that each run worker until the channel
// is closed. It fills in the source's format, unpacked size and hash, and keeps the blocks unless keep is nil.
func eachBlock(ctx context.Context, s *Source, o Options, keep *spool, worker func(<-chan cutBlock) error) error {
	st, err := open(s, o)
	if err != nil {
		return err
	}
	defer st.close()
	keeper := newKeeper(s, st.file, keep)
	blocks := make(chan cutBlock, max(1, o.Workers))
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() error {
		defer close(blocks)
		err := s.Format.Split(st, func(b extract.Block) error {
			s.Unpacked = b.Offset + int64(len(b.Data))
			cut := cutBlock{Block: b}
			if keep != nil {
				cut = keeper.note(b)
			}
			return send(ctx, blocks, cut)
		})
		if st.hasher != nil && ctx.Err() == nil {
			sum, failed := st.sum()
			if err == nil {
				err = failed
			}
			s.SHA256 = sum
		}
		return err
	})
	for range max(1, o.Workers) {
		group.Go(func() error { return worker(blocks) })
	}
	return group.Wait()
}

// send gives v to a worker, or up when the work is off.
func send[T any](ctx context.Context, to chan<- T, v T) error {
	select {
	case to <- v:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

// blockReader decodes blocks into batches of schemas.Raw.
type blockReader struct {
	builder  *schemas.RawBuilder
	format   *extract.Format
	decoder  extract.Decoder
	source   *Source   // of the batch at hand
	settled  verdicts  // of the records of its block
	verdicts []verdict // of its records
	troubles troubles
	scratch  []byte
}

func newBlockReader(mem memory.Allocator) *blockReader {
	return &blockReader{builder: schemas.NewRawBuilder(mem)}
}

type troubles []extract.Trouble

// rejected counts the records that are kept out.
func (t troubles) rejected() (n int64) {
	for _, one := range t {
		if !one.Kept {
			n++
		}
	}
	return n
}

// read decodes b, a block of s that was kept, and releases it. Of a record that is not mined only what a sighting needs is kept. The
// troubles and r.verdicts are valid until the next call.
func (r *blockReader) read(p *Plan, s *Source, kept *keptBlock, b extract.Block) (batch arrow.RecordBatch, found troubles, err error) {
	format := s.Format
	r.source = s
	r.settled, r.scratch, err = r.settled.read(p, s, kept.seen, r.scratch)
	if r.format != format {
		r.format, r.decoder = format, format.NewDecoder()
	}
	r.troubles, r.verdicts = r.troubles[:0], r.verdicts[:0]
	b.Brief = func(record int64) bool {
		v := r.settled.at(record)
		return v != nil && !v.mined
	}
	r.decoder.Decode(b, func(rec *extract.Record) {
		v := r.settled.at(rec.Number)
		if v == nil {
			err = cmp.Or(err, fmt.Errorf("record %d was not there when the run first read the file: it changes while it is read", rec.Number))
			return
		}
		r.verdicts = append(r.verdicts, *v)
		if !v.mined {
			rec.DropContent()
		}
		rec.AppendTo(r.builder, format.Name, s.Name, s.SeenOn)
	}, func(t extract.Trouble) {
		r.troubles = append(r.troubles, t)
	})
	b.Release()
	return r.builder.NewRecordBatch(), r.troubles, err
}
