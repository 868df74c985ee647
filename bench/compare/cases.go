package main

import (
	"fmt"
	"path/filepath"
	"strconv"
)

const paperlake = "paperlake run"

// A shape is a way to lay out an input.
type shape struct {
	copies          int
	oneFile, packed bool
}

func (s shape) String() string {
	layout := map[bool]string{true: "one", false: "months"}[s.oneFile]
	return fmt.Sprintf("%dx-%s%s", s.copies, layout, map[bool]string{true: "-gz"}[s.packed])
}

// A kase is an input and those who read it; paperlake is the first of them.
type kase struct {
	name, about string
	shape
	contestants []contestant
}

type contestant struct {
	name    string
	tool    string // program that must be on the machine
	oneCore bool
	argv    func(in input, out string) []string
}

func (b *bench) cases() []kase {
	threads := strconv.Itoa(len(b.cores))
	pl := contestant{name: paperlake, argv: func(in input, out string) []string {
		return append([]string{b.bin, "run", "--lake", out, "--workers", threads}, in.files...)
	}}
	sql := func(name string) contestant {
		return contestant{name: "DuckDB SQL, " + name, argv: func(in input, out string) []string {
			return append([]string{b.duckdb, "-threads", threads, "-sql", filepath.Join("bench", "sql", name+".sql"), "-out", out}, in.files...)
		}}
	}
	python := contestant{name: "Python script", tool: "python3", argv: func(in input, out string) []string {
		return append([]string{"python3", filepath.Join("bench", "python", "mine.py"), out}, in.files...)
	}}
	zstd := contestant{name: "zstd -1, one core", tool: "zstd", oneCore: true, argv: func(in input, out string) []string {
		// Without --single-thread zstd reads and compresses in two threads.
		return append([]string{"zstd", "-1", "-q", "-f", "--single-thread", "--output-dir-flat", out}, in.files...)
	}}
	wc := contestant{name: "wc -l", tool: "wc", oneCore: true, argv: func(in input, _ string) []string { return append([]string{"wc", "-l"}, in.files...) }}
	rg := contestant{name: "ripgrep, a figure and x or %", tool: "rg", argv: func(in input, _ string) []string {
		return append([]string{"rg", "-c", "-j", threads, `[0-9] ?(x|×|times|\\*%)`}, in.files...)
	}}
	gunzip := contestant{name: "the Go gzip reader alone", argv: func(in input, _ string) []string {
		return append([]string{b.self, "-mode", "gunzip", "-cores", threads}, in.files...)
	}}
	return []kase{
		{"plain 1x", "One file of JSON lines.", shape{copies: 1, oneFile: true},
			[]contestant{pl, sql("plain"), sql("tuned"), sql("deduped"), sql("cleaned"), python, zstd, wc, rg}},
		{"plain 1x, 12 files", "The same, a file a month.", shape{copies: 1},
			[]contestant{pl, sql("tuned"), sql("deduped")}},
		{"plain 3x", "One file of three times as many papers.", shape{copies: 3, oneFile: true},
			[]contestant{pl, sql("tuned"), sql("deduped"), sql("cleaned"), zstd}},
		{"plain 10x", "One file of ten times as many papers.", shape{copies: 10, oneFile: true},
			[]contestant{pl, sql("tuned"), sql("deduped"), sql("cleaned"), zstd, wc, rg}},
		{"gzip 3x", "One gzip file, which one core at a time can decode.", shape{copies: 3, oneFile: true, packed: true},
			[]contestant{pl, gunzip, sql("tuned")}},
		{"gzip 3x, 36 files", "Gzip files, a month each; the reader alone decodes as many side by side as there are cores.",
			shape{copies: 3, packed: true}, []contestant{pl, gunzip, sql("tuned")}},
	}
}
