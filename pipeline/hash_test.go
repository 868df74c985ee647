package pipeline

import (
	"crypto/sha256"
	"fmt"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"
)

// However its input is cut, a hasher gives the hash of the whole.
func TestHasher(t *testing.T) {
	data := make([]byte, 3*hasherBytes+100)
	for random, i := rand.New(rand.NewPCG(1, 2)), 0; i < len(data); i++ {
		data[i] = byte(random.Uint32())
	}
	rapid.Check(t, func(t *rapid.T) {
		whole := data[:rapid.IntRange(0, len(data)).Draw(t, "size")]
		h := newHasher()
		for rest := whole; len(rest) > 0; {
			n := min(len(rest), rapid.IntRange(4096, 2*hasherBytes).Draw(t, "piece"))
			piece := append([]byte(nil), rest[:n]...)
			if got, err := h.Write(piece); got != n || err != nil {
				t.Fatalf("%d of %d bytes written, error %v", got, n, err)
			}
			clear(piece) // it is the caller's again
			rest = rest[n:]
		}
		if got, want := h.end(), fmt.Sprintf("%x", sha256.Sum256(whole)); got != want {
			t.Errorf("hash %s, want %s", got, want)
		}
	})
}
