package latex

import (
	"flag"
	"os"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite testdata/before_after.txt")

func TestBeforeAfter(t *testing.T) {
	const file = "testdata/before_after.txt"
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	head, rest, _ := strings.Cut(string(text), "\n< ")
	out := head
	count := 0
	for _, c := range strings.Split(rest, "\n< ") {
		name, body, ok1 := strings.Cut(c, "\n")
		raw, want, ok2 := strings.Cut(body, "\n=\n> ")
		if !ok1 || !ok2 {
			t.Fatalf("%s: case %q has no \"=\" line and \"> \" line", file, name)
		}
		count++
		got := Clean(raw)
		out += "\n< " + name + "\n" + raw + "\n=\n> " + got + "\n"
		if want = strings.TrimRight(want, "\n"); got != want && !*update {
			t.Errorf("%s\n got %q\nwant %q", name, got, want)
		}
	}
	if count < 10 {
		t.Errorf("only %d cases read", count)
	}
	if *update {
		if err := os.WriteFile(file, []byte(out), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
