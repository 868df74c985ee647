package lake

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/paperlake/paperlake/schemas"
)

// A change of any one byte of any file of the lake shows.
func TestVerifyNoticesAnyByte(t *testing.T) {
	dir := t.TempDir()
	s := commitRows(t, dir, "plan", 40)
	if r := verified(t, dir); !r.OK() || r.Parts != 10 || r.Rows != 5*40 || r.Bytes == 0 {
		t.Fatalf("an intact lake: %+v", r)
	}
	path := filepath.Join(dir, snapshotName)
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for at := range data {
		flipByte(t, path, int64(at))
		if r := verified(t, dir); r.OK() || r.Mismatches[0].Path != snapshotName {
			t.Errorf("byte %d of the snapshot: %v", at, r.Mismatches)
		}
		if _, err := Read(dir); !errors.Is(err, ErrDamaged) {
			t.Errorf("byte %d of the snapshot was read: %v", at, err)
		}
		flipByte(t, path, int64(at))
	}
	for _, table := range schemas.Published {
		p := s.Tables[table.Name][1]
		// Magic at both ends, first page headers, footer length, the footer's start, and anywhere.
		at := []int64{0, 3, 4, 5, 30, p.Bytes - 1, p.Bytes - 4, p.Bytes - 5, p.Bytes - 8, p.Bytes - 9, p.Bytes - 500}
		for range 20 {
			at = append(at, rand.Int64N(p.Bytes))
		}
		for _, at := range at {
			flipByte(t, partFile(dir, p), at)
			if r := verified(t, dir); len(r.Mismatches) != 1 || r.Mismatches[0].Path != p.Path {
				t.Errorf("byte %d of %s: %v", at, p.Path, r.Mismatches)
			}
			flipByte(t, partFile(dir, p), at)
		}
	}
	if r := verified(t, dir); !r.OK() {
		t.Errorf("the lake was not put back: %v", r.Mismatches)
	}
}

func TestVerifyListsEveryMismatch(t *testing.T) {
	dir := t.TempDir()
	s := commitRows(t, dir, "plan", 40)
	papers, links, claims := s.Tables["papers"], s.Tables["links"], s.Tables["claims"]
	if err := os.Remove(partFile(dir, papers[0])); err != nil {
		t.Fatal(err)
	}
	f, err := os.OpenFile(partFile(dir, papers[1]), os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprint(f, "more")
	f.Close()
	if err := os.Rename(partFile(dir, links[0]), filepath.Join(dir, "links", "mine.parquet")); err != nil {
		t.Fatal(err)
	}
	// A record that lies, sealed like a true one: only the footers can tell.
	s.Tables["claims"] = []Part{claims[0], claims[1]}
	s.Tables["claims"][0].Rows += 5
	s.Tables["sightings"] = []Part{claims[1]}
	data, err := seal(s)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, snapshotName), data, 0o644); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, m := range verified(t, dir).Mismatches {
		got = append(got, m.String())
	}
	for _, want := range []string{
		papers[0].Path + ": is missing",
		papers[1].Path + ": has " + fmt.Sprint(papers[1].Bytes+4) + " bytes",
		papers[1].Path + ": has SHA-256",
		links[0].Path + ": is missing",
		"links/mine.parquet: is not in the snapshot",
		claims[0].Path + ": has 20 rows, the record says 25",
		claims[1].Path + `: is of table "claims", the record says "sightings"`,
		claims[1].Path + ": has other columns than table sightings",
		claims[1].Path + ": stands twice",
		"sightings/",
	} {
		if !slices.ContainsFunc(got, func(g string) bool { return strings.HasPrefix(g, want) }) {
			t.Errorf("no mismatch %q", want)
		}
	}
	if len(got) != 11 { // two sightings parts are in the folder but not in the record
		t.Errorf("%d mismatches:\n%s", len(got), strings.Join(got, "\n"))
	}
	if _, err := Verify(t.TempDir()); !errors.Is(err, ErrNoLake) {
		t.Errorf("no lake: %v", err)
	}
}

func TestReadOtherFormat(t *testing.T) {
	dir := t.TempDir()
	data, err := seal(&Snapshot{Format: Format + 1, ID: 3, Producer: "paperlake 77"})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, snapshotName), data, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Read(dir); err == nil || errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), "paperlake 77") {
		t.Errorf("got %v", err)
	}
}
