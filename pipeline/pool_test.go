package pipeline

import (
	"bytes"
	"context"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/paperlake/paperlake/lake"
	"github.com/paperlake/paperlake/stages/extract"
)

// What a buffer held before never reaches a file: a run whose memory is soiled writes what a run with fresh memory does.
func TestSoiledMemory(t *testing.T) {
	// The second listing repeats half of the first one, the other way round, so that rows are picked.
	listing, err := os.ReadFile("../testdata/arxiv.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	lines := bytes.SplitAfter(listing, []byte("\n"))
	first, second := filepath.Join(t.TempDir(), "1.jsonl"), filepath.Join(t.TempDir(), "2.jsonl")
	if err := os.WriteFile(first, bytes.Join(lines[:len(lines)/2], nil), 0o644); err != nil {
		t.Fatal(err)
	}
	slices.Reverse(lines)
	if err := os.WriteFile(second, bytes.Join(lines, nil), 0o644); err != nil {
		t.Fatal(err)
	}
	inputs, err := extract.Resolve([]string{first, second, "../testdata/conference.json", "../testdata/listing.txt"})
	if err != nil {
		t.Fatal(err)
	}
	written := func(mem *pool) (sums []string) {
		o := Options{Lake: t.TempDir(), Workers: 2, Producer: "test"}
		plan, err := Make(context.Background(), inputs, &lake.Snapshot{}, o)
		if err != nil {
			t.Fatal(err)
		}
		defer plan.Close()
		plan.mem = mem
		txn, err := lake.Begin(o.Lake, plan.ID, lake.Memory(mem))
		if err != nil {
			t.Fatal(err)
		}
		defer txn.Close()
		shards, _, err := plan.runShards(context.Background(), txn)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range shards {
			for _, name := range []string{"papers", "links", "claims", "sightings"} {
				for _, p := range s.Parts[name] {
					sums = append(sums, name+" "+p.SHA256)
				}
			}
		}
		return sums
	}
	soiled := &pool{}
	for class := leastClass; class < slabClass; class++ {
		var buffers [][]byte
		for range min(400, 8<<20>>class) {
			b := soiled.Allocate(1 << class)
			for i := range b {
				b[i] = 0xA5
			}
			buffers = append(buffers, b)
		}
		for _, b := range buffers {
			soiled.Free(b)
		}
	}
	want := written(&pool{})
	if len(want) < 4 {
		t.Fatalf("parts %q: this checks little", want)
	}
	if diff := cmp.Diff(want, written(soiled)); diff != "" {
		t.Error(diff)
	}
}

// Buffers that are lent at the same time have no byte in common, whatever was given back before.
func TestPoolBuffersAreApart(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	p := &pool{}
	var lent [][]byte
	for round := range 4000 {
		b := p.Allocate(1 + rng.IntN(1<<rng.IntN(19)))
		b = p.Reallocate(len(b)+rng.IntN(5000), b)
		for i := range b {
			b[i] = byte(round)
		}
		lent = append(lent, b)
		if len(lent) < 400 { // several slabs
			continue
		}
		at := rng.IntN(len(lent))
		for i, v := range lent[at] {
			if v != lent[at][0] {
				t.Fatalf("round %d: byte %d of a lent buffer was changed", round, i)
			}
		}
		p.Free(lent[at])
		lent[at] = lent[len(lent)-1]
		lent = lent[:len(lent)-1]
	}
}
