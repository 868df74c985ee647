package pipeline

import (
	"math/bits"
	"sync"

	"github.com/apache/arrow-go/v18/arrow/memory"
)

// A pool is an Arrow allocator that gives the memory of released batches to the next ones. Blocks are alike, so
// after the first few nothing is allocated, cleared or collected any more; a run's memory stays what its blocks
// in flight need. Buffers have the size of a power of two, so a growing column moves rarely.
type pool struct {
	memory.GoAllocator // for small buffers, which bitmaps expect to be cleared
	mu                 sync.Mutex
	free               [bits.UintSize + 1][][]byte
}

const pooled = 16 << 10 // bytes; smaller buffers are not worth keeping

var _ memory.Allocator = (*pool)(nil)

// Allocate returns size bytes, aligned to 64. Pooled ones hold whatever they held before.
func (p *pool) Allocate(size int) []byte {
	if size < pooled {
		return p.GoAllocator.Allocate(size)
	}
	class := bits.Len(uint(size - 1))
	p.mu.Lock()
	list := p.free[class]
	if n := len(list); n > 0 {
		b := list[n-1]
		p.free[class] = list[:n-1]
		p.mu.Unlock()
		return b[:size]
	}
	p.mu.Unlock()
	return p.GoAllocator.Allocate(1 << class)[:size]
}

// Reallocate returns b with another size, moved when it must grow.
func (p *pool) Reallocate(size int, b []byte) []byte {
	if size <= cap(b) {
		return b[:size]
	}
	bigger := p.Allocate(size)
	copy(bigger, b)
	p.Free(b)
	return bigger
}

// Free takes b back.
func (p *pool) Free(b []byte) {
	size := cap(b)
	if size < pooled || size&(size-1) != 0 {
		return
	}
	class := bits.Len(uint(size - 1))
	p.mu.Lock()
	p.free[class] = append(p.free[class], b[:0])
	p.mu.Unlock()
}
