package lake

import (
	"bytes"
	"encoding/binary"
	"io"
	"math"
	"os"
	"testing"
	"unicode/utf8"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/memory"
	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/format"
	"pgregory.net/rapid"

	"github.com/paperlake/paperlake/schemas"
)

// The bounds of texts are short, are texts themselves, and hold every text between them.
func TestTextBounds(t *testing.T) {
	beginning := rapid.SampledFrom([]string{"", "a", "an ordinary beginning of a title", "ääääääääääääääääx", "\U0010FFFF\U0010FFFF\U0010FFFF\U0010FFFF\U0010FFFF\U0010FFFF\U0010FFFFz", "~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~\uD7FF"})
	rapid.Check(t, func(rt *rapid.T) {
		var all bounds
		var texts []string
		for range rapid.IntRange(1, 3).Draw(rt, "pages") {
			var page bounds
			for range rapid.IntRange(0, 4).Draw(rt, "texts") {
				text := beginning.Draw(rt, "beginning") + rapid.StringN(0, 40, -1).Draw(rt, "text")
				texts = append(texts, text)
				page.text([]byte(text))
			}
			if page.any {
				all.join(&page, format.ByteArray)
			}
		}
		low, high := all.min(format.ByteArray), all.max(format.ByteArray)
		for _, text := range texts {
			if bytes.Compare(low, []byte(text)) > 0 || bytes.Compare([]byte(text), high) > 0 {
				rt.Errorf("%q is not between %q and %q", text, low, high)
			}
		}
		if !utf8.Valid(low) || !utf8.Valid(high) || len(low) > indexBytes || len(high) > indexBytes+utf8.UTFMax {
			rt.Errorf("the bounds are %q and %q", low, high)
		}
	})
	// Eight times the last character there is: nothing short is greater.
	var last bounds
	last.text(bytes.Repeat([]byte("\U0010FFFF"), 9))
	if high := last.max(format.ByteArray); utf8.Valid(high) {
		t.Errorf("the bound %q looks like a text", high)
	}
}

// The page index says of each page what is in it.
func TestPageIndex(t *testing.T) {
	dir := t.TempDir()
	s := commitRows(t, dir, "plan", 3000)
	several := 0
	for _, table := range []*schemas.Table{schemas.Papers, schemas.Claims} {
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
		for i, chunk := range pf.RowGroups()[0].ColumnChunks() {
			index, err := chunk.ColumnIndex()
			if err != nil {
				t.Fatal(err)
			}
			places, err := chunk.OffsetIndex()
			if err != nil {
				t.Fatal(err)
			}
			name, kind := table.Columns[i].Name, chunk.Type()
			pages := chunk.Pages()
			defer pages.Close()
			row, n := int64(0), 0
			for ; ; n++ {
				page, err := pages.ReadPage()
				if err == io.EOF {
					break
				}
				if err != nil {
					t.Fatal(err)
				}
				if places.FirstRowIndex(n) != row {
					t.Errorf("%s: page %d begins at row %d, the index says %d", name, n, row, places.FirstRowIndex(n))
				}
				row += page.NumRows()
				values := make([]parquet.Value, page.NumValues())
				if _, err := page.Values().ReadValues(values); err != nil && err != io.EOF {
					t.Fatal(err)
				}
				nulls := int64(0)
				for _, v := range values {
					if v.IsNull() {
						nulls++
					} else if kind.Compare(index.MinValue(n), v) > 0 || kind.Compare(v, index.MaxValue(n)) > 0 {
						t.Fatalf("%s: %v is not between %v and %v", name, v, index.MinValue(n), index.MaxValue(n))
					}
				}
				if nulls != index.NullCount(n) || index.NullPage(n) != (nulls == page.NumValues()) {
					t.Errorf("%s: page %d has %d nulls of %d, the index says %d", name, n, nulls, page.NumValues(), index.NullCount(n))
				}
			}
			if n != index.NumPages() {
				t.Errorf("%s: %d pages, the index has %d", name, n, index.NumPages())
			}
			if n > 1 {
				several++
			}
			for p := 1; p < n; p++ {
				if index.IsAscending() && kind.Compare(index.MinValue(p-1), index.MinValue(p)) > 0 {
					t.Errorf("%s: the pages are not in order", name)
				}
			}
		}
	}
	if several == 0 {
		t.Error("no column has two pages: this checks little")
	}
}

// A page of what is no number is not a page of nulls, and its bounds leave nothing out.
func TestBoundsOfNaN(t *testing.T) {
	b := array.NewFloat64Builder(memory.DefaultAllocator)
	b.AppendValues([]float64{math.NaN(), math.NaN()}, nil)
	column := b.NewArray()
	c := newChunk(schemas.Column{Name: "factor", Type: arrow.PrimitiveTypes.Float64}, DefaultCodec, memory.DefaultAllocator)
	s := scratch{store: &store{mem: memory.DefaultAllocator}}
	if err := c.write(column, 0, 2, &s); err != nil {
		t.Fatal(err)
	}
	done, err := c.finish(&s)
	if err != nil {
		t.Fatal(err)
	}
	low := math.Float64frombits(binary.LittleEndian.Uint64(done.index.MinValues[0]))
	high := math.Float64frombits(binary.LittleEndian.Uint64(done.index.MaxValues[0]))
	if done.index.NullPages[0] || !math.IsInf(low, -1) || !math.IsInf(high, 1) {
		t.Errorf("null page %v, bounds %v and %v", done.index.NullPages[0], low, high)
	}
}
