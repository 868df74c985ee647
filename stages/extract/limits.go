package extract

import (
	"errors"
	"fmt"
	"io"
)

// Limits bound what one input may cost, whatever is in it. An input that goes over one of them is refused with
// an error that wraps ErrLimit and names the flag that raises it.
type Limits struct {
	Unpacked int64 // bytes of an input without its compression
	Ratio    int64 // unpacked bytes for each packed one, looked at after the first ratioFrom bytes
	Record   int   // bytes of one record or line
	Depth    int   // of brackets or elements inside each other
	Entries  int   // of an archive
}

// DefaultLimits are far above what listings need: text of papers packs 3 to 6 times (JSON with long keys 20
// times), the largest dumps come in files of a few GB, and records have less than 1 MB.
func DefaultLimits() Limits {
	return Limits{Unpacked: 64 << 30, Ratio: 200, Record: 32 << 20, Depth: 200, Entries: 100_000}
}

// Bounds are the limits of this process. They are set before the first input is read.
var Bounds = DefaultLimits()

// ErrLimit says that an input is larger, longer or deeper than it may be.
var ErrLimit = errors.New("over a limit")

func errLimit(flag, format string, args ...any) error {
	return fmt.Errorf("%w: %s; --%s raises the limit", ErrLimit, fmt.Sprintf(format, args...), flag)
}

// ratioFrom is how much may come out before the ratio counts: small files of blanks pack very well.
const ratioFrom = 16 << 20

// A bounded reader refuses a stream that unpacks to too much.
type bounded struct {
	r      io.Reader
	packed *counted // nil: the stream is not packed
	out    int64
}

// counted counts what is read of a packed stream.
type counted struct {
	r io.Reader
	n int64
}

func (c *counted) Read(b []byte) (int, error) {
	n, err := c.r.Read(b)
	c.n += int64(n)
	return n, err
}

func (b *bounded) Read(p []byte) (int, error) {
	n, err := b.r.Read(p)
	b.out += int64(n)
	if b.out > Bounds.Unpacked {
		return 0, errLimit("max-unpacked", "the input has more than %d bytes when it is unpacked", Bounds.Unpacked)
	}
	if b.packed != nil && b.out > ratioFrom && b.out/Bounds.Ratio > b.packed.n {
		return 0, errLimit("max-ratio", "the input unpacks to more than %d times its size (%d bytes from %d): nothing that papers are listed in packs like that", Bounds.Ratio, b.out, b.packed.n)
	}
	return n, err
}
