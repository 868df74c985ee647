package lake

import "github.com/apache/arrow-go/v18/arrow/memory"

// A store holds the finished pages of a row group until the group is written. Pages are compressed into its blocks, where
// they stay: nothing grows or is copied, and what a block has left untouched costs no memory.
type store struct {
	mem    memory.Allocator
	blocks [][]byte // each used up to its length
}

const (
	firstBlock = 64 << 10
	lastBlock  = 2 << 20
)

// room returns an empty slice at the end of the last block, with room for n bytes.
func (s *store) room(n int) []byte {
	size := firstBlock
	if last := len(s.blocks) - 1; last >= 0 {
		b := s.blocks[last]
		if cap(b)-len(b) >= n {
			return b[len(b):]
		}
		size = min(2*cap(b), lastBlock)
	}
	b := s.mem.Allocate(max(n, size))[:0]
	s.blocks = append(s.blocks, b)
	return b
}

// keep stores b, which lies in the room that was returned last or elsewhere, and returns it where it stays.
func (s *store) keep(b []byte) []byte {
	if len(b) == 0 {
		return nil
	}
	room := s.room(len(b))
	kept := room[:len(b)]
	if &kept[0] != &b[0] {
		copy(kept, b)
	}
	last := &s.blocks[len(s.blocks)-1]
	*last = (*last)[:len(*last)+len(b)]
	return kept
}

// release gives the blocks back.
func (s *store) release() {
	for _, b := range s.blocks {
		s.mem.Free(b)
	}
	s.blocks = nil
}
