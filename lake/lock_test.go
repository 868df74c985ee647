package lake

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// In a child process that the lock test starts, the test binary takes the lock and waits to be killed.
const childEnv = "PAPERLAKE_TEST_HOLD_LAKE"

func TestMain(m *testing.M) {
	if dir := os.Getenv(childEnv); dir != "" {
		if _, err := Begin(dir, "child"); err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		fmt.Println("locked")
		time.Sleep(time.Minute)
		os.Exit(1)
	}
	os.Exit(m.Run())
}

func TestOneWriter(t *testing.T) {
	dir := t.TempDir()
	first := mustBegin(t, dir, "plan")
	_, err := Begin(dir, "plan")
	var locked *LockedError
	if !errors.As(err, &locked) || locked.PID != os.Getpid() || locked.Host == "" || locked.Path != filepath.Join(dir, lockName) {
		t.Errorf("a second writer got %v", err)
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	if err := first.Close(); err != nil {
		t.Errorf("closing again: %v", err)
	}
	second := mustBegin(t, dir, "plan")
	if h, ok := second.Stale(); ok {
		t.Errorf("a lock that was given back counts as stale: %+v", h)
	}
}

func TestKilledWriterLeavesTheLockFree(t *testing.T) {
	dir := t.TempDir()
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), childEnv+"="+dir)
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	defer child.Process.Kill()
	if line, err := bufio.NewReader(out).ReadString('\n'); line != "locked\n" {
		t.Fatalf("the child says %q: %v", line, err)
	}
	var locked *LockedError
	if _, err := Begin(dir, "plan"); !errors.As(err, &locked) || locked.PID != child.Process.Pid {
		t.Errorf("beside the child: %v", err)
	}
	if err := child.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = child.Wait()
	txn := mustBegin(t, dir, "plan")
	if h, ok := txn.Stale(); !ok || h.PID != child.Process.Pid {
		t.Errorf("the killed writer is reported as %+v, %v", h, ok)
	}
}
