package pipeline

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/paperlake/paperlake/lake"
	"github.com/paperlake/paperlake/schemas"
	"github.com/paperlake/paperlake/stages/enrich/claim"
	"github.com/paperlake/paperlake/stages/extract"
)

// Base reads the snapshot that a run starts from; an absent lake is an empty one.
func Base(dir string) (*lake.Snapshot, error) {
	s, err := lake.Read(dir)
	if errors.Is(err, lake.ErrNoLake) {
		return &lake.Snapshot{}, nil
	}
	return s, err
}

// checkVersion refuses a lake that was written with other columns.
func checkVersion(dir string, base *lake.Snapshot) error {
	if len(base.Tables) > 0 && base.SchemaVersion != schemas.Version {
		return fmt.Errorf("%s: has schema version %s, this version writes %s: build it anew from all of its inputs with paperlake run --full", dir, base.SchemaVersion, schemas.Version)
	}
	return nil
}

// A Summary is what a run did; `--summary` writes it as JSON.
type Summary struct {
	Lake     string           `json:"lake"`
	Snapshot int64            `json:"snapshot"`
	Changed  bool             `json:"changed"` // whether a new snapshot was committed
	Inputs   []InputSummary   `json:"inputs"`
	Failed   []string         `json:"failed,omitempty"` // inputs that were left out (KeepGoing), and why
	Stages   Tally            `json:"stages"`
	Tables   map[string]int64 `json:"tables"` // rows in the lake now
	Outputs  []lake.Part      `json:"outputs"`
	Bytes    int64            `json:"bytes"` // unpacked input that was read
	Seconds  float64          `json:"seconds"`
	MBPerSec float64          `json:"mb_per_second"` // of unpacked input, 1 MB = 10^6 bytes
}

// InputSummary is one input of a run.
type InputSummary struct {
	Name     string `json:"name"`
	Format   string `json:"format,omitempty"`
	SHA256   string `json:"sha256"`
	Bytes    int64  `json:"bytes"`
	Unpacked int64  `json:"unpacked_bytes,omitempty"`
	Records  int64  `json:"records"`
	Rejected int64  `json:"rejected"`
	Outcome  string `json:"outcome"` // taken, taken in part, empty, skipped or failed, and why
}

// Run plans, runs every shard and commits, in this process. A failed or killed run leaves what readers see as it
// was; the next one picks up the shards that were finished.
func Run(ctx context.Context, inputs []extract.Input, o Options) (*Summary, error) {
	start := time.Now()
	lock, err := lake.Acquire(o.Lake)
	if err != nil {
		return nil, err
	}
	defer lock.Release()
	base, err := Base(o.Lake)
	if err != nil {
		return nil, err
	}
	if o.Full {
		base = &lake.Snapshot{ID: base.ID}
	}
	if o.Progress != nil {
		for _, in := range inputs {
			o.Progress.Total.Add(2 * in.Size)
		}
	}
	go claim.Mine("", "") // reads the lexicon, 10 ms for which all workers would wait together
	plan, err := Make(ctx, inputs, base, o)
	if err != nil {
		return nil, err
	}
	defer plan.Close()
	txn, err := lake.Begin(o.Lake, plan.ID, lake.Producer(o.Producer), lake.Holding(lock), lake.Memory(plan.mem))
	if err != nil {
		return nil, err
	}
	defer txn.Close()
	if len(plan.Shards) == 0 {
		return plan.summary(base, Tally{}, false, start), nil
	}
	shards, total, err := plan.runShards(ctx, txn)
	if err != nil {
		return nil, err
	}
	next, err := Commit(ctx, txn, plan, shards)
	if err != nil {
		return nil, err
	}
	return plan.summary(next, total, true, start), nil
}

// runShards runs the shards of the plan, save those that a killed run of the same plan has finished.
func (p *Plan) runShards(ctx context.Context, txn *lake.Txn) (shards []*lake.Shard, total Tally, err error) {
	finished := map[string]*lake.Shard{}
	total = Tally{}
	var jobs []*job
	for _, shard := range p.Shards {
		if done, ok := txn.Finished(shard.ID); ok {
			var tally Tally
			if err := json.Unmarshal(done.Meta, &tally); err == nil {
				finished[shard.ID] = done
				total.Add(tally)
				if p.options.Progress != nil {
					for _, i := range shard.Sources {
						p.options.Progress.Done.Add(p.Sources[i].Size)
					}
				}
				continue
			}
		}
		out, err := txn.NewShard(shard.ID)
		if err != nil {
			return nil, nil, err
		}
		defer out.Abort() // does nothing to a finished shard
		jobs = append(jobs, &job{shard: shard, out: out, tally: Tally{}})
	}
	err = p.run(ctx, jobs, func(j *job) error {
		done, err := j.out.Finish(j.tally)
		finished[j.shard.ID] = done
		total.Add(j.tally)
		return err
	})
	if err != nil {
		return nil, nil, err
	}
	for _, shard := range p.Shards {
		shards = append(shards, finished[shard.ID])
	}
	return shards, total, nil
}

func (p *Plan) summary(now *lake.Snapshot, total Tally, changed bool, start time.Time) *Summary {
	s := &Summary{
		Lake: p.options.Lake, Snapshot: now.ID, Changed: changed, Stages: total, Tables: map[string]int64{},
		Seconds: time.Since(start).Seconds(),
	}
	for _, src := range p.Sources {
		in := InputSummary{
			Name: src.Name, SHA256: src.SHA256, Bytes: src.Size, Unpacked: src.Unpacked,
			Records: src.Records, Rejected: src.Rejected, Outcome: src.Outcome(p.Base),
		}
		if src.Format != nil {
			in.Format = src.Format.Name
		}
		s.Inputs = append(s.Inputs, in)
		s.Bytes += src.Unpacked
		if src.Failed != nil {
			s.Failed = append(s.Failed, src.Failed.Error())
		}
	}
	for _, t := range schemas.Published {
		s.Tables[t.Name] = now.Rows(t.Name)
		s.Outputs = append(s.Outputs, now.Tables[t.Name]...)
	}
	if s.Seconds > 0 {
		s.MBPerSec = float64(s.Bytes) / 1e6 / s.Seconds
	}
	return s
}
