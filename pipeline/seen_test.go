package pipeline

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"testing"
	"unsafe"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/paperlake/paperlake/stages/normalize"
)

// What was kept of records is read again.
func TestSeen(t *testing.T) {
	one := rapid.Custom(func(t *rapid.T) seen {
		text := rapid.OneOf(rapid.Just(""), rapid.String())
		return seen{
			paper:   idKey(rapid.Uint64().Draw(t, "paper")),
			content: rapid.Uint64().Draw(t, "content"),
			match:   normalize.Match{Title: rapid.Int64().Draw(t, "title"), Authors: rapid.Int64().Draw(t, "authors")},
			record:  rapid.Uint32().Draw(t, "record"),
			when:    when{rapid.Int32().Draw(t, "version"), rapid.Int32().Draw(t, "updated"), rapid.Int32().Draw(t, "seen")},
			id:      text.Draw(t, "id"),
			others:  otherIDs{text.Draw(t, "doi"), text.Draw(t, "openreview")},
			venue:   text.Draw(t, "venue"),
		}
	})
	rapid.Check(t, func(t *rapid.T) {
		want := rapid.SliceOf(one).Draw(t, "records")
		var kept []byte
		for i := range want {
			kept = want[i].appendTo(kept)
		}
		var got []seen
		for len(kept) > 0 {
			var s seen
			kept = s.read(kept)
			got = append(got, s)
		}
		if len(got) != len(want) {
			t.Fatalf("%d records, want %d", len(got), len(want))
		}
		for i := range want {
			if got[i] != want[i] {
				t.Fatalf("record %d: %v, want %v", i, got[i], want[i])
			}
		}
	})
}

// Verdicts are found with records between them that were rejected.
func TestVerdictAt(t *testing.T) {
	v := verdicts{{record: 5}, {record: 6}, {record: 9}, {record: 12}}
	found := map[int64]bool{}
	for record := int64(0); record < 20; record++ {
		if one := v.at(record); one != nil {
			found[record] = one.record == record
		}
	}
	if diff := cmp.Diff(map[int64]bool{5: true, 6: true, 9: true, 12: true}, found); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if (verdicts{}).at(1) != nil {
		t.Error("a verdict of none")
	}
}

// Every paper is in one part, and parts are alike: a run's memory is that of its largest one.
func TestParts(t *testing.T) {
	const parts = 7
	for name, id := range map[string]func(i int) string{
		"five digits": func(i int) string { return fmt.Sprintf("arxiv:%02d%02d.%05d", 15+i/10_000, 1+i%12, i%10_000+1) },
		"archives":    func(i int) string { return fmt.Sprintf("arxiv:hep-th/%02d%02d%03d", 92+i/10_000, 1+i%12, i%1000) },
		"other ids":   func(i int) string { return fmt.Sprintf("doi:10.1000/%d", i) },
	} {
		const ids = 70_000
		var sizes [parts]int
		for i := range ids {
			in := 0
			for nth := range parts {
				if (part{nth, parts}).has(keyOf(id(i))) {
					in++
					sizes[nth]++
				}
			}
			if in != 1 {
				t.Fatalf("%s: %s is in %d parts", name, id(i), in)
			}
		}
		for nth, size := range sizes {
			if size > ids/parts*11/10 {
				t.Errorf("%s: part %d has %d papers of %d", name, nth, size, ids)
			}
		}
	}
}

// A part of the papers takes less than 48 MB, be each record of a paper of its own: 256 MiB hold that, what the process has
// loaded (70 MB) and blocks in flight.
func TestPartTakesLittle(t *testing.T) {
	e := newEditions(part{0, 1})
	for i := range partRecords {
		e.find(idKey(i), 0)
	}
	bytes := len(e.all.chunks)*listChunk*int(unsafe.Sizeof(edition{})) + len(e.slots)*4 + len(e.tags)
	if bytes > 48e6 {
		t.Errorf("%d papers take %d bytes", e.used, bytes)
	}
}

// A sieve never keeps out a record that joins something, be it small or large.
func TestSieve(t *testing.T) {
	for seed := range uint64(200) {
		random := rand.New(rand.NewPCG(seed, 3))
		var records []seen
		for range 2 + random.IntN(60) {
			own := [...]string{
				fmt.Sprintf("arxiv:2503.%05d", random.IntN(20)), fmt.Sprintf("doi:10.1000/%d", random.IntN(20)),
				fmt.Sprintf("openreview:%d", random.IntN(20)), fmt.Sprintf("title:%d", random.IntN(20)),
			}[random.IntN(4)]
			r := seen{paper: keyOf(own), id: own}
			if random.IntN(2) == 0 {
				r.match = normalize.Match{Title: 1 + random.Int64N(30), Authors: 1 + random.Int64N(2)}
			}
			var doi, openreview string
			if random.IntN(4) == 0 {
				doi = fmt.Sprintf("10.1000/%d", random.IntN(20))
			}
			if random.IntN(4) == 0 {
				openreview = fmt.Sprint(random.IntN(20))
			}
			r.others = othersOf(own, doi, openreview)
			records = append(records, r)
		}
		joinedBy := func(links sieve, sift bool) map[idKey]joined {
			for _, r := range records {
				links.note(r.paper, kindOf(r.id), r.match.Title, r.others)
			}
			j := newJoins()
			j.links = links
			for _, r := range records {
				if !sift || links.lets(r.paper, r.match.Title, r.others) {
					j.witness(r.id, r.match, r.others)
				}
			}
			j.resolve()
			return maps.Clone(j.to)
		}
		want := joinedBy(sieve{byArxiv | byDOI}, false) // which lets all
		for _, links := range []sieve{make(sieve, 1), make(sieve, 16), newSieve(int64(len(records)))} {
			if diff := cmp.Diff(want, joinedBy(links, true), cmp.AllowUnexported(joined{})); diff != "" {
				t.Fatalf("seed %d, sieve of %d (-all +sifted):\n%s", seed, len(links), diff)
			}
		}
	}
}
