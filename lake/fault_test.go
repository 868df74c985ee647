package lake

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/paperlake/paperlake/schemas"
)

func TestRowsThatDoNotFitTheTable(t *testing.T) {
	txn := mustBegin(t, t.TempDir(), "plan")
	w, err := txn.NewShard("a")
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Table(schemas.Papers).Write(tableRows(schemas.Links, 0, 1)); err == nil || !strings.Contains(err.Error(), "papers") {
		t.Errorf("links in papers: %v", err)
	}
	if _, err := w.Finish(nil); err == nil {
		t.Error("a shard with a failed write was finished")
	}
}

// Errors of the file system come back with the path and unwrap to the system's own.
func TestFaults(t *testing.T) {
	for _, name := range []string{"create", "write", "sync"} {
		t.Run("no space at "+name, func(t *testing.T) {
			dir := t.TempDir()
			before := commitRows(t, dir, "plan", 50)
			txn := mustBegin(t, dir, "more")
			txn.create = func(path string) (file, error) {
				fault := &fs.PathError{Op: name, Path: path, Err: syscall.ENOSPC}
				if name == "create" {
					return nil, fault
				}
				return &faulty{fault}, nil
			}
			w, err := txn.NewShard("a")
			if err != nil {
				t.Fatal(err)
			}
			werr := w.Table(schemas.Papers).Write(paperRows(0, 100))
			if werr == nil {
				_, werr = w.Finish(nil)
			}
			if !errors.Is(werr, syscall.ENOSPC) || !strings.Contains(werr.Error(), "papers.parquet") {
				t.Errorf("got %v", werr)
			}
			w.Abort()
			if err := txn.Close(); err != nil {
				t.Fatal(err)
			}
			if now, err := Read(dir); err != nil || now.ID != before.ID {
				t.Errorf("%+v, %v", now, err)
			}
		})
	}
	t.Run("the snapshot cannot be written", func(t *testing.T) {
		dir := t.TempDir()
		commitRows(t, dir, "plan", 50)
		txn := mustBegin(t, dir, "more")
		s := writeShard(t, txn, "a", 50, 50)
		if err := os.Mkdir(filepath.Join(dir, snapshotName+".tmp"), 0o755); err != nil {
			t.Fatal(err)
		}
		var perr *fs.PathError
		if err := txn.Commit(&Snapshot{Tables: s.Parts}); !errors.As(err, &perr) {
			t.Errorf("got %v", err)
		}
		if r := verified(t, dir); !r.OK() || r.Snapshot.ID != 1 {
			t.Errorf("after a failed commit: %+v", r)
		}
		if err := os.Remove(filepath.Join(dir, snapshotName+".tmp")); err != nil {
			t.Fatal(err)
		}
		next := &Snapshot{Tables: s.Parts}
		if err := txn.Commit(next); err != nil || next.ID != 2 {
			t.Errorf("the second try: %v", err)
		}
		checkAtRest(t, dir, next)
	})
	t.Run("the lake is a file", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "file")
		if err := os.WriteFile(path, nil, 0o644); err != nil {
			t.Fatal(err)
		}
		var perr *fs.PathError
		if _, err := Begin(path, "plan"); !errors.As(err, &perr) || perr.Path != path {
			t.Errorf("got %v", err)
		}
	})
	t.Run("ids that are no names", func(t *testing.T) {
		for _, id := range []string{"", "..", ".hidden", "a/b", `a\b`, "ä", strings.Repeat("x", 101)} {
			if _, err := Begin(t.TempDir(), id); err == nil {
				t.Errorf("plan %q was begun", id)
			}
		}
	})
}

type faulty struct{ err *fs.PathError }

func (f *faulty) Write(p []byte) (int, error) {
	if f.err.Op == "write" {
		return 0, f.err
	}
	return len(p), nil
}

func (f *faulty) Sync() error { return f.err }

func (f *faulty) Close() error { return nil }

func flipByte(t testing.TB, path string, at int64) {
	t.Helper()
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	b := []byte{0}
	if _, err := f.ReadAt(b, at); err != nil {
		t.Fatal(err)
	}
	if _, err := f.WriteAt([]byte{b[0] ^ 0x10}, at); err != nil {
		t.Fatal(fmt.Errorf("%s: %w", path, err))
	}
}
