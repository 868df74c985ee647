package title

// How a name is found in the abstract: by its rarest letters, eight places at a time.

import (
	"math"
	"math/bits"
	"strings"
)

// A search finds the whole-word mentions of a name in a text, one after the other. With fold, case, line breaks and hyphens
// do not matter and the last word may be in the plural.
type search struct {
	folder
	fold       bool
	start, end int // of the mention at hand
	at         int // no mention begins before
}

// mentions looks for a name in the abstract.
func (d *doc) mentions(name string, fold bool) (m search) {
	m.begin(d.abstract, name, fold)
	return m
}

func (m *search) begin(s, name string, fold bool) {
	m.s, m.name = s, name
	if fold && name != "" {
		m.fold = true
		m.choose()
	}
}

func (m *search) next() bool {
	s, n := m.s, len(m.name)
	if n == 0 {
		return false
	}
	for i := m.at; i+n <= len(s); i++ {
		if m.fold {
			i = m.folder.next(i)
		} else if k := strings.Index(s[i:], m.name); k >= 0 {
			i += k
		} else {
			i = -1
		}
		if i < 0 {
			break
		}
		if i > m.end && nameByte(s[i-1]) {
			continue
		}
		j := i + n
		if m.fold && j < len(s) && s[j] == 's' {
			j++
		}
		if j < len(s) && nameByte(s[j]) && s[j] != '-' {
			continue
		}
		m.start, m.end, m.at = i, j, j
		return true
	}
	m.at = len(s)
	return false
}

// has says whether the abstract mentions a name.
func (d *doc) has(name string, fold bool) bool {
	m := d.mentions(name, fold)
	return m.next()
}

// look begins a search for the bytes s of the title, case aside, if the abstract has them at all, be it inside a word.
// What has bytes that the abstract lacks is lacking too. Separators alone are not looked for: equalFold takes one for another.
func (d *doc) look(s span) (m search, ok bool) {
	first := d.title[s.start]
	begins := first != '-' && nameByte(first)
	if begins && d.absent.end > 0 && s.start <= d.absent.start && d.absent.end <= s.end {
		return m, false
	}
	m = d.mentions(d.title[s.start:s.end], true)
	if !begins {
		return m, true
	}
	if m.at = m.folder.next(0); m.at < 0 {
		if d.absent = s; !m.stopped { // then even the pair is not there
			d.absent.start += m.off
			d.absent.end = d.absent.start + m.pair.apart + 1
		}
		return m, false
	}
	return m, true
}

// A folder finds a name whatever the case, by its rarest letter and the rarest near that. Eight places are compared at
// once, and few pass. A vectorised search for one letter in two cases stops more often and took a third longer.
type folder struct {
	s, name string
	off     int // of the pair in the name
	pair    pair
	stopped bool // the pair was found, with the name or without
}

// A pair is two bytes that stand a given way apart.
type pair struct {
	first, second uint64 // each eight times
	apart         int    // at most maxApart; 0: both are the same byte
	fold          uint64 // caseBits where case does not matter, else 0
}

const (
	maxApart = 8
	eachByte = 0x0101010101010101
	caseBits = 0x20 * eachByte
	topBits  = 0x80 * eachByte
)

// next returns the first place at or behind i where the pair stands in s, len(s) when there is none.
func (p pair) next(s string, i int) int {
	const block = 64
	first, second, kept := p.first, p.second, ^p.fold
	for ; i+block+p.apart <= len(s); i += block { // nearly all blocks pass: most of what is searched for is not there
		w, v := s[i:i+block], s[i+p.apart:i+p.apart+block]
		some := (((word64(w) ^ first) | (word64(v) ^ second)) & kept) - eachByte
		some |= (((word64(w[8:]) ^ first) | (word64(v[8:]) ^ second)) & kept) - eachByte
		some |= (((word64(w[16:]) ^ first) | (word64(v[16:]) ^ second)) & kept) - eachByte
		some |= (((word64(w[24:]) ^ first) | (word64(v[24:]) ^ second)) & kept) - eachByte
		some |= (((word64(w[32:]) ^ first) | (word64(v[32:]) ^ second)) & kept) - eachByte
		some |= (((word64(w[40:]) ^ first) | (word64(v[40:]) ^ second)) & kept) - eachByte
		some |= (((word64(w[48:]) ^ first) | (word64(v[48:]) ^ second)) & kept) - eachByte
		some |= (((word64(w[56:]) ^ first) | (word64(v[56:]) ^ second)) & kept) - eachByte
		if some&topBits == 0 {
			continue // neither a zero byte nor one that is not ASCII
		}
		for k := 0; k < block; k += 8 {
			if at := zeroByte(((word64(w[k:]) ^ first) | (word64(v[k:]) ^ second)) & kept); at < 8 {
				return i + k + at
			}
		}
	}
	for ; i+8+p.apart <= len(s); i += 8 {
		if at := zeroByte(((word64(s[i:]) ^ first) | (word64(s[i+p.apart:]) ^ second)) & kept); at < 8 {
			return i + at
		}
	}
	for ; i+p.apart < len(s); i++ {
		if ((s[i]^byte(p.first))|(s[i+p.apart]^byte(p.second)))&^byte(p.fold) == 0 {
			return i
		}
	}
	return len(s)
}

// zeroByte returns the number of the lowest byte of w that is zero, 8 when there is none.
func zeroByte(w uint64) int { return bits.TrailingZeros64((w-eachByte)&^w&topBits) / 8 }

// word64 returns the first eight bytes of s as a little-endian number, by one load.
func word64(s string) uint64 {
	_ = s[7]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

// word32 returns the first four bytes of s in the same way.
func word32(s string) uint32 {
	_ = s[3]
	return uint32(s[0]) | uint32(s[1])<<8 | uint32(s[2])<<16 | uint32(s[3])<<24
}

// rarity has the letters of English from the rarest to the commonest.
const rarity = "zqjxkvbywgpfmucdlhrsnioate"

const unranked = 255

// rank is low for rare letters; what is no letter comes last, as equalFold may take it for something else.
var rank = func() (r [256]uint8) {
	for i := range r {
		r[i] = unranked
	}
	for i := range len(rarity) {
		r[rarity[i]] = uint8(i)
		r[rarity[i]-'a'+'A'] = uint8(i)
	}
	return r
}()

// choose picks the pair.
func (f *folder) choose() {
	name := f.name
	one := rarest(name, 0, len(name)) & place
	two := min(rarest(name, max(0, one-maxApart), one), rarest(name, one+1, min(len(name), one+maxApart+1)))
	if two >= unranked<<placeBits {
		two = one
	}
	first, last := min(one, two&place), max(one, two&place)
	f.off = first
	f.pair = pair{uint64(name[first]|0x20) * eachByte, uint64(name[last]|0x20) * eachByte, last - first, caseBits}
}

// rarest returns the rank of the rarest letter of name[from:to] and, in the low bits, its first place.
func rarest(name string, from, to int) int {
	least := math.MaxInt
	for i := from; i < to; i++ {
		least = min(least, int(rank[name[i]])<<placeBits|i)
	}
	return least
}

const (
	placeBits = 32
	place     = 1<<placeBits - 1
)

// next returns the first match at or behind i, or -1.
func (f *folder) next(i int) int {
	for ; ; i++ {
		at := f.pair.next(f.s, i+f.off)
		f.stopped = f.stopped || at < len(f.s)
		if i = at - f.off; i+len(f.name) > len(f.s) {
			return -1
		}
		if folded[f.s[i]] == folded[f.name[0]] && equalFold(f.s[i:i+len(f.name)], f.name) {
			return i
		}
	}
}

func nameByte(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || isDigit(c) || c == '-' || c == '/'
}

// equalFold compares without regard to ASCII case; a blank equals a line break
// or hyphen.
func equalFold(a, b string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range len(a) {
		if folded[a[i]] != folded[b[i]] {
			return false
		}
	}
	return true
}

// folded has what equalFold takes a byte for.
var folded = func() (f [256]byte) {
	for c := range f {
		f[c] = lowerByte(byte(c))
	}
	f['-'], f['\n'] = ' ', ' '
	return f
}()
