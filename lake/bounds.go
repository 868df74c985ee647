package lake

import (
	"bytes"
	"encoding/binary"
	"math"
	"unicode/utf8"

	"github.com/parquet-go/parquet-go/format"
)

// bounds are the least and the greatest value of a page or of a chunk. Of text only the first indexBytes bytes are
// looked at: readers want a bound and not the value, and an abstract would be a long one.
type bounds struct {
	any               bool
	lowInt, highInt   int64 // of integers, days and booleans
	lowReal, highReal float64
	low, high         prefix
	cut               bool // a text that begins with high goes on
}

// A prefix is the beginning of a text.
type prefix struct {
	n int
	b [indexBytes]byte
}

func (p *prefix) bytes() []byte { return p.b[:p.n] }
func (p *prefix) set(v []byte)  { p.n = copy(p.b[:], v) }

func (b *bounds) text(v []byte) {
	start := v[:min(len(v), indexBytes)]
	if !b.any {
		b.low.set(start)
		b.high.set(start)
		b.any, b.cut = true, len(v) > indexBytes
		return
	}
	if bytes.Compare(start, b.low.bytes()) < 0 {
		b.low.set(start)
	}
	switch bytes.Compare(start, b.high.bytes()) {
	case 1:
		b.high.set(start)
		b.cut = len(v) > indexBytes
	case 0:
		b.cut = b.cut || len(v) > indexBytes
	}
}

// int takes in integers from low to high.
func (b *bounds) int(low, high int64) {
	if !b.any {
		b.any, b.lowInt, b.highInt = true, low, high
		return
	}
	b.lowInt, b.highInt = min(b.lowInt, low), max(b.highInt, high)
}

// float leaves out what is not a number, which has no place in the order.
func (b *bounds) float(v float64) {
	if math.IsNaN(v) {
		return
	}
	if !b.any {
		b.any, b.lowReal, b.highReal = true, v, v
		return
	}
	b.lowReal, b.highReal = min(b.lowReal, v), max(b.highReal, v)
}

// join widens b to hold what is within other.
func (b *bounds) join(other *bounds, kind format.Type) {
	switch {
	case !b.any:
		*b = *other
	case kind == format.ByteArray:
		if bytes.Compare(other.low.bytes(), b.low.bytes()) < 0 {
			b.low = other.low
		}
		switch bytes.Compare(other.high.bytes(), b.high.bytes()) {
		case 1:
			b.high, b.cut = other.high, other.cut
		case 0:
			b.cut = b.cut || other.cut
		}
	case kind == format.Double:
		b.lowReal, b.highReal = min(b.lowReal, other.lowReal), max(b.highReal, other.highReal)
	default:
		b.lowInt, b.highInt = min(b.lowInt, other.lowInt), max(b.highInt, other.highInt)
	}
}

// below tells whether a bound of b lies before the same bound of other.
func (b *bounds) below(other *bounds, kind format.Type) bool {
	switch kind {
	case format.ByteArray:
		return bytes.Compare(b.min(kind), other.min(kind)) < 0 || bytes.Compare(b.max(kind), other.max(kind)) < 0
	case format.Double:
		return b.lowReal < other.lowReal || b.highReal < other.highReal
	}
	return b.lowInt < other.lowInt || b.highInt < other.highInt
}

// min returns the lower bound as Parquet writes it; empty when there are no values.
func (b *bounds) min(kind format.Type) []byte {
	if !b.any {
		return []byte{}
	}
	if kind == format.ByteArray {
		return append([]byte{}, wholeRunes(b.low.bytes(), len(b.low.bytes()) == indexBytes)...)
	}
	return plainNumber(kind, b.lowInt, b.lowReal)
}

// max returns the upper bound as Parquet writes it. That of a text which goes on is the next greater text that is short.
func (b *bounds) max(kind format.Type) []byte {
	if !b.any {
		return []byte{}
	}
	if kind != format.ByteArray {
		return plainNumber(kind, b.highInt, b.highReal)
	}
	high := append([]byte{}, b.high.bytes()...)
	if !b.cut {
		return high
	}
	high = wholeRunes(high, true)
	for end := len(high); end > 0; {
		r, n := utf8.DecodeLastRune(high[:end])
		end -= n
		if next := r + 1; n > 1 || r != utf8.RuneError {
			if next == 0xD800 { // surrogates are no characters
				next = 0xE000
			}
			if utf8.ValidRune(next) {
				return utf8.AppendRune(high[:end], next)
			}
		}
	}
	return bytes.Repeat([]byte{0xFF}, indexBytes) // greater than any text
}

// wholeRunes drops the beginning of a character at the end of a text that was cut.
func wholeRunes(text []byte, cut bool) []byte {
	if !cut {
		return text
	}
	for n := 1; n < utf8.UTFMax && n <= len(text); n++ {
		if tail := text[len(text)-n:]; utf8.RuneStart(tail[0]) {
			if !utf8.FullRune(tail) {
				return text[:len(text)-n]
			}
			break
		}
	}
	return text
}

func plainNumber(kind format.Type, n int64, x float64) []byte {
	switch kind {
	case format.Boolean:
		return []byte{byte(n)}
	case format.Int32:
		return binary.LittleEndian.AppendUint32(nil, uint32(n))
	case format.Double:
		return binary.LittleEndian.AppendUint64(nil, math.Float64bits(x))
	}
	return binary.LittleEndian.AppendUint64(nil, uint64(n))
}
