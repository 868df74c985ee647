package pipeline

import (
	"fmt"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/bitutil"
	"github.com/apache/arrow-go/v18/arrow/memory"
)

// A span is consecutive rows, from..to.
type span struct{ from, to int }

// spansOf returns the spans of rows that keep tells.
func spansOf(n int, keep func(row int) bool) (spans []span) {
	for i := 0; i < n; i++ {
		if !keep(i) {
			continue
		}
		from := i
		for i < n && keep(i) {
			i++
		}
		spans = append(spans, span{from, i})
	}
	return spans
}

// pick returns the rows of batch that stand in spans, of which there is one at least. Texts are not copied where the rows left out have none, and a
// record that is not the latest of its paper has neither abstract nor authors. The caller releases the result.
func pick(mem memory.Allocator, batch arrow.RecordBatch, spans []span) (arrow.RecordBatch, error) {
	rows := 0
	for _, r := range spans {
		rows += r.to - r.from
	}
	if rows == int(batch.NumRows()) {
		batch.Retain()
		return batch, nil
	}
	columns := make([]arrow.Array, batch.NumCols())
	for i, c := range batch.Columns() {
		data, err := pickData(mem, c, spans, rows)
		if err != nil {
			return nil, fmt.Errorf("column %s: %w", batch.ColumnName(i), err)
		}
		columns[i] = array.MakeFromData(data)
		data.Release()
		defer columns[i].Release()
	}
	return array.NewRecordBatch(batch.Schema(), columns, int64(rows)), nil
}

func pickData(mem memory.Allocator, a arrow.Array, spans []span, rows int) (*array.Data, error) {
	var (
		body     []*memory.Buffer
		children []arrow.ArrayData
	)
	switch a := a.(type) {
	case *array.String:
		offsets, ranges, bytes := pickOffsets(mem, a.ValueOffsets(), spans, rows)
		values := a.Data().Buffers()[2]
		if ranges == nil {
			if values != nil {
				values.Retain()
			}
		} else {
			text := values.Bytes()
			values = memory.NewResizableBuffer(mem)
			values.Resize(bytes)
			at := 0
			for _, r := range ranges {
				at += copy(values.Bytes()[at:], text[r.from:r.to])
			}
		}
		body = []*memory.Buffer{offsets, values}
	case *array.List:
		offsets, ranges, items := pickOffsets(mem, a.Offsets()[a.Data().Offset():], spans, rows)
		body = []*memory.Buffer{offsets}
		child := a.ListValues().Data()
		if ranges == nil {
			child.Retain()
		} else {
			picked, err := pickData(mem, a.ListValues(), ranges, items)
			if err != nil {
				return nil, err
			}
			child = picked
		}
		children = []arrow.ArrayData{child}
	default:
		fixed, ok := a.DataType().(arrow.FixedWidthDataType)
		if !ok || fixed.BitWidth()%8 != 0 {
			return nil, fmt.Errorf("rows cannot be picked: Arrow type %s", a.DataType())
		}
		width := fixed.BitWidth() / 8
		values := memory.NewResizableBuffer(mem)
		values.Resize(rows * width)
		from, at := a.Data().Buffers()[1].Bytes()[a.Data().Offset()*width:], 0
		for _, r := range spans {
			at += copy(values.Bytes()[at:], from[r.from*width:r.to*width])
		}
		body = []*memory.Buffer{values}
	}
	valid, nulls := pickValid(mem, a, spans, rows)
	buffers := append([]*memory.Buffer{valid}, body...)
	data := array.NewData(a.DataType(), rows, buffers, children, nulls, 0)
	for _, b := range buffers {
		if b != nil {
			b.Release()
		}
	}
	for _, c := range children {
		c.Release()
	}
	return data, nil
}

// pickOffsets returns the offsets of the picked rows of texts or lists. ranges is nil when the values can stay where
// they are, because the rows left out have none; else it tells which values to take, total of them.
func pickOffsets(mem memory.Allocator, offsets []int32, spans []span, rows int) (buffer *memory.Buffer, ranges []span, total int) {
	together := true
	for i, r := range spans {
		together = together && (i == 0 || offsets[r.from] == offsets[spans[i-1].to])
		total += int(offsets[r.to] - offsets[r.from])
	}
	buffer = memory.NewResizableBuffer(mem)
	buffer.Resize(arrow.Int32Traits.BytesRequired(rows + 1))
	out := arrow.Int32Traits.CastFromBytes(buffer.Bytes())
	out[0] = 0
	if together {
		out[0] = offsets[spans[0].from]
	}
	n := 0
	for _, r := range spans {
		shift := out[n] - offsets[r.from] // 0 where values stay
		if !together {
			ranges = append(ranges, span{int(offsets[r.from]), int(offsets[r.to])})
		}
		for _, offset := range offsets[r.from+1 : r.to+1] {
			n++
			out[n] = offset + shift
		}
	}
	return buffer, ranges, total
}

// pickValid returns the validity bitmap of the picked rows; nil when none of them is null.
func pickValid(mem memory.Allocator, a arrow.Array, spans []span, rows int) (*memory.Buffer, int) {
	if a.NullN() == 0 {
		return nil, 0
	}
	b := memory.NewResizableBuffer(mem)
	b.Resize(int(bitutil.BytesForBits(int64(rows))))
	clear(b.Bytes())
	bits, from, n, valid := a.NullBitmapBytes(), a.Data().Offset(), 0, 0
	for _, r := range spans {
		for row := r.from; row < r.to; row++ {
			if bitutil.BitIsSet(bits, from+row) {
				bitutil.SetBit(b.Bytes(), n)
				valid++
			}
			n++
		}
	}
	return b, rows - valid
}
