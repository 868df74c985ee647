package remote

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"time"
)

// A source is where an object is read.
type source interface {
	// open begins to read at byte from of the version tag. It may begin at 0 instead, with what the object is now,
	// or with ErrKnown if that is the version known.
	open(ctx context.Context, from int64, tag, known string) (*part, error)
}

// A part is an object from some byte on.
type part struct {
	body io.ReadCloser
	from int64  // where body begins: as asked for, or 0
	size int64  // of the whole object in bytes; -1: not said
	tag  string // of its version; "": not said, and so a transfer begins at 0 again
}

// temporary marks an error that may be gone at the next try.
type temporary struct{ error }

func (t temporary) Unwrap() error { return t.error }

// tries is how often an object is opened at most, firstWait what lies between the first two; it doubles.
const tries = 4

var (
	firstWait = 500 * time.Millisecond
	stall     = 90 * time.Second // without a byte, and the transfer has broken off
)

var errStalled = errors.New("nothing came for too long")

// ErrKnown says that an object was not fetched, since it is the version that is known.
var ErrKnown = errors.New("the object has not changed")

// Fetch writes the object to file, at most limit bytes, and returns its size and the tag of its version ("" if it has
// none), unless that is known: ErrKnown. What it writes is one version of the object: a transfer that breaks off goes
// on where it broke if the object is still the same, else from the start.
func (o Object) Fetch(ctx context.Context, file *os.File, limit int64, known string) (size int64, tag string, err error) {
	t := transfer{file: file, limit: limit, known: known}
	wait := firstWait
	for try := 1; ; try++ {
		err := t.once(ctx, o)
		var again temporary
		switch {
		case err == nil:
			return t.at, t.tag, nil
		case ctx.Err() != nil:
			return 0, "", context.Cause(ctx)
		case !errors.As(err, &again):
			return 0, "", err
		case try == tries:
			return 0, "", fmt.Errorf("%w (tried %d times)", err, tries)
		}
		select {
		case <-time.After(wait):
		case <-ctx.Done():
		}
		wait *= 2
	}
}

type transfer struct {
	file  *os.File
	limit int64
	known string // tag of the version that is not wanted
	at    int64  // bytes that file has
	tag   string // of what it has
}

// once opens the object and copies what comes.
func (t *transfer) once(parent context.Context, o Object) error {
	ctx, cancel := context.WithCancelCause(parent)
	defer cancel(nil)
	alarm := time.AfterFunc(stall, func() { cancel(errStalled) })
	defer alarm.Stop()
	stalled := func(err error) error {
		if context.Cause(ctx) == errStalled {
			return temporary{errStalled}
		}
		return err
	}
	p, err := o.open(ctx, t.at, t.tag, t.known)
	if err != nil {
		return stalled(err)
	}
	defer p.body.Close()
	t.at, t.tag = p.from, p.tag
	err = t.file.Truncate(t.at)
	if err == nil {
		_, err = t.file.Seek(t.at, io.SeekStart)
	}
	if err != nil {
		return local(err)
	}
	for buf := make([]byte, 64<<10); ; {
		n, err := p.body.Read(buf)
		alarm.Reset(stall)
		if t.at+int64(n) > t.limit {
			return fmt.Errorf("more than %d bytes; --max-unpacked raises the limit", t.limit)
		}
		if _, failed := t.file.Write(buf[:n]); failed != nil {
			return local(failed)
		}
		t.at += int64(n)
		if err == io.EOF && (p.size < 0 || t.at == p.size) {
			return nil
		}
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		if err != nil {
			of := ""
			if p.size >= 0 {
				of = fmt.Sprintf(" of %d", p.size)
			}
			return temporary{fmt.Errorf("the transfer broke off after %d%s bytes: %w", t.at, of, stalled(err))}
		}
	}
}

func local(err error) error {
	return fmt.Errorf("the local copy cannot be written (TMPDIR says where it goes): %w", err)
}
