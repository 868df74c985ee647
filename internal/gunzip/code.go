package gunzip

import (
	"math/bits"
	"sync"
)

// An entry of a code's table is what the next bits of the input mean:
//
//	bits 0-4   how many of them it takes, extra bits included
//	bits 5-8   how many of those are the symbol's, before the extra bits
//	bit  9     it is a byte of text
//	bit  10    it is odd: the end of a block, a subtable, or no symbol at all
//	bits 11-15 of a subtable: how many bits choose in it; endOfBlock or 0 of what is none
//	bits 16-31 the byte of text, the base of a length or distance, or where the subtable begins
const (
	takes      = 0x1f
	ownShift   = 5
	isText     = 1 << 9
	odd        = 1 << 10
	subShift   = 11
	valueShift = 16
	endOfBlock = odd | 0x1f<<subShift
)

const (
	longest    = 15 // bits of a symbol
	maxSymbols = 288 + 32
	firstBits  = 11 // that the first look takes in
	tableSize  = 1 << 13
)

// A code is a Huffman code as a table of what follows from the first bits, and subtables for symbols that have more. Of those there
// are at most 143, since each has two symbols, of 16 entries.
type code struct {
	table [tableSize]uint32
}

// look returns the entry of the next bits, which must be at least 15.
func (c *code) look(b uint64) uint32 {
	e := c.table[b&(1<<firstBits-1)]
	if e&odd != 0 {
		e = c.lookOn(e, b)
	}
	return e
}

// lookOn goes on from an odd entry of the first table.
func (c *code) lookOn(e uint32, b uint64) uint32 {
	if n := e >> subShift & 0x1f; n != 0 && n != 0x1f {
		return c.table[(e>>valueShift+uint32(b>>firstBits)&(1<<n-1))&(tableSize-1)]
	}
	return e
}

// What the symbols of each kind of code mean: entries without the bits of the symbol itself.
var lengthCode, textCode, farCode = func() (lengths, text, far []uint32) {
	for n := range 19 {
		lengths = append(lengths, uint32(n)<<valueShift)
	}
	for b := range 256 {
		text = append(text, isText|uint32(b)<<valueShift)
	}
	text = append(text, endOfBlock)
	base := 3
	for n := range 28 {
		extra := max(0, n/4-1)
		text = append(text, uint32(base)<<valueShift|uint32(extra))
		base += 1 << extra
	}
	text = append(text, 258<<valueShift)
	base = 1
	for n := range 30 {
		extra := max(0, n/2-1)
		far = append(far, uint32(base)<<valueShift|uint32(extra))
		base += 1 << extra
	}
	return lengths, text, far
}()

// make builds the code in which each symbol has so many bits, 0 for symbols that do not occur. Codes must use up all patterns of
// bits; one symbol of one bit and no symbol at all are taken too.
func (c *code) make(means []uint32, lengths []uint8) bool {
	var count, next [longest + 1]int
	most := 0
	for _, n := range lengths {
		count[n]++
		most = max(most, int(n))
	}
	count[0] = 0
	pattern := 0
	for n := 1; n <= most; n++ {
		pattern <<= 1
		next[n] = pattern
		pattern += count[n]
	}
	if most > 0 && pattern != 1<<most {
		if most != 1 || pattern != 1 {
			return false
		}
	}
	if pattern != 1<<most {
		for i := range c.table[:1<<firstBits] {
			c.table[i] = odd | 1
		}
	}
	free := 1 << firstBits
	subBits := uint32(max(0, most-firstBits))
	if subBits > 0 { // all are of one size
		for p := next[firstBits+1] >> 1; p < 1<<firstBits; p++ {
			c.table[bits.Reverse16(uint16(p))>>(16-firstBits)] = odd | subBits<<subShift | uint32(free)<<valueShift
			free += 1 << subBits
		}
	}
	for symbol, n := range lengths {
		if n == 0 {
			continue
		}
		e := uint32(odd | 1)
		if symbol < len(means) {
			e = means[symbol]
			e += uint32(n) | uint32(n)<<ownShift
		}
		at := int(bits.Reverse16(uint16(next[n])) >> (16 - n))
		next[n]++
		if n <= firstBits {
			for ; at < 1<<firstBits; at += 1 << n {
				c.table[at] = e
			}
			continue
		}
		sub := c.table[at&(1<<firstBits-1)] >> valueShift
		for rest := at >> firstBits; rest < 1<<subBits; rest += 1 << (int(n) - firstBits) {
			c.table[int(sub)+rest] = e
		}
	}
	return true
}

// fixed returns the codes of blocks that bring none.
var fixed = sync.OnceValues(func() (text, far *code) {
	lengths := make([]uint8, 288+32)
	for i := range lengths {
		switch {
		case i < 144:
			lengths[i] = 8
		case i < 256:
			lengths[i] = 9
		case i < 280:
			lengths[i] = 7
		case i < 288:
			lengths[i] = 8
		default:
			lengths[i] = 5
		}
	}
	text, far = &code{}, &code{}
	text.make(textCode, lengths[:288])
	far.make(farCode, lengths[288:])
	return text, far
})
