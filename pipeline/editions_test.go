package pipeline

import (
	"fmt"
	"testing"

	"github.com/paperlake/paperlake/internal/linear"
)

// The plan takes time in proportion to the records, be they of many papers, of one paper that never says the same
// twice, or of ids that are no arXiv ids.
func TestPlanIsLinear(t *testing.T) {
	for name, record := range map[string]func(i int) seen{
		"many papers": func(i int) seen { return seen{paper: keyOf(fmt.Sprintf("arxiv:2503.%05d", i))} },
		"one paper":   func(i int) seen { return seen{paper: keyOf("arxiv:2503.00001"), content: uint64(i)} },
		"other ids": func(i int) seen {
			id := fmt.Sprintf("doi:10.1000/%d", i)
			return seen{paper: keyOf(id), id: id}
		},
	} {
		linear.Check(t, name, 10_000, func(n int) {
			p := &Plan{latest: newLatest(), joins: newJoins()}
			e := newEditions(part{0, 1})
			for i := range n {
				r := record(i)
				r.record = uint32(i + 1)
				e.enter(&r, 0)
			}
			p.joins.resolve()
			rows := 0
			e.papers(func(first *edition) {
				p.settle(e, first)
				e.each(first, func(ed *edition) {
					if ed.first != never {
						rows++
					}
				})
			})
			if rows != e.used {
				t.Fatalf("%s: %d rows of %d papers", name, rows, e.used)
			}
		})
	}
}
