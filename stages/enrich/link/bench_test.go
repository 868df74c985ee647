package link

import (
	"strings"
	"testing"
)

// plainText is prose as abstracts are made of it, with the dots, numbers and formulas that look like the start of a host.
var plainText = strings.Repeat("We study how long inputs slow down inference, e.g. in dialogue systems, and find that caching helps. "+
	"Our method is 2.4$\\times$ faster than the baseline at 0.5\\% lower accuracy on three benchmarks, i.e., SQuAD 2.0, GLUE and MMLU. "+
	"In contrast to Zhang et al., no retraining is needed. ", 64)

var linkedText = strings.Repeat("We study how long inputs slow down inference and find that caching helps by 2.4x on average, without any loss. "+
	"Code and models are available at https://github.com/someone/some-name. Project page: https://someone.github.io/some-name/ ", 64)

func BenchmarkFindPlain(b *testing.B) {
	b.SetBytes(int64(len(plainText)))
	b.ReportAllocs()
	var f Finder
	for b.Loop() {
		if links := f.Find(nil, "abstract", plainText); len(links) != 0 {
			b.Fatal(links)
		}
	}
}

func BenchmarkFindLinked(b *testing.B) {
	b.SetBytes(int64(len(linkedText)))
	b.ReportAllocs()
	var f Finder
	var links []Link
	for b.Loop() {
		links = f.Find(links[:0], "abstract", linkedText)
	}
	if len(links) != 128 {
		b.Fatal(len(links))
	}
}

func BenchmarkCodeStatus(b *testing.B) {
	b.SetBytes(int64(len(plainText)))
	b.ReportAllocs()
	for b.Loop() {
		CodeStatus(nil, plainText, "")
	}
}

func TestPlainTextAllocatesNothing(t *testing.T) {
	var f Finder
	if n := testing.AllocsPerRun(10, func() { f.Find(nil, "abstract", plainText) }); n != 0 {
		t.Errorf("%v allocations on text without links", n)
	}
}
