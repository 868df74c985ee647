package extract

import (
	"strings"
	"testing"
)

// A block of records as crawlers write them: a few short fields, many authors, a hard-wrapped abstract.
func BenchmarkDecode(b *testing.B) {
	record := `{"id": "2401.00042", "pdf": "https://arxiv.org/pdf/2401.00042", "authors": ["Ada Kettle", "Jun Li", "Łukasz Müller", "Tim Bee"], ` +
		`"title": "Steam from Small Kettles: Lids, Whistles and Tea", "categories": ["cs.CL", "cs.LG"], "comment": null, "summary": "` +
		strings.Repeat(`We study how long a kettle must boil before its lid rattles, and find that\n`, 17) + `tea helps."}` + "\n"
	block := Block{Data: []byte(strings.Repeat(record, 500)), First: 1}
	decoder := JSONLines.NewDecoder()
	b.SetBytes(int64(len(block.Data)))
	b.ReportAllocs()
	for b.Loop() {
		n := 0
		decoder.Decode(block, func(*Record) { n++ }, func(t Trouble) { b.Fatal(t) })
		if n != 500 {
			b.Fatal(n)
		}
	}
}
