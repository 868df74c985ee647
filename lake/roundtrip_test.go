package lake

import (
	"context"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/memory"
	"github.com/parquet-go/parquet-go"
	"pgregory.net/rapid"

	"github.com/paperlake/paperlake/schemas"
)

// everyTable has the published tables and those that stages hand to one another.
var everyTable = append(slices.Clone(schemas.Published), schemas.Raw, schemas.Identified, schemas.Ranked, schemas.Normalized)

func TestRoundTripOfEveryTable(t *testing.T) {
	for _, table := range everyTable {
		t.Run(table.Name, func(t *testing.T) {
			dir := t.TempDir()
			txn := mustBegin(t, dir, "plan")
			w, err := txn.NewShard("a")
			if err != nil {
				t.Fatal(err)
			}
			want := randomBatch(rand.New(rand.NewPCG(1, 2)), table, readRows+77)
			defer want.Release()
			if err := w.Table(table).Write(want); err != nil {
				t.Fatal(err)
			}
			s, err := w.Finish(nil)
			if err != nil {
				t.Fatal(err)
			}
			got := readAll(t, dir, s.Parts[table.Name], table, nil)
			if !array.RecordEqual(want, got) {
				t.Error("the rows read differ from the rows written")
			}
		})
	}
}

// readAll reads the parts into one batch.
func readAll(t testing.TB, dir string, parts []Part, table *schemas.Table, columns []string) arrow.RecordBatch {
	t.Helper()
	mem := memory.NewCheckedAllocator(memory.DefaultAllocator)
	var batches []arrow.RecordBatch
	for _, p := range parts {
		err := ReadPart(context.Background(), mem, dir, p, table, columns, func(b arrow.RecordBatch) error {
			b.Retain()
			batches = append(batches, b)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if len(batches) == 0 {
		return randomBatch(rand.New(rand.NewPCG(0, 0)), table, 0)
	}
	schema := batches[0].Schema()
	all := make([]arrow.Array, schema.NumFields())
	for i := range all {
		var chunks []arrow.Array
		for _, b := range batches {
			chunks = append(chunks, b.Column(i))
		}
		joined, err := array.Concatenate(chunks, memory.DefaultAllocator)
		if err != nil {
			t.Fatal(err)
		}
		all[i] = joined
	}
	joined := array.NewRecordBatch(schema, all, -1)
	for _, b := range batches {
		b.Release()
	}
	mem.AssertSize(t, 0)
	return joined
}

// Law: neither the cut into batches, nor who fills a row group, nor in what order they finish, shows in the bytes.
func TestBytesDoNotDependOnBatches(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		table := rapid.SampledFrom(everyTable).Draw(rt, "table")
		n := rapid.IntRange(0, 900).Draw(rt, "rows")
		rows := randomBatch(rand.New(rand.NewPCG(rapid.Uint64().Draw(rt, "seed"), 0)), table, n)
		maxRows := rapid.Int64Range(30, 400).Draw(rt, "rows a group")
		maxBytes := rapid.Int64Range(20_000, 100_000).Draw(rt, "bytes a group")
		write := func(name string, batches []arrow.RecordBatch) Part {
			dir := t.TempDir()
			txn := mustBegin(t, dir, "plan")
			defer txn.Close()
			w := newPartWriter(txn, table, filepath.Join(dir, "part.parquet"))
			w.maxRows, w.maxBytes = maxRows, maxBytes
			for _, b := range batches {
				if err := w.Write(b); err != nil {
					rt.Fatal(err)
				}
			}
			p, ok, err := w.close()
			if err != nil || ok != (n > 0) {
				rt.Fatalf("close: %v, %v", ok, err)
			}
			if ok {
				p.Path = "part.parquet"
				if got := readAll(t, dir, []Part{p}, table, nil); !array.RecordEqual(rows, got) {
					rt.Errorf("%s: the rows read differ from the rows written", name)
				}
				p.Path = ""
			}
			return p
		}
		whole := write("whole", []arrow.RecordBatch{rows})
		cut := write("cut", cutAnywhere(rt, rows))
		if whole != cut {
			rt.Errorf("one batch gives %+v, several give %+v", whole, cut)
		}
		if low, high := idsOf(rows); n > 0 && (whole.MinID != low || whole.MaxID != high) {
			rt.Errorf("ids %q to %q, want %q to %q", whole.MinID, whole.MaxID, low, high)
		}
	})
}

func cutAnywhere(rt *rapid.T, rows arrow.RecordBatch) (batches []arrow.RecordBatch) {
	for from := int64(0); from < rows.NumRows(); {
		to := min(rows.NumRows(), from+rapid.Int64Range(0, 300).Draw(rt, "rows a batch"))
		batches = append(batches, rows.NewSlice(from, to))
		from = to
	}
	return batches
}

func idsOf(rows arrow.RecordBatch) (low, high string) {
	at := rows.Schema().FieldIndices("paper_id")
	if len(at) == 0 {
		return "", ""
	}
	var all []string
	ids := rows.Column(at[0]).(*array.String)
	for i := range ids.Len() {
		if ids.IsValid(i) {
			all = append(all, ids.Value(i))
		}
	}
	if len(all) == 0 {
		return "", ""
	}
	return slices.Min(all), slices.Max(all)
}

func TestBytesDoNotDependOnWorkers(t *testing.T) {
	var batches []arrow.RecordBatch
	for i := range 12 {
		batches = append(batches, paperRows(i*700, 300+i*57))
	}
	var first Part
	for _, workers := range []int{1, 2, 8} {
		dir := t.TempDir()
		txn := mustBegin(t, dir, "plan")
		w, err := txn.NewShard("a")
		if err != nil {
			t.Fatal(err)
		}
		writeGroups(t, w.Table(schemas.Papers), batches, workers)
		s, err := w.Finish(nil)
		if err != nil {
			t.Fatal(err)
		}
		p := s.Parts["papers"][0]
		if workers == 1 {
			first = p
			continue
		}
		if p != first {
			t.Errorf("%d workers write %+v, one writes %+v", workers, p, first)
		}
	}
}

// A batch may be changed or freed as soon as Write returns, even when its rows still wait for the rest of their block.
func TestWriteKeepsNothingOfTheBatch(t *testing.T) {
	dir := t.TempDir()
	txn := mustBegin(t, dir, "plan")
	w, err := txn.NewShard("a")
	if err != nil {
		t.Fatal(err)
	}
	want := paperRows(0, 3*pageRows)
	for from := int64(0); from < want.NumRows(); from += 50 {
		piece := paperRows(int(from), int(min(50, want.NumRows()-from)))
		if err := w.Table(schemas.Papers).Write(piece); err != nil {
			t.Fatal(err)
		}
		for _, column := range piece.Columns() {
			if text, ok := column.(*array.String); ok {
				clear(text.Data().Buffers()[2].Bytes())
			}
		}
	}
	s, err := w.Finish(nil)
	if err != nil {
		t.Fatal(err)
	}
	if got := readAll(t, dir, s.Parts["papers"], schemas.Papers, nil); !array.RecordEqual(want, got) {
		t.Error("the rows read differ from the rows written")
	}
}

func TestReadSomeColumns(t *testing.T) {
	dir := t.TempDir()
	s := commitRows(t, dir, "plan", 500)
	got := readAll(t, dir, s.Tables["papers"], schemas.Papers, []string{"authors", "paper_id"})
	want := paperRows(0, 500)
	if got.NumCols() != 2 || !array.Equal(got.Column(0), column(want, "authors")) || !array.Equal(got.Column(1), column(want, "paper_id")) {
		t.Errorf("got columns %v", got.Schema())
	}
	ids, n := column(want, "paper_id").(*array.String), int64(0)
	for _, file := range s.Files(dir, "papers") {
		first := n
		err := ScanIDs(file, "paper_id", func(row int64, id string) error {
			if first+row != n || id != ids.Value(int(n)) {
				t.Errorf("row %d: %q", row, id)
			}
			n++
			return nil
		})
		if err != nil {
			t.Error(err)
		}
	}
	if n != 500 {
		t.Errorf("%d ids", n)
	}
	part := s.Tables["papers"][0]
	if err := ReadPart(context.Background(), memory.DefaultAllocator, dir, part, schemas.Papers, []string{"no_such"}, nil); err == nil {
		t.Error("a column that does not exist was read")
	}
	other := ReadPart(context.Background(), memory.DefaultAllocator, dir, part, schemas.Claims, nil, nil)
	if other == nil || !strings.Contains(other.Error(), "run --full") {
		t.Errorf("a part without the table's columns gives %v", other)
	}
	stop := errors.New("enough")
	if err := ReadPart(context.Background(), memory.DefaultAllocator, dir, part, schemas.Papers, nil, func(arrow.RecordBatch) error { return stop }); err != stop {
		t.Errorf("an error of fn came back as %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := ReadPart(ctx, memory.DefaultAllocator, dir, part, schemas.Papers, nil, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled read gave %v", err)
	}
}

func column(b arrow.RecordBatch, name string) arrow.Array {
	return b.Column(b.Schema().FieldIndices(name)[0])
}

// What other programs see in a part: order and types of the columns, bounds, Bloom filters, key-value metadata.
func TestPartsAsOthersSeeThem(t *testing.T) {
	dir := t.TempDir()
	s := commitRows(t, dir, "plan", 1000, Producer("paperlake 9.9"), Metadata("licence", "CC0"))
	for _, table := range schemas.Published {
		f, err := os.Open(s.Files(dir, table.Name)[0])
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		info, _ := f.Stat()
		pf, err := parquet.OpenFile(f, info.Size())
		if err != nil {
			t.Fatal(err)
		}
		for key, want := range map[string]string{
			"paperlake.table": table.Name, "paperlake.table_doc": table.Doc,
			"paperlake.schema_version": schemas.Version, "paperlake.producer": "paperlake 9.9", "licence": "CC0",
		} {
			if got, _ := pf.Lookup(key); got != want {
				t.Errorf("%s: %s is %q, want %q", table.Name, key, got, want)
			}
		}
		for i, c := range table.Columns {
			path := pf.Schema().Columns()[i]
			want := []string{c.Name}
			if c.Type.ID() == arrow.LIST {
				want = []string{c.Name, "list", "element"}
			}
			if !slices.Equal(path, want) {
				t.Errorf("%s: column %d is %v, want %v", table.Name, i, path, want)
			}
			chunk := pf.RowGroups()[0].ColumnChunks()[i]
			if c.Bloom != (chunk.BloomFilter() != nil) {
				t.Errorf("%s.%s: Bloom filter: %v", table.Name, c.Name, !c.Bloom)
			}
			if index, err := chunk.ColumnIndex(); err != nil || index.NumPages() == 0 {
				t.Errorf("%s.%s: no page index: %v", table.Name, c.Name, err)
			}
		}
		if b := pf.RowGroups()[0].ColumnChunks()[0].BloomFilter(); b != nil {
			id := idOf(0)
			if ok, err := b.Check(parquet.ValueOf(id)); err != nil || !ok {
				t.Errorf("%s: the Bloom filter misses %s: %v", table.Name, id, err)
			}
		}
	}
}
