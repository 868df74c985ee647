package pipeline

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/paperlake/paperlake/stages/extract"
)

// However many inputs a run has and however large they are, its shards are fewer than the parts that a commit merges, take
// every input once and in order, and are no smaller than they need be.
func TestCut(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		defer ShardsOf(rapid.Int64Range(0, 5000).Draw(t, "least"))()
		var (
			sources []Source
			taken   []int
		)
		for i, size := range rapid.SliceOfN(rapid.Int64Range(-100, 1000), 0, 100).Draw(t, "sizes") {
			s := Source{Input: extract.Input{Name: fmt.Sprint(i)}, Unpacked: max(0, size), Skipped: size < -50}
			if s.takes() {
				taken = append(taken, i)
			}
			sources = append(sources, s)
		}
		shards := cut(sources)
		if len(shards) >= mergeAt {
			t.Errorf("%d shards, the commit merges %d parts", len(shards), mergeAt)
		}
		var all []int
		for n, shard := range shards {
			all = append(all, shard.Sources...)
			var size int64
			for _, i := range shard.Sources {
				size += sources[i].Unpacked
			}
			if n < len(shards)-1 && size < shardBytes {
				t.Errorf("shard %d of %d has %d bytes, want %d", n, len(shards), size, shardBytes)
			}
		}
		if !slices.Equal(all, taken) {
			t.Errorf("the shards take %v, want %v", all, taken)
		}
	})
}
