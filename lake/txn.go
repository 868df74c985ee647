package lake

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/apache/arrow-go/v18/arrow/memory"
	"github.com/gofrs/flock"
	"github.com/parquet-go/parquet-go/compress"

	"github.com/paperlake/paperlake/schemas"
)

// A Txn is the one writer of a lake, from Begin to Close. Nothing it does is visible before Commit.
type Txn struct {
	dir      string
	plan     string
	producer string
	codec    compress.Codec
	mem      memory.Allocator
	extra    map[string]string
	held     *Lock        // of the caller; nil when the transaction has its own
	lock     *flock.Flock // nil once closed, or when the caller holds one
	stale    Holder
	base     *Snapshot
	done     bool // committed or closed
	free     freeEncoders

	create func(path string) (file, error) // tests replace it by one that fails
	step   func(what string)               // tests look at the folder after each step of Begin and Commit
}

// An Option of Begin.
type Option func(*Txn)

// Producer names the program and version that writes; it stands in the snapshot and in every part.
func Producer(name string) Option { return func(t *Txn) { t.producer = name } }

// Codec compresses pages by c instead of DefaultCodec. c must write a codec of the Parquet format.
func Codec(c compress.Codec) Option { return func(t *Txn) { t.codec = c } }

// Memory takes what row groups need until they are written from mem, and gives it back, instead of leaving it to the
// garbage collector.
func Memory(mem memory.Allocator) Option { return func(t *Txn) { t.mem = mem } }

// Metadata adds a pair to the key-value metadata of every part, such as the licence of the source.
func Metadata(key, value string) Option { return func(t *Txn) { t.extra[key] = value } }

// Begin makes the lake in dir if there is none, takes its lock, and clears what killed writers left: parts that no
// snapshot names, and the staging of other plans. planID names the work (equal inputs and settings, equal id) and
// becomes a folder name, as a shard's id does. The error is a *LockedError while another process writes the lake.
func Begin(dir, planID string, options ...Option) (*Txn, error) {
	if err := checkName("plan", planID); err != nil {
		return nil, err
	}
	t := &Txn{
		dir: dir, plan: planID, producer: "paperlake", codec: DefaultCodec, mem: memory.DefaultAllocator, extra: map[string]string{},
		create: func(path string) (file, error) { return os.Create(path) },
		step:   func(string) {},
	}
	for _, o := range options {
		o(t)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	if t.held != nil {
		t.stale = t.held.stale
	} else {
		var err error
		if t.lock, t.stale, err = acquire(dir); err != nil {
			return nil, err
		}
	}
	if err := t.begin(); err != nil {
		_ = t.Close()
		return nil, err
	}
	return t, nil
}

func (t *Txn) begin() (err error) {
	if t.base, err = readOrEmpty(t.dir); err != nil {
		return err
	}
	strays, err := findStrays(t.dir, t.base)
	if err != nil {
		return err
	}
	for _, s := range strays {
		if !isPartName(path.Base(s)) {
			return fmt.Errorf("%s: is not a part of the lake, and would be read with it: move it away", filepath.Join(t.dir, s))
		}
	}
	// A lake that lost its snapshot looks like strays only. Those of a killed first commit still have their staging.
	if len(strays) > 0 && t.base.ID == 0 {
		if _, err := os.Stat(filepath.Join(t.dir, stagingName)); errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("%s: %w: there are parts (%s) but no %s: restore it, or move the folder away to start anew",
				t.dir, ErrDamaged, strays[0], snapshotName)
		}
	}
	if err := t.removeStrays(t.base); err != nil {
		return err
	}
	if err := os.RemoveAll(filepath.Join(t.dir, snapshotName+".tmp")); err != nil {
		return err
	}
	plans, err := os.ReadDir(filepath.Join(t.dir, stagingName))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	for _, p := range plans {
		if p.Name() == t.plan {
			continue
		}
		if err := os.RemoveAll(filepath.Join(t.dir, stagingName, p.Name())); err != nil {
			return err
		}
		t.step("removed staging of " + p.Name())
	}
	_ = os.Remove(filepath.Join(t.dir, stagingName)) // if nothing is left in it
	return nil
}

// readOrEmpty is Read, with an empty snapshot of ID 0 where there is none.
func readOrEmpty(dir string) (*Snapshot, error) {
	s, err := Read(dir)
	if errors.Is(err, ErrNoLake) {
		return &Snapshot{Format: Format, Tables: map[string][]Part{}}, nil
	}
	return s, err
}

// isPartName says that a file name is one that the lake gives: 20 hex digits of a hash.
func isPartName(name string) bool {
	digits, ok := strings.CutSuffix(name, ".parquet")
	return ok && len(digits) == 20 && strings.Trim(digits, "0123456789abcdef") == ""
}

// findStrays returns the Parquet files in the table folders that s does not name, relative to the lake, with slashes.
func findStrays(dir string, s *Snapshot) (strays []string, err error) {
	named := map[string]bool{}
	tables := map[string]bool{}
	for _, t := range schemas.Published {
		tables[t.Name] = true
	}
	for name, parts := range s.Tables {
		tables[name] = true
		for _, p := range parts {
			named[p.Path] = true
		}
	}
	for name := range tables {
		entries, err := os.ReadDir(filepath.Join(dir, name))
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		for _, e := range entries {
			if p := name + "/" + e.Name(); strings.HasSuffix(p, ".parquet") && !named[p] {
				strays = append(strays, p)
			}
		}
	}
	slices.Sort(strays)
	return strays, nil
}

// Base returns the snapshot that the transaction started from; never nil, ID 0 when the lake is new.
func (t *Txn) Base() *Snapshot { return t.base }

// Stale returns the writer that was killed while it held the lock before; ok is false when there was none.
func (t *Txn) Stale() (h Holder, ok bool) { return t.stale, t.stale.PID != 0 }

// Close releases the lock. Without a Commit readers see what they saw before, and staging stays for the next run of
// the same plan. A second Close does nothing.
func (t *Txn) Close() error {
	if t.lock == nil {
		return nil
	}
	l := t.lock
	t.lock, t.done = nil, true
	return release(l)
}

func (t *Txn) open() error {
	if t.done {
		return errors.New("lake: the transaction has ended")
	}
	return nil
}

func (t *Txn) stagingDir() string { return filepath.Join(t.dir, stagingName, t.plan) }

// Commit publishes next. Its tables may name staged parts of this plan's shards and parts of the base. Staged parts get
// their final names, and next is changed to say so; ID, Format and SchemaVersion are set, Producer and Committed too
// when they are zero. Parts that next does not name are deleted, staging is removed.
//
// After an error the lake is at the old snapshot, unless the error says that the new one is committed.
func (t *Txn) Commit(next *Snapshot) error {
	if err := t.open(); err != nil {
		return err
	}
	n := *next
	n.Format, n.ID, n.SchemaVersion = Format, t.base.ID+1, schemas.Version
	n.Producer = cmp.Or(n.Producer, t.producer)
	if n.Committed.IsZero() {
		n.Committed = time.Now()
	}
	n.Committed = n.Committed.UTC().Truncate(time.Second)
	n.Inputs = append([]Input{}, n.Inputs...)
	slices.SortStableFunc(n.Inputs, func(a, b Input) int { return strings.Compare(a.Name, b.Name) })
	err := t.publish(&n)
	if err == nil {
		err = t.swap(&n)
	}
	if err != nil {
		// Whatever snapshot the disk has now, what it does not name must not stay beside what it does.
		now, rerr := readOrEmpty(t.dir)
		if rerr != nil {
			return err
		}
		_ = t.removeStrays(now)
		if now.ID == n.ID {
			t.done = true
			return fmt.Errorf("snapshot %d is committed, but could not be made safe from a power cut: %w", n.ID, err)
		}
		return err
	}
	*next, t.done = n, true
	t.step("swapped the snapshot")
	err = t.removeStrays(&n)
	if err == nil {
		err = os.RemoveAll(filepath.Join(t.dir, stagingName))
	}
	if err != nil {
		return fmt.Errorf("snapshot %d is committed, but files of the one before could not be removed: %w", n.ID, err)
	}
	t.step("removed staging")
	return nil
}

func (t *Txn) swap(next *Snapshot) error {
	data, err := seal(next)
	if err != nil {
		return err
	}
	return replaceFile(filepath.Join(t.dir, snapshotName), data)
}

// publish gives every staged part of next its final name.
func (t *Txn) publish(next *Snapshot) error {
	inBase := map[string]Part{} // by path
	for _, parts := range t.base.Tables {
		for _, p := range parts {
			inBase[p.Path] = p
		}
	}
	tables := make(map[string][]Part, len(next.Tables))
	for _, table := range schemas.Published {
		parts, named := next.Tables[table.Name]
		if !named {
			continue
		}
		final, err := t.publishTable(table.Name, parts, inBase)
		if err != nil {
			return err
		}
		tables[table.Name] = final
	}
	for name := range next.Tables {
		if _, ok := tables[name]; !ok {
			return fmt.Errorf("lake: %s is not a published table", name)
		}
	}
	next.Tables = tables
	return syncDir(t.dir)
}

func (t *Txn) publishTable(table string, parts []Part, inBase map[string]Part) ([]Part, error) {
	final := make([]Part, 0, len(parts))
	if len(parts) == 0 {
		return final, nil
	}
	folder := filepath.Join(t.dir, table)
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return nil, err
	}
	taken := map[string]bool{}
	for _, p := range parts {
		staged := p.Path
		if strings.HasPrefix(staged, stagingName+"/") {
			if len(p.SHA256) != 64 || !strings.HasPrefix(staged, stagingName+"/"+t.plan+"/") {
				return nil, fmt.Errorf("lake: %s is not a part of this transaction", staged)
			}
			p.Path = table + "/" + p.SHA256[:20] + ".parquet"
			if _, ok := inBase[p.Path]; !ok && !taken[p.Path] {
				if err := publishFile(filepath.Join(t.dir, filepath.FromSlash(staged)), partFile(t.dir, p)); err != nil {
					return nil, err
				}
				t.step("published " + p.Path)
			}
		} else if b, ok := inBase[p.Path]; !ok || b != p || !strings.HasPrefix(p.Path, table+"/") {
			return nil, fmt.Errorf("lake: %s is not a part of table %s in the snapshot before", p.Path, table)
		} else if t.base.SchemaVersion != schemas.Version {
			return nil, fmt.Errorf("%s: has schema version %s, this version writes %s: build the lake anew from its inputs with paperlake run --full",
				partFile(t.dir, p), t.base.SchemaVersion, schemas.Version)
		}
		if taken[p.Path] {
			return nil, fmt.Errorf("lake: %s stands twice in table %s", p.Path, table)
		}
		taken[p.Path] = true
		final = append(final, p)
	}
	return final, syncDir(folder)
}

// publishFile gives a staged file its final name. A link leaves the staged name as well, so a commit that is killed
// half-way leaves its shards to the next run; where the file system has no links, the file moves.
func publishFile(staged, final string) error {
	if err := os.Remove(final); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if os.Link(staged, final) == nil {
		return nil
	}
	return os.Rename(staged, final)
}

// removeStrays removes the parts that s does not name.
func (t *Txn) removeStrays(s *Snapshot) error {
	strays, err := findStrays(t.dir, s)
	if err != nil {
		return err
	}
	for _, stray := range strays {
		if !isPartName(path.Base(stray)) {
			continue // not ours
		}
		if err := os.Remove(filepath.Join(t.dir, filepath.FromSlash(stray))); err != nil {
			return err
		}
		t.step("removed " + stray)
	}
	return nil
}
