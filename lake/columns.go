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
		if a.NullN() == 0 && c.dictionary == nil && !c.column.Bloom {
			c.present(to - from)
			c.texts(texts, offsets[from:to+1])
			return nil
		}
		each(c, a, from, to, func(i int) { c.text(texts[offsets[i]:offsets[i+1]]) })
	case *array.Int64:
		values := a.Int64Values()
		each(c, a, from, to, func(i int) { c.int64(values[i]) })
	case *array.Int32:
		values := a.Int32Values()
		each(c, a, from, to, func(i int) { c.int32(values[i]) })
	case *array.Date32:
		values := a.Date32Values()
		each(c, a, from, to, func(i int) { c.int32(int32(values[i])) })
	case *array.Float64:
		values := a.Float64Values()
		each(c, a, from, to, func(i int) { c.float(values[i]) })
	case *array.Boolean:
		each(c, a, from, to, func(i int) { c.bool(a.Value(i)) })
	case *array.List:
		return c.appendLists(a, from, to)
	default:
		return fmt.Errorf("cannot be written: Arrow type %s", a.DataType())
	}
	return nil
}

// each calls value for the rows that are not null, and enters the levels of all.
func each(c *chunk, a arrow.Array, from, to int, value func(row int)) {
	if a.NullN() == 0 {
		c.present(to - from)
		for i := from; i < to; i++ {
			value(i)
		}
		return
	}
	for i := from; i < to; i++ {
		if a.IsNull(i) {
			c.absent(0)
			continue
		}
		c.present(1)
		value(i)
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
			c.absent(level)
			c.repetitions = append(c.repetitions, 0)
			continue
		}
		c.present(int(last - first))
		for at := first; at < last; at++ {
			if texts.IsNull(int(at)) {
				return fmt.Errorf("row %d has a null inside its list", i)
			}
			repetition := byte(1)
			if at == first {
				repetition = 0
			}
			c.repetitions = append(c.repetitions, repetition)
			c.text(text[offsets[at]:offsets[at+1]])
		}
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
