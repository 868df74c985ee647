package linear

import (
	"testing"
	"time"
)

type recorder struct {
	testing.TB
	failed bool
}

func (r *recorder) Helper()               {}
func (r *recorder) Errorf(string, ...any) { r.failed = true }

func TestCheck(t *testing.T) {
	for _, c := range []struct {
		name   string
		work   func(n int)
		failed bool
	}{
		{"linear", func(n int) { time.Sleep(time.Duration(n) * 800 * time.Microsecond) }, false},
		{"quadratic", func(n int) { time.Sleep(time.Duration(n*n) * 5 * time.Microsecond) }, true},
	} {
		r := &recorder{TB: t}
		Check(r, c.name, 20, c.work)
		if r.failed != c.failed {
			t.Errorf("%s: failed is %t", c.name, r.failed)
		}
	}
}
