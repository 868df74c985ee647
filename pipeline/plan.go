// Package pipeline runs a listing into the lake in three steps that can be called apart:
//
//	plan, err := Make(…)        read every input once: who is in it, which record of each paper is the latest
//	RunShard(…) for each shard   extract → normalize → enrich → part files; shards run anywhere, in any order
//	Commit(…)                    all shards become one snapshot, or nothing does
//
// Run does all three in one process. Whatever must see two rows (one row a paper) is settled in the plan and
// applied by the commit; stages see one row at a time.
package pipeline

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"sync/atomic"

	"github.com/paperlake/paperlake/lake"
	"github.com/paperlake/paperlake/schemas"
	"github.com/paperlake/paperlake/stages/extract"
)

// Options are what a run can be told.
type Options struct {
	Lake        string
	Format      string  // name of the format of all inputs; "" = recognised by content
	Workers     int     // goroutines that decode, clean and mine; 0 = one
	KeepPartial bool    // take the whole records of an input that is cut off
	KeepGoing   bool    // take the good inputs when others fail
	Full        bool    // forget what the lake holds and build it anew from the inputs
	MaxRejects  float64 // largest share of an input's records that may be rejected, 0 to 1
	Producer    string  // name and version of the program, for the snapshot and the files
	Progress    *Progress
}

// Progress counts the packed bytes that were read, for whoever draws a bar. A run reads each input twice.
type Progress struct {
	Done, Total atomic.Int64
}

// A Source is an input as the plan found it.
type Source struct {
	extract.Input
	Format   *extract.Format
	SHA256   string
	Unpacked int64 // bytes
	Records  int64 // that can be used
	Rejected int64
	Skipped  bool        // its content is in the lake already
	CutOff   error       // why only a part of it is taken (KeepPartial)
	Failed   error       // why nothing of it is taken (KeepGoing)
	SeenOn   extract.Day // in the file's name
}

// takes tells whether the run reads the source into the lake.
func (s *Source) takes() bool { return !s.Skipped && s.Failed == nil }

// A Shard is a run of inputs that becomes one part file a table.
type Shard struct {
	ID      string
	Sources []int // indexes into Plan.Sources
}

// A Plan says what a run will do. It depends only on the inputs, the lake's snapshot and the options that
// change the output: never on the number of workers.
type Plan struct {
	ID      string
	Base    *lake.Snapshot
	Sources []Source
	Shards  []Shard
	latest  latest
	names   nameOrder
	options Options
}

// shardBytes is how many packed bytes of input make a shard: monthly files of arXiv listings pack 3 to 4 times,
// so a part of the papers table has some tens of MB of text.
const shardBytes = 16 << 20

// Make reads all inputs once and settles what the run will do. Errors name the input; an input of no known
// format is extract.ErrUnknownFormat, one that is cut off is extract.ErrTruncated.
func Make(ctx context.Context, inputs []extract.Input, base *lake.Snapshot, o Options) (*Plan, error) {
	p := &Plan{Base: base, options: o, latest: newLatest(), names: fileNames(inputs, base)}
	taken := map[string]bool{}
	for _, in := range base.Inputs {
		taken[in.SHA256] = true
	}
	names := p.names
	for _, in := range inputs {
		s := Source{Input: in, SeenOn: extract.DayOfName(in.Name)}
		sum, err := hashFile(in.Path)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", in.Name, err)
		}
		s.SHA256 = sum
		s.Skipped = taken[sum]
		taken[sum] = true
		p.Sources = append(p.Sources, s)
	}
	var failures []error
	for i := range p.Sources {
		s := &p.Sources[i]
		if s.Skipped {
			if o.Progress != nil {
				o.Progress.Total.Add(-2 * s.Size)
			}
			continue
		}
		if err := p.census(ctx, i, names); err != nil {
			if ctx.Err() != nil {
				return nil, err
			}
			s.Failed = fmt.Errorf("%s: %w", s.Name, err)
		} else if err := s.checkRejects(o.MaxRejects); err != nil {
			s.Failed = err
		}
		if s.Failed != nil {
			failures = append(failures, s.Failed)
		}
	}
	if len(failures) > 0 && !o.KeepGoing {
		return nil, errors.Join(failures...)
	}
	if len(failures) > 0 { // what failed inputs said before they failed does not count
		p.latest = newLatest()
		for i := range p.Sources {
			if s := &p.Sources[i]; s.takes() {
				if err := p.census(ctx, i, names); err != nil {
					return nil, fmt.Errorf("%s: %w", s.Name, err)
				}
			}
		}
	}
	if err := p.latest.mergeBase(ctx, o.Lake, base, names, p.replaced()); err != nil {
		return nil, err
	}
	p.Shards = cut(p.Sources)
	p.ID = p.identify()
	return p, nil
}

// replaced lists the names of inputs that the lake has taken before with other content.
func (p *Plan) replaced() map[string]bool {
	before := map[string]bool{}
	for _, in := range p.Base.Inputs {
		before[in.Name] = true
	}
	out := map[string]bool{}
	for _, s := range p.Sources {
		if s.takes() && before[s.Name] {
			out[s.Name] = true
		}
	}
	return out
}

// cut groups consecutive inputs into shards.
func cut(sources []Source) (shards []Shard) {
	var size int64
	for i, s := range sources {
		if !s.takes() {
			continue
		}
		if len(shards) == 0 || size+s.Size > shardBytes {
			shards = append(shards, Shard{ID: fmt.Sprintf("%05d", len(shards))})
			size = 0
		}
		last := &shards[len(shards)-1]
		last.Sources = append(last.Sources, i)
		size += s.Size
	}
	return shards
}

func (p *Plan) identify() string {
	h := sha256.New()
	fmt.Fprintf(h, "%s\n%s\n%d\n%t\n", p.options.Producer, schemas.Version, p.Base.ID, p.options.KeepPartial)
	for _, in := range p.Base.Inputs {
		fmt.Fprintf(h, "base %q %s\n", in.Name, in.SHA256)
	}
	for _, s := range p.Sources {
		if s.takes() {
			fmt.Fprintf(h, "input %q %s %s\n", s.Name, s.Format.Name, s.SHA256)
		}
	}
	return hex.EncodeToString(h.Sum(nil))[:16]
}

// census reads source i and enters its records.
func (p *Plan) census(ctx context.Context, i int, names nameOrder) error {
	s := &p.Sources[i]
	s.Records = 0
	var rejected atomic.Int64
	results := make(chan []sighted, p.workers())
	entered := make(chan struct{})
	go func() {
		defer close(entered)
		for batch := range results {
			for _, r := range batch {
				p.latest.enter(r)
			}
			s.Records += int64(len(batch))
		}
	}()
	format, unpacked, err := eachBlock(ctx, *s, p.options, func(format *extract.Format, work <-chan extract.Block) error {
		decoder := format.NewDecoder()
		for b := range work {
			var found []sighted
			decoder.Decode(b, func(r *extract.Record) {
				found = append(found, sightedOf(r, s.SeenOn, names[s.Name]))
			}, func(t extract.Trouble) {
				if !t.Kept {
					rejected.Add(1)
				}
			})
			b.Release()
			results <- found
		}
		return nil
	})
	close(results)
	<-entered
	s.Format, s.Unpacked, s.Rejected = format, unpacked, rejected.Load()
	if err != nil && errors.Is(err, extract.ErrTruncated) && p.options.KeepPartial {
		s.CutOff = err
		return nil
	}
	return err
}

func (p *Plan) workers() int { return max(1, p.options.Workers) }

func hashFile(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
