package lake

import (
	"io"

	"github.com/apache/arrow-go/v18/arrow/memory"
)

// A store holds the finished pages of a row group in the order in which they were finished, until the group is written.
// They lie in blocks of one size, so nothing grows or is copied, and the group takes no more than its pages need.
type store struct {
	mem    memory.Allocator
	blocks [][]byte // a page may go on in the next one
	size   int      // bytes in them
}

const blockBytes = 128 << 10

func (s *store) add(b []byte) {
	for len(b) > 0 {
		at := s.size % blockBytes
		if at == 0 {
			s.blocks = append(s.blocks, s.mem.Allocate(blockBytes))
		}
		n := copy(s.blocks[len(s.blocks)-1][at:], b)
		b = b[n:]
		s.size += n
	}
}

// write copies what lies in part to w.
func (s *store) write(w io.Writer, part span) error {
	for part.from < part.to {
		at := part.from % blockBytes
		n := min(blockBytes-at, part.to-part.from)
		if _, err := w.Write(s.blocks[part.from/blockBytes][at : at+n]); err != nil {
			return err
		}
		part.from += n
	}
	return nil
}

// release gives the blocks back.
func (s *store) release() {
	for _, b := range s.blocks {
		s.mem.Free(b)
	}
	s.blocks, s.size = nil, 0
}
