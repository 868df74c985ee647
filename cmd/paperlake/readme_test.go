package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// Every command that the README shows, but for make's, runs as it stands there, in its order, from the repository's folder on.
func TestReadmeCommands(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	self, err := filepath.Abs(os.Args[0])
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "bin"), 0o755); err != nil {
		t.Fatal(err)
	}
	for name, target := range map[string]string{"testdata": filepath.Join(root, "testdata"), "bin/paperlake": self} {
		if err := os.Symlink(target, filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	script := "set -ex\n"
	commands, inBlock := 0, false
	for line := range strings.Lines(string(readme)) {
		switch {
		case strings.HasPrefix(line, "```"):
			inBlock = strings.HasPrefix(line, "```sh")
		case inBlock && !strings.HasPrefix(line, "make "):
			script += line
			commands++
		}
	}
	if commands < 20 {
		t.Fatalf("the README shows only %d commands", commands)
	}
	cmd := exec.Command("sh", "-c", script)
	cmd.Dir = dir
	cmd.Env = append(slices.DeleteFunc(os.Environ(), func(v string) bool { return strings.HasPrefix(v, "PAPERLAKE_") }), asCommand+"=1")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, file := range []string{"promised.csv", "claims.svg", "factors.html", "speed.png", "run.json"} {
		if info, err := os.Stat(filepath.Join(dir, "play", file)); err != nil || info.Size() == 0 {
			t.Errorf("%s: %v", file, err)
		}
	}
}

// The README opens with the rows that make demo shows.
func TestReadmeShowsTheDemo(t *testing.T) {
	makefile, err := os.ReadFile("../../Makefile")
	if err != nil {
		t.Fatal(err)
	}
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	sql := regexp.MustCompile(`(?m)^DEMO = ((?:.*\\\n)*.*)$`).FindStringSubmatch(string(makefile))
	if sql == nil {
		t.Fatal("the Makefile has no DEMO")
	}
	dir := filepath.Join(t.TempDir(), "lake")
	mustRun(t, "run", "--lake", dir, "../../testdata/listing.txt")
	out := mustRun(t, "query", "--lake", dir, "-F", "markdown", strings.ReplaceAll(sql[1], "\\\n", ""))
	if strings.Count(out, "\n") < 8 || !strings.Contains(string(readme), out) {
		t.Errorf("the README's table is not the answer of the demo:\n%s", out)
	}
}
