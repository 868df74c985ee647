package lake

import (
	"fmt"
	"io"
	"sync"
	"testing"

	"github.com/apache/arrow-go/v18/arrow"

	"github.com/paperlake/paperlake/schemas"
)

// Writing papers is the largest cost of a run. 8,000 papers are about 12 MB of text, one row group.
const benchRows = 8000

var benchBatch = sync.OnceValue(func() arrow.RecordBatch { return paperRows(0, benchRows) })

func benchText(b *testing.B, batch arrow.RecordBatch) {
	b.SetBytes(textBytes(batch, 0, int(batch.NumRows())))
	b.ReportAllocs()
}

// BenchmarkRowGroup writes one row group of papers by one goroutine: encode, compress, hash, no disk.
func BenchmarkRowGroup(b *testing.B) {
	batch := benchBatch()
	txn := mustBegin(b, b.TempDir(), "bench")
	txn.create = func(string) (file, error) { return discard{}, nil }
	w := newPartWriter(txn, schemas.Papers, "papers.parquet")
	benchText(b, batch)
	for b.Loop() {
		g, err := w.RowGroup()
		if err != nil {
			b.Fatal(err)
		}
		if err := g.Write(batch); err != nil {
			b.Fatal(err)
		}
		if err := g.Commit(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(w.out.n)/float64(b.N)/float64(textBytes(batch, 0, benchRows)), "out/in")
}

// BenchmarkShard writes a shard of eight row groups of papers to disk, filled by as many goroutines as given.
func BenchmarkShard(b *testing.B) {
	const groups = 8
	for _, workers := range []int{1, 2} {
		b.Run(fmt.Sprintf("workers=%d", workers), func(b *testing.B) {
			batch := benchBatch()
			txn := mustBegin(b, b.TempDir(), "bench")
			b.SetBytes(groups * textBytes(batch, 0, benchRows))
			b.ReportAllocs()
			for b.Loop() {
				w, err := txn.NewShard("s")
				if err != nil {
					b.Fatal(err)
				}
				writeGroups(b, w.Table(schemas.Papers), slicesOf(batch, groups), workers)
				if _, err := w.Finish(nil); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkReadPart(b *testing.B) {
	batch := benchBatch()
	dir := b.TempDir()
	txn := mustBegin(b, dir, "bench")
	w, _ := txn.NewShard("s")
	if err := w.Table(schemas.Papers).Write(batch); err != nil {
		b.Fatal(err)
	}
	s, err := w.Finish(nil)
	if err != nil {
		b.Fatal(err)
	}
	part := s.Parts["papers"][0]
	b.Run("all", func(b *testing.B) {
		benchText(b, batch)
		for b.Loop() {
			readAll(b, dir, []Part{part}, schemas.Papers, nil).Release()
		}
	})
	b.Run("ids", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if err := ScanIDs(partFile(dir, part), "paper_id", func(int64, string) error { return nil }); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// slicesOf repeats batch n times.
func slicesOf(batch arrow.RecordBatch, n int) []arrow.RecordBatch {
	out := make([]arrow.RecordBatch, n)
	for i := range out {
		out[i] = batch
	}
	return out
}

// writeGroups writes each batch as one row group, in order, filled by several goroutines.
func writeGroups(t testing.TB, w *PartWriter, batches []arrow.RecordBatch, workers int) {
	t.Helper()
	type filled struct {
		g   *RowGroupWriter
		err error
	}
	slots := make([]chan filled, len(batches))
	for i := range slots {
		slots[i] = make(chan filled, 1)
	}
	// A worker may run ahead of the commits by one group only, which bounds the memory.
	tokens := make(chan struct{}, workers)
	go func() {
		for i, batch := range batches {
			tokens <- struct{}{}
			go func() {
				g, err := w.RowGroup()
				if err == nil {
					err = g.Write(batch)
				}
				if err == nil {
					err = g.Flush()
				}
				slots[i] <- filled{g, err}
			}()
		}
	}()
	for _, slot := range slots {
		f := <-slot
		if f.err != nil {
			t.Fatal(f.err)
		}
		if err := f.g.Commit(); err != nil {
			t.Fatal(err)
		}
		<-tokens
	}
}

type discard struct{}

func (discard) Write(p []byte) (int, error) { return io.Discard.Write(p) }
func (discard) Sync() error                 { return nil }
func (discard) Close() error                { return nil }
