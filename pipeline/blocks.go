package pipeline

import (
	"context"
	"io"
	"os"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/memory"
	"golang.org/x/sync/errgroup"

	"github.com/paperlake/paperlake/schemas"
	"github.com/paperlake/paperlake/stages/extract"
)

// openSource opens the unpacked stream of an input and finds its format. The caller closes the file.
func openSource(s Source, o Options) (*os.File, *extract.Format, io.Reader, error) {
	f, err := os.Open(s.Path)
	if err != nil {
		return nil, nil, nil, err
	}
	var packed io.Reader = f
	if o.Progress != nil {
		packed = countingReader{f, o.Progress}
	}
	unpacked, err := extract.Unpack(packed)
	if err != nil {
		return f, nil, nil, err
	}
	if s.Format != nil {
		return f, s.Format, unpacked, nil
	}
	if o.Format != "" {
		format, err := extract.Named(o.Format)
		return f, format, unpacked, err
	}
	format, unpacked, err := extract.Recognise(unpacked)
	return f, format, unpacked, err
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

// eachBlock cuts source s into blocks and hands them to o.Workers goroutines that each run worker until the
// channel is closed. It returns the format and the unpacked size.
func eachBlock(ctx context.Context, s Source, o Options, worker func(*extract.Format, <-chan extract.Block) error) (*extract.Format, int64, error) {
	f, format, unpacked, err := openSource(s, o)
	if f != nil {
		defer f.Close()
	}
	if err != nil {
		return nil, 0, err
	}
	workers := max(1, o.Workers)
	blocks := make(chan extract.Block, workers)
	group, ctx := errgroup.WithContext(ctx)
	var size int64
	group.Go(func() error {
		defer close(blocks)
		return format.Split(unpacked, func(b extract.Block) error {
			size = b.Offset + int64(len(b.Data))
			return send(ctx, blocks, b)
		})
	})
	for range workers {
		group.Go(func() error { return worker(format, blocks) })
	}
	err = group.Wait()
	return format, size, err
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
	troubles troubles
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

// read decodes b, a block of s, and releases it. Of a record that is not the latest of its paper only what
// identifies it is kept. The troubles are valid until the next call.
func (r *blockReader) read(p *Plan, s *Source, b extract.Block) (arrow.RecordBatch, troubles) {
	format, file := s.Format, p.names[s.Name]
	if r.format != format {
		r.format, r.decoder = format, format.NewDecoder()
	}
	r.troubles = r.troubles[:0]
	r.decoder.Decode(b, func(rec *extract.Record) {
		if !p.latest.is(sightedOf(rec, s.SeenOn, file)) {
			rec.DropContent()
		}
		rec.AppendTo(r.builder, format.Name, s.Name, s.SeenOn)
	}, func(t extract.Trouble) {
		r.troubles = append(r.troubles, t)
	})
	b.Release()
	return r.builder.NewRecordBatch(), r.troubles
}
