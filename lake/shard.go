package lake

import (
	"encoding/json"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"

	"github.com/paperlake/paperlake/schemas"
)

// A Shard is a finished piece of a plan: its parts lie in staging until a commit names them.
type Shard struct {
	ID    string            `json:"id"`
	Parts map[string][]Part `json:"parts"` // by table name; a table without rows is absent
	Meta  json.RawMessage   `json:"meta"`  // what the caller of Finish wanted to remember
}

// A ShardWriter writes the parts of one shard. Its methods may be called from several goroutines.
type ShardWriter struct {
	txn *Txn
	id  string
	dir string

	mu       sync.Mutex
	parts    []*PartWriter // in the order of their first use
	finished bool
}

// Table returns the writer of the shard's part of t, made at the first call. Any table can be staged; only the
// published ones can be committed.
func (w *ShardWriter) Table(t *schemas.Table) *PartWriter {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, p := range w.parts {
		if p.table == t {
			return p
		}
	}
	p := newPartWriter(w.txn, t, filepath.Join(w.dir, t.Name+".parquet"))
	w.parts = append(w.parts, p)
	return p
}

// Finish closes the parts and records the shard, with meta as JSON, so that a later run of the same plan can take it
// over. Everything is on disk when it returns. After an error the shard is worth nothing: call Abort.
func (w *ShardWriter) Finish(meta any) (*Shard, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	m, err := json.Marshal(meta)
	if err != nil {
		return nil, fmt.Errorf("shard %s: %w", w.id, err)
	}
	s := &Shard{ID: w.id, Parts: map[string][]Part{}, Meta: m}
	var (
		closing errgroup.Group // side by side: closing compresses what is left and waits for the disk
		parts   = make([]Part, len(w.parts))
		written = make([]bool, len(w.parts))
	)
	for i, pw := range w.parts {
		closing.Go(func() (err error) {
			parts[i], written[i], err = pw.close()
			return err
		})
	}
	if err := closing.Wait(); err != nil {
		return nil, err
	}
	for i, pw := range w.parts {
		if p := parts[i]; written[i] {
			p.Path = path.Join(stagingName, w.txn.plan, w.id, pw.table.Name+".parquet")
			s.Parts[pw.table.Name] = []Part{p}
		}
	}
	if err := syncDir(w.dir); err != nil {
		return nil, err
	}
	data, err := seal(s)
	if err != nil {
		return nil, fmt.Errorf("shard %s: %w", w.id, err)
	}
	if err := replaceFile(filepath.Join(w.dir, doneName), data); err != nil {
		return nil, err
	}
	w.finished = true
	return s, nil
}

// Abort removes what the shard has written. After a Finish that succeeded it does nothing, so it can be deferred.
func (w *ShardWriter) Abort() {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.finished {
		return
	}
	for _, p := range w.parts {
		p.abort()
	}
	w.parts = nil
	_ = os.RemoveAll(w.dir)
}

// NewShard begins a shard, throwing away what an earlier run may have left of it. Shards may be written side by side.
// shardID becomes a folder name: letters, digits, '-', '_' and '.', at most 100.
func (t *Txn) NewShard(shardID string) (*ShardWriter, error) {
	if err := t.open(); err != nil {
		return nil, err
	}
	dir, err := t.shardDir(shardID)
	if err != nil {
		return nil, err
	}
	if err := os.RemoveAll(dir); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	return &ShardWriter{txn: t, id: shardID, dir: dir}, nil
}

// Finished returns a shard that an earlier run of the same plan finished, if every part of it still verifies: size,
// hash, footer, rows. One that does not is removed.
func (t *Txn) Finished(shardID string) (*Shard, bool) {
	dir, err := t.shardDir(shardID)
	if err != nil || t.open() != nil {
		return nil, false
	}
	s, err := t.readShard(dir, shardID)
	if err != nil {
		_ = os.RemoveAll(dir)
		return nil, false
	}
	return s, true
}

func (t *Txn) readShard(dir, shardID string) (*Shard, error) {
	data, err := os.ReadFile(filepath.Join(dir, doneName))
	if err != nil {
		return nil, err
	}
	if data, err = unseal(data); err != nil {
		return nil, err
	}
	s := &Shard{}
	if err := json.Unmarshal(data, s); err != nil {
		return nil, err
	}
	if s.ID != shardID {
		return nil, fmt.Errorf("is the record of shard %s", s.ID)
	}
	for name, parts := range s.Parts {
		for _, p := range parts {
			if path.Dir(p.Path) != path.Join(stagingName, t.plan, shardID) {
				return nil, fmt.Errorf("%s lies elsewhere", p.Path)
			}
			if wrong := checkPart(t.dir, name, p); len(wrong) > 0 {
				return nil, fmt.Errorf("%s: %s", p.Path, strings.Join(wrong, "; "))
			}
		}
	}
	return s, nil
}

func (t *Txn) shardDir(shardID string) (string, error) {
	if err := checkName("shard", shardID); err != nil {
		return "", err
	}
	return filepath.Join(t.stagingDir(), shardID), nil
}

// checkName holds ids that become folder names to names that are safe everywhere.
func checkName(what, id string) error {
	ok := id != "" && len(id) <= 100 && id[0] != '.' && !slices.ContainsFunc([]byte(id), func(b byte) bool {
		return !('a' <= b && b <= 'z' || 'A' <= b && b <= 'Z' || '0' <= b && b <= '9' || b == '-' || b == '_' || b == '.')
	})
	if !ok {
		return fmt.Errorf("%s id %q: want letters, digits, '-', '_' and '.', at most 100, not starting with '.'", what, id)
	}
	return nil
}
