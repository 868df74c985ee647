package extract

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"math/big"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/format"
)

// Parquet is a table of papers as a Parquet file, of the columns that CSV knows.
var Parquet = KnownColumns.parquet("parquet", "Parquet tables of papers, with the columns of csv")

const parquetMagic = "PAR1"

// Parquet returns the format of Parquet files with the columns of m. A column inside others is named by their
// names with dots; the levels that lists have in files do not count. Its rows have no byte offset.
func (m Mapping) Parquet() *Format {
	return m.parquet("mapped-parquet", "with --map: Parquet, whatever its columns")
}

func (m Mapping) parquet(name, doc string) *Format {
	return &Format{
		Name:  name,
		Doc:   doc,
		Sniff: func(head []byte) bool { return bytes.HasPrefix(head, []byte(parquetMagic)) },
		Split: m.splitParquet,
		// A block is its rows as CSV: so the two have one way from cells to records.
		NewDecoder: func() Decoder { return &textDecoder{parser: &rowParser{mapping: m}, afresh: true} },
	}
}

// spoolBytes is how much of a Parquet file is held in memory; a larger one goes through a temporary file, since
// its directory is at its end.
const spoolBytes = 32 << 20

// spool makes r readable at any place. The file that it may use is gone when done is called.
func spool(r io.Reader) (at io.ReaderAt, size int64, done func(), err error) {
	var held bytes.Buffer
	n, err := io.Copy(&held, io.LimitReader(r, spoolBytes))
	if err != nil {
		return nil, 0, nil, err
	}
	if n < spoolBytes {
		return bytes.NewReader(held.Bytes()), n, func() {}, nil
	}
	f, err := os.CreateTemp("", "paperlake-*.parquet")
	if err != nil {
		return nil, 0, nil, err
	}
	done = func() {
		f.Close()
		os.Remove(f.Name())
	}
	if size, err = io.Copy(f, io.MultiReader(&held, r)); err != nil {
		done()
		return nil, 0, nil, err
	}
	return f, size, done, nil
}

func (m Mapping) splitParquet(r io.Reader, emit func(Block) error) (err error) {
	at, size, done, err := spool(r)
	if err != nil {
		return err
	}
	defer done()
	defer func() { // the library takes damaged pages for broken promises
		if p := recover(); p != nil {
			err = fmt.Errorf("the Parquet file is damaged: %v", p)
		}
	}()
	f, err := parquet.OpenFile(at, size, parquet.SkipPageIndex(true), parquet.SkipBloomFilters(true))
	if err != nil {
		return fmt.Errorf("the Parquet file cannot be read: %w", err)
	}
	var header []string
	var leaves []parquet.LeafColumn
	for _, path := range f.Schema().Columns() {
		header = append(header, leafName(path))
		leaf, _ := f.Schema().Lookup(path...)
		leaves = append(leaves, leaf)
	}
	b, err := m.bind(header)
	if err != nil {
		return err
	}
	for _, f := range b.fields {
		for _, c := range f.columns {
			if (f.name == "arxiv_id" || f.name == "id") && leaves[c].Node.Type().Kind() == parquet.Float {
				return &MappingError{m.Places[f.name], fmt.Sprintf("column %q is a 32-bit float, in which ids run into each other: write the ids as text", header[c])}
			}
		}
	}
	t := parquetTable{leaves: leaves, used: b.columns(), emit: emit, block: Block{First: 1}}
	for _, c := range t.used {
		t.names = append(t.names, header[c])
	}
	t.cell = make([]int, len(header))
	for i := range t.cell {
		t.cell[i] = -1
	}
	for i, c := range t.used {
		t.cell[c] = i
	}
	t.block.Head = dialect{separator: ',', quoted: true, line: csvLine(t.names)}.encoded()
	for _, group := range f.RowGroups() {
		if err := t.group(group); err != nil {
			return err
		}
	}
	return t.flush()
}

// parquetTable turns rows into blocks.
type parquetTable struct {
	leaves []parquet.LeafColumn
	used   []int    // columns of the file that are read
	names  []string // of them
	cell   []int    // for each column of the file, its place among the used ones, -1: none
	emit   func(Block) error
	block  Block
	buf    bytes.Buffer
}

func (t *parquetTable) group(group parquet.RowGroup) error {
	rows := group.Rows()
	defer rows.Close()
	batch := make([]parquet.Row, 64)
	cells := make([]strings.Builder, len(t.used))
	texts := make([]string, len(t.used))
	w := csv.NewWriter(&t.buf)
	for {
		n, err := rows.ReadRows(batch)
		for _, row := range batch[:n] {
			for i := range cells {
				cells[i].Reset()
			}
			for _, v := range row {
				i := t.cell[v.Column()]
				if i < 0 || v.IsNull() {
					continue
				}
				cells[i].WriteString(strings.ReplaceAll(t.text(v), listMark, " "))
				if t.leaves[v.Column()].MaxRepetitionLevel > 0 {
					cells[i].WriteString(listMark)
				}
			}
			length := 0
			for i := range cells {
				texts[i] = cells[i].String()
				length += len(texts[i])
			}
			if length > Bounds.Record {
				return errTooLong(fmt.Sprintf("row %d", t.block.First+int64(len(t.block.Ends))), Bounds.Record)
			}
			start := t.buf.Len()
			if err := w.Write(texts); err != nil {
				return err
			}
			w.Flush()
			t.block.Starts, t.block.Ends = append(t.block.Starts, start), append(t.block.Ends, t.buf.Len())
			if t.buf.Len() >= blockBytes {
				if err := t.flush(); err != nil {
					return err
				}
			}
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("the Parquet file is damaged: %w", err)
		}
	}
}

func (t *parquetTable) flush() error {
	n := len(t.block.Ends)
	if n == 0 {
		return nil
	}
	block := t.block
	block.Data = bytes.Clone(t.buf.Bytes())
	t.buf.Reset()
	// Records have no place in the file; the block's offset counts what was read, for shards and the summary.
	t.block = Block{First: block.First + int64(n), Offset: block.Offset + int64(len(block.Data)), Head: block.Head}
	return t.emit(block)
}

// text writes a value as a cell has it: days and times as ISO 8601, numbers with all their digits.
func (t *parquetTable) text(v parquet.Value) string {
	if logical := t.leaves[v.Column()].Node.Type().LogicalType(); logical != nil {
		switch kind := logical.Value.(type) {
		case *format.DateType:
			return isoDay(Day{v.Int32(), true})
		case *format.TimestampType:
			n := v.Int64()
			switch kind.Unit.Value.(type) {
			case *format.MilliSeconds:
				return time.UnixMilli(n).UTC().Format(time.RFC3339)
			case *format.MicroSeconds:
				return time.UnixMicro(n).UTC().Format(time.RFC3339)
			}
			return time.Unix(0, n).UTC().Format(time.RFC3339)
		case *format.DecimalType:
			return decimal(v, int(kind.Scale))
		}
	}
	switch v.Kind() {
	case parquet.ByteArray, parquet.FixedLenByteArray:
		return string(v.ByteArray())
	case parquet.Int96: // how old writers put times: nanoseconds of a day, and the day
		return isoDay(Day{int32(v.Int96()[2]) - julian1970, true})
	case parquet.Float:
		return strconv.FormatFloat(float64(v.Float()), 'f', -1, 32)
	case parquet.Double: // 2410.1234, not 2.4101234e+03: a lost zero is to be seen
		if math.IsNaN(v.Double()) { // what pandas has for nothing
			return ""
		}
		return strconv.FormatFloat(v.Double(), 'f', -1, 64)
	}
	return v.String()
}

// julian1970 is 1970-01-01 as a Julian day.
const julian1970 = 2440588

// decimal writes a decimal number with its scale: 241012340 of scale 5 is 2410.12340.
func decimal(v parquet.Value, scale int) string {
	var n big.Int
	switch v.Kind() {
	case parquet.Int32:
		n.SetInt64(int64(v.Int32()))
	case parquet.Int64:
		n.SetInt64(v.Int64())
	default: // big-endian, two's complement
		bytes := v.ByteArray()
		n.SetBytes(bytes)
		if len(bytes) > 0 && bytes[0]&0x80 != 0 {
			n.Sub(&n, new(big.Int).Lsh(big.NewInt(1), uint(8*len(bytes))))
		}
	}
	if scale <= 0 || scale > 1000 { // nobody means that, and its power would take long
		return n.String()
	}
	return new(big.Rat).SetFrac(&n, new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(scale)), nil)).FloatString(scale)
}

// leafName is a column's name without the levels of lists.
func leafName(path []string) string {
	var parts []string
	for i, p := range path {
		if i > 0 && (p == "list" || p == "element" || p == "item" || p == "array" || p == "bag" || p == "array_element") {
			continue
		}
		parts = append(parts, p)
	}
	return strings.Join(parts, ".")
}

func csvLine(cells []string) string {
	var b strings.Builder
	w := csv.NewWriter(&b)
	_ = w.Write(cells) // a strings.Builder does not fail
	w.Flush()
	return strings.TrimRight(b.String(), "\n")
}
