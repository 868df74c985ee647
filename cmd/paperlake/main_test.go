package main

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/testscript"

	"github.com/paperlake/paperlake/lake"
)

// asCommand makes the test binary behave as paperlake, for tests that need a process to kill.
const asCommand = "PAPERLAKE_TEST_AS_COMMAND"

func TestMain(m *testing.M) {
	if os.Getenv(asCommand) != "" {
		main()
		return
	}
	testscript.Main(m, map[string]func(){"paperlake": main})
}

// The scripts in testdata show what a user types and sees; the commands of the README are among them.
func TestScripts(t *testing.T) {
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir: "testdata",
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exitcode": func(ts *testscript.TestScript, _ bool, args []string) {
				err := ts.Exec(args[1], args[2:]...)
				code := 0
				var exit *exec.ExitError
				if errors.As(err, &exit) {
					code = exit.ExitCode()
				} else if err != nil {
					ts.Fatalf("%v", err)
				}
				if fmt.Sprint(code) != args[0] {
					ts.Fatalf("exit code %d, want %s", code, args[0])
				}
			},
		},
		Setup: func(env *testscript.Env) error {
			env.Setenv("TESTDATA", filepath.Join(root, "testdata"))
			env.Setenv("HOME", env.WorkDir)
			return os.Symlink(filepath.Join(root, "testdata"), filepath.Join(env.WorkDir, "testdata"))
		},
	})
}

func paperlake(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	cmd := exec.Command(os.Args[0], args...)
	cmd.Env = append(os.Environ(), asCommand+"=1")
	return cmd
}

func mustRun(t *testing.T, args ...string) string {
	t.Helper()
	out, err := paperlake(t, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("paperlake %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return string(out)
}

// manyPapers writes files of JSON lines: the test papers again and again, with ids and titles varied, and every
// seventh paper repeated in the next file.
func manyPapers(t *testing.T, dir string, files, perFile int) {
	t.Helper()
	lines, err := os.ReadFile("../../testdata/arxiv.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	records := bytes.Split(bytes.TrimSpace(lines), []byte("\n"))
	n := 0
	for f := range files {
		var out bytes.Buffer
		for i := range perFile {
			paper := n
			if i%7 == 0 && n > perFile {
				paper = n - perFile
			}
			record := records[paper%len(records)]
			at := bytes.Index(record, []byte(`"id": "`))
			if at < 0 {
				t.Fatalf("no id in %s", record)
			}
			at += len(`"id": "`)
			end := at + bytes.IndexByte(record[at:], '"')
			out.Write(record[:at])
			fmt.Fprintf(&out, "2504.%05d", paper)
			out.Write(record[end:])
			out.WriteByte('\n')
			n++
		}
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("2025-%02d.jsonl", f+1)), out.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// dataFiles maps each data file of a lake to the hash of its bytes.
func dataFiles(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(path) != ".parquet" {
			return err
		}
		data, err := os.ReadFile(path)
		relative, _ := filepath.Rel(dir, path)
		out[relative] = fmt.Sprintf("%x", sha256.Sum256(data))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(out) < 4 {
		t.Fatalf("%s holds only %d data files", dir, len(out))
	}
	return out
}

func TestSameBytesAtAnyNumberOfWorkers(t *testing.T) {
	in := t.TempDir()
	manyPapers(t, in, 3, 12_000)
	var want map[string]string
	for _, workers := range []string{"1", "2", "8"} {
		dir := filepath.Join(t.TempDir(), "lake")
		mustRun(t, "run", "--lake", dir, "--workers", workers, in)
		got := dataFiles(t, dir)
		if want == nil {
			want = got
		} else if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s workers write other files than one (-one +%s):\n%s", workers, workers, diff)
		}
	}
}

// Whatever moment a run is killed at, readers see the old lake or the new one, and the next run leaves the same
// bytes as an undisturbed one.
func TestKilledRuns(t *testing.T) {
	const kills = 20
	in := t.TempDir()
	manyPapers(t, in, 4, 8_000)
	undisturbed := filepath.Join(t.TempDir(), "lake")
	start := time.Now()
	mustRun(t, "run", "--lake", undisturbed, in)
	took := time.Since(start)
	want := dataFiles(t, undisturbed)
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d, an undisturbed run takes %s", seed, took)
	random := rand.New(rand.NewPCG(seed, 1))
	survived := 0
	for i := range kills {
		dir := filepath.Join(t.TempDir(), "lake")
		cmd := paperlake(t, "run", "--lake", dir, in)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		after := time.Duration(float64(took) * (float64(i) + random.Float64()) / kills)
		time.AfterFunc(after, func() { _ = cmd.Process.Kill() })
		if cmd.Wait() == nil {
			survived++
		}
		if s, err := lake.Read(dir); err == nil {
			if s.ID != 1 || s.Rows("papers") == 0 {
				t.Errorf("killed after %s: snapshot %d with %d papers", after, s.ID, s.Rows("papers"))
			}
		}
		mustRun(t, "run", "--lake", dir, in)
		if diff := cmp.Diff(want, dataFiles(t, dir)); diff != "" {
			t.Errorf("killed after %s, the next run leaves other files (-undisturbed +got):\n%s", after, diff)
		}
		mustRun(t, "verify", "--lake", dir)
	}
	if survived == kills {
		t.Error("no run was killed in time: this checks nothing")
	}
}
