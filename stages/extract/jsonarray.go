package extract

import (
	"bytes"
	"fmt"
	"io"
)

// splitArray cuts one JSON array into blocks of whole elements. It follows only brackets and strings, so an
// element that is broken inside is still cut off whole and left to the decoder.
func splitArray(r io.Reader, emit func(Block) error) error {
	var (
		buf      = getBuffer(BlockBytes)
		held     int
		at       int // scanned so far
		ends     []int
		first    int64 = 1
		offset   int64
		depth    int
		quoted   bool
		opened   bool
		closed   bool
		position = func() int64 { return offset + int64(at) }
	)
	for {
		n, err := fill(r, buf[held:])
		held += n
		for ; at < held && !closed; at++ {
			c := buf[at]
			if quoted {
				next := bytes.IndexAny(buf[at:held], `"\`)
				if next < 0 {
					at = held - 1
					continue
				}
				at += next
				if buf[at] == '"' {
					quoted = false
				} else if at+1 < held {
					at++
				} else if err == nil {
					break // the escaped byte is still to come: look at the backslash again
				}
				continue
			}
			switch c {
			case '"':
				quoted = true
			case '[', '{':
				if !opened {
					opened = true
					continue
				}
				depth++
			case ']', '}':
				if depth == 0 {
					closed = true
					continue
				}
				if depth--; depth == 0 {
					ends = append(ends, at+1)
				}
			}
		}
		if closed {
			if rest := bytes.TrimSpace(buf[at:held]); len(rest) > 0 {
				return fmt.Errorf("byte %d: more text after the end of the JSON array", position())
			}
		}
		cut := 0
		if len(ends) > 0 {
			cut = ends[len(ends)-1]
			next := getBuffer(max(BlockBytes, 2*(held-cut)))
			copy(next, buf[cut:held])
			if err := emit(Block{Data: buf[:cut], First: first, Offset: offset, Ends: ends}); err != nil {
				return err
			}
			first += int64(len(ends))
			offset += int64(cut)
			buf, held, at, ends = next, held-cut, at-cut, nil
		} else if held == len(buf) {
			if held >= MaxRecordBytes {
				return errTooLong(fmt.Sprintf("record %d (byte %d)", first, offset), MaxRecordBytes)
			}
			bigger := make([]byte, 2*len(buf))
			copy(bigger, buf[:held])
			buf = bigger
		}
		if err == io.EOF && !closed {
			return fmt.Errorf("%w: the JSON array is not closed where it ends, after %d whole records", ErrTruncated, first-1)
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}
