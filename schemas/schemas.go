// Package schemas holds every table that passes between stages or lands in the lake: the Arrow schema with
// a sentence on each column, a row builder and a typed reader. Columns are bound by name, once, when a
// builder or reader is made; column numbers appear nowhere.
//
// The five published tables are Papers, Links, Claims, Sightings and Problems. Raw, Identified, Ranked and
// Normalized are what the stages hand to one another.
package schemas

import (
	"fmt"
	"reflect"
	"sync"
	"unsafe"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/memory"
)

// Version is the version of the published contract. It changes when a column is renamed, removed or
// changes its meaning; a new column keeps it.
const Version = "2"

// A Column is one column of a table.
type Column struct {
	Name     string
	Type     arrow.DataType
	Nullable bool
	Doc      string   // one sentence: meaning, unit, source
	Values   []string // the closed vocabulary, when there is one
	Bloom    bool     // a Bloom filter is kept in Parquet
	Dict     bool     // few distinct values: dictionary-encoded in Parquet
}

// A Table is a named list of columns.
type Table struct {
	Name    string
	Doc     string // what one row is
	Columns []Column
	schema  func() *arrow.Schema
}

func table(name, doc string, columns ...Column) *Table {
	t := &Table{Name: name, Doc: doc, Columns: columns}
	t.schema = sync.OnceValue(func() *arrow.Schema {
		fields := make([]arrow.Field, len(columns))
		for i, c := range columns {
			fields[i] = arrow.Field{Name: c.Name, Type: c.Type, Nullable: c.Nullable}
		}
		return arrow.NewSchema(fields, nil)
	})
	return t
}

// Arrow returns the table's schema; the same pointer at every call.
func (t *Table) Arrow() *arrow.Schema { return t.schema() }

// Column returns the column of that name.
func (t *Table) Column(name string) (Column, bool) {
	for _, c := range t.Columns {
		if c.Name == name {
			return c, true
		}
	}
	return Column{}, false
}

// Published lists the lake's tables in the order in which they are written and documented.
var Published = []*Table{Papers, Links, Claims, Sightings, Problems}

// Lookup returns the published table of that name.
func Lookup(name string) (*Table, bool) {
	for _, t := range Published {
		if t.Name == name {
			return t, true
		}
	}
	return nil, false
}

var (
	text    = arrow.BinaryTypes.String
	texts   = arrow.ListOfNonNullable(arrow.BinaryTypes.String)
	integer = arrow.PrimitiveTypes.Int64
	small   = arrow.PrimitiveTypes.Int32
	float   = arrow.PrimitiveTypes.Float64
	date    = arrow.FixedWidthTypes.Date32
	boolean = arrow.FixedWidthTypes.Boolean
)

// extend returns the columns of base followed by more.
func extend(base *Table, more ...Column) []Column {
	return append(append([]Column(nil), base.Columns...), more...)
}

// bindBuilder makes a builder of batches of t and points every field of *b that is tagged `col:"name"` at its
// column's builder. It panics when the struct and the table disagree: that is a mistake in this package.
func bindBuilder(mem memory.Allocator, t *Table, b any) *BatchBuilder {
	bb := &BatchBuilder{table: t}
	for _, c := range t.Columns {
		bb.columns = append(bb.columns, newBuilder(mem, c.Type))
	}
	bound := bind(b, func(name string) (any, error) {
		at := t.Arrow().FieldIndices(name)
		if len(at) != 1 {
			return nil, fmt.Errorf("no such column")
		}
		return bb.columns[at[0]], nil
	})
	if bound.err != nil {
		panic(fmt.Sprintf("schemas: builder of %s: %v", t.Name, bound.err))
	}
	if bound.n != len(t.Columns) {
		panic(fmt.Sprintf("schemas: builder of %s binds %d of %d columns", t.Name, bound.n, len(t.Columns)))
	}
	return bb
}

// bindReader points every tagged field of *r at its column of batch.
func bindReader(batch arrow.RecordBatch, r any) error {
	return bind(r, func(name string) (any, error) {
		at := batch.Schema().FieldIndices(name)
		if len(at) != 1 {
			return nil, fmt.Errorf("the batch has no such column; it has %v", batch.Schema())
		}
		return batch.Column(at[0]), nil
	}).err
}

type bound struct {
	n   int
	err error
}

func bind(target any, column func(string) (any, error)) bound {
	v := reflect.ValueOf(target).Elem()
	n := 0
	for i := range v.NumField() {
		name, ok := v.Type().Field(i).Tag.Lookup("col")
		if !ok {
			continue
		}
		c, err := column(name)
		if err != nil {
			return bound{n, fmt.Errorf("column %s: %w", name, err)}
		}
		got := reflect.ValueOf(c)
		if !got.Type().AssignableTo(v.Field(i).Type()) {
			return bound{n, fmt.Errorf("column %s: is %s, want %s", name, got.Type(), v.Field(i).Type())}
		}
		v.Field(i).Set(got)
		n++
	}
	return bound{n: n}
}

// Value returns the text of row i, or "" where it is null. The result is a view of the batch's memory.
func Value(a *array.String, i int) string {
	if a.IsNull(i) {
		return ""
	}
	return a.Value(i)
}

// AppendText appends s, or null when s is empty. b is a TextBuilder or Arrow's own.
func AppendText[B interface {
	Append(string)
	AppendNull()
}](b B, s string) {
	if s == "" {
		b.AppendNull()
		return
	}
	b.Append(s)
}

// AppendCount appends a number that counts from 1, or null for 0.
func AppendCount(b *array.Int32Builder, n int32) {
	if n == 0 {
		b.AppendNull()
		return
	}
	b.Append(n)
}

// List appends the texts of row i to dst; they are views of the batch's memory.
func List(dst []string, a *array.List, i int) []string {
	from, to := a.ValueOffsets(i)
	values := a.ListValues().(*array.String)
	for at := from; at < to; at++ {
		dst = append(dst, values.Value(int(at)))
	}
	return dst
}

// Run returns the texts of row i in one: as they stand in the batch's memory, one behind the other.
func Run(a *array.List, i int) string {
	from, to := a.ValueOffsets(i)
	values := a.ListValues().(*array.String)
	ends := values.ValueOffsets()
	run := values.ValueBytes()[ends[from]-ends[0] : ends[to]-ends[0]]
	return unsafe.String(unsafe.SliceData(run), len(run))
}
