package lake

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"unsafe"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/memory"
	"github.com/parquet-go/parquet-go"

	"github.com/paperlake/paperlake/schemas"
)

// readRows is the most rows that a batch of ReadPart has.
const readRows = 8192

// ReadPart streams a part of t, a row group at a time, as batches of at most 8192 rows with the named columns, in that
// order; nil stands for all. fn must not keep a batch without retaining it. The memory is that of one batch and of one
// page of each column. An error of fn ends the reading and is returned as it is.
func ReadPart(ctx context.Context, mem memory.Allocator, dir string, p Part, t *schemas.Table, columns []string, fn func(arrow.RecordBatch) error) error {
	path := partFile(dir, p)
	pf, closeFile, err := openPart(path)
	if err != nil {
		return err
	}
	defer closeFile()
	fields := t.Arrow().Fields()
	if columns != nil {
		fields = nil
		for _, name := range columns {
			at := t.Arrow().FieldIndices(name)
			if len(at) != 1 {
				return fmt.Errorf("lake: table %s has no column %s", t.Name, name)
			}
			fields = append(fields, t.Arrow().Field(at[0]))
		}
	}
	schema := t.Arrow()
	if columns != nil {
		schema = arrow.NewSchema(fields, nil)
	}
	leaves := make([]int, len(fields))
	for i, f := range fields {
		if leaves[i], err = leafOf(pf, f.Name); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
	}
	b := array.NewRecordBuilder(mem, schema)
	defer b.Release()
	for _, g := range pf.RowGroups() {
		if err := readGroup(ctx, g, leaves, b, fn); err != nil {
			var stop *callerError
			if errors.As(err, &stop) {
				return stop.error
			}
			return fmt.Errorf("%s: %w", path, err)
		}
	}
	return nil
}

// A callerError passes an error of the caller's fn through unchanged.
type callerError struct{ error }

func readGroup(ctx context.Context, g parquet.RowGroup, leaves []int, b *array.RecordBuilder, fn func(arrow.RecordBatch) error) error {
	readers := make([]columnReader, len(leaves))
	for i, leaf := range leaves {
		readers[i].pages = g.ColumnChunks()[leaf].Pages()
		defer readers[i].close()
	}
	for left := g.NumRows(); left > 0; {
		if err := ctx.Err(); err != nil {
			return &callerError{err}
		}
		n := min(left, readRows)
		left -= n
		for i := range readers {
			if err := readers[i].rows(b.Field(i), b.Schema().Field(i).Nullable, int(n)); err != nil {
				return fmt.Errorf("column %s: %w", b.Schema().Field(i).Name, err)
			}
		}
		batch := b.NewRecordBatch()
		err := fn(batch)
		batch.Release()
		if err != nil {
			return &callerError{err}
		}
	}
	return nil
}

// ScanIDs calls fn for each row of a text column of the Parquet file at path, in order; a null is "". The text is a
// view that is valid during the call only. An error of fn ends the scan and is returned as it is.
func ScanIDs(path, column string, fn func(row int64, id string) error) error {
	pf, closeFile, err := openPart(path)
	if err != nil {
		return err
	}
	defer closeFile()
	leaf, err := leafOf(pf, column)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	row := int64(0)
	for _, g := range pf.RowGroups() {
		r := columnReader{pages: g.ColumnChunks()[leaf].Pages()}
		defer r.close()
		for range g.NumRows() {
			v, err := r.next()
			if err != nil {
				return fmt.Errorf("%s: column %s: %w", path, column, err)
			}
			if err := fn(row, viewText(v)); err != nil {
				return err
			}
			row++
		}
	}
	return nil
}

func openPart(path string) (*parquet.File, func() error, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, nil, err
	}
	info, err := f.Stat()
	if err == nil {
		var pf *parquet.File
		pf, err = parquet.OpenFile(f, info.Size(), parquet.SkipPageIndex(true), parquet.SkipBloomFilters(true), parquet.ReadBufferSize(256<<10))
		if err == nil {
			return pf, f.Close, nil
		}
	}
	_ = f.Close()
	return nil, nil, fmt.Errorf("%s: %w", path, err)
}

// leafOf returns the leaf column of a top-level column of text, numbers or lists.
func leafOf(pf *parquet.File, name string) (int, error) {
	for i, path := range pf.Schema().Columns() {
		if path[0] == name {
			return i, nil
		}
	}
	return 0, fmt.Errorf("has no column %s: another version wrote it; paperlake run --full builds the lake anew from its inputs", name)
}

// A columnReader hands out the values of a column chunk one by one.
type columnReader struct {
	pages  parquet.Pages
	page   parquet.Page
	values parquet.ValueReader
	buf    [256]parquet.Value
	at, n  int
}

// peek returns the next value without taking it, or io.EOF. It is valid until the call after.
func (r *columnReader) peek() (*parquet.Value, error) {
	for r.at == r.n {
		if r.values != nil {
			n, err := r.values.ReadValues(r.buf[:])
			if r.at, r.n = 0, n; n > 0 {
				break
			}
			if err != nil && err != io.EOF {
				return nil, err
			}
			parquet.Release(r.page)
			r.page, r.values = nil, nil
		}
		page, err := r.pages.ReadPage()
		if err != nil {
			return nil, err
		}
		r.page, r.values = page, page.Values()
	}
	return &r.buf[r.at], nil
}

func (r *columnReader) next() (*parquet.Value, error) {
	v, err := r.peek()
	if err == io.EOF {
		return nil, io.ErrUnexpectedEOF
	}
	if err == nil {
		r.at++
	}
	return v, err
}

func (r *columnReader) close() {
	if r.page != nil {
		parquet.Release(r.page)
		r.page = nil
	}
	_ = r.pages.Close()
}

// rows appends n rows to b.
func (r *columnReader) rows(b array.Builder, nullable bool, n int) error {
	if list, ok := b.(*array.ListBuilder); ok {
		return r.lists(list, nullable, n)
	}
	b.Reserve(n)
	for range n {
		v, err := r.next()
		if err != nil {
			return err
		}
		if v.IsNull() {
			if !nullable {
				return errors.New("has a null, and its table does not allow them")
			}
			b.AppendNull()
			continue
		}
		switch b := b.(type) {
		case *array.StringBuilder:
			b.Append(viewText(v))
		case *array.Int64Builder:
			b.Append(v.Int64())
		case *array.Int32Builder:
			b.Append(v.Int32())
		case *array.Date32Builder:
			b.Append(arrow.Date32(v.Int32()))
		case *array.Float64Builder:
			b.Append(v.Double())
		case *array.BooleanBuilder:
			b.Append(v.Boolean())
		default:
			return fmt.Errorf("cannot be read: Arrow type %s", b.Type())
		}
	}
	return nil
}

// lists appends n lists of texts; the definition levels are those of collectLists.
func (r *columnReader) lists(b *array.ListBuilder, nullable bool, n int) error {
	texts, ok := b.ValueBuilder().(*array.StringBuilder)
	if !ok {
		return fmt.Errorf("cannot be read: Arrow type %s", b.Type())
	}
	empty := 0
	if nullable {
		empty = 1
	}
	for range n {
		v, err := r.next()
		if err != nil {
			return err
		}
		if v.DefinitionLevel() < empty {
			b.AppendNull()
			continue
		}
		b.Append(true)
		if v.DefinitionLevel() == empty {
			continue
		}
		texts.Append(viewText(v))
		for {
			v, err := r.peek()
			if err == io.EOF {
				break
			}
			if err != nil {
				return err
			}
			if v.RepetitionLevel() == 0 {
				break
			}
			texts.Append(viewText(v))
			r.at++
		}
	}
	return nil
}

// viewText returns a text as a view of the page's bytes, which nobody writes to.
func viewText(v *parquet.Value) string {
	b := v.ByteArray()
	return unsafe.String(unsafe.SliceData(b), len(b))
}
