package schemas

import (
	"fmt"
	"math"
	"math/bits"
	"unsafe"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/bitutil"
	"github.com/apache/arrow-go/v18/arrow/memory"
)

// Texts are most of what a run copies. Arrow's own builders clear what they allocate, write the validity of every row
// and check the room for each part of it apart. These build a column in two fifths of the time (BenchmarkTextBuilder):
// they take as much room at once as the batch before needed, and make a validity bitmap when there is a null.

// A builder makes one column.
type builder interface {
	Len() int
	Reserve(rows int)
	NewArray() arrow.Array
	Release()
}

func newBuilder(mem memory.Allocator, t arrow.DataType) builder {
	switch {
	case t.ID() == arrow.STRING:
		return NewTextBuilder(mem)
	case arrow.TypeEqual(t, texts):
		return &TextsBuilder{values: *NewTextBuilder(mem), ends: ends{mem: mem}}
	}
	return array.NewBuilder(mem, t)
}

// A BatchBuilder builds batches of a table, column by column.
type BatchBuilder struct {
	table   *Table
	columns []builder
}

// NewRecordBatch returns what was appended since the last call. It panics when the columns differ in length.
func (b *BatchBuilder) NewRecordBatch() arrow.RecordBatch {
	rows := b.columns[0].Len()
	columns := make([]arrow.Array, len(b.columns))
	for i, c := range b.columns {
		if c.Len() != rows {
			panic(fmt.Sprintf("schemas: table %s: column %s has %d rows, %s has %d",
				b.table.Name, b.table.Columns[i].Name, c.Len(), b.table.Columns[0].Name, rows))
		}
		columns[i] = c.NewArray()
		defer columns[i].Release()
	}
	return array.NewRecordBatch(b.table.Arrow(), columns, int64(rows))
}

// Reserve makes room for rows more.
func (b *BatchBuilder) Reserve(rows int) {
	for _, c := range b.columns {
		c.Reserve(rows)
	}
}

// Release drops what was appended since the last batch.
func (b *BatchBuilder) Release() {
	for _, c := range b.columns {
		c.Release()
	}
}

// A TextBuilder builds a column of texts.
type TextBuilder struct {
	mem   memory.Allocator
	ends  ends
	data  []byte // allocated
	size  int    // of it used
	valid []byte // allocated with the first null
	nulls int
	usual int // bytes of the array before
}

// NewTextBuilder returns a builder whose memory comes from mem.
func NewTextBuilder(mem memory.Allocator) *TextBuilder {
	return &TextBuilder{mem: mem, ends: ends{mem: mem}}
}

// Len returns the rows since the last array.
func (b *TextBuilder) Len() int { return b.ends.n }

// Reserve does nothing: the builder takes what the array before needed.
func (b *TextBuilder) Reserve(int) {}

// Room returns an empty slice of the column's own memory that at least size bytes fit in. A text that is written there and appended
// next is not copied; it stays in its place until the row after it is appended.
func (b *TextBuilder) Room(size int) []byte {
	if to := b.size + size; to > len(b.data) {
		b.grow(to)
	}
	return b.data[b.size:b.size:len(b.data)]
}

// Append appends a text.
func (b *TextBuilder) Append(s string) {
	to := b.size + len(s)
	if to > len(b.data) {
		b.grow(to)
	}
	if s != "" && unsafe.StringData(s) != &b.data[b.size] {
		copy(b.data[b.size:], s)
	}
	b.size = to
	if b.valid != nil {
		b.mark(true)
	}
	b.ends.append(b.size)
}

// AppendNull appends a null.
func (b *TextBuilder) AppendNull() {
	b.mark(false)
	b.nulls++
	b.ends.append(b.size)
}

func (b *TextBuilder) grow(size int) {
	if size > math.MaxInt32 {
		panic("schemas: a batch has more than 2 GiB of text in a column")
	}
	b.data = resize(b.mem, b.data, 1<<bits.Len(uint(max(size, b.usual)-1)))
}

// mark enters the validity of the next row.
func (b *TextBuilder) mark(valid bool) {
	n := b.ends.n
	if n >= 8*len(b.valid) {
		was := len(b.valid)
		b.valid = resize(b.mem, b.valid, max(64, 2*was, n/8+1))
		if was == 0 {
			bitutil.SetBitsTo(b.valid, 0, int64(n), true)
		}
	}
	bitutil.SetBitTo(b.valid, n, valid)
}

// NewArray returns the rows since the last array.
func (b *TextBuilder) NewArray() arrow.Array {
	data := b.take()
	defer data.Release()
	return array.NewStringData(data)
}

func (b *TextBuilder) take() *array.Data {
	rows, nulls := b.ends.n, b.nulls
	buffers := []*memory.Buffer{nil, b.ends.take(), memory.NewBufferWithAllocator(b.data, b.mem)}
	if b.valid != nil {
		buffers[0] = memory.NewBufferWithAllocator(b.valid, b.mem)
	}
	b.usual = b.size
	b.data, b.size, b.valid, b.nulls = nil, 0, nil, 0
	return dataOf(text, rows, buffers, nil, nulls)
}

// Release drops the rows since the last array.
func (b *TextBuilder) Release() { b.take().Release() }

// A TextsBuilder builds a column of lists of texts.
type TextsBuilder struct {
	values TextBuilder
	ends   ends
}

// Len returns the rows since the last array.
func (b *TextsBuilder) Len() int { return b.ends.n }

// Reserve does nothing: the builder takes what the array before needed.
func (b *TextsBuilder) Reserve(int) {}

// Append appends a list.
func (b *TextsBuilder) Append(list []string) {
	for _, s := range list {
		b.values.Append(s)
	}
	b.ends.append(b.values.Len())
}

// NewArray returns the rows since the last array.
func (b *TextsBuilder) NewArray() arrow.Array {
	data := b.take()
	defer data.Release()
	return array.NewListData(data)
}

func (b *TextsBuilder) take() *array.Data {
	rows := b.ends.n
	values := b.values.take()
	return dataOf(texts, rows, []*memory.Buffer{nil, b.ends.take()}, []arrow.ArrayData{values}, 0)
}

// Release drops the rows since the last array.
func (b *TextsBuilder) Release() { b.take().Release() }

// ends are where the rows of an array end in its values.
type ends struct {
	mem   memory.Allocator
	raw   []byte // allocated
	at    []int32
	n     int
	usual int // rows of the array before
}

func (e *ends) append(end int) {
	if e.n+1 >= len(e.at) {
		e.grow()
	}
	e.n++
	e.at[e.n] = int32(end)
}

func (e *ends) grow() {
	first := e.at == nil
	e.raw = resize(e.mem, e.raw, 1<<bits.Len(uint(arrow.Int32Traits.BytesRequired(max(16, e.n+2, e.usual+2))-1)))
	e.at = arrow.Int32Traits.CastFromBytes(e.raw)
	if first {
		e.at[0] = 0
	}
}

func (e *ends) take() *memory.Buffer {
	if e.at == nil {
		e.grow()
	}
	b := memory.NewBufferWithAllocator(e.raw, e.mem)
	e.usual = e.n
	e.raw, e.at, e.n = nil, nil, 0
	return b
}

// resize returns b with at least size bytes.
func resize(mem memory.Allocator, b []byte, size int) []byte {
	if b == nil {
		return mem.Allocate(size)
	}
	return mem.Reallocate(size, b)
}

// dataOf takes over the buffers and children.
func dataOf(t arrow.DataType, rows int, buffers []*memory.Buffer, children []arrow.ArrayData, nulls int) *array.Data {
	data := array.NewData(t, rows, buffers, children, nulls, 0)
	for _, b := range buffers {
		if b != nil {
			b.Release()
		}
	}
	for _, c := range children {
		c.Release()
	}
	return data
}
