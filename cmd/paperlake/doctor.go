package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"

	"github.com/spf13/cobra"
	"golang.org/x/sys/unix"

	"github.com/paperlake/paperlake/lake"
	"github.com/paperlake/paperlake/query"
)

func (a *app) doctorCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "doctor",
		Short: "Check that this machine and this lake are fit to run",
		Long: `Looks at the folder of the lake, the disk, the snapshot, and whether DuckDB opens with its door shut. Exit code 4
when a check fails.`,
		Example: `  paperlake doctor --lake arxiv`,
		Args:    noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			failed := 0
			for _, c := range a.checks() {
				said, err := c.check(cmd.Context())
				mark := a.paint(a.stdout, "32", "ok  ")
				if err != nil {
					mark, said = a.paint(a.stdout, "31;1", "FAIL"), err.Error()
					failed++
				}
				fmt.Fprintf(a.stdout, "%s  %-10s %s\n", mark, c.name, said)
			}
			if failed > 0 {
				return &codedError{exitChecks, fmt.Errorf("%s failed", plural(failed, "check"))}
			}
			return nil
		},
	}
}

type check struct {
	name  string
	check func(context.Context) (string, error)
}

func (a *app) checks() []check {
	return []check{
		{"program", func(context.Context) (string, error) {
			return fmt.Sprintf("%s, %s %s/%s, %d cores", producer(), runtime.Version(), runtime.GOOS, runtime.GOARCH, defaultWorkers()), nil
		}},
		{"folder", a.checkFolder},
		{"disk", a.checkDisk},
		{"snapshot", func(context.Context) (string, error) {
			s, err := lake.Read(a.lake)
			if errors.Is(err, lake.ErrNoLake) {
				return "no lake here yet: paperlake run INPUT… makes one", nil
			}
			if err != nil {
				return "", err
			}
			report, err := lake.Verify(a.lake)
			if err == nil && len(report.Mismatches) > 0 {
				err = fmt.Errorf("%s, first: %s (see `paperlake verify`)", plural(len(report.Mismatches), "problem"), report.Mismatches[0])
			}
			return fmt.Sprintf("snapshot %d is whole, %s from %s", s.ID, plural(report.Parts, "part"), plural(len(s.Inputs), "input")), err
		}},
		{"duckdb", func(ctx context.Context) (string, error) {
			db, err := query.Open(ctx, nil, query.Options{})
			if err != nil {
				return "", err
			}
			defer db.Close()
			r, err := db.Query(ctx, "SELECT version()")
			if err != nil {
				return "", err
			}
			defer r.Close()
			if !r.Next() {
				return "", fmt.Errorf("no answer: %w", r.Err())
			}
			return fmt.Sprintf("%v opens with external access shut and locked", r.Row()[0]), nil
		}},
	}
}

// existing is the lake's folder, or the nearest folder above it that exists.
func (a *app) existing() (string, error) {
	path, err := filepath.Abs(a.lake)
	for err == nil {
		if _, missing := os.Stat(path); missing == nil {
			return path, nil
		}
		path = filepath.Dir(path)
	}
	return path, err
}

func (a *app) checkFolder(context.Context) (string, error) {
	path, err := a.existing()
	if err != nil {
		return "", err
	}
	f, err := os.CreateTemp(path, ".paperlake-doctor-*")
	if err != nil {
		return "", fmt.Errorf("cannot write in %s: %w", path, err)
	}
	f.Close()
	return path + " can be written", os.Remove(f.Name())
}

// lowDisk is less than a run over a year of arXiv listings takes while two versions of a part exist.
const lowDisk = 500e6

func (a *app) checkDisk(context.Context) (string, error) {
	path, err := a.existing()
	if err != nil {
		return "", err
	}
	var s unix.Statfs_t
	if err := unix.Statfs(path, &s); err != nil {
		return "", fmt.Errorf("%s: %w", path, err)
	}
	free := int64(s.Bavail) * s.Bsize
	if free < lowDisk {
		return "", fmt.Errorf("%s free in %s: want %s", size(free), path, size(lowDisk))
	}
	return size(free) + " free", nil
}
