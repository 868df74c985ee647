package lake

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/memory"
	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/format"
)

// AppendPart appends the row groups of a part of the writer's table, as they are.
func (w *PartWriter) AppendPart(dir string, p Part) error {
	in, pf, err := openGroups(dir, p)
	if err != nil {
		return err
	}
	defer in.Close()
	for i := range pf.RowGroups() { // which of the ids is in which group does not matter here
		if err := w.copyGroup(in, pf, i, idRange{p.MinID, p.MaxID, p.MaxID != ""}); err != nil {
			return fmt.Errorf("%s: %w", in.Name(), err)
		}
	}
	return nil
}

// openGroups opens a part to copy row groups of it.
func openGroups(dir string, p Part) (*os.File, *parquet.File, error) {
	in, err := os.Open(partFile(dir, p))
	if err != nil {
		return nil, nil, err
	}
	pf, err := parquet.OpenFile(in, p.Bytes, parquet.SkipBloomFilters(true), parquet.ReadBufferSize(256<<10))
	if err != nil {
		in.Close()
		return nil, nil, fmt.Errorf("%s: %w", in.Name(), err)
	}
	return in, pf, nil
}

// CopyPart appends the rows of a part of the writer's table, a row group at a time. A group in which concerns is false for
// every paper_id is copied as its bytes are: of months of papers an update changes a few, and unpacking and packing
// the rest anew would be most of its cost. The batches of the other groups are handed to edit, which writes what is to
// become of them. An error of edit is returned as it is.
func (w *PartWriter) CopyPart(ctx context.Context, mem memory.Allocator, dir string, p Part, concerns func(id string) bool, edit func(arrow.RecordBatch) error) error {
	in, pf, err := openGroups(dir, p)
	if err != nil {
		return err
	}
	defer in.Close()
	table := w.table.Arrow()
	leaves := make([]int, table.NumFields())
	for i, f := range table.Fields() {
		if leaves[i], err = leafOf(pf, f.Name); err != nil {
			return fmt.Errorf("%s: %w", in.Name(), err)
		}
	}
	id := table.FieldIndices("paper_id")[0]
	ids := array.NewRecordBuilder(mem, arrow.NewSchema(table.Fields()[id:id+1], nil))
	defer ids.Release()
	rows := array.NewRecordBuilder(mem, table)
	defer rows.Release()
	for i, g := range pf.RowGroups() {
		concerned, span := false, idRange{}
		err := readGroup(ctx, g, leaves[id:id+1], ids, func(batch arrow.RecordBatch) error {
			column := batch.Column(0).(*array.String)
			span.add(column, 0, column.Len())
			for row := 0; row < column.Len() && !concerned; row++ {
				concerned = concerns(viewOf(column, row))
			}
			return nil
		})
		if err == nil && concerned {
			if err = readGroup(ctx, g, leaves, rows, edit); err == nil {
				err = w.endGroup()
			}
		} else if err == nil {
			err = w.copyGroup(in, pf, i, span)
		}
		if stop := (*callerError)(nil); errors.As(err, &stop) {
			return stop.error
		}
		if err != nil {
			return fmt.Errorf("%s: %w", in.Name(), err)
		}
	}
	return nil
}

func viewOf(column *array.String, row int) string {
	if column.IsNull(row) {
		return ""
	}
	return column.Value(row)
}

// endGroup ends the row group of Write.
func (w *PartWriter) endGroup() error {
	g := w.sequential
	if g == nil {
		return nil
	}
	w.sequential = nil
	return g.Commit()
}

// copyGroup appends a row group of another part of the table as it is.
func (w *PartWriter) copyGroup(in io.ReaderAt, pf *parquet.File, nth int, ids idRange) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	switch {
	case w.err != nil:
		return w.err
	case w.closed:
		return fmt.Errorf("%s: the part is closed", w.out.path)
	}
	g := pf.Metadata().RowGroups[nth]
	columns := len(g.Columns)
	if err := w.file.copyGroup(in, g, pf.ColumnIndexes()[nth*columns:][:columns], pf.OffsetIndexes()[nth*columns:][:columns]); err != nil {
		return w.fail(err)
	}
	w.ids.join(ids)
	w.rows += g.NumRows
	return nil
}

// copyGroup appends a row group of another file that parquetFile wrote, moving every place that it names.
func (f *parquetFile) copyGroup(in io.ReaderAt, g format.RowGroup, indexes []format.ColumnIndex, offsets []format.OffsetIndex) error {
	if len(f.groups) == 0 {
		if err := f.write([]byte(magic)); err != nil {
			return err
		}
	}
	g.FileOffset, g.Ordinal = f.offset, int16(len(f.groups))
	g.Columns = append([]format.ColumnChunk(nil), g.Columns...)
	var moved []format.OffsetIndex
	for i := range g.Columns {
		m := &g.Columns[i].MetaData
		from := m.DataPageOffset
		if m.DictionaryPageOffset != 0 {
			from = m.DictionaryPageOffset
		}
		by := f.offset - from
		if err := f.copyBytes(in, from, m.TotalCompressedSize); err != nil {
			return err
		}
		m.DataPageOffset += by
		if m.DictionaryPageOffset != 0 {
			m.DictionaryPageOffset += by
		}
		locations := append([]format.PageLocation(nil), offsets[i].PageLocations...)
		for l := range locations {
			locations[l].Offset += by
		}
		moved = append(moved, format.OffsetIndex{PageLocations: locations})
	}
	for i := range g.Columns {
		m := &g.Columns[i].MetaData
		if m.BloomFilterOffset == 0 {
			continue
		}
		from := m.BloomFilterOffset
		m.BloomFilterOffset = f.offset
		if err := f.copyBytes(in, from, int64(m.BloomFilterLength)); err != nil {
			return err
		}
	}
	f.groups = append(f.groups, g)
	f.columns = append(f.columns, indexes)
	f.offsets = append(f.offsets, moved)
	f.rows += g.NumRows
	return nil
}

func (f *parquetFile) copyBytes(in io.ReaderAt, from, n int64) error {
	copied, err := io.Copy(f.out, io.NewSectionReader(in, from, n))
	f.offset += copied
	if err == nil && copied < n {
		err = io.ErrUnexpectedEOF
	}
	return err
}
