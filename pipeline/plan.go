// Package pipeline runs a listing into the lake in three steps that can be called apart:
//
//	plan, err := Make(…)        read every input once: who is in it, which record of each paper is the latest
//	RunShard(…) for each shard   extract → normalize → enrich → part files; shards run anywhere, in any order
//	Commit(…)                    all shards become one snapshot, or nothing does; then the plan is closed
//
// Run does all three in one process. Whatever must see two rows (one row a paper) is settled in the plan and
// applied by the commit; stages see one row at a time.
package pipeline

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"math"
	"slices"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"github.com/paperlake/paperlake/lake"
	"github.com/paperlake/paperlake/schemas"
	"github.com/paperlake/paperlake/stages/extract"
	"github.com/paperlake/paperlake/stages/normalize"
)

// Options are what a run can be told.
type Options struct {
	Lake        string
	Format      string           // name of the format of all inputs; "" = recognised by content
	Mapping     *extract.Mapping // of the columns of all inputs; nil: those that are known
	Workers     int              // goroutines that decode, clean and mine; 0 = one
	KeepPartial bool             // take the whole records of an input that is cut off
	KeepGoing   bool             // take the good inputs when others fail
	Full        bool             // forget what the lake holds and build it anew from the inputs
	DryRun      bool             // the plan is to be looked at and not run: Make leaves nothing on disk
	MaxRejects  float64          // largest share of an input's records that may be rejected, 0 to 1
	Producer    string           // name and version of the program, for the snapshot and the files
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

	file   uint32 // place of its name among all names
	blocks []*keptBlock
	mined  bitset // records that a row of papers is made from

	reason string // why the first of the rejected records is kept out
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

	listed    []idKey // papers that the run has, sorted, where inputs are replaced
	latest    latest
	joins     *joins
	rekeyed   []string       // paper_ids in the lake of records that belong to another paper now, or are the latest again
	edited    []string       // papers of the lake whose rows may take something from records that came
	concerned map[idKey]bool // all of them: rows of the lake may change
	names     fileNames
	spool     *spool // nil: the plan cannot be run
	options   Options
	mem       *pool
}

// shardBytes is how many unpacked bytes of small inputs make a shard, at least. Larger shards mean fewer files and fewer
// waits for the disk; smaller ones mean less to write again when a later run displaces a paper or this one is killed.
var shardBytes int64 = 40 << 20

// Make reads all inputs once and settles what the run will do. Whoever makes a plan that is no dry run holds the lock of
// the lake, and closes the plan when its shards have run. Errors name the input; an input of no known format is
// extract.ErrUnknownFormat, one that is cut off is extract.ErrTruncated.
func Make(ctx context.Context, inputs []extract.Input, base *lake.Snapshot, o Options) (plan *Plan, err error) {
	if err := checkVersion(o.Lake, base); err != nil {
		return nil, err
	}
	p := &Plan{Base: base, options: o, latest: newLatest(), names: namesOf(inputs, base), mem: &pool{}}
	type content struct{ sum, mapping string } // the same bytes under another mapping are another input
	mapping := o.Mapping.Sum()
	taken := map[content]bool{}
	for _, in := range base.Inputs {
		taken[content{in.SHA256, in.Mapping}] = true
	}
	sameSize := map[int64]int{}
	for _, in := range base.Inputs {
		sameSize[in.Bytes]++
	}
	for _, in := range inputs {
		sameSize[in.Size]++
	}
	sums := make([]string, len(inputs))
	var hashing errgroup.Group
	hashing.SetLimit(p.workers())
	for i, in := range inputs {
		sums[i] = in.Known
		if in.Known == "" && sameSize[in.Size] > 1 { // only an input of equal size can have equal content; the others are hashed as they are read
			hashing.Go(func() error {
				sums[i], _ = hashInput(in) // what cannot be read is met again by the census, where KeepGoing holds
				return nil
			})
		}
	}
	_ = hashing.Wait()
	for i, in := range inputs {
		s := Source{Input: in, SHA256: sums[i], SeenOn: extract.DayOfName(in.Name), file: p.names.place[in.Name]}
		if s.SHA256 != "" {
			s.Skipped = taken[content{s.SHA256, mapping}]
			taken[content{s.SHA256, mapping}] = true
		}
		if s.Skipped && o.Progress != nil {
			o.Progress.Total.Add(-2 * s.Size)
		}
		p.Sources = append(p.Sources, s)
	}
	if !o.DryRun {
		if p.spool, err = newSpool(o.Lake); err != nil {
			return nil, err
		}
	}
	defer func() {
		if err != nil {
			p.Close()
		}
	}()
	failures, err := p.censusAll(ctx)
	if err != nil {
		return nil, err
	}
	if len(failures) > 0 {
		if !o.KeepGoing {
			return nil, errors.Join(failures...)
		}
		if p.spool != nil {
			if err := p.spool.clear(); err != nil {
				return nil, err
			}
		}
		if failures, err = p.censusAll(ctx); err != nil || len(failures) > 0 {
			return nil, errors.Join(append(failures, err)...)
		}
	}
	if p.spool != nil {
		if err := p.mergeBase(ctx); err != nil {
			return nil, err
		}
	}
	p.Shards = cut(p.Sources)
	p.ID = p.identify()
	return p, nil
}

// Close gives up what the plan keeps on disk for its shards.
func (p *Plan) Close() {
	if p.spool != nil {
		p.spool.close()
		p.spool = nil
	}
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

// records is how many the run takes.
func (p *Plan) records() (n int64) {
	for i := range p.Sources {
		if s := &p.Sources[i]; s.takes() {
			n += s.Records
		}
	}
	return n
}

// cut groups consecutive inputs into shards: fewer of them than there are parts that the commit merges. The merging of
// twelve small parts a table took a seventh of a run over 36 months.
func cut(sources []Source) (shards []Shard) {
	var all, size int64
	for _, s := range sources {
		if s.takes() {
			all += s.Unpacked
		}
	}
	full := max(shardBytes, all/(mergeAt-1)+1)
	for i, s := range sources {
		if !s.takes() {
			continue
		}
		if len(shards) == 0 || size >= full {
			shards = append(shards, Shard{ID: fmt.Sprintf("%05d", len(shards))})
			size = 0
		}
		last := &shards[len(shards)-1]
		last.Sources = append(last.Sources, i)
		size += s.Unpacked
	}
	return shards
}

func (p *Plan) identify() string {
	h := sha256.New()
	fmt.Fprintf(h, "%s\n%s\n%d\n%t\n%s\n", p.options.Producer, schemas.Version, p.Base.ID, p.options.KeepPartial, p.options.Mapping.Sum())
	for _, in := range p.Base.Inputs {
		fmt.Fprintf(h, "base %q %s %s\n", in.Name, in.SHA256, in.Mapping)
	}
	for _, s := range p.Sources {
		if s.takes() {
			fmt.Fprintf(h, "input %q %s %s\n", s.Name, s.Format.Name, s.SHA256)
		}
	}
	return hex.EncodeToString(h.Sum(nil))[:16]
}

// censusAll reads the sources that are to be taken, side by side, and enters their records. It returns what is
// wrong with single sources, in their order.
func (p *Plan) censusAll(ctx context.Context) (failures []error, err error) {
	p.joins = newJoins()
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(p.workers())
	failed := make([]error, len(p.Sources))
	for i := range p.Sources {
		s := &p.Sources[i]
		s.blocks = nil
		if !s.takes() {
			continue
		}
		group.Go(func() error {
			err := p.census(ctx, s)
			if ctx.Err() != nil {
				return context.Cause(ctx)
			}
			if errors.As(err, new(spoolError)) {
				return err
			}
			if err != nil {
				err = fmt.Errorf("%s: %w", s.Name, err)
			} else {
				err = s.checkRejects(p.options.MaxRejects)
			}
			s.Failed, failed[i] = err, err
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	return slices.DeleteFunc(failed, func(err error) bool { return err == nil }), nil
}

// census reads one source and keeps what is to be known of its records.
func (p *Plan) census(ctx context.Context, s *Source) error {
	var (
		records, rejected atomic.Int64
		first             firstReason
	)
	err := eachBlock(ctx, s, p.options, p.spool, func(work <-chan cutBlock) error {
		decoder := s.Format.NewDecoder()
		c := &clerk{source: s}
		for b := range work {
			c.kept, c.places = c.kept[:0], c.places[:0]
			b.Repeat = c.repeat
			if err := b.keep(); err != nil {
				return err
			}
			decoder.Decode(b.Block, c.take, func(t extract.Trouble) {
				if !t.Kept {
					rejected.Add(1)
					first.note(t)
				}
			})
			b.Release()
			records.Add(int64(len(c.places)))
			if p.spool != nil {
				var err error
				if b.kept.seen, err = p.spool.keep(c.kept); err != nil {
					return err
				}
			}
		}
		p.joins.kinds.Or(uint32(c.kinds))
		return nil
	})
	s.Records, s.Rejected, s.reason = records.Load(), rejected.Load(), first.text
	if s.Records+s.Rejected > math.MaxUint32 {
		return fmt.Errorf("has %d records, more than %d: cut it into several files", s.Records+s.Rejected, uint32(math.MaxUint32))
	}
	if errors.Is(err, extract.ErrTruncated) {
		if p.options.KeepPartial {
			s.CutOff = err
			return nil
		}
		return fmt.Errorf("%w; fetch it again, or take its whole records with --keep-partial", err)
	}
	return err
}

// A clerk reads records of one source for the census, a block at a time.
type clerk struct {
	source  *Source
	kinds   reason   // of the records' ids
	kept    []byte   // what is to be known of the records of the block
	places  []keptAt // where that is in kept
	scratch []byte
}

type keptAt struct {
	record int64
	at     int
}

// take reads a record.
func (c *clerk) take(r *extract.Record) {
	id := identityOf(r)
	own := id.PaperID()
	listed := c.source.SeenOn
	if r.SeenOn.Known {
		listed = r.SeenOn
	}
	s := seen{
		paper: keyOf(own), match: normalize.MatchOf(r.Title, r.Authors), record: uint32(r.Number),
		when: when{id.Version, dayOf(r.Updated), dayOf(listed)}, venue: r.Venue,
	}
	if s.paper&hashed != 0 {
		s.id = own
	}
	if id.DOI != "" || id.OpenReview != "" {
		s.others = othersOf(own, id.DOI, id.OpenReview)
	}
	s.content, c.scratch = contentOf(c.scratch, c.source.Format.Name, r, &id)
	c.kinds |= kindOf(own)
	c.keep(&s)
}

func (c *clerk) keep(s *seen) {
	c.places = append(c.places, keptAt{int64(s.record), len(c.kept)})
	c.kept = s.appendTo(c.kept)
}

// repeat takes a record that has the bytes of an earlier one of the block.
func (c *clerk) repeat(record, earlier int64) {
	i, _ := slices.BinarySearchFunc(c.places, earlier, func(p keptAt, record int64) int { return cmp.Compare(p.record, record) })
	var s seen
	s.read(c.kept[c.places[i].at:])
	s.record = uint32(record)
	c.keep(&s)
}

func identityOf(r *extract.Record) normalize.Identity {
	return normalize.IdentityOf(normalize.IDFields{
		ID: r.ID, DOI: r.DOI, OpenReview: r.OpenReview, URL: r.URL, Title: r.Title, Version: r.Version,
	})
}

func (p *Plan) workers() int { return max(1, p.options.Workers) }
