// Package linear tests that time grows with the input and not with its square.
package linear

import (
	"testing"
	"time"
)

// Check fails t when work on 8n bytes takes more than 40 times as long as on n: linear is 8, quadratic 64. A busy
// machine only ever adds time, so each size counts with its fastest of up to 10 rounds, and the rounds end with the
// first that looks linear. Work of less than 100 ms on 8n bytes is short enough.
func Check(t testing.TB, name string, n int, work func(n int)) {
	t.Helper()
	elapsed := func(n int) time.Duration {
		start := time.Now()
		work(n)
		return time.Since(start)
	}
	small, large := elapsed(n), elapsed(8*n)
	for range 10 {
		if large < 100*time.Millisecond || large <= 40*small {
			return
		}
		small, large = min(small, elapsed(n)), min(large, elapsed(8*n))
	}
	t.Errorf("%s: %v for %d bytes, %v for %d", name, small, n, large, 8*n)
}
