package gunzip

import "encoding/binary"

// symbols unpacks symbols of the block at hand, until that ends or out is full.
func (z *Reader) symbols() error {
	for z.size <= outSize-slack {
		z.fill(margin)
		ended, err := z.fast()
		for !ended && err == nil && z.end-z.pos < 24 && z.size <= outSize-slack && z.read != nil {
			ended, err = z.one()
		}
		switch {
		case err != nil:
			return err
		case ended:
			z.blockEnd()
			return nil
		}
	}
	return nil
}

// fast unpacks symbols as long as there is input for three bytes of text or a copy whatever they are, and room for either. A symbol
// has at most 15 bits, one of text mostly fewer than 11; a length takes 20 bits, a distance 28.
func (z *Reader) fast() (ended bool, err error) {
	var (
		text, far = z.text, z.far
		in, out   = z.in, z.out
		pos, size = z.pos, z.size
		end, old  = z.end - 24, z.oldest
		bits      = z.bits
		nbits     = z.nbits
	)
	for pos <= end && size <= outSize-slack {
		bits |= binary.LittleEndian.Uint64(in[pos:]) << (nbits & 63)
		pos += int(63-nbits) >> 3
		nbits |= 56
		e := text.table[bits&(1<<firstBits-1)]
		if e&isText != 0 {
			bits >>= e & takes
			nbits -= uint(e & takes)
			out[size] = byte(e >> valueShift)
			size++
			e = text.table[bits&(1<<firstBits-1)]
			if e&isText != 0 {
				bits >>= e & takes
				nbits -= uint(e & takes)
				out[size] = byte(e >> valueShift)
				size++
				e = text.table[bits&(1<<firstBits-1)]
				if e&isText != 0 {
					bits >>= e & takes
					nbits -= uint(e & takes)
					out[size] = byte(e >> valueShift)
					size++
					continue
				}
			}
		}
		if e&odd != 0 {
			e = text.lookOn(e, bits)
			if e&isText != 0 {
				bits >>= e & takes
				nbits -= uint(e & takes)
				out[size] = byte(e >> valueShift)
				size++
				continue
			}
			if e&odd != 0 {
				if e&endOfBlock == endOfBlock {
					bits >>= e & takes
					nbits -= uint(e & takes)
					ended = true
				} else {
					err = ErrCorrupt
				}
				break
			}
		}
		length := int(e>>valueShift) + int(bits&(1<<(e&takes)-1)>>(e>>ownShift&0xf))
		bits >>= e & takes
		nbits -= uint(e & takes)

		bits |= binary.LittleEndian.Uint64(in[pos:]) << (nbits & 63)
		pos += int(63-nbits) >> 3
		nbits |= 56
		e = far.table[bits&(1<<firstBits-1)]
		if e&odd != 0 {
			if e = far.lookOn(e, bits); e&odd != 0 {
				err = ErrCorrupt
				break
			}
		}
		distance := int(e>>valueShift) + int(bits&(1<<(e&takes)-1)>>(e>>ownShift&0xf))
		bits >>= e & takes
		nbits -= uint(e & takes)
		if distance > size-old {
			err = ErrCorrupt
			break
		}
		repeat(out, size, distance, length)
		size += length
	}
	z.pos, z.size, z.bits, z.nbits = pos, size, bits, nbits
	return ended, err
}

// repeat appends to out[:size] what stands distance before its end. It may write up to fifteen bytes more than length, which saves
// most copies the question whether they go on.
func repeat(out []byte, size, distance, length int) {
	if distance < 8 {
		for i := range length {
			out[size+i] = out[size-distance+i]
		}
		return
	}
	for end := size + length; size < end; size += 16 {
		from, to := out[size-distance:], out[size:]
		binary.LittleEndian.PutUint64(to, binary.LittleEndian.Uint64(from))
		binary.LittleEndian.PutUint64(to[8:], binary.LittleEndian.Uint64(from[8:]))
	}
}

// one unpacks one symbol, if the input has all of it.
func (z *Reader) one() (ended bool, err error) {
	pos, bits, nbits := z.pos, z.bits, z.nbits
	z.load()
	e := z.text.look(z.bits)
	value := z.value(e)
	distance := 0
	if e&(isText|odd) == 0 {
		z.load()
		if f := z.far.look(z.bits); f&odd != 0 {
			e = f
		} else {
			distance = z.value(f)
		}
	}
	switch {
	case z.overrun():
		z.pos, z.bits, z.nbits = pos, bits, nbits
		return false, z.cut()
	case e&endOfBlock == endOfBlock:
		return true, nil
	case e&odd != 0 || distance > z.size-z.oldest:
		return false, ErrCorrupt
	case e&isText != 0:
		z.out[z.size] = byte(value)
		z.size++
	default:
		repeat(z.out, z.size, distance, value)
		z.size += value
	}
	return false, nil
}

// value takes a symbol's bits and returns its base with its extra bits.
func (z *Reader) value(e uint32) int {
	extra := z.bits & (1<<(e&takes) - 1) >> (e >> ownShift & 0xf)
	z.bits >>= e & takes
	z.nbits -= uint(e & takes)
	return int(e>>valueShift) + int(extra)
}
