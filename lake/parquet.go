package lake

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"io"
	"maps"
	"reflect"
	"slices"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/deprecated"
	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"

	"github.com/paperlake/paperlake/schemas"
)

// How a table looks in Parquet: which node each Arrow type becomes, and how it is encoded.

const (
	// A page is closed when it holds this much before compression. A year of arXiv, 83 MB of papers in MB of output:
	// 128 KiB 31.2, 256 KiB 30.8, 512 KiB 30.5, 1 MiB 30.4, 2 MiB 30.4; the CPU time from 256 KiB to 1 MiB is the same
	// within its noise of 10 %. Smaller pages take less memory, and a reader unpacks a whole page for one row.
	pageBytes  = 512 << 10
	pageRows   = 128 // pages end only after a multiple of these
	indexBytes = 32  // longest bound of a text column in the page index
	bloomBits  = 10  // bits for each value: about 1 in 100 lookups of an absent id reads a group in vain
)

// Keys of the key-value metadata that every part carries.
const (
	keyTable    = "paperlake.table"
	keyTableDoc = "paperlake.table_doc"
	keySchema   = "paperlake.schema_version"
	keyProducer = "paperlake.producer"
)

// orderedGroup is a Parquet group that keeps its fields in the table's order; parquet.Group sorts them by name.
type orderedGroup struct {
	parquet.Group
	fields []parquet.Field
}

func (g *orderedGroup) Fields() []parquet.Field { return g.fields }

type orderedField struct {
	parquet.Node
	name string
}

func (f orderedField) Name() string { return f.name }

func (f orderedField) Value(base reflect.Value) reflect.Value {
	return base.MapIndex(reflect.ValueOf(f.name))
}

// parquetSchema returns the Parquet schema of t.
func parquetSchema(t *schemas.Table) *parquet.Schema {
	g := &orderedGroup{Group: parquet.Group{}}
	for _, c := range t.Columns {
		n := parquetNode(c)
		g.Group[c.Name] = n
		g.fields = append(g.fields, orderedField{Node: n, name: c.Name})
	}
	return parquet.NewSchema(t.Name, g)
}

func parquetNode(c schemas.Column) parquet.Node {
	var n parquet.Node
	if c.Type.ID() == arrow.LIST {
		n = parquet.List(leafNode(c.Type.(*arrow.ListType).Elem()))
	} else {
		n = leafNode(c.Type)
	}
	if c.Nullable {
		return parquet.Optional(n)
	}
	return parquet.Required(n)
}

func leafNode(t arrow.DataType) parquet.Node {
	var n parquet.Node
	switch t.ID() {
	case arrow.STRING:
		n = parquet.String()
	case arrow.INT32:
		n = parquet.Leaf(parquet.Int32Type)
	case arrow.INT64:
		n = parquet.Leaf(parquet.Int64Type)
	case arrow.FLOAT64:
		n = parquet.Leaf(parquet.DoubleType)
	case arrow.BOOL:
		n = parquet.Leaf(parquet.BooleanType)
	case arrow.DATE32:
		n = parquet.Date()
	default:
		panic("lake: no Parquet type for Arrow type " + t.String())
	}
	return n
}

// metadata returns the key-value metadata of a part of t, sorted. Nothing in it depends on time or machine: equal rows
// give equal bytes.
func (t *Txn) metadata(table *schemas.Table) (out []format.KeyValue) {
	m := map[string]string{
		keyTable:    table.Name,
		keyTableDoc: table.Doc,
		keySchema:   schemas.Version,
		keyProducer: t.producer,
	}
	maps.Copy(m, t.extra)
	for _, key := range slices.Sorted(maps.Keys(m)) {
		out = append(out, format.KeyValue{Key: key, Value: m[key]})
	}
	return out
}

// A parquetFile writes row groups and the footer that describes them.
type parquetFile struct {
	out    *bufio.Writer
	offset int64
	thrift headerBuffer

	table   *schemas.Table
	groups  []format.RowGroup
	columns [][]format.ColumnIndex // by row group
	offsets [][]format.OffsetIndex
	rows    int64
}

const magic = "PAR1"

func newParquetFile(w io.Writer, t *schemas.Table) *parquetFile {
	return &parquetFile{out: bufio.NewWriterSize(w, 64<<10), table: t}
}

func (f *parquetFile) write(b []byte) error {
	n, err := f.out.Write(b)
	f.offset += int64(n)
	return err
}

// group appends a row group.
func (f *parquetFile) group(columns []packed, rows int64) error {
	if len(f.groups) == 0 {
		if err := f.write([]byte(magic)); err != nil {
			return err
		}
	}
	g := format.RowGroup{NumRows: rows, FileOffset: f.offset, Ordinal: int16(len(f.groups))}
	var (
		indexes []format.ColumnIndex
		offsets []format.OffsetIndex
	)
	for _, c := range columns {
		m := c.meta
		if len(c.dictionary) > 0 {
			m.DictionaryPageOffset = f.offset
			if err := f.writeAll(c.dictionary); err != nil {
				return err
			}
		}
		m.DataPageOffset = f.offset
		for i := range c.locations {
			c.locations[i].Offset += f.offset
		}
		if err := f.writeAll(c.pages); err != nil {
			return err
		}
		g.TotalByteSize += m.TotalUncompressedSize
		g.TotalCompressedSize += m.TotalCompressedSize
		g.Columns = append(g.Columns, format.ColumnChunk{MetaData: m})
		indexes = append(indexes, c.index)
		offsets = append(offsets, format.OffsetIndex{PageLocations: c.locations})
	}
	for i, c := range columns {
		if len(c.filter) == 0 {
			continue
		}
		m := &g.Columns[i].MetaData
		m.BloomFilterOffset = f.offset
		err := f.encode(&format.BloomFilterHeader{
			NumBytes:    int32(len(c.filter)),
			Algorithm:   format.BloomFilterAlgorithm{Value: &format.SplitBlockAlgorithm{}},
			Hash:        format.BloomFilterHash{Value: &format.XxHash{}},
			Compression: format.BloomFilterCompression{Value: &format.BloomFilterUncompressed{}},
		})
		if err == nil {
			err = f.write(c.filter)
		}
		if err != nil {
			return err
		}
		m.BloomFilterLength = int32(f.offset - m.BloomFilterOffset)
	}
	f.groups = append(f.groups, g)
	f.columns = append(f.columns, indexes)
	f.offsets = append(f.offsets, offsets)
	f.rows += rows
	return nil
}

func (f *parquetFile) writeAll(parts [][]byte) error {
	for _, b := range parts {
		if err := f.write(b); err != nil {
			return err
		}
	}
	return nil
}

func (f *parquetFile) encode(v any) error {
	b, err := f.thrift.encode(v)
	if err != nil {
		return err
	}
	return f.write(b)
}

// close writes the page index and the footer.
func (f *parquetFile) close(metadata []format.KeyValue) error {
	for i, g := range f.groups {
		for j := range g.Columns {
			c := &g.Columns[j]
			c.ColumnIndexOffset = f.offset
			if err := f.encode(&f.columns[i][j]); err != nil {
				return err
			}
			c.ColumnIndexLength = int32(f.offset - c.ColumnIndexOffset)
		}
	}
	for i, g := range f.groups {
		for j := range g.Columns {
			c := &g.Columns[j]
			c.OffsetIndexOffset = f.offset
			if err := f.encode(&f.offsets[i][j]); err != nil {
				return err
			}
			c.OffsetIndexLength = int32(f.offset - c.OffsetIndexOffset)
		}
	}
	footer := &format.FileMetaData{
		Version: 2, Schema: schemaElements(f.table), NumRows: f.rows, RowGroups: f.groups, KeyValueMetadata: metadata,
		CreatedBy: "paperlake version " + schemas.Version,
	}
	for range f.table.Columns {
		footer.ColumnOrders = append(footer.ColumnOrders, format.ColumnOrder{Value: &format.TypeDefinedOrder{}})
	}
	start := f.offset
	if err := f.encode(footer); err != nil {
		return err
	}
	end := binary.LittleEndian.AppendUint32(nil, uint32(f.offset-start))
	if err := f.write(append(end, magic...)); err != nil {
		return err
	}
	return f.out.Flush()
}

// A headerBuffer encodes the structures of the format.
type headerBuffer struct {
	buf      bytes.Buffer
	protocol thrift.CompactProtocol
	encoder  *thrift.Encoder
}

// encode returns v in Thrift's compact protocol; the bytes are valid until the next call.
func (h *headerBuffer) encode(v any) ([]byte, error) {
	if h.encoder == nil {
		h.encoder = thrift.NewEncoder(h.protocol.NewWriter(&h.buf))
	}
	h.buf.Reset()
	err := h.encoder.Encode(v)
	return h.buf.Bytes(), err
}

// schemaElements is parquetSchema as it stands in a footer.
func schemaElements(t *schemas.Table) []format.SchemaElement {
	out := []format.SchemaElement{{Name: t.Name, NumChildren: thrift.New(int32(len(t.Columns)))}}
	for _, c := range t.Columns {
		repetition := format.Required
		if c.Nullable {
			repetition = format.Optional
		}
		if c.Type.ID() != arrow.LIST {
			out = append(out, leafElement(c.Name, c.Type, repetition))
			continue
		}
		out = append(out,
			format.SchemaElement{
				Name: c.Name, RepetitionType: thrift.New(repetition), NumChildren: thrift.New(int32(1)),
				ConvertedType: thrift.New(deprecated.List), LogicalType: format.LogicalType{Value: &format.ListType{}},
			},
			format.SchemaElement{Name: "list", RepetitionType: thrift.New(format.Repeated), NumChildren: thrift.New(int32(1))},
			leafElement("element", c.Type.(*arrow.ListType).Elem(), format.Required))
	}
	return out
}

func leafElement(name string, t arrow.DataType, repetition format.FieldRepetitionType) format.SchemaElement {
	e := format.SchemaElement{Name: name, Type: thrift.New(kindOf(t)), RepetitionType: thrift.New(repetition)}
	switch t.ID() {
	case arrow.STRING:
		e.ConvertedType, e.LogicalType.Value = thrift.New(deprecated.UTF8), &format.StringType{}
	case arrow.DATE32:
		e.ConvertedType, e.LogicalType.Value = thrift.New(deprecated.Date), &format.DateType{}
	}
	return e
}
