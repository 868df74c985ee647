package query

import (
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/ipc"
	"github.com/apache/arrow-go/v18/arrow/memory"
	"github.com/apache/arrow-go/v18/parquet"
	"github.com/apache/arrow-go/v18/parquet/compress"
	"github.com/apache/arrow-go/v18/parquet/pqarrow"
)

// batchRows is the number of rows in a record batch and in a Parquet row group's step.
const batchRows = 8192

// arrowType returns the Arrow type in which values of a DuckDB type are written. Integers beyond 64 bits must fit
// them; structs, maps and what Arrow has no common type for are text.
func arrowType(sqlType string) arrow.DataType {
	if elem, ok := strings.CutSuffix(sqlType, "[]"); ok {
		return arrow.ListOf(arrowType(elem))
	}
	switch base, _, _ := strings.Cut(sqlType, "("); base {
	case "TINYINT", "SMALLINT", "INTEGER", "UTINYINT", "USMALLINT":
		return arrow.PrimitiveTypes.Int32
	case "UINTEGER", "BIGINT", "UBIGINT", "HUGEINT", "UHUGEINT":
		return arrow.PrimitiveTypes.Int64
	case "FLOAT", "DOUBLE", "DECIMAL":
		return arrow.PrimitiveTypes.Float64
	case "BOOLEAN":
		return arrow.FixedWidthTypes.Boolean
	case "DATE":
		return arrow.FixedWidthTypes.Date32
	case "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS":
		return &arrow.TimestampType{Unit: arrow.Microsecond}
	case "TIMESTAMPTZ", "TIMESTAMP WITH TIME ZONE":
		return arrow.FixedWidthTypes.Timestamp_us
	}
	return arrow.BinaryTypes.String
}

// eachBatch hands the rest of r to fn as record batches of at most batchRows rows.
func eachBatch(r *Result, schema *arrow.Schema, fn func(arrow.RecordBatch) error) error {
	b := array.NewRecordBuilder(memory.DefaultAllocator, schema)
	defer b.Release()
	n := 0
	flush := func() error {
		batch := b.NewRecordBatch()
		defer batch.Release()
		n = 0
		return fn(batch)
	}
	for r.Next() {
		for i, v := range r.Row() {
			if err := appendValue(b.Field(i), v, r.Columns()[i].Type); err != nil {
				return fmt.Errorf("row %d, column %s: %w", r.Rows(), r.Columns()[i].Name, err)
			}
		}
		if n++; n == batchRows {
			if err := flush(); err != nil {
				return err
			}
		}
	}
	if n > 0 && r.Err() == nil {
		return flush()
	}
	return r.Err()
}

func appendValue(b array.Builder, v any, sqlType string) error {
	if v == nil {
		b.AppendNull()
		return nil
	}
	switch b := b.(type) {
	case *array.StringBuilder:
		b.Append(exactText(v, sqlType))
		return nil
	case *array.Int32Builder:
		if n, ok := v.(int64); ok {
			b.Append(int32(n))
			return nil
		}
	case *array.Int64Builder:
		if n, ok := v.(int64); ok {
			b.Append(n)
			return nil
		}
	case *array.Float64Builder:
		if f, ok := v.(float64); ok {
			b.Append(f)
			return nil
		}
	case *array.BooleanBuilder:
		if t, ok := v.(bool); ok {
			b.Append(t)
			return nil
		}
	case *array.Date32Builder:
		if t, ok := v.(time.Time); ok {
			b.Append(arrow.Date32FromTime(t))
			return nil
		}
	case *array.TimestampBuilder:
		if t, ok := v.(time.Time); ok {
			b.Append(arrow.Timestamp(t.UnixMicro()))
			return nil
		}
	case *array.ListBuilder:
		if list, ok := v.([]any); ok {
			b.Append(true)
			for _, e := range list {
				if err := appendValue(b.ValueBuilder(), e, strings.TrimSuffix(sqlType, "[]")); err != nil {
					return err
				}
			}
			return nil
		}
	}
	return fmt.Errorf("%v does not fit %s: cast the column to DOUBLE or VARCHAR", v, b.Type())
}

func arrowSchema(r *Result) *arrow.Schema {
	names := uniqueNames(r.Columns())
	fields := make([]arrow.Field, len(names))
	for i, c := range r.Columns() {
		fields[i] = arrow.Field{Name: names[i], Type: arrowType(c.Type), Nullable: true}
	}
	return arrow.NewSchema(fields, nil)
}

func writeArrow(w io.Writer, r *Result) error {
	schema := arrowSchema(r)
	out := ipc.NewWriter(w, ipc.WithSchema(schema))
	if err := eachBatch(r, schema, out.Write); err != nil {
		return err
	}
	return out.Close()
}

func writeParquet(w io.Writer, r *Result) error {
	schema := arrowSchema(r)
	// pqarrow closes what it writes to; w stays the caller's.
	out, err := pqarrow.NewFileWriter(schema, struct{ io.Writer }{w},
		parquet.NewWriterProperties(parquet.WithCompression(compress.Codecs.Zstd), parquet.WithCreatedBy("paperlake")),
		pqarrow.NewArrowWriterProperties(pqarrow.WithStoreSchema()))
	if err != nil {
		return err
	}
	if err := eachBatch(r, schema, out.WriteBuffered); err != nil {
		return err
	}
	return out.Close()
}
