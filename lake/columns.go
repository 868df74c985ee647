package lake

import (
	"fmt"
	"sort"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/parquet-go/parquet-go"
)

// Rows go from Arrow arrays to a Parquet column in blocks of exactly pageRows rows, counted from the start of the row
// group, however the rows were cut into batches: pages end between blocks, so the bytes do not depend on the cut.
// Text is not copied on the way, except the rows that wait for the rest of their block when the batch is gone.

// A columnWriter feeds one column of a row group.
type columnWriter struct {
	out      *parquet.ColumnWriter
	index    int
	nullable bool

	values []parquet.Value // of the block under way
	rows   int             // rows in values
	owned  int             // leading values whose bytes are in arena
	arena  []byte
}

// write appends rows from..to of a.
func (c *columnWriter) write(a arrow.Array, from, to int) error {
	for from < to {
		n := min(to-from, pageRows-c.rows)
		if err := c.collect(a, from, from+n); err != nil {
			return err
		}
		from += n
		c.rows += n
		if c.rows == pageRows {
			if err := c.flush(); err != nil {
				return err
			}
		}
	}
	c.own()
	return nil
}

// flush hands the block over.
func (c *columnWriter) flush() error {
	if c.rows == 0 {
		return nil
	}
	_, err := c.out.WriteRowValues(c.values)
	c.clear()
	return err
}

func (c *columnWriter) clear() {
	c.values, c.rows, c.owned, c.arena = c.values[:0], 0, 0, c.arena[:0]
}

// own copies the bytes of waiting values that still lie in the caller's batch.
func (c *columnWriter) own() {
	for i := c.owned; i < len(c.values); i++ {
		v := c.values[i]
		if v.Kind() != parquet.ByteArray {
			continue
		}
		at := len(c.arena)
		c.arena = append(c.arena, v.ByteArray()...)
		c.values[i] = parquet.ByteArrayValue(c.arena[at:len(c.arena):len(c.arena)]).
			Level(v.RepetitionLevel(), v.DefinitionLevel(), c.index)
	}
	c.owned = len(c.values)
}

// collect appends the values of rows from..to to the block.
func (c *columnWriter) collect(a arrow.Array, from, to int) error {
	if !c.nullable && a.NullN() > 0 {
		return fmt.Errorf("has %d nulls, and its table does not allow them", a.NullN())
	}
	if list, ok := a.(*array.List); ok {
		return c.collectLists(list, from, to)
	}
	switch a := a.(type) {
	case *array.String:
		collect(c, a, from, to, textValue)
	case *array.Int64:
		collect(c, a, from, to, parquet.Int64Value)
	case *array.Int32:
		collect(c, a, from, to, parquet.Int32Value)
	case *array.Date32:
		collect(c, a, from, to, func(day arrow.Date32) parquet.Value { return parquet.Int32Value(int32(day)) })
	case *array.Float64:
		collect(c, a, from, to, parquet.DoubleValue)
	case *array.Boolean:
		collect(c, a, from, to, parquet.BooleanValue)
	default:
		return fmt.Errorf("cannot be written: Arrow type %s", a.DataType())
	}
	return nil
}

// collect appends rows of a flat column. Definition levels: (null, when nullable,) value.
func collect[T any](c *columnWriter, a interface {
	IsNull(int) bool
	Value(int) T
}, from, to int, value func(T) parquet.Value) {
	present := 0
	if c.nullable {
		present = 1
	}
	for i := from; i < to; i++ {
		if a.IsNull(i) {
			c.values = append(c.values, parquet.NullValue().Level(0, 0, c.index))
			continue
		}
		c.values = append(c.values, value(a.Value(i)).Level(0, present, c.index))
	}
}

// collectLists appends lists of texts. Definition levels: (null list, when nullable,) empty list, element.
func (c *columnWriter) collectLists(a *array.List, from, to int) error {
	texts, ok := a.ListValues().(*array.String)
	if !ok {
		return fmt.Errorf("cannot be written: Arrow type %s", a.DataType())
	}
	empty := 0
	if c.nullable {
		empty = 1
	}
	for i := from; i < to; i++ {
		if a.IsNull(i) {
			c.values = append(c.values, parquet.NullValue().Level(0, 0, c.index))
			continue
		}
		first, last := a.ValueOffsets(i)
		if first == last {
			c.values = append(c.values, parquet.NullValue().Level(0, empty, c.index))
			continue
		}
		for at := first; at < last; at++ {
			if texts.IsNull(int(at)) {
				return fmt.Errorf("row %d has a null inside its list", i)
			}
			repetition := 1
			if at == first {
				repetition = 0
			}
			c.values = append(c.values, textValue(texts.Value(int(at))).Level(repetition, empty+1, c.index))
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
