package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
)

// A share is the part of a run's CPU samples with a frame of the layer on their stack.
type share struct {
	layer   string
	percent float64
}

// layers are told by the functions' packages. They overlap where one calls another: the garbage collector's helpers
// run inside whoever allocates.
var layers = []struct{ name, focus string }{
	{"claims", `/enrich/claim\.`},
	{"links and code status", `/enrich/link\.`},
	{"clean text", `/normalize/latex\.`},
	{"titles", `/normalize/title\.`},
	{"identity", `/normalize/identity\.`},
	{"read and decode", `/stages/extract\.`},
	{"zstd", `zstd|ZSTD`},
	{"write Parquet, zstd included", `paperlake/lake\.`},
	{"hash inputs and parts", `sha256`},
	{"garbage collector", `runtime\.gcBgMarkWorker|runtime\.gcAssistAlloc|runtime\.bgsweep`},
}

// takeProfile runs paperlake once with --profile, which leaves cpu.pprof and heap.pprof, and reads where the time went.
func (b *bench) takeProfile(folder string) ([]share, error) {
	folder, err := filepath.Abs(folder)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return nil, err
	}
	s := shape{copies: 3, oneFile: true}
	if b.quick {
		s.copies = 1
	}
	in, err := b.make(s)
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(filepath.Join(b.work, s.String()))
	lake := filepath.Join(b.work, "lake-profile")
	if err := os.RemoveAll(lake); err != nil {
		return nil, err
	}
	argv := append([]string{b.bin, "run", "--lake", lake, "--workers", strconv.Itoa(len(b.cores)), "--profile", folder}, in.files...)
	if _, err := measure(b.cores, argv); err != nil {
		return nil, err
	}
	cpu := filepath.Join(folder, "cpu.pprof")
	var shares []share
	for _, l := range layers {
		p, err := focus(cpu, l.focus)
		if err != nil {
			return nil, err
		}
		shares = append(shares, share{l.name, p})
	}
	return shares, nil
}

var accounted = regexp.MustCompile(`accounting for [^,]+, ([0-9.]+)% of`)

// focus returns the percentage of samples whose stack has a function that matches.
func focus(profile, pattern string) (float64, error) {
	out, err := exec.Command("go", "tool", "pprof", "-top", "-nodecount=1000000", "-nodefraction=0", "-edgefraction=0", "-focus="+pattern, profile).CombinedOutput()
	if err != nil {
		return 0, fmt.Errorf("pprof: %w\n%s", err, out)
	}
	if m := accounted.FindSubmatch(out); m != nil {
		return strconv.ParseFloat(string(m[1]), 64)
	}
	if strings.Contains(string(out), "matched no samples") {
		return 0, nil
	}
	return 0, fmt.Errorf("pprof's answer to -focus=%s is not understood:\n%s", pattern, out[:min(len(out), 500)])
}

func profileTable(shares []share) string {
	var w strings.Builder
	w.WriteString("| layer | share of the CPU samples |\n|---|---:|\n")
	for _, s := range shares {
		fmt.Fprintf(&w, "| %s | %.1f%% |\n", s.layer, s.percent)
	}
	return w.String()
}
