package pipeline

import (
	"context"
	"fmt"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/memory"
	"golang.org/x/sync/errgroup"

	"github.com/paperlake/paperlake/lake"
	"github.com/paperlake/paperlake/schemas"
	"github.com/paperlake/paperlake/stages"
	"github.com/paperlake/paperlake/stages/enrich"
	"github.com/paperlake/paperlake/stages/normalize"
)

// groupBytes is how much unpacked input makes one row group of the papers table. One worker fills one row group;
// workers compress side by side and the groups are committed in input order, so the bytes do not depend on who
// was faster. Some three groups are in memory, as pages: larger ones bring a run of 1.3 GB over 256 MiB.
const groupBytes = 12 << 20

// Counts are the rows that went in, came out and were rejected, a stage.
type Counts struct {
	In       int64 `json:"in"`
	Out      int64 `json:"out"`
	Rejected int64 `json:"rejected"`
}

// A Tally counts by stage name.
type Tally map[string]Counts

func (t Tally) add(stage string, in, out, rejected int64) {
	c := t[stage]
	t[stage] = Counts{c.In + in, c.Out + out, c.Rejected + rejected}
}

// Add adds the counts of other.
func (t Tally) Add(other Tally) {
	for stage, c := range other {
		t.add(stage, c.In, c.Out, c.Rejected)
	}
}

// RunShard runs the stages over one shard of the plan and leaves its part files with out. It neither finishes nor
// aborts out.
func (p *Plan) RunShard(ctx context.Context, shard Shard, out *lake.ShardWriter) (Tally, error) {
	j := &job{shard: shard, out: out, tally: Tally{}}
	return j.tally, p.run(ctx, []*job{j}, func(*job) error { return nil })
}

// A job is a shard under way.
type job struct {
	shard Shard
	out   *lake.ShardWriter
	tally Tally
}

// run takes jobs through the stages, one after the other without a pause between them, and calls done with each
// that is complete, in order.
func (p *Plan) run(ctx context.Context, jobs []*job, done func(*job) error) error {
	group, ctx := errgroup.WithContext(ctx)
	workers := p.workers()
	waiting := make(chan *rowGroup)          // to be picked up by a worker
	inOrder := make(chan *rowGroup, workers) // to be committed; one group a worker, one that is done, and no more
	group.Go(func() error {
		defer close(waiting)
		defer close(inOrder)
		for _, j := range jobs {
			err := p.deal(j, func(g *rowGroup) error {
				if err := send(ctx, inOrder, g); err != nil {
					return err
				}
				return send(ctx, waiting, g)
			})
			if err == nil {
				err = send(ctx, inOrder, &rowGroup{job: j, last: true})
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
	for range workers {
		group.Go(func() error {
			w := newWorker(p, p.mem)
			defer w.rereader.close()
			for g := range waiting {
				if err := w.fill(ctx, g); err != nil {
					return err
				}
				close(g.filled)
			}
			return nil
		})
	}
	// Finishing a shard waits for the disk; the next shard does not wait for that.
	complete := make(chan *job, len(jobs))
	group.Go(func() error {
		for j := range complete {
			if err := p.noteCutOffs(j); err != nil {
				return err
			}
			if err := done(j); err != nil {
				return err
			}
		}
		return nil
	})
	group.Go(func() error {
		defer close(complete)
		for g := range inOrder {
			if g.last {
				complete <- g.job
				continue
			}
			select {
			case <-g.filled:
			case <-ctx.Done():
				return context.Cause(ctx)
			}
			if err := g.commit(); err != nil {
				return err
			}
			g.job.tally.Add(g.tally)
		}
		return nil
	})
	return group.Wait()
}

// noteCutOffs leaves a problem for each input of which only a part is taken.
func (p *Plan) noteCutOffs(j *job) error {
	b := schemas.NewProblemsBuilder(memory.DefaultAllocator)
	for _, i := range j.shard.Sources {
		if s := p.Sources[i]; s.CutOff != nil {
			at := schemas.Place{SourceFile: s.Name, SourceRecord: s.Records + s.Rejected, ByteOffset: s.Unpacked}
			appendProblem(b, at, "extract", "cut_off", s.CutOff.Error()+"; the whole records before the cut are taken", "")
		}
	}
	batch := b.NewRecordBatch()
	defer batch.Release()
	if batch.NumRows() == 0 {
		return nil
	}
	return j.out.Table(schemas.Problems).Write(batch)
}

// A rowGroup is the work of one worker at a time: blocks in, one row group of papers and the rows of the other
// tables out.
type rowGroup struct {
	job    *job
	last   bool // the job ends here; there are no rows
	blocks []sourceBlock
	filled chan struct{}
	papers *lake.RowGroupWriter
	small  map[*schemas.Table][]arrow.RecordBatch
	tally  Tally
}

type sourceBlock struct {
	source *Source
	kept   *keptBlock
}

// deal cuts the shard's inputs into row groups and calls start with each.
func (p *Plan) deal(j *job, start func(*rowGroup) error) error {
	var total, size int
	for _, i := range j.shard.Sources {
		for _, kept := range p.Sources[i].blocks {
			total += kept.size
		}
	}
	groups := max(1, (total+groupBytes-1)/groupBytes)
	var g *rowGroup
	finish := func() error {
		if g == nil {
			return nil
		}
		full := g
		g, size = nil, 0
		return start(full)
	}
	for _, i := range j.shard.Sources {
		s := &p.Sources[i]
		for _, kept := range s.blocks {
			if size*groups >= total { // groups of one size, so that no worker is left with a long last one
				if err := finish(); err != nil {
					return err
				}
			}
			if g == nil {
				g = &rowGroup{job: j, filled: make(chan struct{}), small: map[*schemas.Table][]arrow.RecordBatch{}, tally: Tally{}}
			}
			g.blocks = append(g.blocks, sourceBlock{s, kept})
			size += kept.size
		}
	}
	return finish()
}

// commit writes what the worker left, in input order, and releases it.
func (g *rowGroup) commit() error {
	if g.papers != nil {
		if err := g.papers.Commit(); err != nil {
			return err
		}
	}
	for _, t := range schemas.Published {
		for _, batch := range g.small[t] {
			err := g.job.out.Table(t).Write(batch)
			batch.Release()
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// A worker has every stage with its scratch memory.
type worker struct {
	plan     *Plan
	rereader rereader
	reader   *blockReader
	identify *normalize.Identify
	clean    *normalize.Clean
	linked   *enrich.Linked
	claims   *enrich.Claims
	problems *schemas.ProblemsBuilder
	reports  []report // of the stage that runs
	mem      memory.Allocator
}

// report is what a stage has to say of a row.
type report struct {
	row           int
	code, message string
}

func newWorker(p *Plan, mem memory.Allocator) *worker {
	return &worker{
		plan:     p,
		rereader: rereader{plan: p},
		reader:   newBlockReader(mem),
		identify: normalize.NewIdentify(mem),
		clean:    normalize.NewClean(mem),
		linked:   enrich.NewLinked(mem),
		claims:   enrich.NewClaims(mem),
		problems: schemas.NewProblemsBuilder(mem),
		mem:      mem,
	}
}

func (w *worker) fill(ctx context.Context, g *rowGroup) error {
	for _, b := range g.blocks {
		if err := w.block(ctx, g, b); err != nil {
			return fmt.Errorf("%s: %w", b.source.Name, err)
		}
	}
	if g.papers == nil {
		return nil
	}
	return g.papers.Flush() // here, side by side, and not in the commit, which is one at a time
}

// block takes one block through all stages.
func (w *worker) block(ctx context.Context, g *rowGroup, b sourceBlock) error {
	data, err := w.rereader.read(ctx, b.source, b.kept)
	if err != nil {
		return err
	}
	raw, troubles, err := w.reader.read(w.plan, b.source, b.kept, data)
	defer raw.Release()
	if err != nil {
		return err
	}
	for _, t := range troubles {
		at := schemas.Place{SourceFile: b.source.Name, SourceRecord: t.Record, ByteOffset: t.Offset}
		w.problem(at, "extract", t.Code, t.Message, t.Excerpt)
	}
	g.tally.add("extract", raw.NumRows()+troubles.rejected(), raw.NumRows(), troubles.rejected())

	identified, err := w.apply(g, w.identify, raw)
	if err != nil {
		return err
	}
	defer identified.Release()
	ranked := w.rank(identified)
	defer ranked.Release()
	sightings := schemas.Project(schemas.Sightings, ranked)
	g.keep(schemas.Sightings, sightings)
	g.tally.add("sightings", ranked.NumRows(), sightings.NumRows(), 0)

	verdicts := w.reader.verdicts
	if spans := spansOf(len(verdicts), func(row int) bool { return verdicts[row].mined }); len(spans) > 0 {
		latest, err := pick(w.mem, identified, spans)
		if err != nil {
			return err
		}
		defer latest.Release()
		if err := w.mine(g, latest); err != nil {
			return err
		}
	}
	if problems := w.problems.NewRecordBatch(); problems.NumRows() > 0 {
		g.keep(schemas.Problems, problems)
	} else {
		problems.Release()
	}
	return nil
}

// mine takes the latest records through normalize and enrich.
func (w *worker) mine(g *rowGroup, latest arrow.RecordBatch) error {
	normalized, err := w.apply(g, w.clean, latest)
	if err != nil {
		return err
	}
	defer normalized.Release()
	alone, links, err := w.linked.Apply(normalized)
	if err != nil {
		return err
	}
	defer alone.Release()
	g.keep(schemas.Links, links)
	g.tally.add("papers", normalized.NumRows(), alone.NumRows(), 0)
	g.tally.add("links", normalized.NumRows(), links.NumRows(), 0)
	filled, _ := w.plan.joins.fill(w.mem, alone, false)
	defer filled.Release()
	papers := w.place(filled)
	defer papers.Release()
	if g.papers == nil {
		if g.papers, err = g.job.out.Table(schemas.Papers).RowGroup(); err != nil {
			return err
		}
	}
	if err := g.papers.Write(papers); err != nil {
		return err
	}
	claims, err := w.apply(g, w.claims, normalized)
	if err != nil {
		return err
	}
	g.keep(schemas.Claims, claims)
	return nil
}

func (g *rowGroup) keep(t *schemas.Table, batch arrow.RecordBatch) {
	g.small[t] = append(g.small[t], batch)
}

// place puts rows of papers whose text the lake has known before where it first was.
func (w *worker) place(papers arrow.RecordBatch) arrow.RecordBatch {
	papers.Retain()
	placed := w.plan.latest.placed
	if len(placed) == 0 {
		return papers
	}
	defer papers.Release()
	at := schemas.ReadPlace(papers)
	files, records := array.NewStringBuilder(w.mem), array.NewInt64Builder(w.mem)
	for _, v := range w.reader.verdicts {
		if !v.mined {
			continue
		}
		own := at.Of(files.Len())
		to, ok := placed[place{own.SourceFile, own.SourceRecord}]
		if !ok {
			to = place{own.SourceFile, own.SourceRecord}
		}
		files.Append(to.file)
		records.Append(to.record)
	}
	return replaceAll(papers, []string{"source_file", "source_record"}, files, records)
}

// apply runs one stage and turns its reports into problems.
func (w *worker) apply(g *rowGroup, s stages.Stage, in arrow.RecordBatch) (arrow.RecordBatch, error) {
	w.reports = w.reports[:0]
	out, err := s.Apply(in, func(row int, code, message string) {
		w.reports = append(w.reports, report{row, code, message})
	})
	if err != nil {
		return nil, fmt.Errorf("stage %s: %w", s.Name(), err)
	}
	if len(w.reports) > 0 {
		at := schemas.ReadPlace(in)
		if s == stages.Stage(w.identify) { // only now it is known who the records are about
			at = schemas.ReadPlace(out)
		}
		for _, r := range w.reports {
			w.problem(at.Of(r.row), s.Name(), r.code, r.message, "")
		}
	}
	g.tally.add(s.Name(), in.NumRows(), out.NumRows(), 0)
	return out, nil
}

func (w *worker) problem(at schemas.Place, stage, code, message, excerpt string) {
	appendProblem(w.problems, at, stage, code, message, excerpt)
}

func appendProblem(b *schemas.ProblemsBuilder, at schemas.Place, stage, code, message, excerpt string) {
	schemas.AppendText(b.PaperID, at.PaperID)
	b.SourceFile.Append(at.SourceFile)
	b.SourceRecord.Append(at.SourceRecord)
	b.ByteOffset.Append(at.ByteOffset)
	b.Stage.Append(stage)
	b.Code.Append(code)
	b.Message.Append(message)
	schemas.AppendText(b.Excerpt, excerpt)
}

// rank gives each record what the plan has settled of it: its paper, and whether the paper's row is made from it.
func (w *worker) rank(identified arrow.RecordBatch) arrow.RecordBatch {
	var (
		own      = paperIDs(identified)
		to       = w.plan.joins.to
		placed   = w.plan.latest.placed
		latest   = array.NewBooleanBuilder(w.mem)
		recordID = array.NewStringBuilder(w.mem)
		title    = array.NewInt64Builder(w.mem)
		authors  = array.NewInt64Builder(w.mem)
		content  = array.NewInt64Builder(w.mem)
	)
	builders := []array.Builder{latest, recordID, title, authors, content}
	for _, b := range builders {
		b.Reserve(len(w.reader.verdicts))
	}
	anyJoined := false
	for i, v := range w.reader.verdicts {
		isPlaced := false
		if len(placed) > 0 {
			_, isPlaced = placed[place{w.reader.source.Name, v.record}]
		}
		latest.Append(v.mined && !isPlaced)
		isJoined := false
		if len(to) > 0 {
			_, isJoined = to[keyOf(own.Value(i))]
		}
		if isJoined {
			anyJoined = true
			recordID.Append(own.Value(i))
		} else {
			recordID.AppendNull()
		}
		if m := v.match; m.Title != 0 {
			title.Append(m.Title)
			authors.Append(m.Authors)
		} else {
			title.AppendNull()
			authors.AppendNull()
		}
		content.Append(int64(v.content))
	}
	joined := identified
	if anyJoined {
		papers := array.NewStringBuilder(w.mem)
		for i := range w.reader.verdicts {
			papers.Append(w.plan.joins.paper(own.Value(i)))
		}
		joined = replaceAll(identified, []string{"paper_id"}, papers)
		defer joined.Release()
	}
	var columns []arrow.Array
	for _, b := range builders {
		columns = append(columns, b.NewArray())
		b.Release()
		defer columns[len(columns)-1].Release()
	}
	return schemas.Add(schemas.Ranked, joined, columns...)
}
