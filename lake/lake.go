// Package lake keeps the dataset on disk: immutable Parquet parts and one small snapshot file that names them.
//
//	LAKE/snapshot.json            the only state; sealed by a checksum, replaced in one step
//	LAKE/<table>/<hash>.parquet   parts, named by the first 20 hex digits of their SHA-256
//	LAKE/.staging/<plan>/<shard>/ parts under way, with a sealed done.json once the shard is finished
//	LAKE/.lock                    held by the one writer; says who that is
//
// A reader opens what the snapshot names. At rest the table folders hold nothing else, so any tool that globs
// LAKE/papers/*.parquet reads the same snapshot. A writer begins a Txn, fills shards side by side and commits; whatever
// stops it before the snapshot is replaced leaves readers with the old one, and the next writer of the same plan takes
// over the shards that were finished.
package lake

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/paperlake/paperlake/schemas"
)

// Format is the version of the layout on disk that this package writes and reads.
const Format = 1

const (
	snapshotName = "snapshot.json"
	stagingName  = ".staging"
	lockName     = ".lock"
	doneName     = "done.json"
)

var (
	// ErrNoLake says that a folder holds no snapshot.
	ErrNoLake = errors.New("no lake here")
	// ErrNotFolder says that a file is where the lake's folder should be.
	ErrNotFolder = errors.New("a file, not the folder of a lake")
	// ErrForeign says that a folder without a lake holds something else.
	ErrForeign = errors.New("the folder holds no lake, but other files")
	// ErrDamaged says that the lake's own files contradict each other or their checksums.
	ErrDamaged = errors.New("the lake is damaged")
)

// A Snapshot is one committed state of the lake.
type Snapshot struct {
	Format        int               `json:"format"`
	ID            int64             `json:"id"` // 1 for the first commit; 0 stands for an empty lake
	Committed     time.Time         `json:"committed"`
	Producer      string            `json:"producer"`
	SchemaVersion string            `json:"schema_version"`
	Inputs        []Input           `json:"inputs"` // every input whose rows are in the lake, sorted by name
	Tables        map[string][]Part `json:"tables"` // by table name; parts in the order in which they are read
}

// An Input is one listing that was taken into the lake.
type Input struct {
	Name     string `json:"name"`
	Format   string `json:"format"`
	SHA256   string `json:"sha256"`
	Mapping  string `json:"mapping,omitempty"` // SHA-256 of what the mapping that it was read with says
	Tag      string `json:"tag,omitempty"`     // entity tag of the object at its URL
	Bytes    int64  `json:"bytes"`
	Records  int64  `json:"records"`
	Rejected int64  `json:"rejected"`
	Taken    int64  `json:"taken"` // ID of the snapshot that took it
}

// A Part is one immutable Parquet file.
type Part struct {
	Path   string `json:"path"` // relative to the lake, with slashes
	Rows   int64  `json:"rows"`
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`
	MinID  string `json:"min_id"` // smallest and largest paper_id, by bytes; empty when no row has one
	MaxID  string `json:"max_id"`
}

// Files returns the absolute paths of a table's parts, in order.
func (s *Snapshot) Files(lakeDir, table string) []string {
	if abs, err := filepath.Abs(lakeDir); err == nil {
		lakeDir = abs
	}
	parts := s.Tables[table]
	files := make([]string, len(parts))
	for i, p := range parts {
		files[i] = partFile(lakeDir, p)
	}
	return files
}

func partFile(dir string, p Part) string { return filepath.Join(dir, filepath.FromSlash(p.Path)) }

// Rows returns the number of rows of a table.
func (s *Snapshot) Rows(table string) (rows int64) {
	for _, p := range s.Tables[table] {
		rows += p.Rows
	}
	return rows
}

// checkFolder refuses a file in the lake's place.
func checkFolder(dir string) error {
	if info, err := os.Stat(dir); err == nil && !info.IsDir() {
		return fmt.Errorf("%s: %w: name another folder with --lake", dir, ErrNotFolder)
	}
	return nil
}

// checkForeign refuses to begin a lake among other people's files, such as a folder of source code that has its name.
func checkForeign(dir string) error {
	if _, err := os.Stat(filepath.Join(dir, snapshotName)); err == nil {
		return nil
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		name := e.Name()
		if strings.HasPrefix(name, ".") || name == snapshotName+".tmp" {
			continue
		}
		if _, ok := schemas.Lookup(name); !ok || !e.IsDir() {
			return fmt.Errorf("%s: %w (%s): name another folder with --lake", dir, ErrForeign, name)
		}
	}
	return nil
}

// Read returns the current snapshot of the lake in dir. The error wraps ErrNoLake when there is none and ErrDamaged
// when the snapshot does not bear its own checksum.
func Read(dir string) (*Snapshot, error) {
	path := filepath.Join(dir, snapshotName)
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) && checkFolder(dir) == nil { // on Windows a file in the way is not there either
		return nil, fmt.Errorf("%s: %w (there is no %s): name the folder of an earlier run, or make one with a run", dir, ErrNoLake, snapshotName)
	}
	if err != nil {
		if bad := checkFolder(dir); bad != nil {
			return nil, bad
		}
		return nil, err
	}
	body, err := unseal(data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w: %w; restore the file or build a new lake", path, ErrDamaged, err)
	}
	s := &Snapshot{}
	if err := json.Unmarshal(body, s); err != nil {
		return nil, fmt.Errorf("%s: %w: %w", path, ErrDamaged, err)
	}
	if s.Format != Format {
		return nil, fmt.Errorf("%s: layout %d, this version reads layout %d: use the version that wrote it (%s)", path, s.Format, Format, s.Producer)
	}
	if s.Tables == nil {
		s.Tables = map[string][]Part{}
	}
	return s, nil
}
