package latex

import (
	"math/bits"
	"strings"
)

// The scanner looks at each byte together with the one after it. A table of all
// pairs tells, for the pair itself, whether a handler may have work at its first
// byte; stops is that table. To read a text by half as many pairs, marks tells of
// a pair also what its second byte may be the first half of, and what its first
// byte may be the second half of: two marks next to each other show the pair
// between them. The part of a table that English uses (a hundred and some cache
// lines) stays in the nearest cache. Reading abstracts by every pair measured
// 3.5 GB/s, by every other one 4.5; word-at-a-time arithmetic over the same
// classes 2.2, and it needed longer to explain.

// worth reports whether a byte x that y follows is worth a stop.
func worth(x, y byte) bool {
	switch x {
	case '$', '&', '\\', '^', '{', '}', '~':
		return true
	}
	for _, p := range worthPairs {
		if p.first(x) && p.second(y) {
			return true
		}
	}
	return x < ' ' || x >= 0x7f
}

// worthPairs are the pairs of which it takes both bytes to be worth a stop; seven fit into marks.
var worthPairs = [...]struct{ first, second func(byte) bool }{
	{oneOf(" "), oneOf(" ")},
	{oneOf("-"), oneOf("-")},
	{oneOf("'"), oneOf("'")},
	{oneOf("`"), oneOf("`")},
	{oneOf("<"), func(y byte) bool { return isLetter(y) || y == '/' }},
	{oneOf("msxqw"), isDigit},    // sim2, times3, approx4, geq5, rightarrow6
	{isDigit, oneOf("taglspcr")}, // 2times, 3approx, …: see glued
}

func oneOf(set string) func(byte) bool {
	return func(b byte) bool { return strings.IndexByte(set, b) >= 0 }
}

// stops has 1 for the pairs x, y (at index x + 256 y) where a handler may have work. marks has, at the same index, a bit for
// each of worthPairs that y begins, eight bits higher one for each that x ends, and markStop where x is worth a stop before y,
// or y before anything. Both are made from what worth says of single bytes: asking it of every pair took 5 ms at each start.
var stops, marks = func() (stops [1 << 16]uint8, marks [1 << 16]uint16) {
	var begins, ends [256]uint16
	var alone [256]bool
	for b := range 256 {
		alone[b] = worth(byte(b), 0)
		for i, p := range worthPairs {
			if p.first(byte(b)) {
				begins[b] |= 1 << i
			}
			if p.second(byte(b)) {
				ends[b] |= 1 << (8 + i)
			}
		}
	}
	for i := range stops {
		x, y := i&0xff, i>>8
		if alone[x] || begins[x]&(ends[y]>>8) != 0 {
			stops[i] = 1
		}
		marks[i] = begins[y] | ends[x]
		if stops[i] != 0 || alone[y] {
			marks[i] |= markStop
		}
	}
	return stops, marks
}()

const markStop = 1 << 15

// scan returns the next place at or after i that is worth a stop, len(s) when there is none.
func scan(s string, i int) int {
	from := i
	t := &marks
	last := uint32(0) // the pair before
	for ; i+16 <= len(s); i += 16 {
		w := s[i : i+16]
		a, b := uint32(t[pair16(w[0], w[1])]), uint32(t[pair16(w[2], w[3])])
		between, any := last&(a>>8)|a&(b>>8), a|b
		c, d := uint32(t[pair16(w[4], w[5])]), uint32(t[pair16(w[6], w[7])])
		between, any = between|b&(c>>8)|c&(d>>8), any|c|d
		a, b = uint32(t[pair16(w[8], w[9])]), uint32(t[pair16(w[10], w[11])])
		between, any = between|d&(a>>8)|a&(b>>8), any|a|b
		c, d = uint32(t[pair16(w[12], w[13])]), uint32(t[pair16(w[14], w[15])])
		between, any = between|b&(c>>8)|c&(d>>8), any|c|d
		if between&0x7f|any&markStop != 0 {
			break
		}
		last = d
	}
	if i > from {
		i-- // its pair with the byte at i has not been looked at
	}
	for ; i+9 <= len(s); i += 8 {
		if m := pairStops(s[i : i+9]); m != 0 {
			return i + bits.TrailingZeros32(m)
		}
	}
	if i < len(s) && len(s) >= 9 { // the last bytes, in a window that overlaps the one before
		at := len(s) - 9
		if m := pairStops(s[at:]) >> (i - at); m != 0 {
			return i + bits.TrailingZeros32(m)
		}
		i = len(s) - 1
	}
	for ; i < len(s); i++ {
		y := byte(0)
		if i+1 < len(s) {
			y = s[i+1]
		}
		if stops[pair16(s[i], y)] != 0 {
			return i
		}
	}
	return i
}

// pairStops looks at the eight pairs of nine bytes and has a bit for each that is worth a stop.
func pairStops(s string) uint32 {
	w, v := word64(s), word64(s[1:9])
	return uint32(stops[uint16(w)]) | uint32(stops[uint16(v)])<<1 |
		uint32(stops[uint16(w>>16)])<<2 | uint32(stops[uint16(v>>16)])<<3 |
		uint32(stops[uint16(w>>32)])<<4 | uint32(stops[uint16(v>>32)])<<5 |
		uint32(stops[w>>48])<<6 | uint32(stops[v>>48])<<7
}

// word64 returns the first eight bytes of s as a little-endian number, by one load.
func word64(s string) uint64 {
	_ = s[7]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

func pair16(x, y byte) uint16 { return uint16(x) | uint16(y)<<8 }

// harmless reports that nothing is to do at the stop i after all, decided from
// its neighbours alone.
func harmless(s string, i int) bool {
	switch x := s[i]; {
	case isDigit(x):
		return !gluedAfterDigit(s, i+1)
	case isLower(x):
		return !gluedBeforeDigit(s, i+1)
	}
	return false
}
