package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"github.com/paperlake/paperlake/lake"
	"github.com/paperlake/paperlake/pipeline"
	"github.com/paperlake/paperlake/remote"
	"github.com/paperlake/paperlake/stages/extract"
)

// fetches is how many objects are fetched side by side.
const fetches = 4

// inputs resolves the arguments. Standard input (-) and what URLs name are copied to a temporary folder, since a run
// reads its inputs twice and archives need random access; cleanup removes it. An object that is as it was when the
// lake took it is not copied: taken, by name.
func (a *app) inputs(ctx context.Context, args []string, taken map[string]lake.Input) (inputs []extract.Input, cleanup func(), err error) {
	dir := ""
	cleanup = func() {
		if dir != "" {
			os.RemoveAll(dir)
		}
	}
	var paths, urls []string
	stdin := 0
	for _, arg := range args {
		switch {
		case arg == "-":
			stdin++
		case remote.IsURL(arg):
			urls = append(urls, arg)
		default:
			paths = append(paths, arg)
		}
	}
	if stdin > 1 {
		return nil, cleanup, usagef("- stands for standard input and can be given once")
	}
	if stdin+len(urls) > 0 {
		if dir, err = os.MkdirTemp("", "paperlake-*"); err != nil {
			return nil, cleanup, err
		}
	}
	if len(paths) > 0 {
		if inputs, err = extract.Resolve(paths); err != nil {
			return nil, cleanup, err
		}
	}
	if stdin > 0 {
		size, err := copyTo(filepath.Join(dir, "stdin"), func(f *os.File) (int64, error) { return io.Copy(f, a.stdin) })
		if err != nil {
			return nil, cleanup, fmt.Errorf("standard input: %w", err)
		}
		inputs = append(inputs, extract.Copied(extract.Input{Name: "-", Path: filepath.Join(dir, "stdin"), Size: size})...)
	}
	if len(urls) > 0 {
		fetched, err := a.fetch(ctx, urls, dir, taken)
		if err != nil {
			return nil, cleanup, err
		}
		inputs = append(inputs, fetched...)
	}
	slices.SortStableFunc(inputs, func(a, b extract.Input) int { return strings.Compare(a.Name, b.Name) })
	return inputs, cleanup, nil
}

// fetch copies what the URLs name to dir. An object that cannot be had becomes an input that cannot be opened, so
// that --keep-going holds for it, too.
func (a *app) fetch(ctx context.Context, urls []string, dir string, taken map[string]lake.Input) ([]extract.Input, error) {
	objects, err := remote.Resolve(ctx, urls, extract.Bounds.Entries)
	if err != nil {
		return nil, err
	}
	a.say("Fetching %s", plural(len(objects), "object"))
	found := make([][]extract.Input, len(objects))
	var group errgroup.Group
	group.SetLimit(fetches)
	for i, o := range objects {
		group.Go(func() error {
			var err error
			in, before := extract.Input{Name: o.Name, Path: filepath.Join(dir, fmt.Sprint(i))}, taken[o.Name]
			in.Size, err = copyTo(in.Path, func(f *os.File) (size int64, err error) {
				size, in.Tag, err = o.Fetch(ctx, f, extract.Bounds.Unpacked, before.Tag)
				return size, err
			})
			switch {
			case ctx.Err() != nil:
				return context.Cause(ctx)
			case errors.Is(err, remote.ErrKnown):
				found[i] = []extract.Input{extract.Taken(o.Name, before.SHA256, before.Bytes)}
			case err != nil:
				found[i] = []extract.Input{extract.Broken(o.Name, err)}
			default:
				found[i] = extract.Copied(in)
			}
			return nil
		})
	}
	err = group.Wait()
	return slices.Concat(found...), err
}

// taken returns the objects at URLs that the lake holds, read with the same mapping, by name. (An archive's name is
// not among them: its files are.)
func (a *app) taken(mapping *extract.Mapping) (map[string]lake.Input, error) {
	base, err := pipeline.Base(a.lake)
	if err != nil {
		return nil, err
	}
	out := map[string]lake.Input{}
	for _, in := range base.Inputs {
		if in.Tag != "" && in.Mapping == mapping.Sum() {
			out[in.Name] = in
		}
	}
	return out, nil
}

// copyTo makes the file at path by write, which returns its size.
func copyTo(path string, write func(*os.File) (int64, error)) (int64, error) {
	f, err := os.Create(path)
	if err != nil {
		return 0, err
	}
	size, err := write(f)
	if closed := f.Close(); err == nil {
		err = closed
	}
	return size, err
}
