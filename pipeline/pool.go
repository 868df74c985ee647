package pipeline

import (
	"math/bits"
	"sync"

	"github.com/apache/arrow-go/v18/arrow/memory"
)

// A pool is an Arrow allocator that gives the memory of released batches to the next ones. Blocks are alike, so
// after the first few nothing is allocated or collected any more; a run's memory stays what its blocks in flight
// need. That matters: a page of memory that a process has not touched before costs it 3 µs on a virtual machine,
// as much as compressing a kilobyte. Buffers have the size of a power of two, so a growing column moves rarely, and
// are cut from slabs.
type pool struct {
	mu   sync.Mutex
	free [slabClass + 1][][]byte // by the power of two
	slab []byte                  // what is left of it
}

const (
	leastClass = 8  // 256 bytes
	slabClass  = 22 // 4 MiB; what is larger is not kept
)

var _ memory.Allocator = (*pool)(nil)

// Allocate returns size bytes, aligned to 64, which may hold whatever they held before: Arrow's builders clear the bitmaps
// that they do not write whole.
func (p *pool) Allocate(size int) []byte {
	if size > 1<<slabClass {
		return memory.DefaultAllocator.Allocate(size)
	}
	return p.take(max(leastClass, bits.Len(uint(max(size, 1)-1))))[:size]
}

func (p *pool) take(class int) []byte {
	p.mu.Lock()
	defer p.mu.Unlock()
	if list := p.free[class]; len(list) > 0 {
		b := list[len(list)-1]
		p.free[class] = list[:len(list)-1]
		return b
	}
	size := 1 << class
	if size > len(p.slab) {
		for rest := p.slab; len(rest) > 0; { // a slab has a whole number of the smallest buffers
			class := bits.Len(uint(len(rest))) - 1
			p.free[class] = append(p.free[class], rest[:1<<class:1<<class])
			rest = rest[1<<class:]
		}
		p.slab = make([]byte, 1<<slabClass)
	}
	b := p.slab[:size:size]
	p.slab = p.slab[size:]
	return b
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
	if size < 1<<leastClass || size > 1<<slabClass || size&(size-1) != 0 {
		return
	}
	class := bits.Len(uint(size - 1))
	p.mu.Lock()
	p.free[class] = append(p.free[class], b[:0])
	p.mu.Unlock()
}
