package lake

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"strings"
	"sync"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/memory"
	"github.com/parquet-go/parquet-go/compress"
	"github.com/parquet-go/parquet-go/format"

	"github.com/paperlake/paperlake/schemas"
)

// Limits of the row groups that PartWriter.Write cuts; workers with a RowGroup of their own cut as they like. A group is
// in memory until it is whole, and a run has one of each small table beside those of its workers.
const (
	RowGroupRows  = 40_000
	RowGroupBytes = 6 << 20 // of text
)

// A PartWriter writes one part. Write appends rows in order; RowGroup lets several goroutines fill row groups side by
// side. The file is made when its first row group is written, so a part without rows leaves none.
type PartWriter struct {
	table    *schemas.Table
	out      *output
	file     *parquetFile
	codec    compress.Codec
	mem      memory.Allocator
	metadata []format.KeyValue

	sequential        *RowGroupWriter // of Write
	maxRows, maxBytes int64           // of its row groups

	free *freeEncoders

	mu     sync.Mutex // guards what follows, and the order of row groups in the file
	rows   int64
	ids    idRange
	err    error // the first failure; the part is lost
	closed bool
}

func newPartWriter(t *Txn, table *schemas.Table, path string) *PartWriter {
	w := &PartWriter{
		table: table, out: &output{create: t.create, path: path, hash: sha256.New()},
		free: &t.free, codec: t.codec, mem: t.mem, metadata: t.metadata(table), maxRows: RowGroupRows, maxBytes: RowGroupBytes,
	}
	w.file = newParquetFile(w.out, table)
	return w
}

// Write appends the rows of batch, which must have the table's columns. Row groups end after RowGroupRows rows or
// RowGroupBytes of text, wherever batches end. It keeps nothing of batch. It must not run beside another Write.
func (w *PartWriter) Write(batch arrow.RecordBatch) error {
	for from, n := 0, int(batch.NumRows()); from < n; {
		if w.sequential == nil {
			g, err := w.RowGroup()
			if err != nil {
				return err
			}
			w.sequential = g
		}
		g := w.sequential
		take, size := rowsWithin(batch, from, w.maxBytes-g.text)
		full := take >= 0
		if !full {
			take = n - from
		}
		if room := int(w.maxRows - g.rows); take >= room {
			take, full = room, true
		}
		if !full {
			g.text += size
		}
		if err := g.write(batch, from, from+take); err != nil {
			return err
		}
		from += take
		if full {
			w.sequential = nil
			if err := g.Commit(); err != nil {
				return err
			}
		}
	}
	return nil
}

// RowGroup returns an empty row group. Several may be filled at the same time, each by one goroutine; the file gets
// them in the order in which they are committed.
func (w *PartWriter) RowGroup() (*RowGroupWriter, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.err != nil {
		return nil, w.err
	}
	if w.closed {
		return nil, fmt.Errorf("%s: the part is closed", w.out.path)
	}
	g := &RowGroupWriter{part: w, id: -1, encoder: w.free.take(w.table), store: store{mem: w.mem}}
	if g.encoder == nil {
		g.encoder = &encoder{}
		for _, c := range w.table.Columns {
			g.encoder.chunks = append(g.encoder.chunks, newChunk(c, w.codec, w.mem))
		}
	}
	for i, c := range w.table.Columns {
		if c.Name == "paper_id" {
			g.id = i
		}
	}
	return g, nil
}

// An encoder has what a row group needs until it is flushed.
type encoder struct {
	chunks  []*chunk
	scratch scratch
}

// freeEncoders are those that no row group holds at the moment.
type freeEncoders struct {
	mu sync.Mutex
	of map[*schemas.Table][]*encoder
}

// take returns an encoder of the table, or nil.
func (f *freeEncoders) take(t *schemas.Table) *encoder {
	f.mu.Lock()
	defer f.mu.Unlock()
	list := f.of[t]
	if len(list) == 0 {
		return nil
	}
	last := len(list) - 1
	f.of[t] = list[:last]
	return list[last]
}

func (f *freeEncoders) put(t *schemas.Table, e *encoder) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.of == nil {
		f.of = map[*schemas.Table][]*encoder{}
	}
	f.of[t] = append(f.of[t], e)
}

// close ends the file. Row groups that were not committed are lost. ok is false when there were no rows.
func (w *PartWriter) close() (p Part, ok bool, err error) {
	if g := w.sequential; g != nil {
		w.sequential = nil
		if err := g.Commit(); err != nil {
			return Part{}, false, err
		}
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.closed = true
	if w.err != nil || w.rows == 0 {
		return Part{}, false, w.err
	}
	if err := w.file.close(w.metadata); err != nil {
		return Part{}, false, w.fail(err)
	}
	if err := w.out.close(); err != nil {
		return Part{}, false, w.fail(err)
	}
	return Part{
		Rows: w.rows, Bytes: w.out.n, SHA256: hex.EncodeToString(w.out.hash.Sum(nil)),
		MinID: w.ids.low, MaxID: w.ids.high,
	}, true, nil
}

// abort gives the part up.
func (w *PartWriter) abort() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.closed, w.sequential = true, nil
	w.out.abort()
}

// fail keeps the first error, with the place.
func (w *PartWriter) fail(err error) error {
	if w.err == nil {
		w.err = fmt.Errorf("writing %s: %w", w.out.path, err)
	}
	return w.err
}

// A RowGroupWriter fills one row group of a part. It belongs to one goroutine until Commit, after which it
// must not be used. One that is never committed leaves nothing.
type RowGroupWriter struct {
	part    *PartWriter
	encoder *encoder // nil once flushed
	columns []packed // then
	store   store    // of the finished pages
	id      int      // column of paper_id, or -1

	rows int64
	text int64 // bytes of text so far; kept by PartWriter.Write only
	ids  idRange
	err  error // of Write; the columns are of unequal length
}

// Rows returns the rows written so far.
func (g *RowGroupWriter) Rows() int64 { return g.rows }

// Write appends the rows of batch, compressing pages as they fill. It keeps nothing of batch.
func (g *RowGroupWriter) Write(batch arrow.RecordBatch) error {
	return g.write(batch, 0, int(batch.NumRows()))
}

func (g *RowGroupWriter) write(batch arrow.RecordBatch, from, to int) error {
	if g.err == nil {
		g.err = g.append(batch, from, to)
	}
	return g.err
}

func (g *RowGroupWriter) append(batch arrow.RecordBatch, from, to int) error {
	if s := g.part.table.Arrow(); batch.Schema() != s && !batch.Schema().Equal(s) {
		return fmt.Errorf("table %s cannot take a batch with other columns: %v", g.part.table.Name, batch.Schema())
	}
	if g.encoder == nil {
		return fmt.Errorf("table %s: rows after the row group was flushed", g.part.table.Name)
	}
	e := g.encoder
	e.scratch.store = &g.store
	for i, c := range e.chunks {
		if err := c.write(batch.Column(i), from, to, &e.scratch); err != nil {
			return fmt.Errorf("table %s: column %s %w", g.part.table.Name, g.part.table.Columns[i].Name, err)
		}
	}
	if g.id >= 0 {
		g.ids.add(batch.Column(g.id).(*array.String), from, to)
	}
	g.rows += int64(to - from)
	return nil
}

// Flush compresses what still waits in memory, so that Commit has little left to do. Calling it is optional; rows
// must not be written after it.
func (g *RowGroupWriter) Flush() error {
	if g.err != nil || g.encoder == nil {
		return g.err
	}
	e, table := g.encoder, g.part.table
	g.encoder = nil
	e.scratch.store = &g.store
	for i, c := range e.chunks {
		done, err := c.finish(&e.scratch)
		if err != nil {
			g.err = fmt.Errorf("table %s: column %s %w", table.Name, table.Columns[i].Name, err)
			return g.err
		}
		g.columns = append(g.columns, done)
	}
	e.scratch.store = nil
	g.part.free.put(table, e)
	return nil
}

// Commit appends the row group to the file; one without rows leaves nothing. Only one goroutine may commit at a time,
// and the order of the calls is the order of the rows.
func (g *RowGroupWriter) Commit() error {
	w := g.part
	_ = g.Flush() // keeps its error
	w.mu.Lock()
	defer w.mu.Unlock()
	switch {
	case w.err != nil:
		return w.err
	case w.closed:
		return fmt.Errorf("%s: the part is closed", w.out.path)
	case g.err != nil:
		return w.fail(g.err)
	}
	if g.rows > 0 {
		if err := w.file.group(g.columns, g.rows); err != nil {
			return w.fail(err)
		}
		w.ids.join(g.ids)
		w.rows += g.rows
	}
	g.store.release()
	return nil
}

// An idRange is the smallest and the largest of the ids seen.
type idRange struct {
	low, high string
	any       bool
}

func (r *idRange) add(ids *array.String, from, to int) {
	seen := *r
	for i := from; i < to; i++ {
		if ids.IsValid(i) {
			id := ids.Value(i)
			seen.join(idRange{id, id, true})
		}
	}
	// Clones: the ids are views of the batch.
	if seen.low != r.low {
		seen.low = strings.Clone(seen.low)
	}
	if seen.high != r.high {
		seen.high = strings.Clone(seen.high)
	}
	*r = seen
}

func (r *idRange) join(s idRange) {
	switch {
	case !s.any:
	case !r.any:
		*r = s
	default:
		r.low, r.high = min(r.low, s.low), max(r.high, s.high)
	}
}

// An output is the file of a part: made at the first write, hashed as it is written.
type output struct {
	create  func(path string) (file, error)
	path    string
	file    file
	hash    hash.Hash
	n       int64
	started int64 // bytes that are on their way to the disk
}

// So many bytes at a time begin their way to the disk while the run goes on. If all wait for the sync at the end, 30 MB take 12 to
// 20 ms there, in which no core has work, and else 1 to 6.
const writebackBytes = 4 << 20

// A file is what the lake needs of an os.File that it writes.
type file interface {
	Write(p []byte) (int, error)
	Sync() error
	Close() error
}

func (o *output) Write(p []byte) (int, error) {
	if o.file == nil {
		f, err := o.create(o.path)
		if err != nil {
			return 0, err
		}
		o.file = f
	}
	n, err := o.file.Write(p)
	o.hash.Write(p[:n])
	o.n += int64(n)
	if ready := o.n - o.started; ready >= writebackBytes {
		startWriteback(o.file, o.started, ready)
		o.started = o.n
	}
	return n, err
}

// close makes the file durable.
func (o *output) close() error {
	f := o.file
	o.file = nil
	if f == nil {
		return errors.New("nothing was written")
	}
	err := f.Sync()
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	return err
}

func (o *output) abort() {
	if o.file != nil {
		_ = o.file.Close()
		o.file = nil
	}
}
