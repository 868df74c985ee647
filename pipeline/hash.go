package pipeline

import (
	"crypto/sha256"
	"encoding/hex"
	"io"

	"github.com/paperlake/paperlake/stages/extract"
)

// hashInput reads an input for its hash alone.
func hashInput(in extract.Input) (string, error) {
	f, err := in.Open()
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// A hasher hashes what is written to it on a goroutine of its own. Whoever reads and unpacks an input is the one that
// all others wait for; to copy the bytes costs it a seventh of hashing them.
type hasher struct {
	free, full chan []byte
	sum        chan string
}

// hasherBytes is the size of a hasher's buffers, of which it has two.
const hasherBytes = 128 << 10

func newHasher() *hasher {
	h := &hasher{free: make(chan []byte, 2), full: make(chan []byte, 2), sum: make(chan string)}
	h.free <- make([]byte, hasherBytes)
	h.free <- make([]byte, hasherBytes)
	go func() {
		sum := sha256.New()
		for b := range h.full {
			sum.Write(b)
			h.free <- b[:hasherBytes]
		}
		h.sum <- hex.EncodeToString(sum.Sum(nil))
	}()
	return h
}

func (h *hasher) Write(p []byte) (n int, err error) {
	for n < len(p) {
		b := <-h.free
		copied := copy(b, p[n:])
		h.full <- b[:copied]
		n += copied
	}
	return n, nil
}

// end returns the hash of all that was written. A hasher must be ended, once.
func (h *hasher) end() string {
	close(h.full)
	return <-h.sum
}
