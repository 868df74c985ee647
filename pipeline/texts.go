package pipeline

import "unsafe"

// texts holds many short texts in few allocations and names each by a number from 1.
type texts struct {
	chunks [][]byte
}

const textChunk = 1 << 20 // bytes

// add keeps a copy of s.
func (t *texts) add(s string) uint32 {
	s = s[:min(len(s), 1<<16-1)]
	need := len(s) + 2
	last := len(t.chunks) - 1
	if last < 0 || len(t.chunks[last])+need > cap(t.chunks[last]) {
		t.chunks = append(t.chunks, make([]byte, 0, textChunk))
		last++
	}
	at := uint32(last)*textChunk + uint32(len(t.chunks[last])) + 1
	t.chunks[last] = append(append(t.chunks[last], byte(len(s)), byte(len(s)>>8)), s...)
	return at
}

// at returns the text of a number.
func (t *texts) at(n uint32) string {
	n--
	c := t.chunks[n/textChunk][n%textChunk:]
	size := int(c[0]) | int(c[1])<<8
	return view(c[2 : 2+size])
}

// A name is an id: its key, and the number of its text where the key does not hold it.
type name struct {
	key  idKey
	text uint32
}

// id returns what a name stands for.
func (t *texts) id(n name) string {
	if id, ok := n.key.id(); ok {
		return id
	}
	return t.at(n.text)
}

// view returns b as text; it changes when b does.
func view(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }
