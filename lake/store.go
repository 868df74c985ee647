package lake

import (
	"io"
	"sync"
)

// Row groups wait in memory for their turn, compressed. Their pages lie in blocks of one size that go from group to group,
// so nothing grows, is copied or collected, and a group takes what its pages need. A page may go on in the next block.

const blockBytes = 128 << 10

// A blockPool has the blocks that no store holds.
type blockPool struct {
	mu   sync.Mutex
	free [][]byte
}

func (p *blockPool) take() []byte {
	p.mu.Lock()
	defer p.mu.Unlock()
	last := len(p.free) - 1
	if last < 0 {
		return make([]byte, blockBytes)
	}
	b := p.free[last]
	p.free = p.free[:last]
	return b
}

// A store holds the finished pages of a row group, in the order in which they were finished.
type store struct {
	pool   *blockPool
	blocks [][]byte
	size   int // bytes in them
}

func (s *store) add(b []byte) {
	for len(b) > 0 {
		at := s.size % blockBytes
		if at == 0 {
			s.blocks = append(s.blocks, s.pool.take())
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
	s.pool.mu.Lock()
	defer s.pool.mu.Unlock()
	s.pool.free = append(s.pool.free, s.blocks...)
	s.blocks, s.size = nil, 0
}
