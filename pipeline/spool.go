package pipeline

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"sync/atomic"

	"github.com/paperlake/paperlake/stages/extract"
)

// A run reads its records twice, but unpacks and cuts its inputs once: the census leaves where each block's bytes can be
// read again. That is the input itself, where it is a plain file and the block a piece of it; else the spool. So the
// second pass begins anywhere, each worker reads its own blocks, and none of them waits in memory.

// keptBlock is a block without its data and the borders of its records, and where those are.
type keptBlock struct {
	extract.Block
	size    int
	at      int64
	spooled bool
	borders stored // Ends and Starts
	seen    stored // what the census has seen of its records
}

// A spool is a file in the lake's folder that holds unpacked blocks until the plan is closed. It has no name where the
// system allows that, so that a killed run leaves none.
type spool struct {
	file  *os.File
	named bool
	n     atomic.Int64
}

const spoolPattern = ".spool-*"

// newSpool makes one in dir. Only the writer of a lake may: it removes those of killed runs.
func newSpool(dir string) (*spool, error) {
	if left, err := filepath.Glob(filepath.Join(dir, spoolPattern)); err == nil {
		for _, path := range left {
			_ = os.Remove(path)
		}
	}
	f, err := os.CreateTemp(dir, spoolPattern)
	if err != nil {
		return nil, err
	}
	return &spool{file: f, named: os.Remove(f.Name()) != nil}, nil
}

// place takes the place of size bytes.
func (s *spool) place(size int) (at int64) { return s.n.Add(int64(size)) - int64(size) }

// A spoolError is no input's fault, so it ends the run whatever inputs are left out.
type spoolError struct{ err error }

func (e spoolError) Error() string { return e.err.Error() }
func (e spoolError) Unwrap() error { return e.err }

// write keeps data in its place.
func (s *spool) write(data []byte, at int64) error {
	if _, err := s.file.WriteAt(data, at); err != nil {
		return spoolError{fmt.Errorf("keeping the unpacked inputs in the lake's folder (%d bytes so far): %w", at+int64(len(data)), err)}
	}
	return nil
}

// clear gives up what is kept.
func (s *spool) clear() error {
	s.n.Store(0)
	return s.file.Truncate(0)
}

func (s *spool) close() {
	_ = s.file.Close() // what is in it is not needed any more
	if s.named {
		_ = os.Remove(s.file.Name())
	}
}

// A keeper keeps the blocks of one source.
type keeper struct {
	source  *Source
	file    io.ReaderAt // the input, if blocks can be read from it
	spool   *spool
	scratch []byte
	lines   bool // blocks of whole lines have been found to be pieces of the file
}

func newKeeper(s *Source, opened io.Closer, spool *spool) *keeper {
	k := &keeper{source: s, spool: spool}
	if file, ok := opened.(*os.File); ok && s.Member == "" {
		k.file = file
	}
	return k
}

// A cutBlock is a block with what is still to be done to keep it.
type cutBlock struct {
	extract.Block
	kept  *keptBlock // nil: it is not kept
	spool *spool
}

// keep spools what there is of the block to spool. Whoever decodes it does, while the next one is unpacked.
func (b *cutBlock) keep() (err error) {
	if b.kept == nil {
		return nil
	}
	if b.Ends != nil {
		var encoded []byte
		for _, borders := range [...][]int{b.Ends, b.Starts} {
			encoded = binary.AppendUvarint(encoded, uint64(len(borders)))
			for _, at := range borders {
				encoded = binary.AppendUvarint(encoded, uint64(at))
			}
		}
		if b.kept.borders, err = b.spool.keep(encoded); err != nil {
			return err
		}
	}
	if b.kept.spooled {
		err = b.spool.write(b.Data, b.kept.at)
	}
	return err
}

// readBorders reads what keep has left of Ends and Starts.
func readBorders(encoded []byte) (ends, starts []int) {
	next := func() int {
		v, n := binary.Uvarint(encoded)
		encoded = encoded[n:]
		return int(v)
	}
	for _, borders := range [...]*[]int{&ends, &starts} {
		if n := next(); n > 0 {
			*borders = make([]int, n)
		}
		for i := range *borders {
			(*borders)[i] = next()
		}
	}
	return ends, starts
}

// note notes a block and where it is kept.
func (k *keeper) note(b extract.Block) cutBlock {
	kept := &keptBlock{Block: b, size: len(b.Data), at: b.Offset}
	kept.Data, kept.Ends, kept.Starts = nil, nil, nil
	k.source.blocks = append(k.source.blocks, kept)
	if !k.isPiece(b) {
		kept.spooled, kept.at = true, k.spool.place(len(b.Data))
	}
	return cutBlock{b, kept, k.spool}
}

// isPiece tells whether the file has the block's bytes at the block's offset. Of an input that is cut at lines the first
// block tells it for all.
func (k *keeper) isPiece(b extract.Block) bool {
	if k.file == nil || k.lines && b.Ends == nil {
		return k.file != nil
	}
	k.scratch = slices.Grow(k.scratch[:0], len(b.Data))[:len(b.Data)]
	n, _ := k.file.ReadAt(k.scratch, b.Offset)
	if !bytes.Equal(k.scratch[:n], b.Data) {
		k.file = nil
		return false
	}
	k.lines = k.lines || b.Ends == nil
	return true
}

// A rereader reads kept blocks for one goroutine.
type rereader struct {
	plan    *Plan
	source  *Source
	file    io.ReadCloser // of source
	scratch []byte
}

// read returns a block with its data.
func (r *rereader) read(ctx context.Context, s *Source, kept *keptBlock) (extract.Block, error) {
	if err := ctx.Err(); err != nil {
		return extract.Block{}, context.Cause(ctx)
	}
	b := kept.Block
	if kept.borders.size > 0 {
		var err error
		if r.scratch, err = r.plan.spool.read(r.scratch, kept.borders); err != nil {
			return b, err
		}
		b.Ends, b.Starts = readBorders(r.scratch)
	}
	var from io.ReaderAt = r.plan.spool.file
	if !kept.spooled {
		if r.source != s {
			r.close()
			file, err := s.Open()
			if err != nil {
				return b, err
			}
			r.source, r.file = s, file
		}
		from = r.file.(io.ReaderAt) // as it was for the keeper
	}
	b.Data = extract.NewBuffer(kept.size)[:kept.size]
	if _, err := from.ReadAt(b.Data, kept.at); err != nil {
		if err == io.EOF {
			err = fmt.Errorf("%w: it has become shorter while it was read", io.ErrUnexpectedEOF)
		}
		return b, err
	}
	if p := r.plan.options.Progress; p != nil && s.Unpacked > 0 {
		packed := func(unpacked int64) int64 { return int64(float64(s.Size) * float64(unpacked) / float64(s.Unpacked)) }
		p.Done.Add(packed(b.Offset+int64(kept.size)) - packed(b.Offset))
	}
	return b, nil
}

func (r *rereader) close() {
	if r.file != nil {
		_ = r.file.Close()
	}
	r.source, r.file = nil, nil
}
