// Package gunzip unpacks gzip at about twice the rate of the decoders in pure Go that load their input byte by byte.
//
//	stream = members; member = header, blocks, CRC-32 and length of the text (RFC 1952)
//	block  = stored bytes, or symbols in a fixed or in its own Huffman code (RFC 1951)
//	symbol = a byte of text, a length that a distance follows, or the end of the block
//
// What makes it fast: 64 bits of input are loaded at once and serve for three bytes of text or one copy (symbols.go), one look
// into a table tells a symbol with its base and its extra bits (code.go), copies go eight bytes at a time, and whether both buffers
// have room is asked once for all of that. Near the end of the input each symbol is checked by itself, so what
// comes before a cut is given out to the last byte.
package gunzip

import (
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"
)

// What is wrong with a stream that does not end too early; that is io.ErrUnexpectedEOF.
var (
	ErrHeader   = errors.New("gzip: invalid header")
	ErrCorrupt  = errors.New("gzip: corrupt data")
	ErrChecksum = errors.New("gzip: invalid checksum")
)

const (
	inSize  = 64 << 10
	margin  = 1 << 10 // more than the head of a block has; so many zeros stand behind the end of the input
	window  = 32 << 10
	outSize = 256 << 10 // with the window: stays in a core's second cache
	slack   = 3 + 258 + 16
)

// A Reader unpacks a gzip stream.
type Reader struct {
	r     io.Reader
	read  error // of r
	step  func(*Reader) error
	err   error
	later bool // a member has been read

	in       []byte
	pos, end int    // of what is not in bits yet
	bits     uint64 // the next ones, from the lowest; those above nbits are right or zero
	nbits    uint

	out    []byte
	oldest int // of the member's text that out still has
	given  int // bytes of out that the caller has
	size   int // bytes of out that are text
	summed int // bytes of out that crc and length are of
	crc    uint32
	length uint32

	last      bool // the block at hand is the member's last
	stored    int  // bytes that it still has, if it is a stored one
	text, far *code
	own       struct{ text, far, lengths code }
	lengths   [maxSymbols]uint8
}

// NewReader returns a reader of what r has packed, all members one after the other. It reads ahead.
func NewReader(r io.Reader) *Reader {
	return &Reader{r: r, in: make([]byte, inSize+margin), out: make([]byte, outSize), step: (*Reader).header}
}

// Read implements io.Reader. All text before an error is given out first.
func (z *Reader) Read(p []byte) (int, error) {
	for z.given == z.size && len(p) > 0 {
		if z.err != nil {
			return 0, z.err
		}
		if z.size > outSize-slack {
			z.slide()
		}
		for z.err == nil && z.size <= outSize-slack {
			z.err = z.step(z)
		}
		z.sum()
	}
	n := copy(p, z.out[z.given:z.size])
	z.given += n
	return n, nil
}

// slide makes room in out, of which the caller has all, and keeps the window.
func (z *Reader) slide() {
	by := z.size - window
	copy(z.out, z.out[by:z.size])
	z.oldest = max(0, z.oldest-by)
	z.size, z.given, z.summed = window, window, window
}

func (z *Reader) sum() {
	fresh := z.out[z.summed:z.size]
	z.crc, z.length, z.summed = crc32.Update(z.crc, crc32.IEEETable, fresh), z.length+uint32(len(fresh)), z.size
}

// fill loads input until n bytes, at most margin, are there or r has ended. Behind its end there are zeros: overrun tells
// whether they were read.
func (z *Reader) fill(n int) {
	if z.end-z.pos >= n || z.read != nil {
		return
	}
	kept := min(z.pos, 8) // toByte may go back to it
	z.end = copy(z.in, z.in[z.pos-kept:z.end])
	z.pos = kept
	z.bits &= 1<<z.nbits - 1 // the others may be of bytes that were not there yet
	for z.end-z.pos < n && z.read == nil {
		var got int
		got, z.read = z.r.Read(z.in[z.end:inSize])
		z.end += got
	}
	clear(z.in[z.end : z.end+margin])
}

func (z *Reader) overrun() bool { return 8*z.pos-int(z.nbits) > 8*z.end }

// cut is what to say of input that goes on beyond its end.
func (z *Reader) cut() error {
	if z.read != io.EOF {
		return z.read
	}
	return io.ErrUnexpectedEOF
}

// load fills bits up to at least 56. There must be input, or zeros.
func (z *Reader) load() {
	z.bits |= binary.LittleEndian.Uint64(z.in[z.pos:]) << (z.nbits & 63)
	z.pos += int(63-z.nbits) >> 3
	z.nbits |= 56
}

// take returns the next n bits, at most 32.
func (z *Reader) take(n uint) uint32 {
	if z.nbits < n {
		z.load()
	}
	v := uint32(z.bits & (1<<n - 1))
	z.bits >>= n
	z.nbits -= n
	return v
}

// toByte goes back to the first byte that is not begun.
func (z *Reader) toByte() {
	z.pos -= int(z.nbits / 8)
	z.bits, z.nbits = 0, 0
}

// byte returns the next byte of a header; ok is false at the end.
func (z *Reader) byte() (b byte, ok bool) {
	if z.fill(1); z.pos >= z.end {
		return 0, false
	}
	z.pos++
	return z.in[z.pos-1], true
}

const (
	hasHeaderSum = 1 << (iota + 1)
	hasExtra
	hasName
	hasComment
)

// header reads the header of a member.
func (z *Reader) header() error {
	if z.fill(1); z.pos == z.end && z.later {
		return z.read
	}
	z.later = true
	var sum uint32
	ended := false
	next := func() byte {
		b, ok := z.byte()
		ended = ended || !ok
		sum = crc32.Update(sum, crc32.IEEETable, []byte{b})
		return b
	}
	skip := func(n int) {
		for ; n > 0 && !ended; n-- {
			next()
		}
	}
	wrong := [3]byte{next(), next(), next()} != [3]byte{0x1f, 0x8b, 8}
	flags := next()
	skip(6) // time, compressor, system
	if flags&hasExtra != 0 && !wrong {
		low := next()
		skip(int(low) | int(next())<<8)
	}
	for _, text := range []byte{hasName, hasComment} {
		for flags&text != 0 && !wrong && !ended && next() != 0 {
		}
	}
	if flags&hasHeaderSum != 0 && !wrong {
		want := uint16(sum)
		low := next()
		wrong = want != uint16(low)|uint16(next())<<8
	}
	switch {
	case ended:
		return z.cut()
	case wrong:
		return ErrHeader
	}
	z.oldest, z.crc, z.length = z.size, 0, 0
	z.step = (*Reader).block
	return nil
}

// trailer reads what follows the last block of a member.
func (z *Reader) trailer() error {
	z.sum()
	z.fill(8)
	if z.end-z.pos < 8 {
		return z.cut()
	}
	crc, length := binary.LittleEndian.Uint32(z.in[z.pos:]), binary.LittleEndian.Uint32(z.in[z.pos+4:])
	if crc != z.crc || length != z.length {
		return ErrChecksum
	}
	z.pos += 8
	z.step = (*Reader).header
	return nil
}

// block reads the head of a block.
func (z *Reader) block() error {
	z.fill(margin)
	z.last = z.take(1) != 0
	var err error
	switch z.take(2) {
	case 0:
		err = z.storedHead()
	case 1:
		z.text, z.far = fixed()
		z.step = (*Reader).symbols
	case 2:
		err = z.ownCodes()
		z.step = (*Reader).symbols
	default:
		err = ErrCorrupt
	}
	if z.overrun() {
		return z.cut()
	}
	return err
}

// blockEnd is called behind a block.
func (z *Reader) blockEnd() {
	z.step = (*Reader).block
	if z.last {
		z.toByte()
		z.step = (*Reader).trailer
	}
}

func (z *Reader) storedHead() error {
	z.toByte()
	n, not := binary.LittleEndian.Uint16(z.in[z.pos:]), binary.LittleEndian.Uint16(z.in[z.pos+2:])
	z.pos += 4
	if n != ^not {
		return ErrCorrupt
	}
	z.stored = int(n)
	z.step = (*Reader).copyStored
	return nil
}

func (z *Reader) copyStored() error {
	if z.stored == 0 {
		z.blockEnd()
		return nil
	}
	if z.fill(1); z.pos == z.end {
		return z.cut()
	}
	n := copy(z.out[z.size:], z.in[z.pos:min(z.end, z.pos+z.stored)])
	z.pos, z.size, z.stored = z.pos+n, z.size+n, z.stored-n
	return nil
}

// The order in which a block tells the lengths of the code for its lengths.
var lengthOrder = [19]uint8{16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15}

// ownCodes reads the codes of a block that brings them.
func (z *Reader) ownCodes() error {
	texts, fars, n := int(z.take(5))+257, int(z.take(5))+1, int(z.take(4))+4
	if texts > 286 || fars > 30 {
		return ErrCorrupt
	}
	var of [len(lengthOrder)]uint8
	for _, symbol := range lengthOrder[:n] {
		of[symbol] = uint8(z.take(3))
	}
	if !z.own.lengths.make(lengthCode, of[:]) {
		return ErrCorrupt
	}
	for i := 0; i < texts+fars; {
		if z.nbits < 14 {
			z.load()
		}
		e := z.own.lengths.look(z.bits)
		z.bits >>= e & takes
		z.nbits -= uint(e & takes)
		value, times := uint8(e>>valueShift), 1
		switch {
		case e&odd != 0:
			return ErrCorrupt
		case value == 16 && i == 0:
			return ErrCorrupt
		case value == 16:
			value, times = z.lengths[i-1], 3+int(z.take(2))
		case value == 17:
			value, times = 0, 3+int(z.take(3))
		case value == 18:
			value, times = 0, 11+int(z.take(7))
		}
		if i+times > texts+fars {
			return ErrCorrupt
		}
		for range times {
			z.lengths[i] = value
			i++
		}
	}
	if !z.own.text.make(textCode, z.lengths[:texts]) || !z.own.far.make(farCode, z.lengths[texts:texts+fars]) {
		return ErrCorrupt
	}
	z.text, z.far = &z.own.text, &z.own.far
	return nil
}
