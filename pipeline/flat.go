package pipeline

// The plan knows every paper of a run, millions of them, in flat memory without pointers: the collector has nothing to
// look at, and what grows does not move.

const listChunk = 1 << 12

// A list grows by chunks.
type list[T any] struct {
	chunks [][]T
	n      int
}

func (l *list[T]) add(v T) (at int) {
	if l.n == len(l.chunks)*listChunk {
		l.chunks = append(l.chunks, make([]T, listChunk))
	}
	at = l.n
	l.n++
	*l.at(at) = v
	return at
}

func (l *list[T]) at(i int) *T { return &l.chunks[i/listChunk][i%listChunk] }

// perRecord has a number for each record of a source, by the record's number; 0 where none was set.
type perRecord struct{ chunks [][]uint32 }

// recordChunk is small, as many inputs are: 10,000 of them take 40 MB.
const recordChunk = 1 << 10

func (p *perRecord) set(record int64, v uint32) {
	chunk := int(record / recordChunk)
	for chunk >= len(p.chunks) {
		p.chunks = append(p.chunks, nil)
	}
	if p.chunks[chunk] == nil {
		p.chunks[chunk] = make([]uint32, recordChunk)
	}
	p.chunks[chunk][record%recordChunk] = v
}

func (p *perRecord) at(record int64) uint32 {
	chunk := int(record / recordChunk)
	if chunk >= len(p.chunks) || p.chunks[chunk] == nil {
		return 0
	}
	return p.chunks[chunk][record%recordChunk]
}
