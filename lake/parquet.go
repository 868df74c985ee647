package lake

import (
	"reflect"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/parquet-go/parquet-go"

	"github.com/paperlake/paperlake/schemas"
)

// How a table looks in Parquet: which node each Arrow type becomes, and how it is encoded.

const (
	// A page is closed when it holds this much before compression. 8,000 arXiv papers, zstd at its fastest, MB/s of CPU
	// time and output to input: 128 KiB 160 and 0.40, 256 KiB 173 and 0.35, 512 KiB 182 and 0.31, 1 MiB 195 and 0.29,
	// 2 MiB 200 and 0.28. A reader unpacks a whole page for one row, so the last step is not taken.
	pageBytes  = 1 << 20
	pageRows   = 128 // rows handed over at once; pages end only between such blocks
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
		n = parquet.List(leafNode(c.Type.(*arrow.ListType).Elem(), c.Dict))
	} else {
		n = leafNode(c.Type, c.Dict)
	}
	if c.Nullable {
		return parquet.Optional(n)
	}
	return parquet.Required(n)
}

func leafNode(t arrow.DataType, dict bool) parquet.Node {
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
	if dict {
		n = parquet.Encoded(n, &parquet.RLEDictionary)
	}
	return n
}

// metadata returns the key-value metadata of a part of t.
func (t *Txn) metadata(table *schemas.Table) map[string]string {
	m := map[string]string{
		keyTable:    table.Name,
		keyTableDoc: table.Doc,
		keySchema:   schemas.Version,
		keyProducer: t.producer,
	}
	for k, v := range t.extra {
		m[k] = v
	}
	return m
}

// writerOptions describe parts of table. Nothing in them depends on time or machine: equal rows give equal bytes.
func (t *Txn) writerOptions(table *schemas.Table) []parquet.WriterOption {
	var blooms []parquet.BloomFilterColumn
	for _, c := range table.Columns {
		if c.Bloom {
			blooms = append(blooms, parquet.SplitBlockFilter(bloomBits, c.Name))
		}
	}
	options := []parquet.WriterOption{
		parquetSchema(table),
		parquet.CreatedBy("paperlake", schemas.Version, "parquet-go"),
		parquet.Compression(t.codec),
		parquet.PageBufferSize(pageBytes),
		parquet.WriteBufferSize(256 << 10),
		parquet.DataPageVersion(1), // within 2% of version 2 in speed and size, and known to every reader
		// Bounds stand in the page index and, for a row group, in the footer; page headers would repeat them in full,
		// and a bound of a text column is a whole abstract.
		parquet.DataPageStatistics(false),
		parquet.ColumnIndexSizeLimit(func([]string) int { return indexBytes }),
		parquet.BloomFilters(blooms...),
	}
	for key, value := range t.metadata(table) {
		options = append(options, parquet.KeyValueMetadata(key, value))
	}
	return options
}
