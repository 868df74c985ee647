// Command paperlake turns listings of research papers into analytics tables.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/signal"
	"syscall"

	"github.com/paperlake/paperlake/lake"
	"github.com/paperlake/paperlake/pipeline"
	"github.com/paperlake/paperlake/query"
	"github.com/paperlake/paperlake/remote"
	"github.com/paperlake/paperlake/stages/extract"
)

func main() { os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }

// Exit codes.
const (
	exitDone        = 0
	exitFailed      = 1
	exitUsage       = 2 // wrong usage or configuration, or an input that is no listing
	exitEnvironment = 3 // disk, permission, lock
	exitChecks      = 4 // a check failed: verify, doctor
	exitRejects     = 5 // too many records were rejected
	exitInterrupted = 130
	exitTerminated  = 143
)

// A codedError carries the exit code of its kind.
type codedError struct {
	code int
	err  error
}

func (e *codedError) Error() string { return e.err.Error() }
func (e *codedError) Unwrap() error { return e.err }

func usagef(format string, args ...any) error {
	return &codedError{exitUsage, fmt.Errorf(format, args...)}
}

// run is main without the process: it returns the exit code.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	ctx, stop := signalContext()
	defer stop()
	a := &app{stdin: stdin, stdout: stdout, stderr: stderr}
	root := a.command()
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	if err == nil {
		return exitDone
	}
	code := exitCode(ctx, err)
	a.fail(err, code)
	return code
}

type signalError struct{ signal os.Signal }

func (e signalError) Error() string { return "stopped by signal: " + e.signal.String() }

func signalContext() (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancelCause(context.Background())
	got := make(chan os.Signal, 1)
	signal.Notify(got, os.Interrupt, syscall.SIGTERM)
	go func() {
		if s, ok := <-got; ok {
			signal.Stop(got) // a second signal ends the process at once
			cancel(signalError{s})
		}
	}()
	return ctx, func() { signal.Stop(got); cancel(nil) }
}

func exitCode(ctx context.Context, err error) int {
	var (
		coded  *codedError
		locked *lake.LockedError
		by     signalError
		reject *pipeline.RejectsError
		unfit  *extract.MappingError
	)
	switch {
	case errors.As(context.Cause(ctx), &by):
		if by.signal == syscall.SIGTERM {
			return exitTerminated
		}
		return exitInterrupted
	case errors.As(err, &coded):
		return coded.code
	case errors.As(err, &reject):
		return exitRejects
	case errors.Is(err, extract.ErrTruncated):
		return exitFailed
	case errors.Is(err, extract.ErrUnknownFormat), errors.Is(err, lake.ErrNotFolder), errors.Is(err, lake.ErrForeign), errors.As(err, &unfit),
		errors.Is(err, remote.ErrURL), errors.Is(err, query.ErrLimit):
		return exitUsage
	case errors.As(err, &locked), errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.ENOSPC),
		errors.Is(err, syscall.EROFS), errors.Is(err, syscall.ENOTDIR), errors.Is(err, syscall.EDQUOT), errors.Is(err, syscall.EIO):
		return exitEnvironment
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, lake.ErrNoLake):
		return exitUsage
	}
	return exitFailed
}
