package latex

// The scanner looks at each byte together with the one after it, in a table of
// all pairs. Per byte that is two loads and an or, about one machine cycle; the
// part of the table that English uses (a hundred and some cache lines) stays in
// the nearest cache. Word-at-a-time arithmetic over the same classes measured
// 1.4 GB/s on the same machine, and needed longer to explain.

// stops marks the pairs x, y (at index x + 256 y) where a handler may have work.
var stops = func() (t [1 << 16]uint8) {
	for i := range t {
		if worth(byte(i), byte(i>>8)) {
			t[i] = 1
		}
	}
	return t
}()

// worth reports whether a byte x that y follows is worth a stop.
func worth(x, y byte) bool {
	switch x {
	case ' ', '-', '\'', '`':
		return x == y
	case '$', '&', '\\', '^', '{', '}', '~':
		return true
	case '<':
		return isLetter(y) || y == '/'
	case 'm', 's', 'x', 'q', 'w': // sim2, times3, approx4, geq5, rightarrow6
		return isDigit(y)
	}
	if isDigit(x) { // 2times, 3approx, …: see glued
		return y == 't' || y == 'a' || y == 'g' || y == 'l' || y == 's' || y == 'p' || y == 'c' || y == 'r'
	}
	return x < ' ' || x >= 0x7f
}

// scan returns the next place at or after i that is worth a stop, len(s) when there is none.
func scan(s string, i int) int {
	for ; i+9 <= len(s); i += 8 {
		if w := s[i : i+9]; pairStops(word64(w))|pairStops(word64(w[1:])) != 0 {
			break
		}
	}
	if i+9 > len(s) && len(s) >= 9 { // the last bytes, in a window that overlaps the one before
		if w := s[len(s)-9:]; pairStops(word64(w))|pairStops(word64(w[1:]))|stops[w[8]] == 0 {
			return len(s)
		}
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

// pairStops looks at four pairs at once: of nine bytes, the first eight have those at even places, the last eight those at
// odd ones. Taking the bytes one by one took half as long again.
func pairStops(w uint64) uint8 {
	return stops[uint16(w)] | stops[uint16(w>>16)] | stops[uint16(w>>32)] | stops[w>>48]
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
