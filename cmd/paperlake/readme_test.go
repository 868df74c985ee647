package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// Every paperlake command that the README shows runs, in its order, in an empty folder beside testdata.
func TestReadmeCommands(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.Symlink(filepath.Join(root, "testdata"), filepath.Join(dir, "testdata")); err != nil {
		t.Fatal(err)
	}
	// A shell function stands for the command, so that quoting is the shell's.
	script := "set -e\npaperlake() { \"" + os.Args[0] + "\" \"$@\"; }\n"
	commands, inBlock := 0, false
	for line := range strings.Lines(string(readme)) {
		switch {
		case strings.HasPrefix(line, "```"):
			inBlock = strings.HasPrefix(line, "```sh")
		case inBlock && strings.HasPrefix(line, "printf "): // writes an input
			script += line
		case inBlock && strings.HasPrefix(line, "paperlake "):
			script += "echo '+ '" + "\n" + line
			commands++
		}
	}
	if commands < 12 {
		t.Fatalf("the README shows only %d commands", commands)
	}
	cmd := exec.Command("sh", "-c", script)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), asCommand+"=1")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, file := range []string{"promised.csv", "claims.svg", "factors.html", "speed.png", "run.json"} {
		if info, err := os.Stat(filepath.Join(dir, file)); err != nil || info.Size() == 0 {
			t.Errorf("%s: %v", file, err)
		}
	}
}
