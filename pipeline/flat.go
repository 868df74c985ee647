package pipeline

// The plan's table of papers is flat memory without pointers: the collector has nothing to look at, and what grows does
// not move.

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
