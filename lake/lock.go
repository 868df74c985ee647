package lake

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/gofrs/flock"
)

// The lock is the operating system's (flock), so it ends with its process, however that ends. The file's content only
// tells people who holds it; content that is left in a lock that nobody holds is the mark of a writer that was killed.

// A Holder is a process that writes, or wrote, a lake.
type Holder struct {
	PID  int
	Host string
}

// A LockedError says that another process is writing the lake.
type LockedError struct {
	Path string // the lock file
	Holder
}

func (e *LockedError) Error() string {
	if e.PID == 0 {
		return fmt.Sprintf("%s: another process is writing this lake: wait for it to end", e.Path)
	}
	return fmt.Sprintf("%s: process %d on %s is writing this lake: wait for it to end, or stop it", e.Path, e.PID, e.Host)
}

// acquire takes the writer's lock of the lake in dir, or returns a *LockedError. stale is the killed writer that left
// it, zero when there was none.
func acquire(dir string) (l *flock.Flock, stale Holder, err error) {
	path := filepath.Join(dir, lockName)
	l = flock.New(path, flock.SetPermissions(0o644))
	held, err := l.TryLock()
	if err != nil {
		return nil, stale, fmt.Errorf("%s: cannot lock: %w", path, err)
	}
	if !held {
		locked := &LockedError{Path: path, Holder: readHolder(path)}
		// The holder writes its name right after it has the lock; a name may be a moment away.
		for range 20 {
			if locked.PID != 0 {
				break
			}
			time.Sleep(5 * time.Millisecond)
			locked.Holder = readHolder(path)
		}
		return nil, stale, locked
	}
	stale = readHolder(path)
	host, err := os.Hostname()
	if err != nil || host == "" {
		host = "unknown"
	}
	if err := os.WriteFile(path, fmt.Appendf(nil, "%d %s\n", os.Getpid(), host), 0o644); err != nil {
		_ = l.Unlock()
		return nil, stale, err
	}
	return l, stale, nil
}

// A Lock is the right to write a lake, taken before there is a plan.
type Lock struct {
	dir   string
	made  bool // the folder is Acquire's
	flock *flock.Flock
	stale Holder
}

// Acquire takes the writer's lock of the lake in dir, making the folder if there is none. The error is a *LockedError
// while another process writes the lake, and wraps ErrForeign where the folder holds other files and no lake.
func Acquire(dir string) (*Lock, error) {
	if err := checkFolder(dir); err != nil {
		return nil, err
	}
	_, err := os.Stat(dir)
	l := &Lock{dir: dir, made: errors.Is(err, fs.ErrNotExist)}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	if err := checkForeign(dir); err != nil {
		return nil, err
	}
	l.flock, l.stale, err = acquire(dir)
	if err != nil {
		return nil, err
	}
	return l, nil
}

// Release gives the lock back. A folder that Acquire made and in which nothing came to be goes with it.
func (l *Lock) Release() error {
	if l.made {
		if entries, err := os.ReadDir(l.dir); err == nil && len(entries) == 1 && entries[0].Name() == lockName {
			_ = os.Remove(l.flock.Path())
			_ = l.flock.Unlock()
			return os.Remove(l.dir)
		}
	}
	return release(l.flock)
}

// Holding lets Begin go on under a lock that is held; whoever acquired it releases it.
func Holding(l *Lock) Option { return func(t *Txn) { t.held = l } }

func readHolder(path string) (h Holder) {
	data, err := os.ReadFile(path)
	if err != nil || !strings.HasSuffix(string(data), "\n") {
		return Holder{}
	}
	if _, err := fmt.Sscanf(string(data), "%d %s", &h.PID, &h.Host); err != nil {
		return Holder{}
	}
	return h
}

// release empties the file before it lets go; the file stays, since removing it could take a newer writer's lock away.
func release(l *flock.Flock) error {
	err := os.Truncate(l.Path(), 0)
	if uerr := l.Unlock(); err == nil {
		err = uerr
	}
	return err
}
