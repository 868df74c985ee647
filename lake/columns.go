package lake

import (
	"fmt"
	"sort"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
)

// Pages end only after a multiple of pageRows rows, counted from the start of the row group, however the rows were cut
// into batches: so the bytes do not depend on the cut.

// write appends rows from..to of a. It keeps nothing of a.
func (c *chunk) write(a arrow.Array, from, to int, s *scratch) error {
	if !c.column.Nullable && a.NullN() > 0 {
		return fmt.Errorf("has %d nulls, and its table does not allow them", a.NullN())
	}
	for from < to {
		n := min(to-from, pageRows-c.rows%pageRows)
		if err := c.append(a, from, from+n); err != nil {
			return err
		}
		from += n
		c.rows += n
		if c.rows%pageRows == 0 && c.size() >= pageBytes {
			if err := c.closePage(s); err != nil {
				return err
			}
		}
	}
	return nil
}

// append encodes rows from..to of a.
func (c *chunk) append(a arrow.Array, from, to int) error {
	switch a := a.(type) {
	case *array.String:
		texts, offsets := textOf(a)
		c.each(a, from, to, func(from, to int) { c.texts(texts, offsets[from:to+1]) })
	case *array.Int64:
		values := a.Int64Values()
		c.each(a, from, to, func(from, to int) { c.int64s(values[from:to]) })
	case *array.Int32:
		values := a.Int32Values()
		c.each(a, from, to, func(from, to int) { c.int32s(values[from:to]) })
	case *array.Date32:
		values := arrow.Int32Traits.CastFromBytes(arrow.Date32Traits.CastToBytes(a.Date32Values()))
		c.each(a, from, to, func(from, to int) { c.int32s(values[from:to]) })
	case *array.Float64:
		values := a.Float64Values()
		c.each(a, from, to, func(from, to int) { c.floats(values[from:to]) })
	case *array.Boolean:
		c.each(a, from, to, func(from, to int) {
			for i := from; i < to; i++ {
				c.bool(a.Value(i))
			}
		})
	case *array.List:
		return c.appendLists(a, from, to)
	default:
		return fmt.Errorf("cannot be written: Arrow type %s", a.DataType())
	}
	return nil
}

// each enters the levels of rows from..to, and calls values for each run of them that is not null.
func (c *chunk) each(a arrow.Array, from, to int, values func(from, to int)) {
	for from < to {
		end := to
		if nulls := a.NullN(); nulls > 0 {
			null := nulls == a.Len() || a.IsNull(from)
			if nulls < a.Len() {
				for end = from + 1; end < to && a.IsNull(end) == null; end++ {
				}
			}
			if null {
				c.absent(0, end-from)
				from = end
				continue
			}
		}
		c.present(end - from)
		values(from, end)
		from = end
	}
}

// textOf returns the bytes of a and where each row begins and ends in them.
func textOf(a *array.String) (text []byte, offsets []int32) {
	if b := a.Data().Buffers()[2]; b != nil {
		text = b.Bytes()
	}
	if a.Len() > 0 {
		offsets = a.ValueOffsets()
	}
	return text, offsets
}

// appendLists encodes lists of texts. Definition levels: (null list, when nullable,) empty list, element.
func (c *chunk) appendLists(a *array.List, from, to int) error {
	texts, ok := a.ListValues().(*array.String)
	if !ok {
		return fmt.Errorf("cannot be written: Arrow type %s", a.DataType())
	}
	text, offsets := textOf(texts)
	for i := from; i < to; i++ {
		first, last := a.ValueOffsets(i)
		if a.IsNull(i) || first == last {
			level := c.def - 1 // of an empty list
			if a.IsNull(i) {
				level = 0
			}
			c.absent(level, 1)
			c.repetitions = append(c.repetitions, 0)
			continue
		}
		for at := first; at < last && texts.NullN() > 0; at++ {
			if texts.IsNull(int(at)) {
				return fmt.Errorf("row %d has a null inside its list", i)
			}
		}
		c.present(int(last - first))
		c.repetitions = appendTimes(append(c.repetitions, 0), 1, int(last-first)-1)
		c.texts(text, offsets[first:last+1])
	}
	return nil
}

// rowsWithin returns how many rows of batch, from row from on, bring their text to budget bytes or beyond: the last
// of them crosses it. It returns -1, and the size of what is left, when the batch ends before that.
func rowsWithin(batch arrow.RecordBatch, from int, budget int64) (rows int, left int64) {
	n := int(batch.NumRows()) - from
	if left = textBytes(batch, from, from+n); left < budget {
		return -1, left
	}
	return sort.Search(n, func(k int) bool { return textBytes(batch, from, from+k+1) >= budget }) + 1, left
}

// textBytes returns the bytes of text in rows from..to of all columns.
func textBytes(batch arrow.RecordBatch, from, to int) (n int64) {
	if from >= to {
		return 0
	}
	for _, a := range batch.Columns() {
		if list, ok := a.(*array.List); ok {
			first, _ := list.ValueOffsets(from)
			_, last := list.ValueOffsets(to - 1)
			n += stringBytes(list.ListValues(), int(first), int(last))
			continue
		}
		n += stringBytes(a, from, to)
	}
	return n
}

func stringBytes(a arrow.Array, from, to int) int64 {
	s, ok := a.(*array.String)
	if !ok || from >= to {
		return 0
	}
	return int64(s.ValueOffset(to-1) + s.ValueLen(to-1) - s.ValueOffset(from))
}
