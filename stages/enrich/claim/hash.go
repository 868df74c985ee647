package claim

import "math/bits"

// Two small open-addressed tables, because Go's maps were half of the time of mining: words to ids without regard
// to case, and the edges of the phrase trie.

// longWord is the length of the longest word that the lexicon may have, in bytes: two machine words.
const longWord = 16

// A wordKey is a word of up to longWord bytes, its ASCII letters made small, padded with zeros. Equal keys are equal words.
type wordKey struct{ a, b uint64 }

func (k wordKey) hash() uint64 {
	return (k.a ^ bits.RotateLeft64(k.b*0xff51afd7ed558ccd, 29)) * 0x9e3779b97f4a7c15
}

// keyOf is the key of any word of up to longWord bytes.
func keyOf(w string) (k wordKey) {
	for i := len(w) - 1; i >= 0; i-- {
		c := uint64(lower(w[i]))
		if i < 8 {
			k.a = k.a<<8 | c
		} else {
			k.b = k.b<<8 | c
		}
	}
	return k
}

const smallLetters = 0x2020202020202020

// letterKey is keyOf(text[lo:hi]) for nothing but ASCII letters, without a loop where the text goes on behind them.
func letterKey(text string, lo, hi int) wordKey {
	n := hi - lo
	if lo+longWord > len(text) {
		return keyOf(text[lo:hi])
	}
	a, b := load8(text, lo), load8(text, lo+8)
	if n <= 8 {
		return wordKey{(a | smallLetters) & (^uint64(0) >> (64 - 8*n)), 0}
	}
	return wordKey{a | smallLetters, (b | smallLetters) & (^uint64(0) >> (128 - 8*n))}
}

// load8 reads eight bytes, the first one lowest. The compiler makes it one instruction.
func load8(s string, i int) uint64 {
	b := s[i : i+8]
	return uint64(b[0]) | uint64(b[1])<<8 | uint64(b[2])<<16 | uint64(b[3])<<24 | uint64(b[4])<<32 | uint64(b[5])<<40 | uint64(b[6])<<48 | uint64(b[7])<<56
}

func load2(s string, i int) uint16 {
	b := s[i : i+2]
	return uint16(b[0]) | uint16(b[1])<<8
}

func load4(s string, i int) uint32 {
	b := s[i : i+4]
	return uint32(b[0]) | uint32(b[1])<<8 | uint32(b[2])<<16 | uint32(b[3])<<24
}

// A wordTable finds the id of a word. Its slots are small, so that they stay in the nearest cache; the tag tells nearly
// all unknown words.
type wordTable struct {
	slots []wordSlot
	keys  []wordKey // by id
	shift int
}

type wordSlot struct{ tag, id uint16 } // id 0 = free

func newWordTable(ids map[string]int32) wordTable {
	bitsOf := bits.Len(uint(4 * len(ids)))
	t := wordTable{slots: make([]wordSlot, 1<<bitsOf), keys: make([]wordKey, len(ids)+1), shift: 64 - bitsOf}
	for w, id := range ids {
		k := keyOf(w)
		h := k.hash()
		at := int(h >> t.shift)
		for t.slots[at].id != 0 {
			at = (at + 1) & (len(t.slots) - 1)
		}
		t.slots[at], t.keys[id] = wordSlot{tagOf(h), uint16(id)}, k
	}
	return t
}

func tagOf(h uint64) uint16 { return uint16(h >> 32) }

func lower(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		return c | 0x20
	}
	return c
}

// wordID looks a word up without regard to case; 0 is an unknown word.
func (lex *lexicon) wordID(w string) int32 {
	if len(w) > longWord {
		return 0
	}
	return lex.words.find(keyOf(w))
}

func (t *wordTable) find(k wordKey) int32 {
	h := k.hash()
	for at := int(h >> t.shift); ; at++ {
		s := t.slots[at&(len(t.slots)-1)]
		if s.id == 0 {
			return 0
		}
		if s.tag == tagOf(h) && t.keys[s.id] == k {
			return int32(s.id)
		}
	}
}

type stepTable struct {
	slots []stepSlot
	mask  uint64
}

type stepSlot struct {
	step step
	to   int32 // 0 = free; no edge leads to the root
}

func (k step) hash() uint64 {
	h := (uint64(uint32(k.state))<<32 | uint64(uint32(k.word))) * 0x9e3779b97f4a7c15
	return h ^ h>>32
}

func newStepTable(edges map[step]int32) stepTable {
	size := 1
	for size < 4*len(edges) {
		size *= 2
	}
	t := stepTable{slots: make([]stepSlot, size), mask: uint64(size - 1)}
	for k, to := range edges {
		at := k.hash() & t.mask
		for t.slots[at].to != 0 {
			at = (at + 1) & t.mask
		}
		t.slots[at] = stepSlot{k, to}
	}
	return t
}

// get returns the state behind an edge, 0 = none.
func (t *stepTable) get(k step) int32 {
	for at := k.hash() & t.mask; ; at = (at + 1) & t.mask {
		if s := &t.slots[at]; s.to == 0 || s.step == k {
			return s.to
		}
	}
}

// equalFold: a with its ASCII letters made small is b.
func equalFold(a, b string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range len(a) {
		c := a[i]
		if lower(c) != b[i] {
			return false
		}
	}
	return true
}
