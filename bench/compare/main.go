// Command compare times paperlake side by side with what a user would use instead, and writes BENCHMARKS.md.
//
//	go run ./bench/compare -bin bin/paperlake -shared ../shared       # everything, about ten minutes: make bench
//	go run ./bench/compare -quick                                     # one size, one run, to standard output
//	go run ./bench/compare -only tuned -runs 9                        # one peer, or one case by its name
//	go run ./bench/compare -profile profile                           # CPU and heap profiles of a full run
//
//	listings ──► inputs of 1x, 3x, 10x ──► rounds: every contestant once, in turn ──► medians, ratios round by round
//
// Every contestant is a process on the same cores, measured from outside: wall time, CPU time and peak memory as the
// kernel counts them. What happens on the machine meanwhile hits all that run in the same round, so ratios are taken
// within a round, and their spread is shown.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

type bench struct {
	bin, shared, output, only string
	quick                     bool
	runs                      int
	cores                     []int
	work                      string // scratch, removed at the end
	self, duckdb, queries     string // programs
	results                   []result
	skipped                   []string
	loads                     []float64
	answers                   []answers
	profile                   []share
}

// A result is one run of one contestant.
type result struct {
	kase       *kase
	contestant string
	round      int
	input
	cost
}

func main() {
	b := &bench{}
	flag.StringVar(&b.bin, "bin", "bin/paperlake", "the command to measure")
	flag.StringVar(&b.shared, "shared", "../shared", "folder with data/arxiv_daily/*.jsonl.gz")
	flag.StringVar(&b.output, "o", "", "report to write (default BENCHMARKS.md of a whole run, else standard output)")
	flag.StringVar(&b.only, "only", "", "only cases and contestants with this in their name; paperlake always runs")
	flag.BoolVar(&b.quick, "quick", false, "the smallest input, once")
	flag.IntVar(&b.runs, "runs", 5, "rounds")
	profile := flag.String("profile", "", "leave CPU and heap profiles of one run in this folder, and do nothing else")
	ncores := flag.Int("cores", 2, "cores to use")
	// What follows is for the processes that this one starts.
	mode := flag.String("mode", "", "")
	copies := flag.Int("copies", 1, "")
	oneFile := flag.Bool("one", false, "")
	packed := flag.Bool("packed", false, "")
	flag.Parse()

	var err error
	switch *mode {
	case "make":
		err = makeInput(flag.Arg(0), flag.Arg(1), *copies, *oneFile, *packed)
	case "gunzip":
		err = gunzip(flag.Args(), *ncores)
	default:
		err = b.run(*ncores, *profile)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "compare:", err)
		os.Exit(1)
	}
}

func (b *bench) run(ncores int, profileTo string) (err error) {
	if b.quick {
		b.runs = 1
	}
	if b.output == "" && !b.quick && b.only == "" {
		b.output = "BENCHMARKS.md"
	}
	cores, err := usableCores()
	if err != nil {
		return err
	}
	if len(cores) < ncores {
		return fmt.Errorf("%d cores wanted, %d to be had: try -cores %d", ncores, len(cores), len(cores))
	}
	b.cores = cores[:ncores]
	if b.work, err = os.MkdirTemp("", "paperlake-bench-*"); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(b.work)) }()
	if err := b.programs(); err != nil {
		return err
	}
	if profileTo != "" {
		if b.profile, err = b.takeProfile(profileTo); err != nil {
			return err
		}
		fmt.Print(profileTable(b.profile))
		return nil
	}
	cases := b.cases()
	for i := range cases {
		if err := b.runCase(&cases[i]); err != nil {
			return fmt.Errorf("%s: %w", cases[i].name, err)
		}
	}
	if err := b.askQueries(); err != nil {
		return fmt.Errorf("queries: %w", err)
	}
	if b.wants("profile") {
		if b.profile, err = b.takeProfile(filepath.Join(b.work, "profile")); err != nil {
			b.say("%v", err)
			b.skip("profile", "the run with --profile failed")
		}
	}
	return b.write()
}

// programs builds the peers that are programs of ours; everything else is looked up when it is first wanted.
func (b *bench) programs() (err error) {
	if b.self, err = os.Executable(); err != nil {
		return err
	}
	if b.bin, err = filepath.Abs(b.bin); err != nil {
		return err
	}
	if _, err := os.Stat(b.bin); err != nil {
		return fmt.Errorf("%w: run make build first", err)
	}
	b.duckdb, b.queries = filepath.Join(b.work, "duckdb"), filepath.Join(b.work, "queries")
	for _, program := range []string{b.duckdb, b.queries} {
		b.say("building %s", filepath.Base(program))
		out, err := exec.Command("go", "build", "-o", program, "./bench/"+filepath.Base(program)).CombinedOutput()
		if err != nil {
			return fmt.Errorf("build bench/%s (run this at the root of the repository): %w\n%s", filepath.Base(program), err, out)
		}
	}
	return nil
}

func (b *bench) wants(names ...string) bool {
	return b.only == "" || slices.ContainsFunc(names, func(n string) bool { return strings.Contains(n, b.only) })
}

func (b *bench) say(format string, a ...any) { fmt.Fprintf(os.Stderr, format+"\n", a...) }

func (b *bench) skip(name, why string) {
	if line := name + ": " + why; !slices.Contains(b.skipped, line) {
		b.skipped = append(b.skipped, line)
		b.say("skipped %s", line)
	}
}

// make builds an input in a process of its own, see measure.
func (b *bench) make(s shape) (input, error) {
	folder := filepath.Join(b.work, s.String())
	args := []string{"-mode", "make", fmt.Sprintf("-copies=%d", s.copies), fmt.Sprintf("-one=%t", s.oneFile), fmt.Sprintf("-packed=%t", s.packed),
		filepath.Join(b.shared, "data", "arxiv_daily"), folder}
	if out, err := exec.Command(b.self, args...).CombinedOutput(); err != nil {
		return input{}, fmt.Errorf("make the input: %w\n%s", err, out)
	}
	in := input{copies: s.copies}
	files, err := os.ReadDir(folder)
	if err != nil {
		return in, err
	}
	for _, f := range files {
		name := filepath.Join(folder, f.Name())
		in.files = append(in.files, name)
		if s.packed {
			err = eachLine(name, func(line []byte) error { in.plain += int64(len(line)); return nil })
			if err != nil {
				return in, err
			}
			continue
		}
		info, err := f.Info()
		if err != nil {
			return in, err
		}
		in.plain += info.Size()
	}
	return in, nil
}

func (b *bench) runCase(k *kase) error {
	if b.quick && k.copies > 1 {
		return nil
	}
	var peers []contestant
	for _, c := range k.contestants {
		if !b.wants(k.name, c.name) && c.name != paperlake {
			continue
		}
		if c.tool != "" {
			if _, err := exec.LookPath(c.tool); err != nil {
				b.skip(c.name, c.tool+" is not on this machine")
				continue
			}
		}
		peers = append(peers, c)
	}
	if len(peers) < 2 && !b.wants(k.name) {
		return nil
	}
	in, err := b.make(k.shape)
	if err != nil {
		return err
	}
	defer os.RemoveAll(filepath.Join(b.work, k.String()))
	for round := range b.runs {
		b.loads = append(b.loads, load())
		for i := range peers {
			c := peers[(i+round)%len(peers)] // each has each place in the round
			res, err := b.once(k, c, in)
			if err != nil {
				return fmt.Errorf("%s: %w", c.name, err)
			}
			b.say("%s, round %d: %-28s %6.0f MB/s %6.2f CPU s %5d MiB", k.name, round+1, c.name,
				float64(in.plain)/1e6/res.wall, res.cpu, res.rss>>20)
			b.results = append(b.results, result{k, c.name, round, in, res})
		}
	}
	return nil
}

// once runs a contestant with a fresh, empty output folder. paperlake's last lake of a case stays for the queries.
func (b *bench) once(k *kase, c contestant, in input) (cost, error) {
	out := filepath.Join(b.work, "out")
	if c.name == paperlake {
		out = b.lakeOf(k)
	}
	if err := os.RemoveAll(out); err != nil {
		return cost{}, err
	}
	if err := os.MkdirAll(out, 0o755); err != nil {
		return cost{}, err
	}
	cores := b.cores
	if c.oneCore {
		cores = cores[:1]
	}
	res, err := measure(cores, c.argv(in, out))
	if err != nil {
		return res, err
	}
	res.out, err = size(out)
	return res, err
}

func (b *bench) lakeOf(k *kase) string { return filepath.Join(b.work, "lake-"+k.String()) }

func size(folder string) (total int64, err error) {
	err = filepath.WalkDir(folder, func(_ string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		info, err := d.Info()
		if err == nil {
			total += info.Size()
		}
		return err
	})
	return total, err
}
