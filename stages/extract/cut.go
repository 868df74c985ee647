package extract

import (
	"errors"
	"fmt"
	"io"
)

// The text formats share this frame. A finder knows where a record begins and ends, a parser what is in it:
//
//	stream ── textReader ──► UTF-8 ── finder, cutRecords ──► blocks ── parser, textDecoder ──► records
//
// A record that is broken inside is cut off whole all the same and left to the parser.

// A finder finds records in a stream, in order.
type finder interface {
	// find returns where the first whole record of data begins and ends. Without one, end is 0 and start says
	// how much of data is done with; it is called again with more of the stream behind the rest. last says that
	// there is no more.
	find(data []byte, last bool) (start, end int, err error)
	// head returns what the found record stands under (see Block).
	head() string
	// nothing tells what is missing when the whole stream has no record; nil: it may have none.
	nothing() error
}

// cutRecords cuts r into blocks of the records that f finds. It holds no more than a block or a record.
func cutRecords(r io.Reader, f finder, emit func(Block) error) error {
	var (
		buf    = make([]byte, blockBytes)
		held   int // bytes of buf that are filled
		at     int // searched so far
		offset int64
		block  = Block{First: 1}
	)
	flush := func() error {
		n := len(block.Ends)
		if n == 0 {
			return nil
		}
		first, end := block.Starts[0], block.Ends[n-1]
		for i := range n {
			block.Starts[i] -= first
			block.Ends[i] -= first
		}
		block.Data, block.Offset = buf[first:end:end], offset+int64(first)
		next := Block{First: block.First + int64(n)}
		err := emit(block)
		block = next
		return err
	}
	for {
		n, err := fill(r, buf[held:])
		held += n
		last := err == io.EOF
		for {
			start, end, bad := f.find(buf[at:held], last)
			if bad != nil {
				return errors.Join(flush(), fmt.Errorf("record %d (byte %d): %w", block.First+int64(len(block.Ends)), offset+int64(at+start), bad))
			}
			if end == 0 {
				at += start
				break
			}
			if head := f.head(); head != block.Head || len(block.Ends) == 0 {
				if err := flush(); err != nil {
					return err
				}
				block.Head = head
			}
			block.Starts, block.Ends = append(block.Starts, at+start), append(block.Ends, at+end)
			at += end
		}
		emitted := len(block.Ends) > 0
		if err := flush(); err != nil {
			return err
		}
		if last {
			if block.First == 1 {
				return f.nothing()
			}
			return nil
		}
		if err != nil { // the whole records before it are out
			return err
		}
		rest := held - at
		if rest > Bounds.Record {
			return errTooLong(fmt.Sprintf("record %d (byte %d)", block.First, offset+int64(at)), Bounds.Record)
		}
		if emitted || 2*rest > len(buf) {
			next := make([]byte, max(blockBytes, min(2*rest, Bounds.Record+blockBytes)))
			copy(next, buf[at:held])
			buf = next
		} else {
			copy(buf, buf[at:held])
		}
		offset += int64(at)
		held, at = rest, 0
	}
}
