package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"strconv"
	"strings"
	"time"

	"github.com/google/renameio/v2"
	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/spf13/cobra"

	"github.com/paperlake/paperlake/lake"
	"github.com/paperlake/paperlake/pipeline"
	"github.com/paperlake/paperlake/schemas"
	"github.com/paperlake/paperlake/stages/extract"
)

type runFlags struct {
	format      string
	mapping     string
	workers     int
	dryRun      bool
	summary     string
	keepPartial bool
	keepGoing   bool
	full        bool
	maxRejects  percent
	profile     string
}

func (a *app) runCommand() *cobra.Command {
	f := runFlags{maxRejects: 0.05}
	cmd := &cobra.Command{
		Use:   "run INPUT…",
		Short: "Read listings into the lake",
		Long: `Reads listings (files, folders, globs, URLs, or - for standard input), mines them and commits the result as one snapshot.
What a file is, is told by its content; plain, gzip, zstd, bzip2 and xz files are taken alike. Inputs whose
content is in the lake already are skipped. Until the commit nothing in the lake changes.

A mapping (--map) says which columns of CSV, TSV, Parquet or JSON are what:

` + indented(extract.MappingExample) + `
Fields: ` + strings.Join(extract.Fields[:9], ", ") + `,
` + strings.Join(extract.Fields[9:], ", ") + `.
Every file must have what is mapped and not optional; try it with paperlake sniff --map. The mapping is part of what
an input is: under another one the same file is read again and replaces what its papers had; --full also drops papers
that only the old mapping named.`,
		Example: `  paperlake run papers.txt                       # one listing into ./lake
  paperlake run --lake arxiv 'daily/2025-*.jsonl.gz'
  curl … | paperlake run -                       # from standard input
  paperlake run https://host/2025-06.jsonl.gz s3://bucket/daily/ 'gs://bucket/2025-*'
  paperlake run --map mapping.yaml mine.csv      # with columns of its own, see below
  paperlake run --dry-run daily/                 # what would be done
  paperlake run --summary run.json daily/        # for a scheduler`,
		Args: someInputs,
		RunE: func(cmd *cobra.Command, args []string) error { return a.runRun(cmd, args, f) },
	}
	flags := cmd.Flags()
	flags.StringVar(&f.format, "format", "", "format of all inputs, instead of recognising it (see paperlake formats)")
	flags.StringVar(&f.mapping, "map", "", "mapping of the columns of all inputs, a YAML file")
	flags.IntVar(&f.workers, "workers", defaultWorkers(), "goroutines that decode and mine")
	flags.BoolVar(&f.dryRun, "dry-run", false, "print the plan, write nothing")
	flags.StringVar(&f.summary, "summary", "", "write what the run did as JSON to this file (- for standard output)")
	flags.BoolVar(&f.keepPartial, "keep-partial", false, "take the whole records of an input that is cut off")
	flags.BoolVar(&f.keepGoing, "keep-going", false, "take the good inputs when others fail; exit code 1 all the same")
	flags.Var(&f.maxRejects, "max-rejects", "largest share of an input's records that may be rejected; above it nothing is committed, exit code 5")
	flags.BoolVar(&f.full, "full", false, "forget what the lake holds and build it anew from these inputs")
	bounds := &extract.Bounds // against hostile input
	flags.Int64Var(&bounds.Unpacked, "max-unpacked", bounds.Unpacked, "largest unpacked input, bytes")
	flags.Int64Var(&bounds.Ratio, "max-ratio", bounds.Ratio, "how many times its size an input may unpack to")
	flags.IntVar(&bounds.Record, "max-record", bounds.Record, "longest record or line, bytes")
	flags.IntVar(&bounds.Depth, "max-depth", bounds.Depth, "deepest nesting of JSON or XML")
	flags.IntVar(&bounds.Entries, "max-entries", bounds.Entries, "most files in an archive")
	flags.StringVar(&f.profile, "profile", "", "leave CPU and heap profiles of the run in this folder")
	_ = flags.MarkHidden("profile") // for those who work on the program
	return cmd
}

func (a *app) runRun(cmd *cobra.Command, args []string, f runFlags) (err error) {
	b := extract.Bounds
	for name, n := range map[string]int64{
		"workers": int64(f.workers), "max-unpacked": b.Unpacked, "max-ratio": b.Ratio, "max-record": int64(b.Record), "max-depth": int64(b.Depth), "max-entries": int64(b.Entries),
	} {
		if n < 1 {
			return usagef("--%s %d: want at least 1", name, n)
		}
	}
	if f.summary != "" {
		if err := checkFolderOf("--summary", f.summary); err != nil {
			return err
		}
	}
	var summary *pipeline.Summary
	defer func() { // a run that fails must not leave the summary of the one before
		if f.summary != "" && summary == nil && err != nil {
			err = errors.Join(err, a.writeSummary(f.summary, failedRun{Lake: a.lake, Error: err.Error(), ExitCode: exitCode(cmd.Context(), err)}))
		}
	}()
	mapping, err := readMapping(f.mapping)
	if err != nil {
		return err
	}
	if f.format != "" {
		if mapping != nil {
			return usagef("--format and --map exclude each other: under a mapping inputs are CSV, TSV, JSON or Parquet, which their content tells")
		}
		if _, err := extract.Named(f.format); err != nil {
			return usagef("--format: %w", err)
		}
	}
	var taken map[string]lake.Input
	if !f.full {
		if taken, err = a.taken(mapping); err != nil {
			return err
		}
	}
	inputs, cleanup, err := a.inputs(cmd.Context(), args, taken)
	defer cleanup()
	if err != nil {
		return err
	}
	o := pipeline.Options{
		Lake: a.lake, Format: f.format, Mapping: mapping, Workers: f.workers,
		KeepPartial: f.keepPartial, KeepGoing: f.keepGoing, Full: f.full, MaxRejects: float64(f.maxRejects),
		Producer: producer(), Progress: &pipeline.Progress{},
	}
	if f.dryRun {
		return a.dryRun(cmd, inputs, o)
	}
	tuneRuntime()
	profiled, err := startProfile(f.profile)
	if err != nil {
		return err
	}
	stop := a.showProgress(o.Progress)
	summary, err = pipeline.Run(cmd.Context(), inputs, o)
	stop()
	if failed := profiled(); err == nil {
		err = failed
	}
	if err != nil {
		return err
	}
	if f.summary != "" {
		if err := a.writeSummary(f.summary, summary); err != nil {
			return err
		}
	}
	a.printSummary(summary)
	if n := len(summary.Failed); n > 0 {
		return fmt.Errorf("%d of %s left out:\n  %s", n, plural(len(summary.Inputs), "input"), strings.Join(summary.Failed, "\n  "))
	}
	return nil
}

// someInputs is the check of verbs that take inputs.
var someInputs = args(func(_ *cobra.Command, given []string) error {
	if len(given) == 0 {
		return errors.New("which listings? Give files, folders, globs in quotes, URLs, or - for standard input")
	}
	return nil
})

// readMapping reads the file of --map; without one there is no mapping.
func readMapping(path string) (*extract.Mapping, error) {
	if path == "" {
		return nil, nil
	}
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, usagef("--map %s: no such file; write one as paperlake run --help shows", path)
	}
	if err != nil {
		return nil, err
	}
	m, err := extract.ReadMapping(filepath.ToSlash(path), data)
	return &m, err
}

func indented(text string) (out string) {
	for line := range strings.Lines(text) {
		out += "  " + line
	}
	return out
}

// percent is a flag that is written as 5% and read as 0.05.
type percent float64

func (p *percent) String() string { return fmt.Sprintf("%g%%", 100*float64(*p)) }
func (p *percent) Type() string   { return "percent" }
func (p *percent) Set(s string) error {
	v, err := strconv.ParseFloat(strings.TrimSuffix(s, "%"), 64)
	if err != nil || v < 0 || v > 100 {
		return fmt.Errorf("%q: want a percentage from 0%% to 100%%", s)
	}
	*p = percent(v / 100)
	return nil
}

// tuneRuntime holds a run's Go heap to what its blocks in flight need, so that the process stays within 256 MiB
// whatever the input's size; collecting is put off until then. GOMEMLIMIT and GOGC override it.
//
// And it gives the runtime twice as many processors as there are cores: with one each, every page that is compressed in C
// for longer than 20 µs has its processor taken away and given to another thread. With some to spare it keeps it, which saves
// two thirds of a run's context switches, 5 % of its CPU time and 8 % of its time. GOMAXPROCS overrides it.
func tuneRuntime() {
	if os.Getenv("GOMEMLIMIT") == "" && os.Getenv("GOGC") == "" {
		debug.SetGCPercent(400)
		limitMemory(leastMemory)
	}
	if os.Getenv("GOMAXPROCS") == "" {
		runtime.GOMAXPROCS(2 * runtime.GOMAXPROCS(0))
	}
}

const (
	leastMemory = 96 << 20 // of a run with one worker
	memoryRoom  = 24 << 20 // for garbage and the runtime itself: a run over ten years of arXiv collects 20 times, one over XML spends 4 % on it
)

// limitMemory sets the memory limit to what is live and room for more, at least to least, and does so again after each
// collection: two workers have 60 to 80 MB live, more have more, and a collector that meets a fixed limit runs without pause.
func limitMemory(least int64) {
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(live)
	debug.SetMemoryLimit(max(least, int64(live[0].Value.Uint64())+memoryRoom))
	sentinel := new([16]byte) // nothing holds it, so the next collection finds it
	runtime.AddCleanup(sentinel, limitMemory, least)
}

func (a *app) dryRun(cmd *cobra.Command, inputs []extract.Input, o pipeline.Options) error {
	base, err := pipeline.Base(o.Lake)
	if err != nil {
		return err
	}
	o.DryRun = true
	plan, err := pipeline.Make(cmd.Context(), inputs, base, o)
	if err != nil {
		return err
	}
	defer plan.Close()
	t := a.newTable(a.stdout)
	t.AppendHeader(table.Row{"input", "format", "size", "records", "rejected", "shard"})
	shardOf := map[int]string{}
	for _, s := range plan.Shards {
		for _, i := range s.Sources {
			shardOf[i] = s.ID
		}
	}
	for i, s := range plan.Sources {
		if s.Skipped || s.Failed != nil {
			t.AppendRow(table.Row{s.Name, "", size(s.Size), "", "", s.Outcome(plan.Base)})
			continue
		}
		t.AppendRow(table.Row{s.Name, s.Format.Name, size(s.Size), thousands(s.Records), thousands(s.Rejected), shardOf[i]})
	}
	t.Render()
	a.say("Plan %s: %s for snapshot %d of %s; nothing was written.", plan.ID, plural(len(plan.Shards), "shard"), base.ID+1, o.Lake)
	return nil
}

// failedRun is the summary of a run that committed nothing.
type failedRun struct {
	Lake     string `json:"lake"`
	Changed  bool   `json:"changed"`
	Error    string `json:"error"`
	ExitCode int    `json:"exit_code"`
}

func (a *app) writeSummary(path string, s any) error {
	data, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		return err
	}
	data = append(data, '\n')
	if path == "-" {
		_, err = a.stdout.Write(data)
		return err
	}
	return renameio.WriteFile(path, data, 0o644)
}

// newTable returns a table that renders to w.
func (a *app) newTable(w io.Writer) table.Writer {
	t := table.NewWriter()
	t.SetOutputMirror(w)
	t.SetStyle(table.StyleLight)
	t.Style().Format.Header = text.FormatDefault
	t.Style().Options.DrawBorder = false
	t.Style().Options.SeparateColumns = false
	return t
}

// showTable writes rows as a table, on a terminal with the last column wrapped to what is left of a line.
func (a *app) showTable(w io.Writer, header table.Row, rows []table.Row) {
	t := a.newTable(w)
	if width, ok := terminal(w); ok {
		last := len(header) - 1
		for i := range last {
			widest := 0
			for _, row := range append([]table.Row{header}, rows...) {
				widest = max(widest, text.StringWidthWithoutEscSequences(fmt.Sprint(row[i])))
			}
			width -= widest + 2
		}
		t.SetColumnConfigs([]table.ColumnConfig{{Number: last + 1, WidthMax: max(width-2, 20), WidthMaxEnforcer: text.WrapSoft}})
	}
	t.AppendHeader(header)
	t.AppendRows(rows)
	t.Render()
}

func (a *app) printSummary(s *pipeline.Summary) {
	if a.logFormat == "json" {
		a.log("info", "run finished", map[string]any{"snapshot": s.Snapshot, "changed": s.Changed, "tables": s.Tables, "seconds": s.Seconds})
		return
	}
	for _, in := range s.Inputs {
		if strings.HasPrefix(in.Outcome, "empty") || strings.HasPrefix(in.Outcome, "taken ") || strings.HasPrefix(in.Outcome, "taken:") {
			a.say("%s: %s", in.Name, in.Outcome)
		}
	}
	if !s.Changed {
		if len(s.Failed) > 0 {
			a.say("Nothing was taken.")
			return
		}
		all := "the input is"
		if n := len(s.Inputs); n > 1 {
			all = fmt.Sprintf("all %d inputs are", n)
		}
		a.say("Nothing new: %s in %s already (snapshot %d).", all, s.Lake, s.Snapshot)
		return
	}
	var records, rejected int64
	taken := 0
	for _, in := range s.Inputs {
		if strings.HasPrefix(in.Outcome, "failed") {
			continue
		}
		records += in.Records
		rejected += in.Rejected
		if in.Records+in.Rejected > 0 {
			taken++
		}
	}
	t := a.newTable(a.stderr)
	t.AppendHeader(table.Row{"table", "rows", "a row is"})
	t.SetColumnConfigs([]table.ColumnConfig{{Number: 2, Align: text.AlignRight, AlignHeader: text.AlignRight}})
	for _, one := range schemas.Published {
		t.AppendRow(table.Row{one.Name, thousands(s.Tables[one.Name]), one.Doc})
	}
	t.Render()
	rate := ""
	if s.Seconds >= 1 { // of less it tells how long starting takes
		rate = fmt.Sprintf(" (%.0f MB/s)", s.MBPerSec)
	}
	a.say("%s from %s, %s rejected; %s in %.1f s%s; snapshot %d in %s",
		plural(int(records), "record"), plural(taken, "input"), thousands(rejected), size(s.Bytes),
		s.Seconds, rate, s.Snapshot, filepath.ToSlash(s.Lake))
	if s.Tables[schemas.Problems.Name] > 0 {
		at := ""
		if a.lake != "lake" {
			at = " --lake " + filepath.ToSlash(a.lake)
		}
		a.say("Problems: paperlake query%s problems_by_code", at)
	}
}

func plural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return thousands(int64(n)) + " " + what + "s"
}

// thousands writes n with separators.
func thousands(n int64) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// size writes a number of bytes for a reader.
func size(n int64) string {
	switch {
	case n >= 1e9:
		return fmt.Sprintf("%.1f GB", float64(n)/1e9)
	case n >= 1e6:
		return fmt.Sprintf("%.1f MB", float64(n)/1e6)
	case n >= 1e3:
		return fmt.Sprintf("%.1f kB", float64(n)/1e3)
	}
	return fmt.Sprintf("%d B", n)
}

const lineEvery = 5 * time.Second
