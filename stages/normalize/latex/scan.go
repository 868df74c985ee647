package latex

import "math/bits"

// The scanner looks at each byte x together with the one after it, y. A place is
// worth a stop when
//
//	x is a control character, $ & < \ ^ ` { | } ~ DEL or not ASCII
//	x = y, one of the sixteen from blank to slash    two blanks, --, ''
//	x is 0-9 : ; < = > ? and y a lower-case letter   2.4times
//	x is a lower-case letter and y 0-9 : ; …         sim25
//
// The classes are blocks of sixteen or thirty-two code points because that is
// what a few machine operations test in eight bytes at once; harmless sorts out
// what they catch too much.

const (
	lo7  = 0x7f7f7f7f7f7f7f7f
	high = 0x8080808080808080
	ones = 0x0101010101010101
)

// scan returns the next place at or after i that is worth a stop, len(s) when there is none.
func scan(s string, i int) int {
	for ; i+9 <= len(s); i += 8 {
		b := s[i : i+9]
		w := uint64(b[0]) | uint64(b[1])<<8 | uint64(b[2])<<16 | uint64(b[3])<<24 |
			uint64(b[4])<<32 | uint64(b[5])<<40 | uint64(b[6])<<48 | uint64(b[7])<<56
		x := w & lo7
		y := x>>8 | uint64(b[8]&0x7f)<<56
		// v + 0x7f has its top bit clear just when the seven bits of v are all zero.
		xd, yd := x&(0xf0*ones)^(0x30*ones), y&(0xf0*ones)^(0x30*ones)
		xl, yl := x&(0x60*ones), y&(0x60*ones)
		quiet := (xl + lo7) & // control
			((x&^(2*ones) ^ 0x5c*ones) + lo7) & // \ ^
			((x&^(2*ones) ^ 0x24*ones) + lo7) & // $ &
			((x ^ 0x60*ones) + lo7) & // `
			((x ^ 0x3c*ones) + lo7) & // <
			(((x ^ y) | (x&(0xf0*ones) ^ 0x20*ones)) + lo7) & // doubled
			((xd | (yl ^ 0x60*ones)) + lo7) & // 2t
			((yd | (xl ^ 0x60*ones)) + lo7) // m2
		hit := (^quiet | w | (x + 5*ones)) & high
		if hit != 0 {
			return i + bits.TrailingZeros64(hit)>>3
		}
	}
	for ; i < len(s); i++ {
		y := byte(0)
		if i+1 < len(s) {
			y = s[i+1]
		}
		if worth(s[i], y) {
			return i
		}
	}
	return i
}

// worth is the scanner's test for one byte x and its follower y.
func worth(x, y byte) bool {
	y &= 0x7f
	return x < 0x20 || x >= 0x7b || x&^2 == 0x5c || x&^2 == 0x24 || x == '`' || x == '<' ||
		x == y && x&0xf0 == 0x20 ||
		x&0xf0 == 0x30 && y&0x60 == 0x60 ||
		y&0x70 == 0x30 && x&0x60 == 0x60
}

// harmless reports that a stop at i is one of the scanner's frequent false
// alarms, decided from its neighbours alone.
func harmless(s string, i int) bool {
	x := s[i]
	y := byte(0)
	if i+1 < len(s) {
		y = s[i+1]
	}
	switch {
	case x == '|':
		return true
	case isDigit(x):
		return !gluedAfterDigit(s, i+1)
	case isLower(x):
		return !isDigit(y) || !gluedBeforeDigit(s, i+1)
	case x == '<':
		return !isLetter(y) && y != '/'
	case x >= ':' && x <= '?':
		return true
	case x == y && x > ' ' && x < '0':
		return x != '-' && x != '\'' && x != '$' && x != '&'
	}
	return false
}
