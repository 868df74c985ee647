package main

import (
	"runtime"
	"runtime/debug"
	"testing"
	"time"
)

// The memory limit leaves room for garbage, however much is live, and comes down again.
func TestLimitMemory(t *testing.T) {
	limit, percent := debug.SetMemoryLimit(-1), debug.SetGCPercent(400)
	defer debug.SetMemoryLimit(limit)
	defer debug.SetGCPercent(percent)
	becomes := func(what string, ok func(limit int64) bool) {
		for range 500 { // it is set after the collection, by another goroutine
			runtime.GC()
			if ok(debug.SetMemoryLimit(-1)) {
				return
			}
			time.Sleep(time.Millisecond)
		}
		t.Errorf("%s: the limit is %d", what, debug.SetMemoryLimit(-1))
	}
	const least, size = 2 * memoryRoom, 4 * memoryRoom
	limitMemory(least)
	for range 2 {
		held := make([]byte, size)
		becomes("held", func(limit int64) bool { return limit >= size+memoryRoom })
		runtime.KeepAlive(held)
		becomes("given up", func(limit int64) bool { return limit >= least && limit < size })
	}
}
