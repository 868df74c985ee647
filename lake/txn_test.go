package lake

import (
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/paperlake/paperlake/schemas"
)

func TestCommitAndRead(t *testing.T) {
	dir := t.TempDir()
	if _, err := Read(dir); !errors.Is(err, ErrNoLake) || !strings.Contains(err.Error(), dir) {
		t.Errorf("an empty folder: %v", err)
	}
	want := commitRows(t, dir, "plan", 300, Producer("paperlake 1"))
	got, err := Read(dir)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("the snapshot read differs from the one committed (-want +got):\n%s", d)
	}
	if got.ID != 1 || got.Format != Format || got.SchemaVersion != schemas.Version || got.Producer != "paperlake 1" ||
		got.Committed.IsZero() || got.Inputs[0].Name != "a.txt" || got.Rows("papers") != 300 {
		t.Errorf("snapshot: %+v", got)
	}
	checkAtRest(t, dir, got)
}

// checkAtRest holds a lake to what it promises between runs: it verifies, each table folder holds the snapshot's
// parts and nothing else, and no staging is left.
func checkAtRest(t *testing.T, dir string, s *Snapshot) {
	t.Helper()
	r, err := Verify(dir)
	if err != nil || !r.OK() {
		t.Errorf("verify: %v, %v", r.Mismatches, err)
	}
	for _, table := range schemas.Published {
		files, err := filepath.Glob(filepath.Join(dir, table.Name, "*"))
		if err != nil {
			t.Fatal(err)
		}
		want := s.Files(dir, table.Name)
		slices.Sort(want)
		if !slices.Equal(files, want) {
			t.Errorf("%s holds %v, want %v", table.Name, files, want)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, stagingName)); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("staging is still there: %v", err)
	}
}

// The second commit keeps a part, adds one, and drops one; content that the lake has already is not stored again.
func TestCommitOnTopOfAnother(t *testing.T) {
	dir := t.TempDir()
	first := commitRows(t, dir, "plan", 300)
	txn := mustBegin(t, dir, "more")
	if d := cmp.Diff(first, txn.Base()); d != "" {
		t.Errorf("base: %s", d)
	}
	again := writeShard(t, txn, "again", 150, 150) // the second shard of before
	fresh := writeShard(t, txn, "fresh", 300, 50)
	next := &Snapshot{Tables: map[string][]Part{}}
	for _, table := range schemas.Published {
		next.Tables[table.Name] = []Part{fresh.Parts[table.Name][0], again.Parts[table.Name][0]}
	}
	if err := txn.Commit(next); err != nil {
		t.Fatal(err)
	}
	if next.ID != 2 || next.Tables["papers"][1] != first.Tables["papers"][1] {
		t.Errorf("%+v", next)
	}
	checkAtRest(t, dir, next)
	if err := txn.Commit(next); err == nil {
		t.Error("a second commit of one transaction went through")
	}
	if _, err := txn.NewShard("late"); err == nil {
		t.Error("a shard began after the commit")
	}
}

func TestCommitRefuses(t *testing.T) {
	dir := t.TempDir()
	commitRows(t, dir, "plan", 100)
	txn := mustBegin(t, dir, "more")
	s := writeShard(t, txn, "a", 100, 100)
	staged := s.Parts["papers"][0]
	base := txn.Base().Tables["papers"][0]
	lied := base
	lied.Rows++
	elsewhere := staged
	elsewhere.Path = strings.Replace(staged.Path, "/more/", "/other/", 1)
	for name, tables := range map[string]map[string][]Part{
		"a part of nobody":            {"papers": {{Path: "papers/0123456789abcdef0123.parquet"}}},
		"a changed record":            {"papers": {lied}},
		"a part of another table":     {"links": {base}},
		"a part of another plan":      {"papers": {elsewhere}},
		"a part named twice":          {"papers": {staged, staged}},
		"a table that is not offered": {"raw": {staged}},
	} {
		if err := txn.Commit(&Snapshot{Tables: tables}); err == nil {
			t.Errorf("%s was committed", name)
		}
	}
	if now, err := Read(dir); err != nil || now.ID != 1 {
		t.Errorf("after refusals: %+v, %v", now, err)
	}
	if err := txn.Close(); err != nil {
		t.Fatal(err)
	}
	mustBegin(t, dir, "third").Close()
	if r, err := Verify(dir); err != nil || !r.OK() {
		t.Errorf("%v %v", r.Mismatches, err)
	}
}

// A crash at any step of Commit leaves readers at the old snapshot or at the new one, and the next writer of the same
// plan ends where the first would have, without writing a shard again.
func TestCrashPoints(t *testing.T) {
	dir := t.TempDir()
	commitRows(t, dir, "plan", 300)
	txn := mustBegin(t, dir, "more")
	shard := writeShard(t, txn, "fresh", 300, 200)
	next := func(base *Snapshot, s *Shard) *Snapshot {
		n := &Snapshot{Tables: map[string][]Part{}, Committed: base.Committed}
		for name, parts := range base.Tables {
			n.Tables[name] = append(slices.Clone(parts[:1]), s.Parts[name]...) // the second part of the base goes
		}
		return n
	}
	type crash struct{ step, dir string }
	var crashes []crash
	txn.step = func(what string) {
		to := filepath.Join(t.TempDir(), "lake")
		if err := os.CopyFS(to, os.DirFS(dir)); err != nil {
			t.Fatal(err)
		}
		crashes = append(crashes, crash{what, to})
	}
	txn.step("began the commit")
	undisturbed := next(txn.Base(), shard)
	if err := txn.Commit(undisturbed); err != nil {
		t.Fatal(err)
	}
	if err := txn.Close(); err != nil {
		t.Fatal(err)
	}
	if len(crashes) < 12 {
		t.Errorf("looked at %d steps only", len(crashes))
	}
	swapped := false
	for _, c := range crashes {
		swapped = swapped || strings.HasPrefix(c.step, "swapped")
		t.Run(c.step, func(t *testing.T) {
			s, err := Read(c.dir)
			if err != nil {
				t.Fatal(err)
			}
			if want := map[bool]int64{false: 1, true: 2}[swapped]; s.ID != want {
				t.Errorf("a reader sees snapshot %d, want %d", s.ID, want)
			}
			for _, m := range verified(t, c.dir).Mismatches {
				if m.What != "is not in the snapshot" {
					t.Errorf("a reader meets %v", m)
				}
			}
			if err := os.WriteFile(filepath.Join(c.dir, snapshotName+".tmp"), []byte("{\n"), 0o644); err != nil {
				t.Fatal(err)
			}
			again := mustBegin(t, c.dir, "more")
			if m := verified(t, c.dir).Mismatches; len(m) > 0 {
				t.Errorf("after the next Begin: %v", m)
			}
			if !swapped {
				done, ok := again.Finished("fresh")
				if !ok {
					t.Fatal("the finished shard was lost")
				}
				if err := again.Commit(next(again.Base(), done)); err != nil {
					t.Fatal(err)
				}
			}
			if err := again.Close(); err != nil {
				t.Fatal(err)
			}
			if swapped { // Begin keeps the staging of its own plan; the next commit removes it
				if err := os.RemoveAll(filepath.Join(c.dir, stagingName)); err != nil {
					t.Fatal(err)
				}
			}
			if d := cmp.Diff(hashesOf(t, dir), hashesOf(t, c.dir)); d != "" {
				t.Errorf("files differ (-undisturbed +crashed):\n%s", d)
			}
		})
	}
}

func verified(t *testing.T, dir string) Report {
	t.Helper()
	r, err := Verify(dir)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// hashesOf maps every file under dir to the hash of its content.
func hashesOf(t *testing.T, dir string) map[string]string {
	t.Helper()
	hashes := map[string]string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(dir, path))
		hashes[path] = fmt.Sprintf("%x", sha256.Sum256(data))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return hashes
}

// The first commit has no snapshot before it: a crash leaves no lake, and its parts do not count as a lost one.
func TestCrashInTheFirstCommit(t *testing.T) {
	dir, crashed := t.TempDir(), filepath.Join(t.TempDir(), "lake")
	txn := mustBegin(t, dir, "plan")
	s := writeShard(t, txn, "a", 0, 50)
	txn.step = func(what string) {
		if strings.HasPrefix(what, "published claims/") {
			if err := os.CopyFS(crashed, os.DirFS(dir)); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := txn.Commit(&Snapshot{Tables: s.Parts}); err != nil {
		t.Fatal(err)
	}
	if _, err := Read(crashed); !errors.Is(err, ErrNoLake) {
		t.Errorf("a reader sees %v", err)
	}
	again := mustBegin(t, crashed, "plan")
	done, ok := again.Finished("a")
	if !ok {
		t.Fatal("the finished shard was lost")
	}
	next := &Snapshot{Tables: done.Parts}
	if err := again.Commit(next); err != nil {
		t.Fatal(err)
	}
	checkAtRest(t, crashed, next)
}

func TestBeginRemovesStrays(t *testing.T) {
	dir := t.TempDir()
	s := commitRows(t, dir, "plan", 50)
	write := func(path string) string {
		path = filepath.Join(dir, path)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte("left over"), 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	gone := []string{
		write("papers/00112233445566778899.parquet"),
		write(".staging/old-plan/shard/papers.parquet"),
		write("snapshot.json.tmp"),
	}
	kept := []string{write("papers/NOTES.txt"), write("mine/00112233445566778899.parquet"), write(".staging/new-plan/a/x")}
	mustBegin(t, dir, "new-plan").Close()
	for _, path := range gone {
		if _, err := os.Stat(path); err == nil {
			t.Errorf("%s is still there", path)
		}
	}
	for _, path := range append(kept, s.Files(dir, "papers")...) {
		if _, err := os.Stat(path); err != nil {
			t.Error(err)
		}
	}
	foreign := write("papers/my own.parquet")
	if _, err := Begin(dir, "new-plan"); err == nil || !strings.Contains(err.Error(), foreign) {
		t.Errorf("a file that is not ours: %v", err)
	}
	if _, err := os.Stat(foreign); err != nil {
		t.Error(err)
	}
}

// Parts without a snapshot and without staging are a lake that lost its snapshot, not strays to be deleted.
func TestBeginRefusesALakeWithoutItsSnapshot(t *testing.T) {
	dir := t.TempDir()
	s := commitRows(t, dir, "plan", 50)
	if err := os.Remove(filepath.Join(dir, snapshotName)); err != nil {
		t.Fatal(err)
	}
	if _, err := Begin(dir, "plan"); !errors.Is(err, ErrDamaged) {
		t.Errorf("Begin: %v", err)
	}
	for _, path := range s.Files(dir, "papers") {
		if _, err := os.Stat(path); err != nil {
			t.Error(err)
		}
	}
}

func TestFinishedShards(t *testing.T) {
	dir := t.TempDir()
	txn := mustBegin(t, dir, "plan")
	want := writeShard(t, txn, "good", 0, 100)
	writeShard(t, txn, "damaged", 100, 100)
	writeShard(t, txn, "truncated", 100, 100)
	writeShard(t, txn, "lost", 100, 100)
	writeShard(t, txn, "record", 100, 100)
	w, err := txn.NewShard("unfinished")
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Table(schemas.Papers).Write(paperRows(0, 10)); err != nil {
		t.Fatal(err)
	}
	if err := txn.Close(); err != nil { // the run is killed; a later one begins
		t.Fatal(err)
	}
	staged := func(path string) string { return filepath.Join(dir, stagingName, "plan", path) }
	flipByte(t, staged("damaged/claims.parquet"), 100)
	if err := os.Truncate(staged("truncated/papers.parquet"), 1000); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(staged("lost/links.parquet")); err != nil {
		t.Fatal(err)
	}
	flipByte(t, staged("record/done.json"), 20)

	txn = mustBegin(t, dir, "plan")
	got, ok := txn.Finished("good")
	if !ok {
		t.Fatal("a sound shard was not taken over")
	}
	var meta map[string]int
	if err := json.Unmarshal(got.Meta, &meta); err != nil || meta["first"] != 0 || len(meta) != 1 {
		t.Errorf("meta %s: %v", got.Meta, err)
	}
	if d := cmp.Diff(want.Parts, got.Parts); d != "" {
		t.Errorf("(-written +taken over):\n%s", d)
	}
	for _, id := range []string{"damaged", "truncated", "lost", "record", "unfinished", "never begun", "../good", ""} {
		if _, ok := txn.Finished(id); ok {
			t.Errorf("shard %q was taken over", id)
		}
		if id != "" && !strings.Contains(id, "/") {
			if _, err := os.Stat(staged(id)); !errors.Is(err, fs.ErrNotExist) {
				t.Errorf("shard %q is still there: %v", id, err)
			}
		}
	}
	if err := txn.Close(); err != nil {
		t.Fatal(err)
	}
	if _, ok := mustBegin(t, dir, "another").Finished("good"); ok {
		t.Error("another plan took the shard over")
	}
}

func TestShardWithoutRowsLeavesNoPart(t *testing.T) {
	dir := t.TempDir()
	txn := mustBegin(t, dir, "plan")
	w, err := txn.NewShard("a")
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Table(schemas.Papers).Write(paperRows(0, 0)); err != nil {
		t.Fatal(err)
	}
	g, err := w.Table(schemas.Links).RowGroup()
	if err != nil {
		t.Fatal(err)
	}
	if err := g.Commit(); err != nil {
		t.Fatal(err)
	}
	dropped, err := w.Table(schemas.Links).RowGroup()
	if err != nil {
		t.Fatal(err)
	}
	if err := dropped.Write(tableRows(schemas.Links, 0, 10)); err != nil || dropped.Rows() != 10 {
		t.Fatal(dropped.Rows(), err)
	}
	s, err := w.Finish(nil)
	if err != nil || len(s.Parts) != 0 {
		t.Fatalf("%+v, %v", s, err)
	}
	if err := txn.Commit(&Snapshot{Tables: s.Parts}); err != nil {
		t.Fatal(err)
	}
	got, err := Read(dir)
	if err != nil {
		t.Fatal(err)
	}
	checkAtRest(t, dir, got)
}

// A writer that has no plan yet holds the lock already, and leaves no folder behind when nothing comes of it.
func TestAcquireBeforeThePlan(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "lake")
	l, err := Acquire(dir)
	if err != nil {
		t.Fatal(err)
	}
	var locked *LockedError
	if _, err := Acquire(dir); !errors.As(err, &locked) || locked.PID != os.Getpid() {
		t.Errorf("a second writer gets %v, want a LockedError with pid %d", err, os.Getpid())
	}
	if _, err := Begin(dir, "plan"); !errors.As(err, &locked) {
		t.Errorf("a transaction of another writer gets %v, want a LockedError", err)
	}
	txn, err := Begin(dir, "plan", Holding(l))
	if err != nil {
		t.Fatal(err)
	}
	if err := txn.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := Begin(dir, "plan"); !errors.As(err, &locked) {
		t.Errorf("closing the transaction gave the caller's lock away: %v", err)
	}
	if err := l.Release(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(dir); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the folder is still there: %v", err)
	}
}
