package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// A cost is what one process took from start to end.
type cost struct {
	wall, cpu float64 // seconds; cpu is user and system time of the process and what it waited for
	rss       int64   // peak resident bytes
	read      int64   // bytes that it asked the kernel for, wherever they came from
	out       int64   // bytes that it left in its output folder
}

// pin keeps this goroutine's thread, and with it the processes that it starts, on the cores.
func pin(cores []int) error {
	runtime.LockOSThread()
	var set unix.CPUSet
	for _, c := range cores {
		set.Set(c)
	}
	return unix.SchedSetaffinity(0, &set)
}

// usableCores lists the cores that this process may use.
func usableCores() ([]int, error) {
	var set unix.CPUSet
	if err := unix.SchedGetaffinity(0, &set); err != nil {
		return nil, err
	}
	var cores []int
	for c := range 1024 {
		if set.IsSet(c) {
			cores = append(cores, c)
		}
	}
	return cores, nil
}

// measure runs a command to its end on the cores. The child's peak memory never reads below this process's own (the
// kernel carries the mark over exec), which is why all that needs memory here is done by children.
func measure(cores []int, argv []string) (cost, error) {
	if err := pin(cores); err != nil {
		return cost{}, fmt.Errorf("pin to cores %v: %w", cores, err)
	}
	unix.Sync() // what the run before has left to write is not this one's
	cmd := exec.Command(argv[0], argv[1:]...)
	cmd.Env = append(os.Environ(), "GOMAXPROCS="+strconv.Itoa(len(cores)), "NO_COLOR=1")
	var stderr strings.Builder
	cmd.Stderr = &stderr
	start := time.Now()
	if err := cmd.Start(); err != nil {
		return cost{}, err
	}
	// Wait without reaping: the I/O counters go with the process.
	for {
		err := unix.Waitid(unix.P_PID, cmd.Process.Pid, nil, unix.WEXITED|unix.WNOWAIT, nil)
		if err == nil {
			break
		}
		if !errors.Is(err, unix.EINTR) {
			return cost{}, err
		}
	}
	wall := time.Since(start).Seconds()
	read := readChars(cmd.Process.Pid)
	if err := cmd.Wait(); err != nil {
		return cost{}, fmt.Errorf("%s: %w\n%s", strings.Join(argv[:min(3, len(argv))], " "), err, stderr.String())
	}
	usage := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	cpu := cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	return cost{wall: wall, cpu: cpu.Seconds(), rss: usage.Maxrss << 10, read: read}, nil
}

// readChars is the rchar of a process, -1 when the kernel does not say.
func readChars(pid int) int64 {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/io", pid))
	if err != nil {
		return -1
	}
	return procNumber(string(text), "rchar:")
}

func procNumber(text, key string) int64 {
	_, rest, _ := strings.Cut(text, key)
	fields := strings.Fields(rest)
	if len(fields) == 0 {
		return -1
	}
	n, err := strconv.ParseInt(fields[0], 10, 64)
	if err != nil {
		return -1
	}
	return n
}

// machine describes what the figures were measured on, without names.
func machine(cores []int) string {
	model := "unknown processor"
	if text, err := os.ReadFile("/proc/cpuinfo"); err == nil {
		for line := range strings.Lines(string(text)) {
			if key, value, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(key) == "model name" {
				model = strings.TrimSpace(value)
				break
			}
		}
	}
	memory := int64(-1)
	if text, err := os.ReadFile("/proc/meminfo"); err == nil {
		memory = procNumber(string(text), "MemTotal:") >> 20
	}
	var u unix.Utsname
	kernel := "Linux"
	if unix.Uname(&u) == nil {
		kernel += " " + unix.ByteSliceToString(u.Release[:])
	}
	return fmt.Sprintf("%s, %d cores used of %d, %d GiB memory, %s, %s %s", model, len(cores), runtime.NumCPU(), memory, kernel, runtime.Version(), runtime.GOARCH)
}

// load is the mean number of running processes in the last minute.
func load() float64 {
	text, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return 0
	}
	n, _, _ := strings.Cut(string(text), " ")
	f, _ := strconv.ParseFloat(n, 64)
	return f
}
