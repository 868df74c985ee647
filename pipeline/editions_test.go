package pipeline

import (
	"fmt"
	"testing"

	"github.com/paperlake/paperlake/internal/linear"
)

// The census takes time in proportion to the records, be they of many papers, of one paper that never says the same
// twice, or of ids that are no arXiv ids.
func TestCensusIsLinear(t *testing.T) {
	for name, record := range map[string]func(i int) seen{
		"many papers": func(i int) seen { return seen{paper: keyOf(fmt.Sprintf("arxiv:2503.%05d", i))} },
		"one paper":   func(i int) seen { return seen{paper: keyOf("arxiv:2503.00001"), content: uint64(i)} },
		"other ids": func(i int) seen {
			id := fmt.Sprintf("doi:10.1000/%d", i)
			return seen{paper: keyOf(id), id: id}
		},
	} {
		linear.Check(t, name, 10_000, func(n int) {
			p := &Plan{editions: newEditions(), latest: newLatest()}
			p.joins = newJoins(p.editions)
			p.editions.whenOf(when{})
			p.editions.aboutOf(about{})
			for i := range n {
				r := record(i)
				r.at.record = uint32(i + 1)
				p.editions.enter(&r)
			}
			p.joins.resolve(nil)
			p.joins.shareRun()
			rows := 0
			p.editions.papers(func(first *edition) {
				p.settle(first)
				p.editions.each(first, func(_ uint32, ed *edition) {
					if ed.first != never {
						rows++
					}
				})
			})
			if rows != p.editions.used {
				t.Fatalf("%s: %d rows of %d papers", name, rows, p.editions.used)
			}
		})
	}
}
