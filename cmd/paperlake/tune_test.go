package main

import (
	"runtime"
	"runtime/debug"
	"testing"
)

// The memory limit leaves room for garbage, however much is live: a fixed one of less than what is live makes each
// allocation a collection.
func TestLimitMemory(t *testing.T) {
	limit, percent := debug.SetMemoryLimit(-1), debug.SetGCPercent(400)
	held := make([]byte, 3*memoryRoom)
	limitMemory(memoryRoom)
	runtime.GC()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	const churn = 8 * memoryRoom
	for range churn >> 20 {
		garbage = make([]byte, 1<<20)
	}
	runtime.ReadMemStats(&after)
	if n := after.NumGC - before.NumGC; n < 2 || n > 8*churn/memoryRoom {
		t.Errorf("%d collections in %d bytes of garbage", n, churn)
	}
	runtime.KeepAlive(held)
	debug.SetMemoryLimit(limit)
	debug.SetGCPercent(percent)
}

var garbage []byte
